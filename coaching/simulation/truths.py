"""How often the standing errs, by known truth: reps whose real rate we chose, looked at after every trial (design §4)."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp
from random import Random
from statistics import median

from coaching.standing import UNEVEN, Course, follow, ready_from, relapse_from

ORDINARY, GOOD_AND_BAD = 0.0, UNEVEN  # the share of a trial's variance that lies between days


@dataclass(frozen=True)
class Errors:
    """Shares (0 to 1) and business days, at a threshold and so many trials a day. `ready_median_days` None: not half within 120 days."""

    false_below_60d: float  # truly at the threshold, ever called below
    found_half_30d: float  # truly at half of it, called below in time
    ready_median_days: float | None  # truly at the threshold
    ready_two_thirds_60d: float  # truly at two thirds of it, called ready
    false_relapse_60d: float  # a graduate truly at the threshold, called relapsed
    found_relapse_30d: float  # a graduate truly at half of it, called relapsed in time


def errors(threshold: float, trials_a_day: float, *, lives: int, seed: int, uneven: float = ORDINARY) -> Errors:
    """The shares found in `lives` simulated reps of each truth; the same seed gives the same figures."""
    at = list(_courses(threshold, 1.0, trials_a_day, days=120, lives=lives, seed=seed, uneven=uneven))
    half = list(_courses(threshold, 0.5, trials_a_day, days=30, lives=lives, seed=seed, uneven=uneven))
    two_thirds = list(_courses(threshold, 2 / 3, trials_a_day, days=60, lives=lives, seed=seed, uneven=uneven))
    ready = median([120 if course.ready_on is None else course.ready_on + 1 for course in at])
    return Errors(
        _share(course.below_on is not None and course.below_on < 60 for course in at),
        _share(course.below_on is not None for course in half),
        ready if ready < 120 else None,
        _share(course.ready_on is not None for course in two_thirds),
        _share(course.relapsed_on is not None and course.relapsed_on < 60 for course in at),
        _share(course.relapsed_on is not None for course in half),
    )


def _courses(threshold: float, truth: float, trials_a_day: float, *, days: int, lives: int, seed: int, uneven: float) -> Iterator[Course]:
    """`truth`: the real rate as a share of the threshold."""

    def gate(day: int, tried: int, highest: float) -> bool:
        """By the volume known on the day, as a rep's own is."""
        return highest >= ready_from(threshold, tried / (day + 1))

    for life in range(lives):
        chance = Random(f"{seed}:{truth}:{life}")
        worked = [day_of(chance, threshold * truth, trials_a_day, uneven) for _ in range(days)]
        yield follow(worked, threshold=threshold, ready_at=gate, relapsed_at=relapse_from(trials_a_day))


def day_of(chance: Random, rate: float, trials_a_day: float, uneven: float) -> tuple[int, int]:
    """Successes and trials of one day: Poisson trials; with `uneven` the day's own rate is Beta around the real one."""
    trials = _poisson(chance, trials_a_day)
    if uneven:
        weight = 1 / uneven - 1
        rate = chance.betavariate(rate * weight, (1 - rate) * weight)
    return sum(chance.random() < rate for _ in range(trials)), trials


def _poisson(chance: Random, mean: float) -> int:
    """Knuth's method, in parts of at most 30 so that exp(−mean) stays a number."""
    count = 0
    while mean > 0:
        part, limit, product = min(mean, 30.0), 0.0, 1.0
        mean -= part
        limit = exp(-part)
        while (product := product * chance.random()) > limit:
            count += 1
    return count


def _share(flags: Iterator[bool]) -> float:
    found = list(flags)
    return sum(found) / len(found)
