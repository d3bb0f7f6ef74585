"""Gaps by cause: what is asked for, of whom, from when on; and that a rhythm of one's own rarely cries wolf."""

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.calendar import Calendar
from coaching.gaps import Cause, Met, of_days, of_meetings, of_silence, silences, usual
from coaching.terms import Origin, State, Verdict

TOKYO = ZoneInfo("Asia/Tokyo")
CALENDAR = Calendar(TOKYO, closed=frozenset({date(2026, 11, 3), date(2026, 11, 23)}))
REP, AE = 1, 2


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=TOKYO)


NOW = at("20T16:00")
BOOKED, HELD, NO_SHOW = State.BOOKED, State.HELD, State.NO_SHOW
#: Its time, state, verdict, AE, origin, whether the lead was reached → what is asked for.
MEETINGS = [
    ("20T15:00", BOOKED, Verdict.PENDING, AE, Origin.CALL, True, {("meeting 7", REP)}),
    ("20T15:01", BOOKED, Verdict.PENDING, AE, Origin.CALL, True, set()),  # it may still go on
    ("24T10:00", BOOKED, Verdict.PENDING, AE, Origin.CALL, True, set()),
    ("20T11:00", HELD, Verdict.PENDING, AE, Origin.CALL, True, {("verdict 7", AE)}),
    ("20T11:00", HELD, Verdict.PENDING, None, Origin.CALL, True, set()),
    ("20T11:00", HELD, Verdict.QUALIFIED, AE, Origin.CALL, True, set()),
    ("20T11:00", HELD, Verdict.UNQUALIFIED, AE, Origin.CALL, True, set()),
    ("20T11:00", NO_SHOW, Verdict.PENDING, AE, Origin.CALL, True, set()),
    ("20T11:00", State.CANCELLED, Verdict.PENDING, AE, Origin.CALL, True, set()),
    ("24T10:00", BOOKED, Verdict.PENDING, AE, Origin.IMPORTED, False, {("contact 7", REP)}),
    ("24T10:00", BOOKED, Verdict.PENDING, AE, Origin.CALL, False, {("contact 7", REP)}),
    ("24T10:00", BOOKED, Verdict.PENDING, AE, Origin.BY_EMAIL, False, set()),
    ("24T10:00", State.WITHDRAWN, Verdict.PENDING, AE, Origin.CALL, False, set()),
    ("20T11:00", HELD, Verdict.PENDING, AE, Origin.IMPORTED, False, {("verdict 7", AE), ("contact 7", REP)}),
]


@pytest.mark.parametrize(("starts", "state", "verdict", "ae", "origin", "reached", "wanted"), MEETINGS)
def test_what_is_asked_of_a_meeting(
    starts: str, state: State, verdict: Verdict, ae: int | None, origin: Origin, reached: bool, wanted: set[tuple[str, int]]
) -> None:
    met = Met(7, REP, ae, at("19T10:00"), at(starts), state, verdict, origin, reached)
    assert {(gap.about, gap.person) for gap in of_meetings([met], now=NOW)} == wanted


def test_a_meeting_is_asked_about_from_an_hour_after_its_time() -> None:
    met = Met(7, REP, AE, at("19T10:00"), at("20T10:00"), BOOKED)
    assert next(of_meetings([met], now=NOW)).since == at("20T11:00")


def days(logged: set[int], *, calendar: Calendar = CALENDAR, since: str = "01", now: datetime = NOW) -> list[str]:
    found = of_days(
        REP, calendar=calendar, logged={date(2026, 11, day) for day in logged}, since=date.fromisoformat(f"2026-11-{since}"), now=now
    )
    assert all(gap.cause is Cause.DAY and gap.person == REP for gap in found)
    return [gap.about.removeprefix("day 2026-11-") for gap in found]


def test_working_days_without_a_log_are_asked_for_the_latest_five() -> None:
    assert days({19, 18, 17, 16, 13}) == []
    assert days({19, 17, 16, 13}) == ["18"]
    assert days(set()) == ["13", "16", "17", "18", "19"]


def test_today_days_off_leave_and_days_before_one_began_are_not_asked_for() -> None:
    away = CALENDAR.without(frozenset({date(2026, 11, 18), date(2026, 11, 19)}))
    assert days({13, 16, 17}, calendar=away, now=at("20T08:00")) == ["11", "12"]
    assert days({2, 4, 5, 6}, now=at("09T12:00")) == []  # the 3rd is closed
    assert days(set(), since="19") == ["19"]


