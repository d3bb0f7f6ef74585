"""When a job's periods are due, through zones, changes of the clock, downtime and clocks that are set; and the quiet hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.holidays import national
from coaching.calendar import Calendar
from coaching.due import Due, due, speakable

HOURS2 = timedelta(hours=2)
NINE, NOON, SIX = time(9), time(12), time(18)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def _calendar(zone: str, **more: object) -> Calendar:
    return Calendar(ZoneInfo(zone), **more)  # type: ignore[arg-type]


def _periods(found: list[Due]) -> list[tuple[str, bool]]:
    return [(one.period, one.late) for one in found]


def _due(zone: str, local: str, *times: time, days: frozenset[int] | None = None, since: datetime = LONG_AGO, **more: object) -> list[Due]:
    now = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    found = due(_calendar(zone, **more), times, now, since=since, window=HOURS2, days=days)
    return [one for one in found if one.at >= now - timedelta(hours=23)]


@pytest.mark.parametrize(
    ("local", "found"),
    [
        ("2026-11-20T08:59:59", []),
        ("2026-11-20T09:00:00", [("2026-11-20 09:00", False)]),
        ("2026-11-20T11:00:00", [("2026-11-20 09:00", False)]),
        ("2026-11-20T11:00:01", [("2026-11-20 09:00", True)]),
        ("2026-11-21T08:00:00", [("2026-11-20 09:00", True)]),
        ("2026-11-21T10:00:00", []),  # a Saturday
    ],
)
def test_a_period_is_due_from_its_minute_and_late_after_the_window(local: str, found: list[tuple[str, bool]]) -> None:
    assert _periods(_due("Asia/Tokyo", local, NINE)) == found


def test_several_times_of_a_day_come_in_order() -> None:
    assert _periods(_due("Asia/Tokyo", "2026-11-20T18:30", SIX, NOON)) == [("2026-11-20 12:00", True), ("2026-11-20 18:00", False)]


@pytest.mark.parametrize(
    ("zone", "local", "hour", "at"),
    [
        ("America/New_York", "2026-11-02T12:00", time(9), "2026-11-02T14:00"),  # the first business day after the fall back
        ("America/New_York", "2026-10-30T12:00", time(9), "2026-10-30T13:00"),  # the last before
        ("Australia/Lord_Howe", "2026-10-05T12:00", time(9), "2026-10-04T22:00"),  # half an hour on Sunday the 4th: +10:30 → +11
        ("Australia/Lord_Howe", "2026-10-02T12:00", time(9), "2026-10-01T22:30"),
    ],
)
def test_local_hours_stay_local_when_clocks_change(zone: str, local: str, hour: time, at: str) -> None:
    [one] = _due(zone, local, hour)
    assert one.at == datetime.fromisoformat(at).replace(tzinfo=UTC)


def test_an_hour_that_comes_twice_is_due_once() -> None:
    """New York, 2026-11-01: 01:30 comes at 05:30 and at 06:30 UTC."""
    week = frozenset(range(7))
    for now in ("2026-11-01T05:30", "2026-11-01T06:30", "2026-11-01T07:00"):
        moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
        found = list(due(_calendar("America/New_York", weekdays=week), [time(1, 30)], moment, since=LONG_AGO, window=HOURS2))
        assert [one.at for one in found if one.day == date(2026, 11, 1)] == [datetime(2026, 11, 1, 5, 30, tzinfo=UTC)]


def test_a_midnight_that_never_comes_is_due_when_the_day_begins() -> None:
    """Beirut, 2026-03-29: midnight is skipped, the day begins at 01:00 (22:00 UTC the day before)."""
    moment = datetime(2026, 3, 28, 22, 0, tzinfo=UTC)
    found = list(due(_calendar("Asia/Beirut", weekdays=frozenset(range(7))), [time(0)], moment, since=LONG_AGO, window=HOURS2))
    assert found[-1] == Due(date(2026, 3, 29), time(0), moment, late=False)


@pytest.mark.parametrize("day", ["2026-05-06", "2026-09-22"])
def test_japans_substitute_and_sandwiched_holidays_have_no_posts(day: str) -> None:
    closed = national("JP", 2026)
    assert _due("Asia/Tokyo", f"{day}T10:00", NINE, closed=closed) == []
    assert len(_due("Asia/Tokyo", f"{day}T10:00", NINE)) == 1


def test_a_week_from_sunday_to_thursday() -> None:
    week = frozenset({6, 0, 1, 2, 3})
    assert [bool(_due("Asia/Dubai", f"2026-11-{day}T10:00", NINE, weekdays=week)) for day in (19, 20, 21, 22)] == [True, False, False, True]


def test_only_the_weekdays_a_team_chose() -> None:
    assert [bool(_due("Asia/Tokyo", f"2026-11-{day}T10:00", NINE, days=frozenset({0, 4}))) for day in (18, 19, 20)] == [False, False, True]


def test_what_was_due_before_the_team_was_there_is_not() -> None:
    born = datetime(2026, 11, 20, 0, 30, tzinfo=UTC)  # 09:30 in Tokyo
    assert _periods(_due("Asia/Tokyo", "2026-11-20T12:00", NINE, NOON, since=born)) == [("2026-11-20 12:00", False)]


def test_a_clock_that_is_set_finds_the_same_periods() -> None:
    """Back an hour the period is ahead again, under the name it has; forward a day what lies between is late."""
    found = [_due("Asia/Tokyo", local, NINE) for local in ("2026-11-20T09:10", "2026-11-20T08:10", "2026-11-21T08:00")]
    assert [_periods(one) for one in found] == [[("2026-11-20 09:00", False)], [], [("2026-11-20 09:00", True)]]


@pytest.mark.parametrize(
    ("local", "start", "end", "spoken"),
    [
        ("2026-11-20T15:00", time(20), time(8), "2026-11-20T15:00"),
        ("2026-11-20T20:00", time(20), time(8), "2026-11-21T08:00"),
        ("2026-11-20T23:59", time(20), time(8), "2026-11-21T08:00"),
        ("2026-11-21T07:59", time(20), time(8), "2026-11-21T08:00"),
        ("2026-11-21T08:00", time(20), time(8), "2026-11-21T08:00"),
        ("2026-11-20T12:30", time(12), time(13), "2026-11-20T13:00"),
        ("2026-11-20T12:30", time(0), time(0), "2026-11-20T12:30"),
    ],
)
def test_nobody_is_spoken_to_in_the_quiet_hours(local: str, start: time, end: time, spoken: str) -> None:
    zone = ZoneInfo("Asia/Tokyo")
    moments = [datetime.fromisoformat(one).replace(tzinfo=zone) for one in (local, spoken)]
    assert speakable(moments[0], zone, start, end) == moments[1]
