"""Business time, and where we are against where we should be by now."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.calendar import Calendar, Period, month_of, months_before
from coaching.pace import Lines, Mood, expected, measure, needed_per_day, run_rate

D = Decimal
TOKYO = ZoneInfo("Asia/Tokyo")
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
JAPAN = Calendar(TOKYO, closed=frozenset({date(2026, 11, 3), date(2026, 11, 23)}))

PACE = [
    ("run-rate", 40000, 10, 30, None, "120000", None, None, None),
    ("run-rate against target", 96000, 12, 30, 260000, "240000", "0.9231", "104000", "9111.1111"),
    ("run-rate", 120000, 20, 30, None, "180000", None, None, None),
    ("JP November 2026 end of the 20th", 198, 14, 19, 300, "268.7143", "0.8957", "221.0526", "20.4"),
    ("goal already reached", 16, 12, 20, 15, "26.6667", "1.7778", "9", "0"),
    ("first day not started", 0, 0, 19, 300, None, None, "0", "15.7895"),
    ("last day over and short", 280, 19, 19, 300, "280", "0.9333", "300", "20"),
]


@pytest.mark.parametrize(("case", "actual", "elapsed", "total", "goal", "end", "attained", "by_now", "needed"), PACE)
def test_the_worked_cases_of_pace(
    case: str,
    actual: int,
    elapsed: int,
    total: int,
    goal: int | None,
    end: str | None,
    attained: str | None,
    by_now: str | None,
    needed: str | None,
) -> None:
    projected = run_rate(D(actual), D(elapsed), D(total))
    assert (None if projected is None else round(projected, 4)) == (D(end) if end else None)
    if goal is None:
        return
    if projected is not None and attained is not None:
        assert round(projected / goal, 4) == D(attained)
    assert by_now is not None
    assert round(expected(D(goal), D(elapsed), D(total)), 4) == D(by_now)
    assert needed is not None
    assert round(needed_per_day(D(goal), D(actual), D(total - elapsed)), 4) == D(needed)


def at(day: int, hour: int = 18, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=TOKYO)


def test_the_pace_of_a_month_at_the_end_of_a_day() -> None:
    pace = measure(D(198), D(300), period=NOVEMBER, calendar=JAPAN, now=at(20))
    assert (pace.elapsed_days, pace.total_days, pace.remaining_days) == (D(14), D(19), D(5))
    assert pace.expected is not None
    assert pace.pace is not None
    assert pace.shortfall is not None
    assert pace.run_rate_end is not None
    assert round(pace.expected, 4) == D("221.0526")
    assert round(pace.shortfall, 4) == D("23.0526")
    assert round(pace.run_rate_end, 4) == D("268.7143")
    assert pace.needed_per_day == D("20.4")
    assert (round(pace.pace, 4), pace.mood) == (D("0.8957"), Mood.BEHIND)


def test_today_is_a_whole_remaining_day_until_it_closes() -> None:
    days = [measure(D(0), D(19), period=NOVEMBER, calendar=JAPAN, now=at(20, hour)).remaining_days for hour in (8, 9, 13, 17, 18)]
    assert days == [6, 6, 6, 6, 5]


@pytest.mark.parametrize("goal", [None, D(0)])
def test_without_a_goal_there_is_no_pace(goal: D | None) -> None:
    pace = measure(D(5), goal, period=NOVEMBER, calendar=JAPAN, now=at(20))
    assert (pace.goal, pace.expected, pace.pace, pace.needed_per_day, pace.shortfall) == (goal, None, None, None, None)
    assert pace.mood is Mood.NONE


def test_before_the_first_working_hour_nobody_is_behind() -> None:
    pace = measure(D(0), D(300), period=NOVEMBER, calendar=JAPAN, now=at(2, 9))
    assert (pace.expected, pace.pace, pace.run_rate_end, pace.mood) == (D(0), None, None, Mood.NONE)


def test_a_period_without_business_days_has_no_pace() -> None:
    pace = measure(D(1), D(10), period=Period(date(2026, 11, 21), date(2026, 11, 23)), calendar=JAPAN, now=at(25))
    assert (pace.total_days, pace.expected, pace.pace, pace.mood) == (D(0), D(0), None, Mood.NONE)
    assert pace.needed_per_day == 9


@pytest.mark.parametrize(
    ("held", "mood"), [(62, Mood.BEHIND), (63, Mood.WATCH), (69, Mood.WATCH), (70, Mood.AHEAD), (90, Mood.AHEAD), (0, Mood.BEHIND)]
)
def test_behind_is_below_nine_tenths_and_ahead_from_one(held: int, mood: Mood) -> None:
    assert measure(D(held), D(95), period=NOVEMBER, calendar=JAPAN, now=at(20)).mood is mood
    own = Lines(D("0.85"), D("0.9"))
    assert (measure(D(62), D(95), period=NOVEMBER, calendar=JAPAN, now=at(20), lines=own).mood, own.possible) == (Mood.WATCH, True)


@pytest.mark.parametrize(
    ("now", "share"),
    [
        (at(20, 9), "13"),
        (at(20, 13, 30), "13.5"),
        (at(20, 11, 15), "13.25"),
        (at(20, 23), "14"),
        (at(22, 12), "14"),
        (at(3, 12), "1"),
        (datetime(2026, 10, 31, tzinfo=TOKYO), "0"),
        (datetime(2026, 12, 24, tzinfo=TOKYO), "19"),
    ],
)
def test_business_time_runs_with_the_working_hours(now: datetime, share: str) -> None:
    assert JAPAN.elapsed(NOVEMBER.first, NOVEMBER.last, now) == D(share)


def test_hours_that_close_after_midnight_belong_to_the_day_they_opened() -> None:
    night = Calendar(TOKYO, opens=time(22), closes=time(6))
    friday = date(2026, 11, 20)
    assert night.elapsed(friday, friday, at(20, 22)) == 0
    assert night.elapsed(friday, friday, at(21, 2)) == D("0.5")
    assert night.elapsed(friday, friday, at(21, 6)) == 1


@pytest.mark.parametrize(
    ("day", "hour", "since"),
    [
        (20, 21, None),
        (20, 22, (20, 22)),
        (21, 2, (20, 22)),  # Saturday, and Friday's work goes on
        (21, 6, None),
        (21, 23, None),
        (24, 2, None),  # the night after a holiday
        (25, 2, (24, 22)),
        (25, 6, None),
    ],
)
def test_work_that_began_goes_on_past_midnight(day: int, hour: int, since: tuple[int, int] | None) -> None:
    night = replace(JAPAN, opens=time(22), closes=time(6))
    assert night.begun(at(day, hour)) == (at(*since) if since else None)


def test_work_of_the_day_has_begun_until_midnight() -> None:
    found = [JAPAN.begun(at(day, hour)) for day, hour in ((20, 8), (20, 9), (20, 23), (21, 0))]
    assert found == [None, at(20, 9), at(20, 9), None]


def test_an_extra_day_works_and_leave_wins_over_it() -> None:
    saturday, monday = date(2026, 11, 21), date(2026, 11, 16)
    calendar = Calendar(TOKYO, closed=frozenset({monday}), extra=frozenset({saturday, monday}))
    assert (calendar.is_open(saturday), calendar.is_open(monday)) == (True, True)
    away = calendar.without(frozenset({saturday, date(2026, 11, 17)}))
    assert [away.is_open(date(2026, 11, day)) for day in (16, 17, 18, 21, 22)] == [True, False, True, False, False]


def test_today_is_the_day_in_the_teams_zone() -> None:
    assert JAPAN.today(datetime(2026, 9, 30, 15, 30, tzinfo=UTC)) == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("first", "last", "whole"),
    [((2026, 2, 1), (2026, 2, 28), True), ((2028, 2, 1), (2028, 2, 28), False), ((2026, 1, 1), (2026, 2, 28), False)],
)
def test_a_month_is_first_to_last_day(first: tuple[int, int, int], last: tuple[int, int, int], whole: bool) -> None:
    assert Period(date(*first), date(*last)).is_month() is whole


@pytest.mark.parametrize(
    ("count", "first"),
    [(0, date(2026, 1, 1)), (1, date(2025, 12, 1)), (13, date(2024, 12, 1)), (-1, date(2026, 2, 1)), (-12, date(2027, 1, 1))],
)
def test_months_are_counted_back_and_forth_over_the_year(count: int, first: date) -> None:
    month = months_before(date(2026, 1, 31), count)
    assert (month.first, month.is_month()) == (first, True)


def test_a_period_is_all_its_days() -> None:
    assert len(list(month_of(date(2028, 2, 5)))) == 29
    assert list(Period(date(2026, 2, 2), date(2026, 2, 1))) == []


CALENDARS = st.builds(
    Calendar,
    zone=st.sampled_from([ZoneInfo(z) for z in ("Asia/Tokyo", "America/New_York", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia")]),
    weekdays=st.frozensets(st.integers(0, 6)),
    closed=st.frozensets(st.dates(date(2026, 3, 1), date(2026, 4, 30)), max_size=5),
    extra=st.frozensets(st.dates(date(2026, 3, 1), date(2026, 4, 30)), max_size=3),
    opens=st.times(),
    closes=st.times(),
)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=69)).map(lambda gone: datetime(2026, 2, 25, tzinfo=UTC) + gone)


@given(CALENDARS, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=40)))
def test_business_time_never_runs_back_and_ends_whole(calendar: Calendar, now: datetime, later: timedelta) -> None:
    first, last = date(2026, 3, 1), date(2026, 4, 30)
    elapsed = calendar.elapsed(first, last, now)
    assert 0 <= elapsed <= calendar.elapsed(first, last, now + later)
    assert calendar.elapsed(first, last, datetime(2026, 5, 3, tzinfo=UTC)) == len(calendar.days(first, last))
