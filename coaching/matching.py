"""The matching of people who train others and are trained themselves: nobody is in two places at once (design §5)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from coaching.placing import Mentor, Placing, Slot, Trainee, place
from coaching.slots import Span

DEEPEST = 8  # times of people in two places at once of which both ways are tried: at most 256 matchings

Lasts = Mapping[int, timedelta]  # by mentor


def match(trainees: Sequence[Trainee], mentors: Sequence[Mentor], lasts: Lasts) -> Placing:
    """As `place`, and whoever trains others and is due themselves does one thing at a time. `lasts`: how long practices are."""
    return _untorn({one.id: one for one in trainees}, {one.id: one for one in mentors}, lasts, DEEPEST)


def torn(found: Placing, lasts: Lasts) -> tuple[int, Slot] | None:
    """Somebody who gives another practice while they are to be trained, and the slot they give; None: nobody."""
    for slot in found.placed.values():
        own = found.placed.get(slot[0])
        if own and _span(own, lasts).meets(_span(slot, lasts)):
            return slot[0], slot
    return None


def _untorn(wanted: dict[int, Trainee], staff: dict[int, Mentor], lasts: Lasts, deeper: int) -> Placing:
    """Who is torn either is not trained then, or does not train others then: whichever serves more, the former where it is the same.

    Each way is the best there is without the other (branch and bound); beyond `deeper` of them only the former is gone.
    """
    found = place(list(wanted.values()), list(staff.values()))
    clash = torn(found, lasts)
    if clash is None:
        return found
    who, slot = clash
    trains = _untorn(wanted | {who: _busy(wanted[who], staff, lasts, slot)}, staff, lasts, max(deeper - 1, 0))
    if len(trains.placed) == len(found.placed) or not deeper:
        return trains
    learns = _untorn(wanted, staff | {who: _without(staff[who], slot)}, lasts, deeper - 1)
    return max(trains, learns, key=lambda one: len(one.placed))


def _busy(trainee: Trainee, staff: Mapping[int, Mentor], lasts: Lasts, slot: Slot) -> Trainee:
    """Somebody who cannot be trained by anybody while they give this slot."""
    given = _span(slot, lasts)
    others = {(one.id, at) for one in staff.values() for at in one.slots if _span((one.id, at), lasts).meets(given)}
    return replace(trainee, never=trainee.never | others)


def _without(mentor: Mentor, slot: Slot) -> Mentor:
    """A mentor's day without this slot of theirs."""
    return replace(mentor, slots=tuple(at for at in mentor.slots if at != slot[1]))


def _span(slot: Slot, lasts: Lasts) -> Span:
    return Span(slot[1], slot[1] + lasts[slot[0]])
