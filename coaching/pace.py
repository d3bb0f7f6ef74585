"""Where we are against where we should be by now (design §3, Pace)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from coaching.calendar import Calendar, Period


class Mood(StrEnum):
    """behind < 0.9 ≤ watch < 1.0 ≤ ahead; none without a goal, or before the first working hour."""

    BEHIND = "behind"
    WATCH = "watch"
    AHEAD = "ahead"
    NONE = "none"


@dataclass(frozen=True)
class Pace:
    """A period's pace. Days are business days; `expected`, `pace`, `needed` and `shortfall` are None without a goal or with goal 0."""

    actual: Decimal
    goal: Decimal | None
    elapsed_days: Decimal
    total_days: Decimal
    remaining_days: Decimal
    expected: Decimal | None
    pace: Decimal | None
    needed_per_day: Decimal | None
    shortfall: Decimal | None  # expected − actual; negative when ahead
    run_rate_end: Decimal | None  # actual ÷ elapsed × total
    mood: Mood


def expected(goal: Decimal, elapsed_days: Decimal, total_days: Decimal) -> Decimal:
    """goal × elapsed ÷ total; 0 in a period without business days."""
    raise NotImplementedError


def run_rate(actual: Decimal, elapsed_days: Decimal, total_days: Decimal) -> Decimal | None:
    """The end value if it goes on like this; None before anything elapsed."""
    raise NotImplementedError


def needed_per_day(goal: Decimal, actual: Decimal, remaining_days: Decimal) -> Decimal:
    """What each remaining business day must bring; all of it when less than one is left; 0 once reached."""
    raise NotImplementedError


def measure(actual: Decimal, goal: Decimal | None, *, period: Period, calendar: Calendar, now: datetime) -> Pace:
    """The pace of a period at a moment. `remaining_days` counts today as a whole until it closes."""
    raise NotImplementedError
