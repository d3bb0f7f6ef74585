"""The matching of mornings in teams made up by chance: who is served, who is not and why, and that no rule is ever broken (design §5)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from coaching.matching import match, torn
from coaching.placing import Mentor, Placing, Trainee, Why

FIRST = datetime(2026, 11, 24, 7, tzinfo=UTC)
LENGTH = timedelta(minutes=30)
SLOTS = [FIRST + LENGTH * n for n in range(4)]  # two hours of practice
Served = Callable[[Sequence[Trainee], Sequence[Mentor]], int]


@dataclass(frozen=True)
class Mornings:
    """What became of the trainees who were due; the three last are mornings on which a rule was broken."""

    due: int
    served: int
    unserved: Mapping[Why, int]
    over_capacity: int
    double_booked: int
    left_out: int  # somebody could have been served


def mornings(count: int, *, seed: int, most_served: Served) -> Mornings:
    """So many teams of three to thirty reps and up to five mentors, each on one morning; `most_served`: a matching known to be right."""
    due, whys, broken = 0, Counter[Why](), Counter[str]()
    for morning in range(count):
        trainees, mentors = _team(Random(f"{seed}:morning:{morning}"))
        placing = match(trainees, mentors, _lasts(mentors))
        due += len(trainees)
        whys.update(placing.unserved.values())
        broken["capacity"] += _is_over(placing, mentors)
        broken["double"] += _is_double(placing, trainees, mentors)
        broken["left out"] += len(placing.placed) < most_served(trainees, mentors)
    return Mornings(due, due - whys.total(), whys, broken["capacity"], broken["double"], broken["left out"])


def _team(chance: Random) -> tuple[list[Trainee], list[Mentor]]:
    """Mentors with practice hours, some slots taken, some away, most of them selling and one in five learning themselves."""
    reps = range(chance.randint(3, 30))
    staff = [rep if chance.random() < 0.2 else 100 + rep for rep in range(chance.randint(0, min(5, len(reps))))]
    mentors = [_mentor(who, chance) for who in staff]
    due = [rep for rep in reps if chance.random() < 0.3]
    own = {rep: chance.choice(staff) if staff and chance.random() < 0.9 else None for rep in due}
    return [Trainee(rep, own[rep], frozenset(set(SLOTS) - set(_free(chance)))) for rep in due], mentors


def _mentor(who: int, chance: Random) -> Mentor:
    """One in ten has no hours on the day or begins too late for them."""
    found = Mentor(who, tuple(_free(chance)), chance.choice((1, 2, 4, 4)), chance.randint(0, 6), chance.random() < 0.12)
    return replace(found, slots=(), closed=chance.choice((Why.NO_HOURS, Why.TOO_LATE))) if chance.random() < 0.1 else found


def _free(chance: Random) -> list[datetime]:
    return [slot for slot in SLOTS if chance.random() < 0.75]


def _is_over(placing: Placing, mentors: Sequence[Mentor]) -> bool:
    """Whether somebody gives more practices than they can."""
    given = Counter(who for who, _ in placing.placed.values())
    return any(given[mentor.id] > (0 if mentor.away else mentor.most) for mentor in mentors)


def _lasts(mentors: Sequence[Mentor]) -> dict[int, timedelta]:
    return dict.fromkeys((one.id for one in mentors), LENGTH)


def _is_double(placing: Placing, trainees: Sequence[Trainee], mentors: Sequence[Mentor]) -> bool:
    """Whether a slot is given twice, to who is busy then or trains others then, to oneself, or outside the mentor's free ones."""
    free = {mentor.id: mentor.slots for mentor in mentors}
    busy = {trainee.id: trainee.busy for trainee in trainees}
    wrong = (who == rep or slot in busy[rep] or slot not in free[who] for rep, (who, slot) in placing.placed.items())
    twice = len(set(placing.placed.values())) < len(placing.placed) or torn(placing, _lasts(mentors)) is not None
    return twice or any(wrong)
