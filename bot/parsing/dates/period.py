"""Months and ranges of days as people type them."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from bot.parsing.dates.atoms import MONTH, month_number
from bot.parsing.dates.meaning import shifted
from bot.parsing.dates.when import read_when
from bot.parsing.words import normal
from coaching.errors import Refusal

Days: TypeAlias = tuple[date, date]
_LONGEST = 80  # characters of a period
_DASH = r"(?<=[0-9日月])-(?=[0-9]{1,2}[/月])|(?<=/[0-9])-(?=[0-9]{1,2}$)|(?<=/[0-9]{2})-(?=[0-9]{1,2}$)"  # 9/1-9/15, 9/1-15
_TO = re.compile(rf" ?(?:\.{{2,3}}|[~〜–—]|から|{_DASH}) ?| - | to | until | through ", re.I)
_LAST_DAYS = re.compile(
    r"(?:(?:the )?(?:last|past|previous) (?P<en>[0-9]{1,3}) days?|(?:過去|直近|最近)の? ?(?P<ja>[0-9]{1,3}) ?日間?)", re.I
)
_AROUND = {
    **dict.fromkeys(("this", "current", "今", "当"), 0),
    **dict.fromkeys(("last", "previous", "prev", "先", "前", "昨", "去"), -1),
    **dict.fromkeys(("next", "来"), 1),
    **dict.fromkeys(("先々", "前々", "month before last"), -2),
}
_RELATIVE = re.compile(
    r"(?:the )?(?P<way>this|current|last|previous|prev|next)[ _-]?(?P<unit>month|week|quarter|year)"
    r"|(?P<ja>今|当|先々|前々|先|前|来|昨|去)(?P<kind>月|週|四半期|年)(?:度|分)?"
)
_MONTH_ALONE = re.compile(rf"(?:(?P<m>[0-9]{{1,2}})月(?:分|度)?|(?P<name>{MONTH})\.?)", re.I)
_MONTH_OF_YEAR = re.compile(
    rf"(?P<y>[0-9]{{4}})(?:[-/.]|年 ?)(?P<m>[0-9]{{1,2}})(?:月(?:分|度)?)?|(?P<name>{MONTH})\.?[ ,-]{{1,2}}(?P<ny>[0-9]{{4}})"
    rf"|(?P<yn>[0-9]{{4}})[ -](?P<nm>{MONTH})|(?P<um>[0-9]{{1,2}})/(?P<uy>[0-9]{{4}})",
    re.I,
)
_YEAR = re.compile(r"(?P<y>20[0-9]{2})年?")


def read_period(text: str, *, today: date) -> Days | None:
    """A month or range: last-month, this month, 先月, 今月, 2026-09, 9月, Sep, September 2026, 2026-09-01..2026-09-15, last 30 days, 今週.

    Also 今週 and other weeks (from Monday), quarters, years, a single day. Without a year the last such month or day, this month and today
    included. None when it is none, does not exist or ends before it begins.
    """
    if len(text) > _LONGEST:
        return None
    plain = re.sub(r"^from |まで$", "", normal(text)).strip().casefold()
    parts = _TO.split(plain)
    if len(parts) == 2:
        return _range(parts[0], parts[1], today)
    return _single(plain, today)


def halves(text: str, today: date) -> tuple[Days | None, Days | None]:
    """The first and the last part of a range by themselves; two None for what is no range."""
    parts = _TO.split(normal(text).casefold())
    return (_single(parts[0], today), _single(parts[1], today)) if len(parts) == 2 else (None, None)


def _range(start: str, end: str, today: date) -> Days | None:
    first, last = _single(start, today), _single(end, today)
    if first and last is None and re.fullmatch(r"[0-9]{1,2}日?", end):  # 9/1-15
        last = _single(f"{first[0]:%Y-%m}-{end.rstrip('日')}", today)
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _single(text: str, today: date) -> Days | None:
    readers: tuple[Callable[[str, date], Days | None], ...] = (_last_days, _relative, _month, _year, _day)
    return next((days for reader in readers if (days := reader(text, today))), None)


def _last_days(text: str, today: date) -> Days | None:
    found = _LAST_DAYS.fullmatch(text)
    count = int(found["en"] or found["ja"]) if found else 0
    return (today - timedelta(days=count - 1), today) if count else None


def _relative(text: str, today: date) -> Days | None:
    found = _RELATIVE.fullmatch(text)
    if found is None:
        return None
    away = _AROUND[found["way"] or found["ja"]]
    unit = found["unit"] or found["kind"]
    if unit in ("week", "週"):
        monday = today - timedelta(days=today.weekday() - 7 * away)
        return monday, monday + timedelta(days=6)
    if unit in ("quarter", "四半期"):
        start = shifted(today, 3 * away - (today.month - 1) % 3)
        return date(*start, 1), _months(*shifted(date(*start, 1), 2))[1]
    if unit in ("year", "年"):
        return date(today.year + away, 1, 1), date(today.year + away, 12, 31)
    return _months(*shifted(today, away))


def _months(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _month(text: str, today: date) -> Days | None:
    if found := _MONTH_OF_YEAR.fullmatch(text):
        year = int(found["y"] or found["ny"] or found["yn"] or found["uy"])
        name = found["name"] or found["nm"]
        month = month_number(name) if name else int(found["m"] or found["um"])
    elif found := _MONTH_ALONE.fullmatch(text):
        month = month_number(found["name"]) if found["name"] else int(found["m"])
        year = today.year - (month > today.month)
    else:
        return None
    return _months(year, month) if 1 <= month <= 12 and 2000 <= year <= 2100 else None


def _year(text: str, _: date) -> Days | None:
    found = _YEAR.fullmatch(text)
    return (date(int(found["y"]), 1, 1), date(int(found["y"]), 12, 31)) if found else None


def _day(text: str, today: date) -> Days | None:
    try:
        when = read_when(text, today=today, forward=False)
    except Refusal:
        return None
    return (when.day, when.day) if when.day and when.clock is None and not when.rest else None
