"""A closed month: when it is closed, and what was said later of its meetings (design §2.9)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from coaching.calendar import Calendar, Period, month_of
from coaching.funnel import Funnel
from coaching.meeting import Event, Standing, derive
from coaching.terms import State, Verdict


@dataclass(frozen=True)
class Part:
    """What a meeting brings to a month; as a correction, by how much that changed. They add with +."""

    due: int = 0
    held: int = 0
    no_show: int = 0
    cancelled: int = 0
    qualified: int = 0
    unqualified: int = 0
    won: int = 0
    revenue: Decimal = Decimal(0)

    def __add__(self, other: "Part") -> "Part":
        """Both together."""
        return Part(**{one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)})

    def __sub__(self, other: "Part") -> "Part":
        """What this has more."""
        return Part(**{one.name: getattr(self, one.name) - getattr(other, one.name) for one in fields(self)})


@dataclass(frozen=True)
class Correction:
    """Something said after a month was closed that would have changed it."""

    event: Event
    change: Part


def closes_on(month: date, *, calendar: Calendar, close_day: int) -> date:
    """The business day of the next month on which a month is closed, its 5th as shipped; its last day where it has not as many."""
    following = month_of(month_of(month).last + timedelta(days=1))
    days = calendar.days(following.first, following.last)
    return days[close_day - 1] if len(days) >= close_day else following.last


def corrections(history: Sequence[Event], *, month: Period, zone: ZoneInfo, closed_at: datetime) -> list[Correction]:
    """What was said of a meeting after the month was closed and would have changed it, in the order said.

    Words that change nothing there (a verdict on a meeting moved into the open month) are none.
    """
    return list(_corrections(history, month, zone, closed_at))


def _corrections(history: Sequence[Event], month: Period, zone: ZoneInfo, closed_at: datetime) -> Iterator[Correction]:
    before = part([event for event in history if event.at <= closed_at], month=month, zone=zone)
    for count, event in enumerate(history, start=1):
        if event.at > closed_at:
            now = part(history[:count], month=month, zone=zone)
            if now != before:
                yield Correction(event, now - before)
            before = now


def part(history: Sequence[Event], *, month: Period, zone: ZoneInfo) -> Part:
    """What a meeting with this history brings to a month; nothing before it was booked or after it was withdrawn."""
    if not any(event.starts_at for event in history):
        return Part()
    standing = derive(history)
    return _of_its_day(standing, month, zone) + _of_its_win(standing, month)


def _of_its_day(standing: Standing, month: Period, zone: ZoneInfo) -> Part:
    day = standing.starts_at.astimezone(zone).date()
    if standing.state is State.WITHDRAWN or not month.first <= day <= month.last:
        return Part()
    return Part(
        due=1,
        held=int(standing.state is State.HELD),
        no_show=int(standing.state is State.NO_SHOW),
        cancelled=int(standing.state is State.CANCELLED),
        qualified=int(standing.verdict is Verdict.QUALIFIED),
        unqualified=int(standing.verdict is Verdict.UNQUALIFIED),
    )


def _of_its_win(standing: Standing, month: Period) -> Part:
    if standing.won_on is None or not month.first <= standing.won_on <= month.last:
        return Part()
    return Part(won=1, revenue=standing.won_amount or Decimal(0))


def later(closed: Funnel, now: Funnel) -> dict[str, int | Decimal]:
    """By how much each count of a closed month would be different today; {} when none would.

    Waiting and pending meetings are no figures of their own: with the word they wait for they become one.
    """
    named = (one.name for one in fields(Funnel) if one.name not in ("waiting", "ahead"))
    changed = {name: getattr(now, name) - getattr(closed, name) for name in named}
    return {name: amount for name, amount in changed.items() if amount}
