"""A team's calendar: national holidays, closures, extra days, leave, other weeks and zones."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from bot.holidays import calendar_of, national
from coaching.calendar import Calendar, month_of
from storage.tables import Closure, Team

FOUNDED = datetime(2026, 1, 5, tzinfo=UTC)


def team(zone: str = "Asia/Tokyo", *, country: str = "JP", days: str = "01234", opens: time = time(9), closes: time = time(18)) -> Team:
    return Team(
        id=1, workspace_id=1, name="East", timezone=zone, country=country, working_days=days, opens=opens, closes=closes, created_at=FOUNDED
    )


def closure(day: date, *, working: bool = False) -> Closure:
    return Closure(workspace_id=1, team_id=1, day=day, working=working)


def business_days(calendar: Calendar, day: date) -> int:
    month = month_of(day)
    return len(calendar.days(month.first, month.last))


@pytest.mark.parametrize(
    ("country", "month", "expected"),
    [("JP", "2026-05", 18), ("JP", "2026-09", 19), ("JP", "2026-11", 19), ("JP", "2026-12", 23), ("JP", "2027-01", 19)],
)
def test_the_worked_cases_of_the_calendar(country: str, month: str, expected: int) -> None:
    first = date.fromisoformat(f"{month}-01")
    assert business_days(calendar_of(team(country=country), [], years=[first.year]), first) == expected


def test_substitute_and_sandwiched_holidays_are_closed() -> None:
    calendar = calendar_of(team(), [], years=[2026])
    assert not any(calendar.is_open(day) for day in (date(2026, 5, 6), date(2026, 9, 22)))


def test_a_country_nobody_knows_has_no_holidays() -> None:
    assert national("XX", 2026) == frozenset()
    assert business_days(calendar_of(team(country="XX"), [], years=[2026]), date(2026, 11, 1)) == 21


def test_closures_extra_days_and_leave_move_the_count() -> None:
    own = [
        closure(date(2026, 11, 2)),
        closure(date(2026, 11, 1)),
        closure(date(2026, 11, 21), working=True),
        closure(date(2026, 11, 23), working=True),
    ]
    assert business_days(calendar_of(team(), own, years=[2026]), date(2026, 11, 1)) == 19 - 1 + 2
    leave = frozenset({date(2026, 11, 4), date(2026, 11, 7), date(2026, 11, 21)})
    member = calendar_of(team(), own, years=[2026], leave=leave)
    assert business_days(member, date(2026, 11, 1)) == 20 - 2
    assert not member.is_open(date(2026, 11, 21))


def test_a_week_from_sunday_to_thursday() -> None:
    calendar = calendar_of(team("Asia/Dubai", country="XX", days="60123"), [], years=[2026])
    assert [calendar.is_open(date(2026, 11, day)) for day in range(1, 8)] == [True, True, True, True, True, False, False]
    assert business_days(calendar, date(2026, 11, 1)) == 22


# Local hours, and the moments (UTC) at which none, half and all of them have gone.
DAYS = [
    (
        "New York back: 5 hours",
        "America/New_York",
        date(2026, 11, 1),
        0,
        4,
        "2026-11-01T04:00",
        "2026-11-01T06:30",
        "2026-11-01T09:00",
    ),
    ("New York forward: 3", "America/New_York", date(2026, 3, 8), 0, 4, "2026-03-08T05:00", "2026-03-08T06:30", "2026-03-08T08:00"),
    ("Beirut has no midnight: 7 of 8", "Asia/Beirut", date(2026, 3, 29), 0, 8, "2026-03-28T22:00", "2026-03-29T01:30", "2026-03-29T05:00"),
    (
        "Lord Howe back: 4½",
        "Australia/Lord_Howe",
        date(2026, 4, 5),
        1,
        5,
        "2026-04-04T14:00",
        "2026-04-04T16:15",
        "2026-04-04T18:30",
    ),
    ("Lord Howe forward: 3½", "Australia/Lord_Howe", date(2026, 10, 4), 1, 5, "2026-10-03T14:30", "2026-10-03T16:15", "2026-10-03T18:00"),
    ("an ordinary day in Tokyo", "Asia/Tokyo", date(2026, 11, 20), 9, 18, "2026-11-20T00:00", "2026-11-20T04:30", "2026-11-20T09:00"),
]


@pytest.mark.parametrize(("case", "zone", "day", "opens", "closes", "none", "half", "whole"), DAYS, ids=[row[0] for row in DAYS])
def test_half_a_day_is_half_its_real_seconds(
    case: str, zone: str, day: date, opens: int, closes: int, none: str, half: str, whole: str
) -> None:
    calendar = calendar_of(team(zone, country="XX", days="0123456", opens=time(opens), closes=time(closes)), [], years=[2026])
    shares = [calendar.elapsed(day, day, datetime.fromisoformat(at).replace(tzinfo=UTC)) for at in (none, half, whole)]
    assert shares == [0, Decimal("0.5"), 1]


def test_a_month_over_a_clock_change_keeps_whole_days() -> None:
    calendar = calendar_of(team("America/New_York", country="US"), [], years=[2026])
    month = month_of(date(2026, 11, 1))
    end_of_friday = datetime(2026, 11, 6, 23, tzinfo=UTC)
    assert calendar.elapsed(month.first, month.last, end_of_friday) == 5
    assert calendar.elapsed(month.first, month.last, datetime(2026, 11, 2, 13, 59, tzinfo=UTC)) == 0
    assert business_days(calendar, month.first) == 19
