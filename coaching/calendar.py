"""Business days and the elapsed share of a month, in a team's own zone, week and hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
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
        raise NotImplementedError

    def today(self, now: datetime) -> date:
        """The local date of a moment."""
        raise NotImplementedError

    def days(self, first: date, last: date) -> list[date]:
        """The business days from first to last, both included."""
        raise NotImplementedError

    def elapsed(self, first: date, last: date, now: datetime) -> Decimal:
        """Business days of the period gone by `now`; within a day by the share of working hours. Whole after closing time; real seconds across DST."""
        raise NotImplementedError

    def without(self, leave: frozenset[date]) -> "Calendar":
        """The calendar of a member who is away on these days."""
        raise NotImplementedError


@dataclass(frozen=True)
class Period:
    """Days first to last, both included; a whole month or any range."""

    first: date
    last: date

    def is_month(self) -> bool:
        """Whether this is exactly one calendar month."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[date]:
        """Every day of it."""
        raise NotImplementedError


def month_of(day: date) -> Period:
    """The calendar month a day lies in."""
    raise NotImplementedError


def months_before(day: date, count: int) -> Period:
    """The calendar month `count` months before the one a day lies in (negative: after)."""
    raise NotImplementedError
