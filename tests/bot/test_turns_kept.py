"""A pace that turned is told once, also where the post that was to tell it never goes out."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from bot.jobs.gauge import Turned
from bot.posting.ledger import Ledger
from bot.press import Press as Terminal
from bot.text import Markup
from coaching.due import Due
from coaching.posts import MOST_A_DAY, Job
from storage import alarms, outbox
from storage.engine import writing
from storage.postplans import Plan
from storage.tables import Team
from tests.month import moment
from tests.people import CAST, TEAM_CHANNEL
from tests.press import Press, behind
from tests.rows import rows

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the statements are proven elsewhere on both

THU, FRI = "2026-11-12", "2026-11-13"
EARLY, NINE, AFTER = f"{THU} 08:57", f"{THU} 09:00", f"{THU} 09:01"
BRIEF, NUMBERS, WARNING = Job.BRIEF, Job.NUMBERS, Job.WARNING
Step = Callable[[Press], object]


@pytest.fixture
def press(engine: Engine) -> Press:
    return behind(engine)


def beat(at: str) -> Step:
    """The pulse looks."""

    def look(press: Press) -> None:
        press.beat(at)

    return look


def look(at: str) -> Step:
    """The ticker looks."""
    return lambda press: press.look(at)


def want(job: Job, **plan: Any) -> Step:
    """The team chooses."""
    return lambda press: press.wants(job, **plan)


def change(**changes: Any) -> Step:
    """The team is another."""
    return lambda press: press.change(**changes)


def say(at: str, line: str) -> Step:
    """Tom enters something."""

    def enter(press: Press) -> None:
        press.office.at(at)
        press.office.say("tom", line)

    return enter


def fill(press: Press) -> None:
    """Tom has heard all that a person can bear on Thursday."""
    tom = {"workspace_id": press.where["workspace_id"], "to": CAST["tom"].slack_id, "body": {"text": ""}, "due_at": press.office.now}
    with writing(press.office.engine) as session:
        for n in range(MOST_A_DAY):
            outbox.put(session, key=f"asked {n}", unasked_on=date(2026, 11, 12), **tom)  # type: ignore[arg-type]


def post_by_hand(press: Press) -> None:
    """Somebody at a terminal posts the briefs of nine o'clock."""
    press.office.now = moment(NINE)
    [*_] = Terminal(press.office.engine, press.where["workspace_id"], press.office.now, "brief", at="09:00", dry=False, known={}).lines()


def night(press: Press) -> None:
    """It is quiet until ten; the brief of nine waits in the outbox when briefs are switched off."""
    press.change(quiet_from=time(8, 50), quiet_until=time(10))
    for step in (look(NINE), want(BRIEF, wanted=False)):
        step(press)


def come_to_send(press: Press) -> None:
    """What waits for Tom is wanted no more when its time comes, or its time is over."""
    ledger = Ledger(press.office.engine, lambda: press.office.now, "w")
    for row in press.heard("tom"):
        if not ledger.took_back(row):
            ledger.drop(row)


def be_killed(press: Press) -> None:
    """The process ends when the briefs are written and none is in the outbox."""
    [team], at = rows(press.office, Team), moment(NINE)
    assert press.rounds.written(team, Plan(BRIEF, times=(time(9),)), Due(date(2026, 11, 12), time(9), at, late=False), at)


def told(press: Press, *whom: str) -> list[str]:
    """What they are sent that says it, and when it goes out."""
    every = [row for one in whom for row in press.heard(one) if row.state != outbox.DISCARDED]
    said = [row for row in every if row.key.startswith("pace") or "Behind pace since" in row.body["text"]]
    return [f"{row.key.split()[0]} {row.due_at.astimezone(ZoneInfo('Asia/Tokyo')):%d %H:%M}" for row in said]


