"""Free slots of a mentor's day: practice hours − what is taken (design §5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Span:
    """From a moment up to another."""

    start: datetime
    end: datetime

    def meets(self, other: "Span") -> bool:
        """Whether the two share any time."""
        return self.start < other.end and other.start < self.end


def free(hours: Span | None, *, minutes: int, taken: Iterable[Span], not_before: datetime) -> Sequence[datetime]:
    """Starts of the free slots of `minutes` within the hours, in steps of a slot from their beginning; none without hours."""
    if hours is None:
        return ()
    length, busy = timedelta(minutes=minutes), list(taken)
    found: list[datetime] = []
    start = hours.start
    while start + length <= hours.end:
        slot = Span(start, start + length)
        if start >= not_before and not any(slot.meets(one) for one in busy):
            found.append(start)
        start += length
    return tuple(found)


def clashing(slots: Iterable[datetime], *, minutes: int, taken: Iterable[Span]) -> frozenset[datetime]:
    """Which of these slots overlap something that is taken."""
    busy, length = list(taken), timedelta(minutes=minutes)
    return frozenset(slot for slot in slots if any(Span(slot, slot + length).meets(one) for one in busy))
