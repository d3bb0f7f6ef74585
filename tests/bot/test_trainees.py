"""Where reps stand: what the database adds up is read like every call by itself, whoever began when."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from bot.scoreboard.trainees import LIKE, Trainee, keep_ready, trainees
from coaching.calendar import Period
from coaching.funnel import Step
from coaching.standing import Standing
from coaching.terms import Role
from coaching.trainee import Way, restart
from storage import figures, members, milestones, teams, thresholds, workspaces
from storage.engine import reading, writing
from storage.tables import Member, Team, id_of
from tests.month import Month
from tests.office import WORKSPACE, Office, Shown
from tests.people import CAST
from tests.plain import plain_read, plain_trend

Say = Callable[..., Shown]
FIRST, LAST = date(2026, 9, 7), date(2026, 11, 24)
EXPECTED = (
    (Step.CONTACT, "0.12", FIRST),
    (Step.APPOINTMENT, "0.3", FIRST),
    (Step.CALL_TO_APPOINTMENT, "0.02", FIRST),
    (Step.HELD, "0.6", FIRST),
    (Step.QUALIFIED, "0.5", FIRST),
    (Step.APPOINTMENT, "0.2", date(2026, 10, 20)),
)
BY = {"hana": "web", "tom": "list", "ken": "web", "yui": "web"}


def _lived(month: Month) -> None:
    """Calls of everybody on most days, with two sources, and some meetings."""
    chance = Random(7)
    for who, usual in BY.items():
        for n in range((LAST - FIRST).days + 1):
            day = FIRST + timedelta(days=n)
            if day.weekday() < 5 and chance.random() < 0.6:
                counts = {"contact": chance.randint(0, 5), "appointment": chance.randint(0, 2), "no_answer": chance.randint(5, 30)}
                month.calls(
                    who, day.isoformat(), chance.choice((usual, "fair")), **{name: count for name, count in counts.items() if count}
                )
            if day.weekday() == 2:
                month.meeting(who, f"{day} 14:00", *chance.choice((("held", "qualified"), ("held", "unqualified"), ("no_show",), ())))


@pytest.fixture
def session(office: Office, say: Say) -> Iterator[Session]:
    """Thresholds, one of them changed later; Yui came later and was on leave; Tom graduated."""
    Month.written(office, _lived)
    say("mio", "/onpace leave @yui 11/4 11/6")
    with writing(office.engine) as session:
        tom, mio = _member(session, "tom"), id_of(_member(session, "mio"))
        for step, rate, since in EXPECTED:
            about: dict[str, Any] = {"step": step, "rate": Decimal(rate), "valid_from": since, "set_by": mio}
            thresholds.set_threshold(session, workspace_id=tom.workspace_id, team_id=tom.team_id or 0, **about, now=office.now)
        graduated: dict[str, Any] = {"member_id": id_of(tom), "actor_id": mio, "kind": Way.GRADUATED, "day": date(2026, 10, 30)}
        milestones.note(session, workspace_id=tom.workspace_id, **graduated, now=office.now)
    with reading(office.engine) as session:
        yield session


def _member(session: Session, who: str) -> Member:
    workspace = workspaces.find(session, slack_id=WORKSPACE)
    assert workspace
    found = members.by_slack_id(session, workspace_id=id_of(workspace), slack_id=CAST[who].slack_id)
    assert found
    return found


def test_everybody_is_read_as_by_every_call(office: Office, session: Session) -> None:
    team = teams.every(session, workspace_id=_member(session, "mio").workspace_id)[0]
    reps = members.of_team(session, workspace_id=team.workspace_id, team_id=id_of(team), role=Role.REP)
    found = trainees(session, team=team, reps=reps, now=office.now)
    assert [one.member for one in found] == list(reps)
    began = {_held_against_every_call(office, session, team, one, step) for one in found for step in one.readings}
    assert len(began) >= 4  # the threshold, its change, a start, a graduation


@pytest.mark.parametrize("start", [None, date(2026, 10, 1)])
@pytest.mark.parametrize("many", [False, True])
def test_who_changes_team_keeps_what_they_tried(office: Office, session: Session, many: bool, start: date | None) -> None:
    """Yui goes to a team with the same thresholds, alone or beside many who were there; that team's own rates are what was made in it."""
    yui = Member(**_member(session, "yui").model_dump() | {"start_date": start})
    everybody = [yui, _member(session, "hana"), _member(session, "ken")]
    tokyo = teams.every(session, workspace_id=yui.workspace_id)[0]
    asked: dict[str, Any] = {"reps": everybody if many else [yui], "now": office.now}
    before = trainees(session, team=tokyo, **asked)[0]
    with writing(office.engine) as writes:
        osaka = teams.create(writes, workspace_id=yui.workspace_id, name="Osaka", now=office.now)
        for step, rate, since in EXPECTED:
            about: dict[str, Any] = {"step": step, "rate": Decimal(rate), "valid_from": since, "set_by": id_of(yui)}
            thresholds.set_threshold(writes, workspace_id=yui.workspace_id, team_id=id_of(osaka), **about, now=office.now)
        writes.get_one(Member, yui.id).team_id = id_of(osaka)
    with reading(office.engine) as later:
        after = trainees(later, team=teams.every(later, workspace_id=yui.workspace_id)[1], **asked)[0]
    assert {step: read.rate for step, read in after.readings.items()} == {step: read.rate for step, read in before.readings.items()}
    assert all(read.rate.n for read in after.readings.values())