@on_sqlite
@pytest.mark.parametrize(
    ("steps", "said"),
    [
        pytest.param([beat(EARLY), look(NINE), beat(AFTER)], ["brief 12 09:00"], id="the brief goes out"),
        pytest.param([post_by_hand, beat(AFTER), look(AFTER), beat(AFTER)], ["brief 12 09:00"], id="so it does by hand"),
        pytest.param(
            [fill, beat(EARLY), look(NINE), beat(AFTER), beat(f"{FRI} 08:57"), look(f"{FRI} 09:00"), beat(f"{FRI} 09:01")],
            ["brief 13 09:00"],
            id="enough was said that day",
        ),
        pytest.param(
            [want(BRIEF, wanted=False), fill, beat(AFTER), beat(f"{THU} 17:00"), beat(f"{FRI} 08:00"), beat(f"{FRI} 08:01")],
            ["pace 13 08:00"],
            id="enough was said that day, and no brief comes",
        ),
        pytest.param(
            [change(closes=time(9, 3)), beat(EARLY), look(f"{THU} 09:04"), beat(f"{THU} 09:05")],
            ["pace 12 09:05"],
            id="the brief is of no use any more",
        ),
        pytest.param(
            [
                *(want(WARNING, wanted=False), want(BRIEF, times=(time(8, 10),)), look(f"{THU} 08:10")),
                *(want(WARNING, wanted=True), want(BRIEF, times=(time(9),)), beat(EARLY), look(NINE), beat(AFTER), look(AFTER)),
            ],
            ["pace 12 09:01"],
            id="the day's brief went out earlier",
        ),
        pytest.param(
            [beat(EARLY), lambda press: press.leave("tom", THU), look(NINE), beat(AFTER), beat(f"{FRI} 08:57"), look(f"{FRI} 09:00")],
            ["brief 13 09:00"],
            id="on leave",
        ),
        pytest.param(
            [beat(EARLY), want(BRIEF, wanted=False), beat(f"{THU} 08:58"), look(NINE), beat(AFTER)], ["pace 12 08:58"], id="switched off"
        ),
        pytest.param(
            [want(BRIEF, times=(time(20, 2),)), beat(f"{THU} 19:58"), look(f"{THU} 20:02"), beat(f"{FRI} 08:00")],
            ["pace 12 19:58"],
            id="the night drops the brief",
        ),
        pytest.param([beat(EARLY), look(f"{THU} 12:00"), beat(f"{THU} 12:01")], ["pace 12 12:01"], id="OnPace was away"),
        pytest.param([be_killed, look(f"{THU} 12:00"), beat(f"{THU} 12:01")], ["pace 12 12:01"], id="killed, then away"),
        pytest.param([be_killed, beat(AFTER), look(AFTER), beat(AFTER)], ["brief 12 09:01"], id="killed, then back"),
        pytest.param(
            [say(f"{THU} 08:56", "/log appointment Acme 11/13 10:00"), beat(EARLY), look(NINE), beat(AFTER)],
            ["pace 12 08:57", "brief 12 09:00"],
            id="a log turned it: at once, and the brief has its line",
        ),
        pytest.param(
            [
                *(say("2026-11-10 10:00", "/log appointment Beta 11/11 15:00"), say(f"{THU} 08:56", "/meeting no-show Beta")),
                *(beat(EARLY), look(NINE), beat(AFTER)),
            ],
            ["pace 12 08:57", "brief 12 09:00"],
            id="an outcome did",
        ),
    ],
)
def test_a_member_is_told_once(press: Press, steps: list[Step], said: list[str]) -> None:
    for step in steps:
        step(press)
    assert told(press, "tom") == said


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        pytest.param([night, come_to_send, beat(f"{THU} 10:00"), beat(f"{THU} 10:01")], ["pace 12 10:00"], id="switched off at night"),
        pytest.param(
            [want(BRIEF, wanted=False), beat(NINE), come_to_send, beat(AFTER), beat(f"{FRI} 09:00"), beat(f"{FRI} 09:01")],
            ["pace 13 09:00"],
            id="Slack was away for hours",
        ),
    ],
)
def test_what_was_put_and_never_sent_is_told_anew(press: Press, steps: list[Step], said: list[str]) -> None:
    for step in steps:
        step(press)
    assert told(press, "tom") == said


@on_sqlite
@pytest.mark.parametrize(
    ("steps", "said"),
    [
        pytest.param(
            [beat(f"{THU} 11:00"), change(channel_id=TEAM_CHANNEL), beat(f"{THU} 11:30"), beat(f"{THU} 11:31")],
            ["pace-team 12 11:30"],
            id="at once when there is one",
        ),
        pytest.param(
            [beat(f"{THU} 11:00"), change(channel_id=TEAM_CHANNEL), beat(f"{THU} 11:57"), look(f"{THU} 12:00"), beat(f"{THU} 12:01")],
            ["numbers 12 12:00"],
            id="in the post that is about to come",
        ),
        pytest.param(
            [look(f"{THU} 12:00"), change(channel_id=TEAM_CHANNEL), beat(f"{FRI} 11:30")], ["pace-team 13 11:30"], id="a day later"
        ),
        pytest.param(
            [
                *(want(NUMBERS, channel_id="C0OTHER"), beat(f"{THU} 11:00"), look(f"{THU} 12:00")),
                *(change(channel_id=TEAM_CHANNEL), beat(f"{THU} 12:10")),
            ],
            ["numbers 12 12:00"],
            id="where its numbers are read",
        ),
    ],
)
def test_a_team_without_a_channel_is_told_once_where_it_reads(press: Press, steps: list[Step], said: list[str]) -> None:
    for step in (change(channel_id=""), *steps):
        step(press)
    assert told(press, TEAM_CHANNEL, "C0OTHER") == said


def test_two_teams_of_a_workspace_are_warned_on_the_same_day() -> None:
    def key(team: int) -> str:
        turned = Turned(team, alarms.TEAM, date(2026, 11, 1), date(2026, 11, 12), True, "C0TEAM", (Markup(""), ()))
        return turned.post(until=datetime(2026, 11, 12, tzinfo=UTC)).key

    assert key(1) != key(2)
