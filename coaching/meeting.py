"""A meeting is a history; what it is now is derived from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from coaching.terms import Happening, Role, State, Verdict


@dataclass(frozen=True)
class Event:
    """One line of the history. `authority` is whose word it is (REP, AE or MANAGER); `voids` the id of the event a correction takes back."""

    id: int
    kind: Happening
    at: datetime
    authority: Role = Role.REP
    starts_at: datetime | None = None
    amount: Decimal | None = None
    won_on: date | None = None
    voids: int | None = None


@dataclass(frozen=True)
class Standing:
    """What a meeting is now. `disputed`: the rep's word was overruled by the AE's; `moves` and `missed` count re-bookings and no-shows."""

    state: State
    starts_at: datetime
    moves: int
    missed: int
    verdict: Verdict
    won_amount: Decimal | None
    won_on: date | None
    disputed: bool


def derive(history: Sequence[Event]) -> Standing:
    """The present state from the events in the order recorded; voided events do not count (design §2.3, §2.4)."""
    raise NotImplementedError


def check(standing: Standing, kind: Happening, *, lead: str, meeting_id: int, now: datetime, authority: Role, sure: bool = False) -> bool:
    """Whether recording `kind` would change anything: False for a repetition (transitions are idempotent), else True.

    `sure`: the person confirmed that a meeting was held before its time. Raises NotYet, NotHeld, AlreadyHeld, AlreadyCancelled,
    AlreadyWon, AeHasSpoken.
    """
    raise NotImplementedError
