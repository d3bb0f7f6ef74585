"""A mentor's hours and a span of a day, as people type them in both languages."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.parsing.hours import read_busy, read_hours, span
from coaching.errors import BadDate, BadHours, NotUnderstood, Refusal

TOKYO = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 11, 24, 10, tzinfo=TOKYO)  # a Tuesday
WORKING = [0, 1, 2, 3, 4]
LATE = ["16:00", "18:00"]


@pytest.mark.parametrize(
    ("text", "days", "numbers"),
    [
        ("mon-thu 16:00-18:00", dict.fromkeys("0123", LATE), {}),
        ("月〜木 16:00-18:00", dict.fromkeys("0123", LATE), {}),
        ("月から木 16時から18時まで", dict.fromkeys("0123", LATE), {}),
        ("mon, wed and fri 4pm-6pm", dict.fromkeys("024", LATE), {}),
        ("月水金は16-18時", dict.fromkeys("024", LATE), {}),
        ("Ｍｏｎ １６：００−１８：００".replace("−", "-"), {"0": LATE}, {}),
        ("金曜日 3時-5時", {"4": ["15:00", "17:00"]}, {}),
        ("火 午前9時半-午前11時", {"1": ["09:30", "11:00"]}, {}),
        ("16:00-18:00", dict.fromkeys("01234", LATE), {}),
        ("平日 16:00〜18:00", dict.fromkeys("01234", LATE), {}),
        ("sat-mon 10:00-12:00", {day: ["10:00", "12:00"] for day in "560"}, {}),
        ("mon-wed 16:00-18:00 fri 10:00-12:00", dict.fromkeys("012", LATE) | {"4": ["10:00", "12:00"]}, {}),
        ("fri off", {"4": []}, {}),
        ("金 なし", {"4": []}, {}),
        ("mon 16:00-18:00 20 min 3 a day 10 a week", {"0": LATE}, {"minutes": 20, "a_day": 3, "a_week": 10}),
        ("月 16時-18時 20分 1日3回 週10回", {"0": LATE}, {"minutes": 20, "a_day": 3, "a_week": 10}),
        ("1日2回", {}, {"a_day": 2}),
        ("8 per week", {}, {"a_week": 8}),
        ("every day 16-18", dict.fromkeys("01234", LATE), {}),
        ("毎日16-18時", dict.fromkeys("01234", LATE), {}),
        ("16-18 every day 3 a day", dict.fromkeys("01234", LATE), {"a_day": 3}),
        ("16-18時 毎日2回", dict.fromkeys("01234", LATE), {"a_day": 2}),
        ("mon 9-12, tue 3-5", {"0": ["09:00", "12:00"], "1": ["15:00", "17:00"]}, {}),
        ("16-18 wed and fri", dict.fromkeys("24", LATE), {}),
        ("1日100回", {}, {"a_day": 100}),
        ("100 a day 1000 a week", {}, {"a_day": 100, "a_week": 1000}),
    ],
)
def test_days_hours_and_numbers_in_any_words(text: str, days: dict[str, list[str]], numbers: dict[str, int]) -> None:
    said = read_hours(text, working=WORKING)
    assert said.hours == days
    assert {name: value for name in ("minutes", "a_day", "a_week") if (value := getattr(said, name)) is not None} == numbers


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("banana", NotUnderstood),
        ("mon", BadHours),
        ("mon 16-26", BadHours),
        ("banana every day 16-18", NotUnderstood),
        ("mon 16-18 tue", NotUnderstood),
        ("mon 18:00-16:00", BadHours),
        ("mon 25:00-26:00", BadHours),
        ("mon 16:00-18:00 maybe", NotUnderstood),
        ("funday 16:00-18:00", NotUnderstood),
    ],
)
def test_what_is_none_is_refused(text: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        read_hours(text, working=WORKING)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (lambda: read_hours(text, working=WORKING), lambda: span(text), lambda: read_busy(text, now=NOW, zone=TOKYO)):
        try:
            read()
        except Refusal:
            continue


@pytest.mark.parametrize(
    ("text", "start", "end", "note"),
    [
        ("tomorrow 16:00-17:00 customer visit", "2026-11-25T16:00", "2026-11-25T17:00", "customer visit"),
        ("明日16時-17時 商談同行", "2026-11-25T16:00", "2026-11-25T17:00", "商談同行"),
        ("12/1 14時から15時半 面接", "2026-12-01T14:00", "2026-12-01T15:30", "面接"),
        ("16:00-17:00", "2026-11-24T16:00", "2026-11-24T17:00", ""),
        ("16:00", "2026-11-24T16:00", "2026-11-24T17:00", ""),
        ("fri", "2026-11-27T00:00", "2026-11-28T00:00", ""),
        ("金曜 研修", "2026-11-27T00:00", "2026-11-28T00:00", "研修"),
    ],
)
def test_a_time_not_free(text: str, start: str, end: str, note: str) -> None:
    said = read_busy(text, now=NOW, zone=TOKYO)
    assert (said.starts_at.isoformat()[:16], said.ends_at.isoformat()[:16], said.note) == (start, end, note)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("9:00-9:30", BadDate),
        ("yesterday 16:00-17:00", BadDate),
        ("2029-01-01", BadDate),
        ("lunch", NotUnderstood),
        ("17:00-16:00", BadHours),
    ],
)
def test_a_time_that_cannot_be_noted(text: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        read_busy(text, now=NOW, zone=TOKYO)
