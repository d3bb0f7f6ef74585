"""A mentor's hours by words (`mon-thu 16:00-18:00`, 月〜木 16時-18時) and a span of a day (`tomorrow 16:00-17:00`)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.parsing.dates import read_when
from bot.parsing.words import normal
from coaching.errors import BadDate, BadHours, NotUnderstood, TooLong

MOST, MOST_NOTE = 400, 120  # characters read, and of a note
USUAL = timedelta(hours=1)  # of a commitment that says no end
FAR = timedelta(days=400)
_CLOCK: Final = r"(?:(?:午前|午後) ?)?[0-9]{1,2}(?:(?::[0-9]{2})(?: ?[ap]m)?|時(?:半|[0-9]{1,2}分?)?| ?[ap]m)"
_SPAN: Final = re.compile(rf"(?P<start>{_CLOCK}|[0-9]{{1,2}}) ?(?:[-~〜–—]|to|から|until) ?(?P<end>{_CLOCK})(?:まで)?", re.I)
_OWN: Final = re.compile(  # in a mentor's hours a number alone is an hour: 16-18
    rf"(?P<start>{_CLOCK}|[0-9]{{1,2}}) ?(?:[-~〜–—]|to|から|until) ?(?P<end>{_CLOCK}|[0-9]{{1,2}}(?![0-9:]))(?:まで)?", re.I
)
_PARTS: Final = re.compile(
    r"(?P<part>午前|午後)? ?(?P<h>[0-9]{1,2})(?::(?P<m>[0-9]{2})|時(?:(?P<half>半)|(?P<min>[0-9]{1,2})分?)?)? ?(?P<ap>[ap]m)?", re.I
)
_OFF: Final = re.compile(r"(?:\b(?:off|none|no)\b|なし|無し|休み)", re.I)
_DAY_NAMES: Final = {name: n for names in ("mon tue wed thu fri sat sun", "月 火 水 木 金 土 日") for n, name in enumerate(names.split())}
_DAY: Final = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?|[月火水木金土日](?:曜日?)?)"
_DAYS: Final = re.compile(rf"(?P<first>{_DAY}) ?(?:[-~〜–—]|to|から) ?(?P<last>{_DAY})|(?P<one>{_DAY})", re.I)
_ALL: Final = re.compile(r"(?:weekdays|every ?day|daily|平日|毎日)", re.I)
_JOINTS: Final = re.compile(r"[\s,、・/&と;:]+|\band\b|は|に|の|から|まで")
_LENGTH: Final = re.compile(r"(?<![0-9:時])(?P<n>[0-9]{1,4}) ?(?:min(?:ute)?s?\b|分(?:間|ずつ)?)(?: each)?", re.I)
_A_DAY: Final = re.compile(
    r"(?<![0-9])(?P<n>[0-9]{1,4}) ?(?:x|times|practices)? ?(?:a|per|/) ?day|(?:1日|一日|毎日|日)に? ?(?P<ja>[0-9]{1,4}) ?[回件]", re.I
)
_A_WEEK: Final = re.compile(
    r"(?<![0-9])(?P<n>[0-9]{1,4}) ?(?:x|times|practices)? ?(?:a|per|/) ?week|(?:1週間|一週間|毎週|週)に? ?(?P<ja>[0-9]{1,4}) ?[回件]", re.I
)
DEFAULTS: Final = frozenset({"default", "reset", "標準", "初期設定"})

Hours = dict[str, list[str]]  # weekday (Monday "0") → from, to


@dataclass(frozen=True)
class Said:
    """What was said of a mentor's week; a day without hours has an empty list, what was not said is absent or None."""

    hours: Hours = field(default_factory=dict)
    minutes: int | None = None
    a_day: int | None = None
    a_week: int | None = None


def read_hours(text: str, *, working: Sequence[int]) -> Said:
    """Days with their hours, how long, how many a day and a week, in any order; hours without a day are of all `working` days.

    Raises NotUnderstood for words left over, BadHours for hours that are none or end before they begin.
    """
    if len(text) > MOST:
        raise TooLong("text", MOST)
    left = normal(text)
    numbers = {}
    for name, pattern in (("a_day", _A_DAY), ("a_week", _A_WEEK), ("minutes", _LENGTH)):
        if found := pattern.search(left):
            numbers[name] = int(next(value for value in found.groupdict().values() if value))
            left = f"{left[: found.start()]} {left[found.end() :]}"
    hours = {str(day): span for days, span in _spans(left) for day in (working if days is None else days)}
    if not hours and not numbers:
        raise NotUnderstood(text, "", "coach-hours")
    return Said(hours, **numbers)


def _spans(text: str) -> Iterator[tuple[Sequence[int] | None, list[str]]]:
    """Each group of days (None: none was named) with its hours; of one alone the days may follow."""
    marks = sorted([*_OWN.finditer(text), *_OFF.finditer(text)], key=lambda mark: mark.start())
    starts = [0, *(mark.end() for mark in marks)]
    parts = [text[start : mark.start()] for start, mark in zip(starts, marks, strict=False)]
    left = _JOINTS.sub(" ", text[starts[-1] :]).strip()
    if len(marks) == 1 and not _JOINTS.sub(" ", parts[0]).strip():
        parts, left = [left], ""
    if left and not marks and _days(left):
        raise BadHours(text, "unread")
    if left:
        raise NotUnderstood(left, "", "coach-hours")
    for part, mark in zip(parts, marks, strict=True):
        yield _days(part), ([f"{clock:%H:%M}" for clock in span_of(mark)] if mark.re is _OWN else [])


