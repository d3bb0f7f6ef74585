"""Where we are against where we should be by now (design §3, Pace)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from coaching.calendar import Calendar, Period

MOST_AHEAD = Decimal("1.2")  # a line beyond it would be reached by nobody who is on pace


@dataclass(frozen=True)
class Lines:
    """Below which pace somebody is behind, and from which on ahead; a team can set them."""

    behind: Decimal = Decimal("0.9")
    ahead: Decimal = Decimal(1)

    @property
    def possible(self) -> bool:
        """Whether the one lies below the other, and both where a pace can be."""
        return 0 < self.behind < self.ahead <= MOST_AHEAD


USUAL = Lines()


class Mood(StrEnum):
    """behind < 0.9 ≤ watch < 1.0 ≤ ahead, by a team's own lines; none without a goal, or before the first working hour."""

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
    lines: Lines = USUAL


def expected(goal: Decimal, elapsed_days: Decimal, total_days: Decimal) -> Decimal:
    """goal × elapsed ÷ total; 0 in a period without business days."""
    return goal * elapsed_days / total_days if total_days else Decimal(0)


def run_rate(actual: Decimal, elapsed_days: Decimal, total_days: Decimal) -> Decimal | None:
    """The end value if it goes on like this; None before anything elapsed."""
    return actual / elapsed_days * total_days if elapsed_days else None


def needed_per_day(goal: Decimal, actual: Decimal, remaining_days: Decimal) -> Decimal:
    """What each remaining business day must bring; all of it when less than one is left; 0 once reached."""
    return max(goal - actual, Decimal(0)) / max(remaining_days, Decimal(1))


def _mood(pace: Decimal | None, lines: Lines) -> Mood:
    if pace is None:
        return Mood.NONE
    if pace < lines.behind:
        return Mood.BEHIND
    return Mood.WATCH if pace < lines.ahead else Mood.AHEAD


def measure(actual: Decimal, goal: Decimal | None, *, period: Period, calendar: Calendar, now: datetime, lines: Lines = USUAL) -> Pace:
    """The pace of a period at a moment. `remaining_days` counts today as a whole until it closes."""
    total = Decimal(len(calendar.days(period.first, period.last)))
    elapsed = calendar.elapsed(period.first, period.last, now)
    remaining = Decimal(sum(now < calendar.hours(day)[1] for day in calendar.days(period.first, period.last)))
    aim = goal or None
    by_now = None if aim is None else expected(aim, elapsed, total)
    pace = actual / by_now if by_now else None
    return Pace(
        actual=actual,
        goal=goal,
        elapsed_days=elapsed,
        total_days=total,
        remaining_days=remaining,
        expected=by_now,
        pace=pace,
        needed_per_day=None if aim is None else needed_per_day(aim, actual, remaining),
        shortfall=None if by_now is None else by_now - actual,
        run_rate_end=run_rate(actual, elapsed, total),
        mood=_mood(pace, lines),
        lines=lines,
    )
