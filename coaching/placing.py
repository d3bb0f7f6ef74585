"""Who practises with whom and when: as many served as can be, the assigned mentor first, nobody booked twice (design §5)."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise


@dataclass(frozen=True)
class Trainee:
    """A rep who is due today; `mentor` is the assigned one's id; `busy` are starts of slots they cannot take, `never` one mentor’s.

    `but`: mentors who called off their practice of today.
    """

    id: int
    mentor: int | None = None
    busy: frozenset[datetime] = frozenset()
    never: frozenset[tuple[int, datetime]] = frozenset()
    but: frozenset[int] = frozenset()

    def can(self, mentor: int, slot: datetime) -> bool:
        """Whether they could take a slot of that mentor's."""
        return mentor not in self.but and slot not in self.busy and (mentor, slot) not in self.never


class Why(StrEnum):
    """Why somebody is not served."""

    NO_MENTOR = "no_mentor"  # nobody mentors but themselves
    AWAY = "away"  # every mentor is away
    NO_HOURS = "no_hours"  # no mentor who is there practises on this day
    TOO_LATE = "too_late"  # what is left of their hours today is too short for a practice
    FULL = "full"  # no mentor has a free slot left
    NO_COMMON_TIME = "no_common_time"  # there are free slots, and the rep is busy in each
    CALLED_OFF = "called_off"  # a mentor called theirs off, and nobody else can give them one


@dataclass(frozen=True)
class Mentor:
    """A mentor's day: starts of free slots, how many practices they can still give, how many they gave lately.

    `closed`: why they could have none whatever else they do: NO_HOURS or TOO_LATE.
    """

    id: int
    slots: tuple[datetime, ...]
    most: int
    given: int = 0
    away: bool = False
    closed: Why | None = None


@dataclass(frozen=True)
class Placing:
    """The day's plan: trainee id → (mentor id, start), and trainee id → why not."""

    placed: Mapping[int, tuple[int, datetime]]
    unserved: Mapping[int, Why]


Slot = tuple[int, datetime]  # of which mentor, when
Node = tuple[str, int, datetime | None]  # trainee, slot or mentor


def place(trainees: Sequence[Trainee], mentors: Sequence[Mentor]) -> Placing:
    """The most trainees that can be served; earlier ones in the list are never left out for later ones.

    Maximum flows trainee → slot → mentor by shortest augmenting paths (Edmonds & Karp 1972): one finds who can be served; another seats
    them, each with their own mentor where that can be, the rest in turn with whoever gave least lately, what they give today counted.
    """
    most, plan = _Plan(mentors), _Plan(mentors)
    served = [trainee for trainee in trainees if most.seat(trainee, own_only=False)]
    for own in (True, False):
        for trainee in served:
            if trainee.id not in plan.slot_of:
                plan.seat(trainee, own_only=own)
    return Placing(dict(plan.slot_of), {t.id: _why(t, mentors, plan) for t in trainees if t.id not in plan.slot_of})


class _Plan:
    """Who sits where so far."""

    def __init__(self, mentors: Iterable[Mentor]) -> None:
        self.mentors = {m.id: m for m in mentors if not m.away}
        self.slot_of: dict[int, Slot] = {}
        self.holders: dict[int, dict[datetime, int]] = {m: {} for m in self.mentors}
        self._known: dict[int, Trainee] = {}
        self._turns: list[int] = []  # mentors, who gave least first
        self._seen: dict[bool, set[Node]] = {True: set(), False: set()}  # from where no room is found any more, by own_only

    def room(self, mentor: int) -> bool:
        return len(self.holders[mentor]) < self.mentors[mentor].most

    def seat(self, trainee: Trainee, *, own_only: bool) -> bool:
        """Find them a place, moving others to another one where that makes room; False when there is none."""
        self._known[trainee.id] = trainee
        self._turns = sorted(self.mentors, key=lambda who: (self.mentors[who].given + len(self.holders[who]), who))
        start: Node = ("trainee", trainee.id, None)
        came: dict[Node, Node] = {start: start}
        closed = self._seen[own_only]
        line = deque([start])
        while line:
            node = line.popleft()
            for onward in self._onward(node, own_only=own_only):
                if onward in came or onward in closed:
                    continue
                came[onward] = node
                if onward[0] == "mentor" and self.room(onward[1]):
                    self._settle(onward, came)
                    return True
                line.append(onward)
        closed.update(came)
        return False

    def _onward(self, node: Node, *, own_only: bool) -> Iterator[Node]:
        """Where a search may go from here: to a slot, on to its mentor, or back to whoever could be moved."""
        kind, who, start = node
        if kind == "trainee":
            yield from self._wanted(self._known[who], own_only=own_only)
        elif kind == "slot":
            assert start is not None
            holder = self.holders[who].get(start)
            yield ("mentor", who, None) if holder is None else ("trainee", holder, None)
        else:
            yield from (("trainee", holder, None) for holder in self.holders[who].values())

    def _wanted(self, trainee: Trainee, *, own_only: bool) -> Iterator[Node]:
        """The slots a trainee could take, their own mentor's first, earlier before later."""
        others = () if own_only else (m for m in self._turns if m != trainee.mentor)
        for mentor in (trainee.mentor, *others):
            if mentor in self.mentors and mentor != trainee.id:
                assert mentor is not None
                yield from (("slot", mentor, slot) for slot in self.mentors[mentor].slots if trainee.can(mentor, slot))

    def _settle(self, node: Node, came: Mapping[Node, Node]) -> None:
        """Go back along the search: each trainee on it takes the slot after them."""
        path = [node]
        while came[path[-1]] != path[-1]:
            path.append(came[path[-1]])
        path.reverse()
        taken = [(here[1], after) for here, after in pairwise(path) if here[0] == "trainee"]
        for who, _ in taken:
            if who in self.slot_of:
                mentor, start = self.slot_of[who]
                del self.holders[mentor][start]
        for who, (_, mentor, at) in taken:
            assert at is not None
            self.slot_of[who] = (mentor, at)
            self.holders[mentor][at] = who


def _why(trainee: Trainee, mentors: Sequence[Mentor], plan: _Plan) -> Why:
    if trainee.but:
        return Why.CALLED_OFF
    others = [m for m in mentors if m.id != trainee.id]
    here = [m for m in others if not m.away]
    free = any(plan.room(m.id) and len(plan.holders[m.id]) < len(m.slots) for m in here)
    if not others:
        return Why.NO_MENTOR
    if not here:
        return Why.AWAY
    shut = {m.closed for m in here}
    if None not in shut:
        return Why.TOO_LATE if Why.TOO_LATE in shut else Why.NO_HOURS
    return Why.NO_COMMON_TIME if free else Why.FULL
