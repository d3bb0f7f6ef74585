"""A learning curve: a rate over 20 business days up to each day, what was expected then, the change after practice (design §5)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

from coaching.funnel import Rate, Step
from coaching.intervals import Interval, jeffreys
from coaching.learning import Change, change
from coaching.reading import RECENT_DAYS, Cell, Usual, Work, own_threshold, trials

FEWEST_SHOWN = 10  # trials in the window: with fewer the line is broken off


@dataclass(frozen=True)
class Point:
    """One business day: successes and trials of the window that ends with it; no interval where they are too few to draw."""

    day: date
    rate: Rate
    interval: Interval | None


@dataclass(frozen=True)
class Level:
    """What was expected from `first` to `last`: the mentor's word, and the same like for like; both 0 to 1."""

    first: date
    last: date
    expected: float
    value: float


def points(worked: Sequence[Work], days: Sequence[date], first: date) -> list[Point]:
    """The curve over business days `days` (in order), shown from `first` on; earlier ones only fill the window.

    Work on a closed day counts with the business day after it; what was done since the last one counts with that, as in the text beside it.
    """
    at = [work[0] for work in worked]
    won, tried = [0, *accumulate(k for _, k, _ in worked)], [0, *accumulate(n for _, _, n in worked)]
    found = []
    for index, day in enumerate(days):
        if day < first:
            continue
        left = bisect_right(at, days[index - RECENT_DAYS]) if index >= RECENT_DAYS else 0
        right = bisect_right(at, day) if day != days[-1] else len(at)
        rate = Rate(won[right] - won[left], tried[right] - tried[left])
        found.append(Point(day, rate, jeffreys(rate.k, rate.n) if rate.n >= FEWEST_SHOWN else None))
    return found


def levels(
    step: Step, changes: Iterable[tuple[date, float | None]], cells: Sequence[Cell], team: Usual, *, first: date, last: date
) -> list[Level]:
    """The thresholds that held over days first–last, each like for like by the trials of its days.

    `changes`: from which day which rate was expected (None: none any more), in order; of one day the last word holds.
    """
    said = dict(changes)
    found: list[Level] = []
    for (since, rate), (until, _) in pairwise([*said.items(), (last + timedelta(days=1), None)]):
        begins, ends = max(since, first), min(until - timedelta(days=1), last)
        if rate is None or begins > ends:
            continue
        if found and found[-1].expected == rate and found[-1].last + timedelta(days=1) == begins:
            begins = found.pop().first
        _, mix = trials(step, (cell for cell in cells if begins <= cell.day <= ends))
        found.append(Level(begins, ends, rate, own_threshold(rate, mix, team)))
    return found


def changed(worked: Sequence[Work], practised: date, peers: Sequence[Rate]) -> Change:
    """The rate since the day of the first practice beside the one until then, and what chance alone would bring."""
    at = bisect_left(worked, (practised + timedelta(days=1),))
    a_day = sum(n for _, _, n in worked) / max(len(worked), 1)
    return change(_sum(worked[:at]), _sum(worked[at:]), peers, a_day=a_day)


def _sum(worked: Iterable[Work]) -> Rate:
    rows = list(worked)
    return Rate(sum(k for _, k, _ in rows), sum(n for _, _, n in rows))