WORK = [date(2026, 8, 3) + timedelta(days=n) for n in range(140)]
WORKDAYS = [day for day in WORK if CALENDAR.is_open(day)]


def logged(day: date, *hours: str) -> list[datetime]:
    return [datetime.combine(day, time.fromisoformat(hour), TOKYO) for hour in hours]


HOURLY = ("10:00", "11:00", "12:00", "14:00", "15:00", "16:00", "17:00")
PAST = [day for day in WORKDAYS if day < date(2026, 11, 20)]


def rhythm(*hours: str, count: int = 49) -> timedelta | None:
    found = silences([log for day in PAST[-count:] for log in logged(day, *hours)], calendar=CALENDAR)
    return usual(found, today=date(2026, 11, 20))


@pytest.mark.parametrize(
    ("hours", "count", "wanted"),
    [
        (HOURLY, 49, timedelta(hours=2)),
        (("09:30", "17:30"), 49, timedelta(hours=8)),
        (("17:59",), 30, timedelta(hours=8, minutes=59)),
        (HOURLY, 24, timedelta(hours=2)),
        (HOURLY, 23, None),
    ],
)
def test_the_longest_usual_silence(hours: tuple[str, ...], count: int, wanted: timedelta | None) -> None:
    assert rhythm(*hours, count=count) == wanted


def test_one_afternoon_that_was_forgotten_is_no_rhythm() -> None:
    forgotten = [log for day in PAST[-48:] for log in logged(day, *HOURLY)] + logged(PAST[-49], "10:00")
    assert usual(silences(forgotten, calendar=CALENDAR), today=date(2026, 11, 20)) == timedelta(hours=2)


USUAL = timedelta(hours=2)
SILENT = [
    ("20T16:00", "20T13:00", USUAL, True),
    ("20T15:00", "20T13:00", USUAL, False),
    ("20T11:01", None, USUAL, True),
    ("20T11:00", None, USUAL, False),
    ("20T11:01", "19T17:59", USUAL, True),  # yesterday evening is no part of today
    ("20T10:50", None, timedelta(minutes=30), False),  # two hours at least
    ("20T16:00", None, None, False),  # no rhythm known
    ("20T18:00", "20T10:00", USUAL, False),  # the day is over
    ("20T09:00", None, USUAL, False),
    ("21T16:00", None, USUAL, False),  # Saturday
    ("23T16:00", None, USUAL, False),  # a holiday
]


@pytest.mark.parametrize(("now", "last", "longest", "wanted"), SILENT)
def test_who_is_asked_whether_something_is_missing_today(now: str, last: str | None, longest: timedelta | None, wanted: bool) -> None:
    found = of_silence(REP, calendar=CALENDAR, usual=longest, last=at(last) if last else None, now=at(now))
    assert (found is not None) is wanted
    assert found is None or found.about == "silence 2026-11-20"


@given(st.integers(0, 2**32), st.integers(1, 60))
def test_hours_outside_work_are_no_silence(seed: int, count: int) -> None:
    chance = Random(seed)
    logs = [datetime.combine(chance.choice(WORKDAYS), time(chance.randrange(24), chance.randrange(60)), TOKYO) for _ in range(count)]
    assert all(timedelta(0) < longest <= timedelta(hours=9) for longest in silences(logs, calendar=CALENDAR).values())


def test_a_person_who_changes_nothing_is_asked_on_at_most_one_day_in_twenty_five() -> None:
    """Whatever the rhythm: logs at random, from two to twenty a day, looked at until the day's end."""
    asked, lives = 0, 250
    for life in range(lives):
        chance = Random(life)
        a_day = chance.choice((2, 5, 20))
        opening = [datetime.combine(day, time(9), TOKYO) for day in WORKDAYS[:50]]
        longest = silences([at + timedelta(hours=9 * chance.random()) for at in opening for _ in range(a_day)], calendar=CALENDAR)
        limit = usual(longest, today=WORKDAYS[49])
        assert limit is not None
        asked += longest[WORKDAYS[49]] > limit
    assert asked / lives <= 0.06
