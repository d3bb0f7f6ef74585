"""Where a rep's rate stands against the mentor's threshold: below, not yet known, ready (design §4). Never a raw rate."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from math import exp, fsum, log

BELOW_FROM = log(10)  # of the likelihood ratio: whoever is at the threshold ever reaches it in at most 1 of 10 (Ville 1939)
RELAPSE_FROM = 5.0  # of the CUSUM of half the threshold against it: false in 3 % in 60 days at 7 trials a day
UNEVEN = 0.02  # the share of a trial's variance that lies between days: with more trials a day, a bad day weighs more than its trials
USUAL = 7  # trials a day
GAIN = 1.5  # the learning-curve CUSUM asks for T against ⅔T
CLIMB = log(GAIN)  # what a success adds to it
_HALF = log(0.5)  # what a success takes from the logarithm of the likelihood ratio

#: Successes a day as odds (T ÷ (1 − T) × trials a day) → h at which a rep at ⅔T is ready within 60 business days in 20 %. Made by
#: coaching.simulation.calibration; between two rows h runs straight over the logarithm.
READY_FROM = (
    (0.05, 0.8), (0.11, 1.17), (0.25, 1.63), (0.5, 2.13), (0.78, 2.5),
    (1.7, 3.2), (2.5, 3.58), (5.0, 4.25), (11.0, 5.02), (25.0, 5.8),
)  # fmt: skip

_ODDS = [odds for odds, _ in READY_FROM]
_RISES = [(h1 - h0) / log(x1 / x0) for (x0, h0), (x1, h1) in pairwise(READY_FROM)]
_LINES = [(rise, h - rise * log(odds)) for rise, (odds, h) in zip(_RISES, READY_FROM, strict=False)]  # h = rise × log(odds) + offset

#: Whether a climb as high as this makes ready, by the day (counted from 0) and the trials until its end: at h by the volume known then.
Gate = Callable[[int, int, float], bool]


class Standing(StrEnum):
    """What can be said of a rate."""

    BELOW = "below"
    UNKNOWN = "unknown"  # not yet known: too early to say
    READY = "ready"


@dataclass(frozen=True)
class Course:
    """The trials of one rate since its last restart, and what they say. Days are counted from 0, the first day given."""

    k: int = 0
    n: int = 0
    ratio: float = 0.0  # logarithm of the likelihood ratio
    climb: float = 0.0  # learning-curve CUSUM
    fall: float = 0.0  # CUSUM of half the threshold against it
    ready_on: int | None = None  # the day it became ready; None after it was below
    below_on: int | None = None  # the first day the ratio reached its limit, whatever came after
    relapsed_on: int | None = None  # the first day the fall reached its limit

    @property
    def standing(self) -> Standing:
        """Ready stays until below."""
        if self.ratio >= BELOW_FROM:
            return Standing.BELOW
        return Standing.UNKNOWN if self.ready_on is None else Standing.READY


def likelihood_ratio(k: int, n: int, threshold: float) -> float:
    """How much likelier k of n is at half the threshold than at it (Wald 1945); 1 for n = 0. ValueError unless 0 < threshold < 1."""
    return exp(min(k * log(0.5) + (n - k) * _loss(threshold), 700.0))


def failure_climbs(threshold: float) -> float:
    """What a failure adds to the learning-curve CUSUM (Biau & Porcher 2010): below 0. ValueError unless 0 < threshold < 1."""
    _between(threshold)
    return log((1 - threshold) / (1 - threshold / GAIN))


def ready_from(threshold: float, trials_a_day: float) -> float:
    """The h a rep's CUSUM must reach: higher where more trials come a day, since every look is a chance to be lucky."""
    odds = max(trials_a_day, 0.001) * threshold / (1 - threshold)
    rise, offset = _LINES[bisect_right(_ODDS, odds, 1, len(_LINES)) - 1]
    return max(rise * log(odds) + offset, CLIMB)


