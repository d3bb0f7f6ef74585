"""Business days and the elapsed share of a month, in a team's own zone, week and hours."""

from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Calendar:
    """A team's (or, with their leave in `closed`, a member's) working time."""

    zone: ZoneInfo
    weekdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})  # Monday is 0
    closed: frozenset[date] = frozenset()  # national holidays, company closures, leave
    extra: frozenset[date] = frozenset()  # working days although weekend or holiday
    opens: time = time(9)
    closes: time = time(18)

    def is_open(self, day: date) -> bool:
        """Whether `day` is a business day."""
        return day in self.extra or (day.weekday() in self.weekdays and day not in self.closed)

    def today(self, now: datetime) -> date:
        """The local date of a moment."""
        return now.astimezone(self.zone).date()

    def days(self, first: date, last: date) -> list[date]:
        """The business days from first to last, both included."""
        return [day for day in Period(first, last) if self.is_open(day)]

    def elapsed(self, first: date, last: date, now: datetime) -> Decimal:
        """Business days of the period gone by `now`; within a day by the share of working hours.

        Whole after closing time; real seconds across DST.
        """
        today, days = self.today(now), self.days(first, last)
        near = today - timedelta(days=1)  # a day's hours may run past midnight; what lies before is over, what lies ahead has not begun
        return sum((self._share(day, now) for day in days if near <= day <= today), Decimal(sum(day < near for day in days)))

    def hours(self, day: date) -> tuple[datetime, datetime]:
        """When a day's work begins and ends, in UTC; hours that close at or before they open run past midnight."""
        last = day if self.closes > self.opens else day + timedelta(days=1)
        return self._moment(day, self.opens), self._moment(last, self.closes)

    def is_worked_at(self, moment: datetime) -> bool:
        """Whether a moment lies on a business day, or in the hours of the one before that run past midnight."""
        today = self.today(moment)
        evening = today - timedelta(days=1)
        return self.is_open(today) or (self.is_open(evening) and moment < self.hours(evening)[1])

    def begun(self, now: datetime) -> datetime | None:
        """Since when (UTC) work has been going on: the last evening's until its hours that run past midnight are over, else today's, from
        when it begins until midnight; None where neither is a business day's.
        """
        today = self.today(now)
        evening = today - timedelta(days=1)
        if self.is_open(evening) and now < self.hours(evening)[1]:
            return self.hours(evening)[0]
        opens, _ = self.hours(today)
        return opens if self.is_open(today) and now >= opens else None

    def _moment(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, self.zone).astimezone(UTC)

    def _share(self, day: date, now: datetime) -> Decimal:
        opens, closes = self.hours(day)
        if now >= closes:
            return Decimal(1)
        if now <= opens:
            return Decimal(0)
        moment = timedelta(microseconds=1)
        return Decimal((now - opens) // moment) / Decimal((closes - opens) // moment)

    def without(self, leave: frozenset[date]) -> "Calendar":
        """The calendar of a member who is away on these days."""
        return replace(self, closed=self.closed | leave, extra=self.extra - leave)


@dataclass(frozen=True)
class Period:
    """Days first to last, both included; a whole month or any range."""

    first: date
    last: date

    def is_month(self) -> bool:
        """Whether this is exactly one calendar month."""
        return self == month_of(self.first)

    def __iter__(self) -> Iterator[date]:
        """Every day of it."""
        for ordinal in range(self.first.toordinal(), self.last.toordinal() + 1):
            yield date.fromordinal(ordinal)


def week_of(day: date, working: Collection[int]) -> Period:
    """The week a day lies in, of a team that works on these weekdays (Monday is 0): it begins after their longest gap, else on Monday."""
    gaps = {first: next(n for n in range(7) if (first - 1 - n) % 7 in working) for first in sorted(working)}
    begins = max(gaps, key=lambda first: gaps[first], default=0)
    first = day - timedelta(days=(day.weekday() - begins) % 7)
    return Period(first, first + timedelta(days=6))


def month_of(day: date) -> Period:
    """The calendar month a day lies in."""
    return Period(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))


def months_before(day: date, count: int) -> Period:
    """The calendar month `count` months before the one a day lies in (negative: after)."""
    months = day.year * 12 + day.month - 1 - count
    return month_of(date(months // 12, months % 12 + 1, 1))
