"""Dates and times as people type them: said on Tuesday 24 November 2026."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.parsing.dates import When, read_when
from coaching.errors import BadDate, TooLong

TUESDAY = date(2026, 11, 24)
TOKYO, NEW_YORK = ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")

AHEAD = [
    # words, month-day of the day read ("" for none; the year is 2026 unless said), clock, what is left
    ("tomorrow 14:00", "11-25", "14:00", ""),
    ("tomorow 14:00", "11-25", "14:00", ""),
    ("tmr 2pm", "11-25", "14:00", ""),
    ("today at 3:30 pm", "11-24", "15:30", ""),
    ("day after tomorrow 10am", "11-26", "10:00", ""),
    ("明日14時", "11-25", "14:00", ""),
    ("明日 14:00", "11-25", "14:00", ""),
    ("明日の14時から", "11-25", "14:00", ""),
    ("明日１４時３０分", "11-25", "14:30", ""),
    ("あした10時半", "11-25", "10:30", ""),
    ("あさって10時半", "11-26", "10:30", ""),
    ("明後日 午後2時", "11-26", "14:00", ""),
    ("明々後日 正午", "11-27", "12:00", ""),
    ("本日 午前10時", "11-24", "10:00", ""),
    ("今日の17時", "11-24", "17:00", ""),
    ("tue 3pm", "11-24", "15:00", ""),
    ("next tue 3pm", "12-01", "15:00", ""),
    ("fri 15:00", "11-27", "15:00", ""),
    ("Friday at noon", "11-27", "12:00", ""),
    ("on Monday, 9:30", "11-30", "09:30", ""),
    ("this thu 11am", "11-26", "11:00", ""),
    ("thurs 11 am", "11-26", "11:00", ""),
    ("next week wed 10:00", "12-02", "10:00", ""),
    ("wed next week 10:00", "12-02", "10:00", ""),
    ("金曜 15時", "11-27", "15:00", ""),
    ("金曜日15時", "11-27", "15:00", ""),
    ("来週火曜15時", "12-01", "15:00", ""),
    ("来週の火曜日 15時", "12-01", "15:00", ""),
    ("来週火 15時", "12-01", "15:00", ""),
    ("再来週月曜 10時", "12-07", "10:00", ""),
    ("今週金曜 16:30", "11-27", "16:30", ""),
    ("次の木曜 16:30", "11-26", "16:30", ""),
    ("in 2 days 10am", "11-26", "10:00", ""),
    ("in a week 10am", "12-01", "10:00", ""),
    ("3 days from now 10:00", "11-27", "10:00", ""),
    ("3日後 10:00", "11-27", "10:00", ""),
    ("2週間後 10:00", "12-08", "10:00", ""),
    ("1ヶ月後 10:00", "12-24", "10:00", ""),
    ("12月5日 10:00", "12-05", "10:00", ""),
    ("12月5日10時", "12-05", "10:00", ""),
    ("12月5日(土) 10:00", "12-05", "10:00", ""),
    ("12月5日土曜10時", "12-05", "10:00", ""),
    ("12/5(土) 10:00", "12-05", "10:00", ""),
    ("１２／５（土）１０：００", "12-05", "10:00", ""),
    ("12/5 (Sat) 10:00", "12-05", "10:00", ""),
    ("12/3木10時", "12-03", "10:00", ""),
    ("12/3 10:00", "12-03", "10:00", ""),
    ("12-03 10:00", "12-03", "10:00", ""),
    ("2026-12-03 10:00", "12-03", "10:00", ""),
    ("2026-12-03T10:00", "12-03", "10:00", ""),
    ("2026/12/3 10:00", "12-03", "10:00", ""),
    ("2026年12月3日 10時", "12-03", "10:00", ""),
    ("12/3/2026 10:00", "12-03", "10:00", ""),
    ("26/12/03 10:00", "12-03", "10:00", ""),
    ("Dec 3 10:00", "12-03", "10:00", ""),
    ("December 3rd, 10:00", "12-03", "10:00", ""),
    ("Dec 3, 2026 at 2:30pm", "12-03", "14:30", ""),
    ("3 Dec 10am", "12-03", "10:00", ""),
    ("3rd of December 10:00", "12-03", "10:00", ""),
    ("Thu Dec 3 10:00", "12-03", "10:00", ""),
    ("Thu, 3 Dec 2026, 10:00", "12-03", "10:00", ""),
    ("3日 10:00", "12-03", "10:00", ""),
    ("来月3日 10:00", "12-03", "10:00", ""),
    ("14:00", "", "14:00", ""),
    ("14時", "", "14:00", ""),
    ("9時15分", "", "09:15", ""),
    ("午後２時半", "", "14:30", ""),
    ("PM2:00", "", "14:00", ""),
    ("12am", "", "00:00", ""),
    ("12pm", "", "12:00", ""),
    ("2 p.m.", "", "14:00", ""),
    ("明日3時", "11-25", "15:00", ""),
    ("明日 午前3時", "11-25", "03:00", ""),
    ("明日 3:00", "11-25", "03:00", ""),
    ("tomorrow at 9", "11-25", "09:00", ""),
    ("tomorrow at 3", "11-25", "15:00", ""),
    ("明日14:00-15:00", "11-25", "14:00", ""),
    ("明日14時〜15時", "11-25", "14:00", ""),
    ("tomorrow 2pm to 3pm", "11-25", "14:00", ""),
    ("fri", "11-27", "", ""),
    ("11/28", "11-28", "", ""),
    # names keep their own dates
    ("Mayfair Inc tomorrow 10:00", "11-25", "10:00", "Mayfair Inc"),
    ("March Logistics 12/3 10:00", "12-03", "10:00", "March Logistics"),
    ("Studio May 5 tomorrow 10:00", "11-25", "10:00", "Studio May 5"),
    ("Friday Beers", "", "", "Friday Beers"),
    ("Friday Beers mon 10:00", "11-30", "10:00", "Friday Beers"),
    ("Sun Microsystems 15:00", "", "15:00", "Sun Microsystems"),
    ("fri Acme 15:00", "11-27", "15:00", "Acme"),
    ("7-Eleven 13時", "", "13:00", "7-Eleven"),
    ("3M tomorrow 9am", "11-25", "09:00", "3M"),
    ("Area 12 Dec 3 10:00", "12-03", "10:00", "Area 12"),
    ("24/7 Media tomorrow 10:00", "11-25", "10:00", "24/7 Media"),
    ("May 3pm", "", "15:00", "May"),
    ("明日香商事 12/3 10時", "12-03", "10:00", "明日香商事"),
    ("金曜商店 明日10時", "11-25", "10:00", "金曜商店"),
    ("明日 山田商事 14時", "11-25", "14:00", "山田商事"),
    ("山田商事明日14時", "11-25", "14:00", "山田商事"),
    ("セブン14時", "", "14:00", "セブン"),
    ("Acme, Inc. on Dec 3 at 2pm", "12-03", "14:00", "Acme, Inc."),
    ("tomorrow 14:00 Acme", "11-25", "14:00", "Acme"),
    ("Acme", "", "", "Acme"),
    ("", "", "", ""),
]


def on(month_day: str) -> date | None:
    return date.fromisoformat(f"2026-{month_day}") if month_day else None


@pytest.mark.parametrize(("text", "day", "clock", "rest"), AHEAD)
def test_what_lies_ahead_is_read(text: str, day: str, clock: str, rest: str) -> None:
    expected = When(on(day), time.fromisoformat(clock) if clock else None, rest)
    assert read_when(text, today=TUESDAY, forward=True) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("yesterday", "2026-11-23"),
        ("昨日", "2026-11-23"),
        ("きのう", "2026-11-23"),
        ("一昨日", "2026-11-22"),
        ("おととい", "2026-11-22"),
        ("day before yesterday", "2026-11-22"),
        ("2 days ago", "2026-11-22"),
        ("a week ago", "2026-11-17"),
        ("3日前", "2026-11-21"),
        ("先週金曜", "2026-11-20"),
        ("last friday", "2026-11-20"),
        ("last tuesday", "2026-11-17"),
        ("fri", "2026-11-20"),
        ("tue", "2026-11-24"),
        ("火曜日", "2026-11-24"),
        ("11/19", "2026-11-19"),
        ("11/24", "2026-11-24"),
        ("11/25", "2025-11-25"),
        ("12/31", "2025-12-31"),
        ("Nov 19", "2026-11-19"),
        ("19 Nov", "2026-11-19"),
        ("19日", "2026-11-19"),
        ("25日", "2026-10-25"),
        ("先月25日", "2026-10-25"),
        ("today", "2026-11-24"),
    ],
)
def test_what_lies_behind_is_read(text: str, day: str) -> None:
    assert read_when(text, today=TUESDAY, forward=False) == When(date.fromisoformat(day), None, "")


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("1/5", "2026-12-28", "2027-01-05"),
        ("11/24", "2026-11-24", "2026-11-24"),
        ("11/23", "2026-11-24", "2027-11-23"),
        ("2/29", "2027-06-01", "2028-02-29"),
        ("5日", "2026-12-28", "2027-01-05"),
        ("sun", "2026-12-31", "2027-01-03"),
        ("1ヶ月後", "2027-01-31", "2027-02-28"),
        ("来週月曜", "2026-11-29", "2026-11-30"),
    ],
)
def test_without_a_year_the_next_such_day_is_meant(text: str, today: str, day: str) -> None:
    assert read_when(text, today=date.fromisoformat(today), forward=True).day == date.fromisoformat(day)


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
    ("text", "day", "clock"),
    [
        ("in 30 min", "11-24", "11:30"),
        ("in 30m", "11-24", "11:30"),
        ("in an hour", "11-24", "12:00"),
        ("in half an hour", "11-24", "11:30"),
        ("30分後", "11-24", "11:30"),
        ("2時間半後", "11-24", "13:30"),
        ("14時間後", "11-25", "01:00"),
        ("tue 10:00", "12-01", "10:00"),  # ten o'clock is over today
        ("tue 11:30", "11-24", "11:30"),
    ],
)
def test_with_the_clock_known_a_while_from_now_is_read(text: str, day: str, clock: str) -> None:
    now = datetime(2026, 11, 24, 11, 0, 20, tzinfo=TOKYO)
    assert read_when(text, today=TUESDAY, forward=True, now=now) == When(on(day), time.fromisoformat(clock), "")


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
