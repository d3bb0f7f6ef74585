"""What was agreed about a practice: its state and time, derived from everything that was said of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Deed(StrEnum):
    """What can be said of a practice."""

    PROPOSED = "proposed"  # by the morning's plan, or by hand
    ACCEPTED = "accepted"  # by one side
    MOVED = "moved"  # the same practice at a new time; whoever moves it agrees to it
    SKIPPED = "skipped"  # by one side, with a reason
    CANCELLED = "cancelled"  # by who coaches, or because somebody left
    SCORED = "scored"  # it took place


class State(StrEnum):
    """Where a practice stands."""

    PROPOSED = "proposed"  # not both sides have said yes
    ACCEPTED = "accepted"  # both have
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    DONE = "done"


#: A practice that will take place, or took place and waits for its score.
LIVE = frozenset({State.PROPOSED, State.ACCEPTED})
ENDS = {Deed.SKIPPED: State.SKIPPED, Deed.CANCELLED: State.CANCELLED, Deed.SCORED: State.DONE}


@dataclass(frozen=True)
class Word:
    """One line of a practice's history; `actor`: a member's id, None for the morning's plan; `starts_at` where a time was set."""

    kind: Deed
    actor: int | None = None
    starts_at: datetime | None = None


@dataclass(frozen=True)
class Agreement:
    """What the words come to; `agreed` are the ids of those who said yes to this time."""

    state: State
    starts_at: datetime
    agreed: frozenset[int] = frozenset()


def agreement(words: Iterable[Word], *, rep: int, mentor: int) -> Agreement:
    """The state and time after these words, oldest first; the first sets a time. An end stays the end, but a score stands above a skip."""
    state, starts_at, agreed = State.PROPOSED, None, frozenset[int]()
    for word in words:
        if word.kind in ENDS:
            state = state if state is State.DONE else ENDS[word.kind]
            continue
        starts_at = word.starts_at or starts_at
        agreed = (agreed if word.starts_at is None else frozenset()) | ({word.actor} if word.actor is not None else frozenset())
        if state in LIVE:
            state = State.ACCEPTED if {rep, mentor} <= agreed else State.PROPOSED
    if starts_at is None:
        raise ValueError("nobody said when")
    return Agreement(state, starts_at, agreed)
