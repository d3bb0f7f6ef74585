"""Standings by the definition of design §4 written out, one run of trials after the other: what fast ones are held against."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import log

from coaching.funnel import Rate, Step
from coaching.intervals import jeffreys
from coaching.reading import FEWEST, RECENT_DAYS, Cell, Mix, Reading, Trend
from coaching.standing import BELOW_FROM, CLIMB, Course, failure_climbs, like_for_like, ready_from, relapse_from


def plain_follow(days: Iterable[tuple[int, int]], *, threshold: float, ready_at: Sequence[float], relapsed_at: float) -> Course:
    """The course of (successes, trials) day by day, each with its gate; on a day without a trial nothing is looked at."""
    loss, slip, half = log((1 - threshold / 2) / (1 - threshold)), failure_climbs(threshold), log(0.5)
    k = n = 0
    climb = fall = 0.0
    ready_on = below_on = relapsed_on = None
    for day, (successes, tried) in enumerate(days):
        k, n, highest, deepest = k + successes, n + tried, climb, fall
        for failures, success in runs(successes, tried):
            climb, fall = max(climb + failures * slip, 0.0), fall + failures * loss
            deepest = max(deepest, fall)
            if success:
                climb, fall = climb + CLIMB, max(fall + half, 0.0)
                highest = max(highest, climb)
        if k * half + (n - k) * loss >= BELOW_FROM:
            below_on = day if below_on is None else below_on
            ready_on, climb = None, climb if ready_on is None else 0.0
        elif ready_on is None and tried and highest >= ready_at[day]:
            ready_on = day
        if relapsed_on is None and deepest >= relapsed_at:
            relapsed_on = day
    return Course(k, n, k * half + (n - k) * loss, climb, fall, ready_on, below_on, relapsed_on)


def runs(successes: int, tried: int) -> Iterator[tuple[int, bool]]:
    """Failures before each success, and those left."""
    gone = 0
    for turn in range(successes):
        place = (2 * turn + 1) * tried // (2 * successes)
        yield place - gone, True
        gone = place + 1
    yield tried - gone, False


def plain_read(step: Step, cells: Sequence[Cell], *, expected: float, team: Mapping[Mix, Cell], days: Sequence[date]) -> Reading:
    """A reading; days without a trial are days, too."""
    rates = {mix: cell.rate(step) for mix, cell in team.items()}
    whole = sum(rate.n for rate in rates.values())
    overall = sum(rate.k for rate in rates.values()) / whole if whole else 0.0
    kinds = {(cell.source, cell.direction) for cell in cells}
    mix = {kind: sum(cell.rate(step).n for cell in cells if (cell.source, cell.direction) == kind) for kind in kinds}
    parts = [(n, rates[kind].k / rates[kind].n if kind in rates and rates[kind].n >= FEWEST else overall) for kind, n in mix.items()]
    threshold = like_for_like(expected, parts, overall)
    tried = [cell.day for cell in cells if cell.rate(step).n]
    counts = {day: [cell.rate(step) for cell in cells if cell.day == day] for day in sorted({*days, *tried})}
    worked = [(day, sum(rate.k for rate in each if rate.n), sum(rate.n for rate in each)) for day, each in counts.items()]
    k, n = sum(one[1] for one in worked), sum(one[2] for one in worked)
    since = [day for day in days if day >= min(tried)] if tried else days

    def volume(last: date) -> float:
        trials = sum(one[2] for one in worked if one[0] <= last)
        return trials / max(sum(day <= last for day in since), 1)

    at = [ready_from(threshold, volume(one[0])) for one in worked]
    now = volume(date.max)
    course = plain_follow([one[1:] for one in worked], threshold=threshold, ready_at=at, relapsed_at=relapse_from(now))
    start = days[-RECENT_DAYS] if len(days) >= RECENT_DAYS else date.min
    lately = [one for one in worked if one[0] >= start]
    ready_on = None if course.ready_on is None else worked[course.ready_on][0]
    recent = Rate(sum(one[1] for one in lately), sum(one[2] for one in lately))
    return Reading(step, Rate(k, n), expected, threshold, course, recent.n, ready_from(threshold, now), recent, ready_on)


def plain_trend(found: Reading) -> Trend:
    """Two intervals that do not touch."""
    before = Rate(found.rate.k - found.lately.k, found.rate.n - found.lately.n)
    now, then = jeffreys(found.lately.k, found.lately.n), jeffreys(before.k, before.n)
    if now is None or then is None or min(found.lately.n, before.n) < FEWEST:
        return Trend.UNKNOWN
    return Trend.UP if now.low > then.high else Trend.DOWN if now.high < then.low else Trend.LEVEL