def _days(text: str) -> Sequence[int] | None:
    text, every = _ALL.subn(" ", text)
    found = [day for mark in _DAYS.finditer(text) for day in _run(mark)]
    if left := _JOINTS.sub(" ", _DAYS.sub(" ", text)).strip():
        raise NotUnderstood(left, "", "coach-hours")
    return None if every else found or None


def _run(mark: re.Match[str]) -> Sequence[int]:
    """The days of mon-thu, or of one."""
    if mark["one"]:
        return [_number(mark["one"])]
    first, last = _number(mark["first"]), _number(mark["last"])
    return [(first + n) % 7 for n in range((last - first) % 7 + 1)]


def _number(name: str) -> int:
    return _DAY_NAMES[name[:3].lower() if name.isascii() else name[0]]


def span(text: str) -> list[str]:
    """16:00-18:00 of a form's field as from and to; [] for an empty one. Raises BadHours."""
    plain = normal(text)
    if not plain or _OFF.fullmatch(plain):
        return []
    found = _OWN.fullmatch(plain)
    if found is None:
        raise BadHours(text, "unread")
    return [f"{clock:%H:%M}" for clock in span_of(found)]


def span_of(found: re.Match[str]) -> tuple[time, time]:
    """From and to; without 午前, 1時 to 5時 are in the afternoon, as everywhere. Raises BadHours."""
    ends = found["end"] + "時" * found["end"].isdecimal()
    alike = next((unit for unit in ("時", "am", "pm") if ends.lower().endswith(unit)), "")  # 16-18時, 3-5pm
    begins = found["start"] + alike if found["start"].isdecimal() else found["start"]
    start, end = clock(begins, found[0]), clock(ends, found[0])
    if end <= start:
        raise BadHours(found[0], "backwards")
    return start, end


def weekdays(text: str) -> Sequence[int] | None:
    """The days a word names, Monday is 0: mon-thu, 月水金, weekdays; None when it names none."""
    if _ALL.fullmatch(text):
        return range(7)
    return None if _DAYS.sub("", text) else [day for mark in _DAYS.finditer(text) for day in _run(mark)]


def around(text: str) -> tuple[time, time] | None:
    """20:00-8:00, 20時〜8時: from and until, which may run past midnight; None when it is no span. Raises BadHours."""
    found = _SPAN.fullmatch(text)
    return (clock(found["start"], text, guess=False), clock(found["end"], text, guess=False)) if found else None


def clock(text: str, whole: str, *, guess: bool = True) -> time:
    """A time of day, of a text `whole`; `guess`: 1時 to 5時 without 午前 are in the afternoon. Raises BadHours."""
    found = _PARTS.fullmatch(text)
    if found is None:
        raise BadHours(whole, "unread")
    hour, minute = int(found["h"]), 30 if found["half"] else int(found["m"] or found["min"] or 0)
    guessed = guess and found["part"] is None and "時" in text and 1 <= hour <= 5
    late = found["part"] == "午後" or (found["ap"] or "").lower() == "pm" or guessed
    hour = hour % 12 + 12 if late and hour <= 12 else 0 if (found["ap"] or "").lower() == "am" and hour == 12 else hour
    if hour > 23 or minute > 59:
        raise BadHours(whole, "unread")
    return time(hour, minute)


@dataclass(frozen=True)
class Busy:
    """From a moment up to another, and what it is."""

    starts_at: datetime
    ends_at: datetime
    note: str


def read_busy(text: str, *, now: datetime, zone: ZoneInfo) -> Busy:
    """`tomorrow 16:00-17:00 dentist`, 明日16時-17時 商談; a day alone is the whole day, a time alone an hour.

    Raises NotUnderstood without any time, BadHours, BadDate for what has passed or is more than a year away.
    """
    today = now.astimezone(zone).date()
    plain = normal(text[: MOST * 2])
    found = _SPAN.search(plain)
    when = read_when(f"{plain[: found.start()]} {plain[found.end() :]}" if found else plain, today=today, forward=True)
    if not found and when.day is None and when.clock is None:
        raise NotUnderstood(text, "", "coach-busy")
    start, end = _ends(found, when.clock, when.day or today, zone)
    if end <= now or when.is_stretched(today):
        raise BadDate(plain, "in_the_past")
    if start - now > FAR:
        raise BadDate(plain, "too_far")
    return Busy(start, end, when.rest[:MOST_NOTE])


def _ends(found: re.Match[str] | None, clock: time | None, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    if found:
        start, end = span_of(found)
        return datetime.combine(day, start, zone), datetime.combine(day, end, zone)
    if clock:
        start_at = datetime.combine(day, clock, zone)
        return start_at, start_at + USUAL
    return datetime.combine(day, time(0), zone), datetime.combine(day + timedelta(days=1), time(0), zone)