def _held_against_every_call(office: Office, session: Session, team: Team, one: Trainee, step: Step) -> date:
    """Compares one reading; the day it began."""
    where: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team)}
    expected = thresholds.on(session, **where, day=LAST)[step]
    since = restart(one.way, started=one.member.start_date or date.min, expected_since=expected.since)
    rep = id_of(one.member)
    away = members.leave_days(session, workspace_id=team.workspace_id, member_ids=[rep], first=since, last=LAST)[rep]
    days = team_calendar(session, team=team, period=Period(since, LAST)).without(away).days(since, LAST)
    cells = figures.cells(session, **where, member_ids=[rep], first=since, last=LAST, now=office.now).get(rep, [])
    whole = figures.of_team(session, **where, first=LAST - LIKE, last=LAST, now=office.now)
    plain = plain_read(step, cells, expected=float(Decimal(expected.rate)), team=whole, days=days or [LAST])
    told = one.readings[step]
    for name in ("rate", "threshold", "expected", "recent", "lately", "ready_at", "ready_on", "standing", "gates", "interval"):
        assert getattr(told, name) == getattr(plain, name), (one.member.name, step, name)
    assert told.trend is plain_trend(plain)
    assert (told.course.climb, told.course.fall, told.course.ratio) == (plain.course.climb, plain.course.fall, plain.course.ratio)
    return since


def test_what_was_ready_in_the_morning_stays_so(office: Office, session: Session) -> None:
    """Of Ken, whom nothing makes ready now, a day on which he was is known; of everybody else those days are kept, each once."""
    team = teams.every(session, workspace_id=_member(session, "mio").workspace_id)[0]
    reps = members.of_team(session, workspace_id=team.workspace_id, team_id=id_of(team), role=Role.REP)
    ken, where = id_of(_member(session, "ken")), dict[str, Any](workspace_id=team.workspace_id)
    with writing(office.engine) as writes:
        before = {one.member.id: one for one in trainees(writes, team=team, reps=reps, now=office.now)}
        open_step = next(step for step, read in before[ken].readings.items() if read.standing is Standing.UNKNOWN and read.rate.n)
        rows = figures.cells(writes, **where, team_id=id_of(team), member_ids=[ken], first=date(2026, 11, 2), last=LAST, now=office.now)
        day = next(cell.day for cell in rows[ken] if cell.rate(open_step).n)
        expected = Decimal(str(before[ken].readings[open_step].expected))
        milestones.keep_ready(writes, **where, found=[((ken, open_step, expected), day)])
        for _ in range(2):
            keep_ready(writes, team=team, found=before.values())
        kept = milestones.ready_days(writes, **where, member_ids=[id_of(rep) for rep in reps])
        after = {one.member.id: one for one in trainees(writes, team=team, reps=reps, now=office.now)}
    assert after[ken].readings[open_step].ready_on == day
    ready = {(rep, step): read.ready_on for rep, one in before.items() for step, read in one.readings.items() if read.ready_on}
    assert ready
    assert {(rep, step): days for (rep, step, _), days in kept.items()} == {
        **{rate: {since} for rate, since in ready.items()},
        (ken, open_step): {day},
    }


@pytest.mark.parametrize(
    ("started", "leave", "day"),
    [
        (date(2026, 11, 24), (), 1),
        (date(2025, 1, 6), (), 461),  # 492 weekdays less Japan's 31 holidays on them
        (date(2026, 9, 1), ("9/7", "11/23"), 5),  # eleven weeks away: what was before them counts on
    ],
)
def test_a_tenure_is_counted_from_the_start_however_long_ago(office: Office, started: date, leave: tuple[str, ...], day: int) -> None:
    with writing(office.engine) as session:
        yui = _member(session, "yui")
        yui.start_date = started
        session.add(yui)
        if leave:
            first, last = (date(2026, *map(int, one.split("/"))) for one in leave)
            members.add_leave(session, workspace_id=yui.workspace_id, member_id=id_of(yui), first=first, last=last)
    with reading(office.engine) as session:
        yui = _member(session, "yui")
        team = teams.every(session, workspace_id=yui.workspace_id)[0]
        assert trainees(session, team=team, reps=[yui], now=office.now)[0].tenure == day
