"""Days and times that do not exist, or not once: said on Tuesday 24 November 2026."""

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest

from bot.parsing.dates import When, read_when
from coaching.errors import BadDate, TooLong

TUESDAY = date(2026, 11, 24)
TOKYO, NEW_YORK = ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2/30", "no_such_day"),
        ("2/29", "no_such_day"),  # 2027 has none
        ("11/31 10:00", "no_such_day"),
        ("13/1", "no_such_day"),
        ("0/5", "no_such_day"),
        ("2月30日", "no_such_day"),
        ("Feb 30", "no_such_day"),
        ("2026-02-30", "no_such_day"),
        ("31日", "no_such_day"),
        ("25:00", "no_such_day"),
        ("12:60", "no_such_day"),
        ("明日 25時", "no_such_day"),
        ("13日の金曜", "wrong_weekday"),
        ("12/5(日) 10:00", "wrong_weekday"),
        ("12/5 sun 10:00", "wrong_weekday"),
        ("Fri Dec 3 10:00", "wrong_weekday"),
        ("明日(金) 14時", "wrong_weekday"),
        ("来週", "which_day"),
        ("来週 14時", "which_day"),
        ("next week 14:00", "which_day"),
        ("来月", "which_day"),
        ("1850-01-01", "too_far"),
        ("9999-12-31", "too_far"),
    ],
)
def test_a_day_that_is_none_is_refused(text: str, why: str) -> None:
    with pytest.raises(BadDate) as refused:
        read_when(text, today=TUESDAY, forward=True)
    assert refused.value.why == why


@pytest.mark.parametrize(
    ("day", "clock", "utc_offset_and_time"),
    [
        (date(2026, 3, 8), time(2, 30), "2026-03-08T03:30:00-04:00"),  # the gap
        (date(2026, 11, 1), time(1, 30), "2026-11-01T01:30:00-04:00"),  # the fold: the first one
        (date(2026, 11, 1), time(2, 30), "2026-11-01T02:30:00-05:00"),
        (None, time(9), "2026-11-24T09:00:00-05:00"),
    ],
)
def test_a_moment_exists_also_when_clocks_change(day: date | None, clock: time, utc_offset_and_time: str) -> None:
    moment = When(day, clock, "").at(NEW_YORK, TUESDAY)
    assert moment is not None
    assert moment.isoformat() == utc_offset_and_time


def test_without_a_time_there_is_no_moment() -> None:
    assert When(TUESDAY, None, "").at(TOKYO, TUESDAY) is None


def test_a_long_text_is_not_searched() -> None:
    with pytest.raises(TooLong):
        read_when("12/3 " * 10_000, today=TUESDAY, forward=True)
