"""Dates in files: ISO and the usual ways to write them, or months in order without a year."""

import calendar
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

MONTHS = {name.casefold(): number for number in range(1, 13) for name in (calendar.month_abbr[number], calendar.month_name[number])}
WEEKDAYS = {name.casefold(): number for number in range(7) for name in (calendar.day_abbr[number], calendar.day_name[number])}
WEEKDAYS |= dict(zip("月火水木金土日", range(7), strict=True))
_DAYS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%d.%m.%Y")
_TIMES = ("%H:%M", "%H:%M:%S")


def day(text: str) -> date:
    """A day. ValueError with a sentence when it is none."""
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValueError(f"{text!r} is no date: write it as 2026-11-25")


def moment(fields: dict[str, str], zone: ZoneInfo, default: time) -> datetime:
    """`at` (ISO, in the team's zone when it names none; or a day with a time after a space), or `day` with `time` or the default time.

    ValueError when there is neither.
    """
    if at := fields.get("at"):
        try:
            found = datetime.fromisoformat(at)
        except ValueError:
            written, _, clock = at.partition(" ")  # 2026/11/25 14:00, as spreadsheets write it
            return datetime.combine(day(written), _clock(clock.strip(), default), zone)
        return found if found.tzinfo else found.replace(tzinfo=zone)
    if "day" not in fields:
        raise ValueError("no date: the file needs a column at or day (see --map and --set)")
    return datetime.combine(day(fields["day"]), _clock(fields.get("time", ""), default), zone)


def _clock(text: str, default: time) -> time:
    if not text:
        return default
    for form in _TIMES:
        try:
            return datetime.strptime(text, form).time()  # noqa: DTZ007 - a time of day has no zone
        except ValueError:
            continue
    raise ValueError(f"{text!r} is no time: write it as 14:00")


class Walk:
    """Gives years and days to rows in date order that carry only a month and a weekday: a month before the last one is next year's,
    a weekday before the last one is next week's, and at the month's end its last such weekday stands for what does not fit.
    """

    def __init__(self, start: str) -> None:
        """`start` is the first row's month, YYYY-MM. ValueError when it is none."""
        try:
            self._at = datetime.strptime(start, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
        except ValueError as wrong:
            raise ValueError(f"{start!r} is no month. Example: --start 2008-05") from wrong

    def day(self, month: str, weekday: str) -> date:
        """The next row's day. ValueError when month or weekday is none."""
        number = MONTHS.get(month.casefold()) or (int(month) if month.isdecimal() and 1 <= int(month) <= 12 else 0)
        if not number:
            raise ValueError(f"{month!r} is no month")
        if weekday and weekday.casefold() not in WEEKDAYS:
            raise ValueError(f"{weekday!r} is no day of the week")
        if number != self._at.month:
            self._at = date(self._at.year + (number < self._at.month), number, 1)
        if weekday:
            self._at = _on_or_after(self._at, WEEKDAYS[weekday.casefold()])
        return self._at


def _on_or_after(start: date, weekday: int) -> date:
    """The first such weekday from `start` on within its month, or the month's last one."""
    last = calendar.monthrange(start.year, start.month)[1]
    ahead = start.day + (weekday - start.weekday()) % 7
    return start.replace(day=ahead if ahead <= last else ahead - 7)
