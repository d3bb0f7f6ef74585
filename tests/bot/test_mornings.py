"""Each business morning one plan and one message a person, on both databases: who, with whom, when, and who could not be served."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from bot import mornings, schedule
from bot.scoreboard.called_off import GivenUp
from bot.scoreboard.planning import Morning, plan
from coaching.agreement import Deed
from storage import installations, teams
from storage.engine import reading, writing
from storage.tables import Practice, PracticePlan, Team
from tests.bot.test_coach import work
from tests.dawn import TODAY, Dawn
from tests.furniture import move_in
from tests.office import WORKSPACE, Office
from tests.patience import until
from tests.people import CAST

MORNING = f"{TODAY} 08:45"


@pytest.fixture
def dawn(engine: Engine) -> Dawn:
    """Ken mentors Yui, who is new."""
    move_in(engine)
    dawn = Dawn(Office(engine))
    dawn.trains("ken", "yui")
    return dawn


@pytest.mark.parametrize(
    ("at", "planned"),
    [
        ("2026-11-24 08:44", {}),
        ("2026-11-24 08:45", {"yui": "16:00 ken"}),
        ("2026-11-24 15:29", {"yui": "16:00 ken"}),
        ("2026-11-24 15:31", {"yui": "16:30 ken"}),
        ("2026-11-24 18:00", {}),
        ("2026-11-23 09:00", {}),  # a holiday
        ("2026-11-22 09:00", {}),  # a Sunday
        ("2026-11-25 00:30", {}),
    ],
)
def test_a_morning_is_planned_on_business_days_from_a_quarter_to_nine(dawn: Dawn, at: str, planned: dict[str, str]) -> None:
    dawn.look(at)
    dawn.look()
    assert dawn.plan() == planned
    assert len(dawn.rows()) == 4 * len(planned), "a message and a calendar file each"


def test_a_late_start_uses_what_is_left_of_the_day(dawn: Dawn) -> None:
    dawn.hours("ken", "10:00", "12:00")
    dawn.look(f"{TODAY} 14:00")
    assert (dawn.plan(), dawn.unserved()) == ({}, {"yui": "too_late"})
    dawn.look("2026-11-25 11:10")
    assert dawn.plan() == {}
    dawn.look("2026-11-26 10:40")
    assert dawn.plan() == {"yui": "11:30 ken"}


def test_replicas_that_look_at_once_make_one_plan(dawn: Dawn) -> None:
    dawn.look("2026-11-24 08:44")
    replicas = [dawn.another() for _ in range(4)]
    dawn.look("2026-11-24 08:44")
    dawn.office.now = dawn.office.now.replace(minute=46)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda one: one.look(), replicas))
    with reading(dawn.office.engine) as session:
        counted = [len(session.exec(select(table)).all()) for table in (PracticePlan, Practice)]
    assert (counted, len(dawn.rows())) == ([1, 1], 4)


def test_a_closed_or_left_place_is_not_planned(dawn: Dawn) -> None:
    with writing(dawn.office.engine) as session:
        team = session.exec(select(Team)).one()
        where = {"workspace_id": team.workspace_id, "team_id": team.id or 0}
        teams.set_closure(session, **where, day=date(2026, 11, 24), working=False)
    dawn.look(MORNING)
    with writing(dawn.office.engine) as session:
        installations.end(session, slack_id=WORKSPACE, happened=dawn.office.now, now=dawn.office.now)
    dawn.look("2026-11-25 08:45")
    assert dawn.rows() == []


def test_every_team_has_its_own_morning(dawn: Dawn) -> None:
    """A team in Berlin is asleep when Tokyo begins."""
    with writing(dawn.office.engine) as session:
        team, names = session.exec(select(Team)).one(), {"name": "Berlin", "timezone": "Europe/Berlin", "country": "DE"}
        berlin = teams.create(session, workspace_id=team.workspace_id, now=dawn.office.now, **names).id
    dawn.member("ann", team_id=berlin, is_mentor=True)
    dawn.member("tom", team_id=berlin)
    dawn.trains("ann", "tom")
    dawn.look(MORNING)
    assert (bool(dawn.heard("yui")), bool(dawn.heard("tom"))) == (True, False)
    dawn.look("2026-11-24 16:45")
    assert "*Today’s practice: 16:00 with <@U0ANN>*" in dawn.heard("tom")[0]


def test_mentor_and_rep_hear_of_it_with_the_reason_and_buttons(dawn: Dawn) -> None:
    dawn.member("ken", language="en")
    dawn.look(MORNING)
    (ken,), (yui,) = dawn.heard("ken"), dawn.heard("yui")
    assert "*Today’s practice* · Tue, Nov 24" in ken
    assert "16:00 · <@U0YUI> · “" in ken
    assert "No figures to go by yet." in ken
    assert "Working day 6; the first 20 have a practice each." in ken
    assert "*今日のロープレ: 16:00 <@U0KEN>さんと*" in yui
    assert "数字はこれからで大丈夫です。" in yui
    assert all(label in yui for label in ("[了解]", "[別の時間]", "[今日は難しい…]"))


def test_both_get_it_for_their_calendar_without_figures(dawn: Dawn) -> None:
    dawn.member("ken", language="en")
    dawn.look(MORNING)
    [(method, [event])], [(_, [own])] = dawn.calendar("ken"), dawn.calendar("yui")
    assert (method, str(event["summary"]), event["sequence"]) == ("PUBLISH", "Practice with Yui Mori", 0)
    assert (event["dtstart"].to_ical(), event["dtend"].to_ical()) == (b"20261124T070000Z", b"20261124T073000Z")
    assert event["uid"] == own["uid"]
    assert "%" not in str(event["description"])


@pytest.mark.parametrize(
    ("changes", "told", "unserved"),
    [
        ({"ken": "away"}, "本日はメンター全員が不在です。", "away"),
        ({"ken": "no mentor"}, "このチームにはほかにメンターがいません。", "no_mentor"),
        ({"ken": "full"}, "今日はメンター全員の予定がいっぱいです。", "full"),
        ({"ken": "busy"}, "今日はメンター全員の予定がいっぱいです。", "full"),
        ({"ken": "wednesdays"}, "この曜日にロープレの時間を設けているメンターがいません。", "no_hours"),
        ({"yui": "busy"}, "今日は二人とも空いている時間がありません。", "no_common_time"),
    ],
)
def test_who_is_not_served_is_told_with_the_reason(dawn: Dawn, changes: dict[str, str], told: str, unserved: str) -> None:
    for who, what in changes.items():
        _changed(dawn, who, what)
    dawn.look(MORNING)
    assert (dawn.plan(), dawn.unserved()) == ({}, {"yui": unserved})
    (mio,), (ann,) = dawn.heard("mio"), dawn.heard("ann")
    assert "*今日ロープレを組めなかった人: 1名*" in mio
    assert told.replace("本日", "今日") in mio
    assert "*1 rep could not be placed today*" in ann
    assert "[Schedule…]" in ann
    assert dawn.heard("yui") == [], "a rep hears of practices, not of their lack"


def _changed(dawn: Dawn, who: str, what: str) -> None:
    if what == "away":
        dawn.leave(who, TODAY)
    elif what == "no mentor":
        dawn.member(who, is_mentor=False)
    elif what == "full":
        dawn.hours(who, "16:00", "18:00", a_day=0)
    elif what == "wednesdays":
        dawn.hours(who, "16:00", "18:00", days=[2])
    else:
        dawn.busy(who, "15:00", "19:00")


def test_another_mentor_steps_in_for_who_is_away(dawn: Dawn) -> None:
    dawn.member("ann", is_mentor=True)
    dawn.leave("ken", TODAY)
    dawn.look(MORNING)
    assert (dawn.plan(), dawn.unserved()) == ({"yui": "16:00 ann"}, {})
    assert dawn.heard("ken") == [], "whoever is on leave is left alone"
    assert "<@U0YUI>" in dawn.heard("ann")[0]


def test_a_manager_who_mentors_hears_all_of_it_in_one_message(dawn: Dawn) -> None:
    dawn.member("ann", is_mentor=True)
    dawn.hours("ann", "16:00", "18:00", a_day=1)
    dawn.member("ken", is_mentor=False)
    dawn.trains("ann", "yui", "tom", "hana")
    dawn.look(MORNING)
    assert len(dawn.plan()) == 1
    (ann,) = dawn.heard("ann")
    assert "*Today’s practice*" in ann
    assert "*2 reps could not be placed today*" in ann
    assert "every mentor is fully booked today." in ann


def test_nobody_mentors_themselves(dawn: Dawn) -> None:
    dawn.trains("ken", "ken")
    dawn.look(MORNING)
    assert (dawn.plan(), dawn.unserved()) == ({"yui": "16:00 ken"}, {"ken": "no_mentor"})


@pytest.mark.parametrize(
    ("of_ken", "planned"),
    [
        (("16:00", "16:30"), {"yui": "16:00 ken"}),
        (("16:00", "17:00"), {"ken": "16:00 ann", "yui": "16:30 ken"}),
        (("15:45", "16:45"), {"yui": "15:45 ken"}),
    ],
)
def test_who_mentors_and_learns_is_in_one_place_at_a_time(dawn: Dawn, of_ken: tuple[str, str], planned: dict[str, str]) -> None:
    """Ken trains Yui, and is trained by Ann, who has one half hour."""
    dawn.trains("ann", "ken")
    dawn.member("ann", is_mentor=True)
    dawn.hours("ann", "16:00", "16:30")
    dawn.hours("ken", *of_ken)
    dawn.look(MORNING)
    assert dawn.plan() == planned


@pytest.mark.parametrize(
    ("who", "changes"),
    [
        ("left", {"active": False}),
        ("no rep any more", {"is_rep": False}),
        ("neither mentor nor start", {"mentor_id": None, "start_date": None}),
        ("starts next week", {"start_date": date(2026, 11, 30)}),
    ],
)
def test_who_does_not_practise(dawn: Dawn, who: str, changes: dict[str, object]) -> None:
    dawn.member("yui", **changes)
    dawn.look(MORNING)
    assert (dawn.plan(), dawn.unserved()) == ({}, {})


def test_a_rep_on_leave_is_named_to_their_mentor_with_the_rest(dawn: Dawn) -> None:
    dawn.trains("ken", "tom")
    dawn.leave("yui", "2026-11-20", "2026-11-25")
    dawn.member("ken", language="en")
    dawn.look(MORNING)
    assert (dawn.plan(), dawn.unserved()) == ({"tom": "16:00 ken"}, {})
    assert "Away today, so without practice: <@U0YUI>" in dawn.heard("ken")[0]


def test_when_the_only_rep_is_on_leave_nobody_hears_anything(dawn: Dawn) -> None:
    dawn.leave("yui", TODAY)
    dawn.look(MORNING)
    assert dawn.rows() == []


def test_who_had_theirs_today_has_no_second(dawn: Dawn) -> None:
    dawn.look(MORNING)
    dawn.said("yui", Deed.MOVED, "ken", at="2026-11-25 16:00")
    dawn.look("2026-11-25 08:45")
    assert dawn.plan() == {"yui": "16:00 ken"}
    assert len(dawn.heard("yui")) == 1, "the message of the 24th had not been sent yet, and named the old time; that of the 25th is"
    assert "今日のロープレ: 16:00" in dawn.heard("yui")[0]


def test_a_day_somebody_gave_a_reason_for_stays_free(dawn: Dawn) -> None:
    dawn.look(MORNING)
    dawn.said("yui", Deed.MOVED, "ken", at="2026-11-25 16:00")
    dawn.said("yui", Deed.SKIPPED, "yui")
    dawn.look("2026-11-25 08:45")
    assert (dawn.plan(), dawn.unserved()) == ({}, {})


def test_after_the_first_days_twice_a_week_is_enough(dawn: Dawn) -> None:
    dawn.trains("ken", "yui", start="2026-10-01")
    dawn.hours("ken", "16:00", "18:00")
    planned = []
    for day in ("2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30"):
        dawn.look(f"{day} 08:45")
        planned.append(bool(dawn.plan()))
    assert planned == [True, True, False, False, True]


def test_a_threshold_changed_today_begins_the_count_anew_and_is_said(dawn: Dawn) -> None:
    office = dawn.office
    dawn.member("ken", language="en")
    dawn.trains("ken", "yui", start="2026-10-01")
    office.say("mio", "/coach threshold contact 12%")
    work(office, "yui", contacts=2, appointments=0)
    office.at("2026-11-25 08:30")
    office.say("mio", "/coach threshold contact 14%")
    dawn.look("2026-11-25 08:45")
    assert dawn.plan() == {"yui": "16:00 ken"}
    assert "A threshold was changed today, so the count begins anew: no figures to go by yet." in dawn.heard("ken")[0]
    assert "まだ判断できる件数ではありません。" in dawn.heard("yui")[0]


def test_a_bot_killed_between_the_plan_and_its_messages_sends_them_after_its_start(dawn: Dawn, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    dawn.member("ken", language="en")
    with monkeypatch.context() as patched:
        patched.setattr(mornings, "put", killed)
        with pytest.raises(KeyboardInterrupt):
            dawn.look(MORNING)
    assert (dawn.plan(), dawn.rows()) == ({"yui": "16:00 ken"}, [])
    dawn.mornings = dawn.another()
    dawn.look("2026-11-24 09:30")
    assert [len(dawn.rows(who)) for who in ("ken", "yui")] == [2, 2]


def test_a_time_taken_while_the_morning_was_planned_is_planned_anew(dawn: Dawn, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody schedules by hand in the very moment between the look and the writing."""

    def overtaken(session: Session, *, team: Team, now: datetime, but: GivenUp) -> Morning:
        found = plan(session, team=team, now=now, but=but)
        monkeypatch.undo()
        dawn.by_hand("tom", "ken", "2026-11-24 16:00")
        return found

    monkeypatch.setattr("bot.mornings.plan", overtaken)
    dawn.look(MORNING)
    assert dawn.plan() == {"tom": "16:00 ken"}
    dawn.look()
    assert dawn.plan() == {"tom": "16:00 ken", "yui": "16:30 ken"}


def test_the_ticker_does_it_by_itself(dawn: Dawn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedule, "LOOK_EVERY", 0.05)
    dawn.office.now = dawn.office.now.replace(hour=0)
    with schedule.Ticker(dawn.office.engine, lambda: dawn.office.now).ticking():
        until(lambda: dawn.rows("yui"), 20)
    assert CAST["yui"].slack_id == dawn.rows("yui")[0].to
