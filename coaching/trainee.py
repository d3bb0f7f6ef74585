"""A rep's way as a trainee: where the trials of a rate begin anew, and whether they graduated (design §4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Way(StrEnum):
    """What can happen on the way; a mentor says each, with a reason where they decline."""

    GRADUATED = "graduated"
    KEPT = "kept"  # graduation declined: practice goes on
    RELAPSED = "relapsed"  # a graduate practises again
    SPARED = "spared"  # relapse declined: they stay a graduate


#: After these the trials of every rate begin anew.
RESTARTS = frozenset({Way.GRADUATED, Way.RELAPSED, Way.SPARED})


@dataclass(frozen=True)
class Turn:
    """One line of the way."""

    kind: Way
    day: date


def is_graduate(way: Sequence[Turn]) -> bool:
    """Whether the last word on it, in order, was a graduation."""
    last = [turn.kind for turn in way if turn.kind is not Way.KEPT]
    return bool(last) and last[-1] in (Way.GRADUATED, Way.SPARED)


def is_kept(way: Sequence[Turn]) -> bool:
    """Whether the last word on it was that practice goes on although they are ready."""
    return bool(way) and way[-1].kind is Way.KEPT


@dataclass(frozen=True)
class Anew:
    """Why a rate's trials begin anew: a changed threshold ("threshold") or a turn of the way, and the day of it."""

    day: date
    why: str


def anew(way: Sequence[Turn], *, since: date, changed_on: date | None) -> Anew | None:
    """What made `since` the first day that counts; None where nothing did: a start, or a first threshold."""
    turn = next((one for one in reversed(way) if one.kind in RESTARTS and one.day + timedelta(days=1) == since), None)
    if turn:
        return Anew(turn.day, turn.kind.value)
    return Anew(since, "threshold") if since == changed_on else None


def restart(way: Sequence[Turn], *, started: date, expected_since: date) -> date:
    """The first day whose trials count: the start, the threshold's change, or the day after graduating or relapsing; the latest."""
    turns = [turn.day + timedelta(days=1) for turn in way if turn.kind in RESTARTS]
    return max([started, expected_since, *turns])