def relapse_from(trials_a_day: float) -> float:
    """The limit of a graduate's fall: higher where many trials share one, perhaps bad, day (design effect 1 + (m − 1)ρ, Kish 1965)."""
    more = max(trials_a_day - USUAL, 0.0)
    return RELAPSE_FROM * (1 + more * UNEVEN) + log(1 + more / USUAL)


def follow(days: Iterable[tuple[int, int]], *, threshold: float, ready_at: float | Gate, relapsed_at: float = RELAPSE_FROM) -> Course:
    """The course of (successes, trials) day by day, looked at when each day ends; the last one may still run.

    `threshold` like for like, `ready_at` and `relapsed_at` from the functions above. Who reached the gate of a day stays ready, whatever
    volume comes later. Nothing is known of the order within a day: below goes by the counts alone, and for the sums the successes are
    spread evenly over the day. ValueError unless 0 < threshold < 1.
    """
    gate = ready_at if callable(ready_at) else _steady(ready_at)
    loss, slip = _loss(threshold), failure_climbs(threshold)
    k = n = 0
    climb = fall = ratio = 0.0
    ready_on: int | None = None
    below_on: int | None = None
    relapsed_on: int | None = None
    for day, (successes, trials) in enumerate(days):
        if not trials:
            continue  # nothing is looked at
        k, n = k + successes, n + trials
        climb, fall, highest, deepest = _through(_gaps(successes, trials), slip, loss, climb, fall)
        ratio = k * _HALF + (n - k) * loss
        if ratio >= BELOW_FROM:
            below_on = day if below_on is None else below_on
            ready_on, climb = None, climb if ready_on is None else 0.0
        elif ready_on is None and gate(day, n, highest):
            ready_on = day
        if relapsed_on is None and deepest >= relapsed_at:
            relapsed_on = day
    return Course(k, n, ratio, climb, fall, ready_on, below_on, relapsed_on)


def _steady(h: float) -> Gate:
    return lambda _day, _tried, highest: highest >= h


def _through(gaps: tuple[int, ...], slip: float, loss: float, climb: float, fall: float) -> tuple[float, float, float, float]:
    """Both sums after a day, and the highest and deepest they stood in it. Spelt out: a thousand reps wait for it."""
    highest, deepest = climb, fall
    for failures in gaps[:-1]:
        climb += failures * slip
        climb = CLIMB if climb < 0.0 else climb + CLIMB
        if climb > highest:
            highest = climb
        fall += failures * loss
        if fall > deepest:
            deepest = fall
        fall = fall + _HALF if fall > -_HALF else 0.0
    climb, fall = climb + gaps[-1] * slip, fall + gaps[-1] * loss
    return climb if climb > 0.0 else 0.0, fall, highest, fall if fall > deepest else deepest


def like_for_like(threshold: float, mix: Iterable[tuple[int, float]], team_rate: float) -> float:
    """The threshold for a rep's own mix of source and direction: a cold list is not a weak rep (design §3).

    `mix`: trials of the rep and the team's rate, for each source and direction. T × Σ trials × rate ÷ (Σ trials × the team's rate), kept
    between T ÷ 4 and T × 4 and below 0.95; T itself without trials or a team's rate.
    """
    parts = list(mix)
    trials = sum(n for n, _ in parts)
    if not trials or not team_rate:
        return threshold
    moved = threshold * fsum(n * rate for n, rate in parts) / (trials * team_rate)  # whatever the order of the parts
    return min(max(moved, threshold / 4), threshold * 4, 0.95)


@lru_cache(maxsize=8192)
def _gaps(successes: int, trials: int) -> tuple[int, ...]:
    """Failures before each success, each success in the middle of its share of the day, and the failures left at the end."""
    places = [(2 * turn + 1) * trials // (2 * successes) for turn in range(successes)]
    return tuple(after - before - 1 for before, after in pairwise([-1, *places, trials]))


def _loss(threshold: float) -> float:
    """What a failure adds to the logarithm of the likelihood ratio: above 0."""
    _between(threshold)
    return log((1 - threshold / 2) / (1 - threshold))


def _between(threshold: float) -> None:
    if not 0 < threshold < 1:
        raise ValueError(f"{threshold} is no threshold")
