"""Dates and times as people type them, in English and Japanese."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class When:
    """What was found in a text: a day, a time of day, or both; `rest` is the text without those words."""

    day: date | None
    clock: time | None
    rest: str

    def at(self, zone: ZoneInfo, today: date) -> datetime | None:
        """The moment: today if only a time was said; None without a time. A time in a DST gap moves forward, in a fold the first one counts."""
        raise NotImplementedError


def read_when(text: str, *, today: date, forward: bool) -> When:
    """Find a date and time in a text. `forward`: without a year the date lies ahead (appointments), else behind (`yesterday`, logs).

    Understood: today tomorrow yesterday 今日 明日 あした 明後日 昨日 一昨日; fri, friday, next friday, 金曜 来週金曜 今週金曜; 12/3 12-03 2026-12-03
    12月3日 3日 Dec 3, 3 Dec, 12/3(木); 14:00 14時 14時半 14時30分 午後2時 2pm 2:30pm noon 正午; `in 3 days`, 3日後, 来週, next week needs a day.
    Raises BadDate for a date that does not exist (2/30, 25:00) or whose weekday contradicts it.
    """
    raise NotImplementedError


def read_period(text: str, *, today: date) -> tuple[date, date] | None:
    """A month or range: last-month, this month, 先月, 今月, 2026-09, 9月, Sep, September 2026, 2026-09-01..2026-09-15, last 30 days, 今週; None when it is none."""
    raise NotImplementedError
