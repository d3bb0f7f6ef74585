"""One rate of one rep, read off their days: count, like-for-like threshold, standing, trend (design §4)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from coaching.funnel import Rate, Step
from coaching.intervals import Interval, jeffreys
from coaching.standing import Course, Standing, follow, like_for_like, ready_from, relapse_from

#: The rates a mentor can set a threshold for.
COACHED = (Step.CONTACT, Step.APPOINTMENT, Step.CALL_TO_APPOINTMENT, Step.HELD, Step.QUALIFIED)
GATE_TRIALS = 60  # in 20 business days: a rate with fewer informs and never gates
RECENT_DAYS = 20  # business days
FEWEST = 20  # trials on both sides of a trend


class Cell(NamedTuple):
    """What a rep did on one day with leads of one source and direction; appointments from calls only, results by the meeting's day."""

    day: date
    source: str = ""
    direction: str = ""
    calls: int = 0
    contacts: int = 0
    appointments: int = 0
    due: int = 0
    held: int = 0
    judged: int = 0
    qualified: int = 0

    def rate(self, step: Step) -> Rate:
        """Successes and trials of a step."""
        return Rate(*COUNTS[step](self))


#: A cell's successes and trials.
COUNTS = {
    Step.CONTACT: attrgetter("contacts", "calls"),
    Step.APPOINTMENT: attrgetter("appointments", "contacts"),
    Step.CALL_TO_APPOINTMENT: attrgetter("appointments", "calls"),
    Step.HELD: attrgetter("held", "due"),
    Step.QUALIFIED: attrgetter("qualified", "judged"),
}
Mix = tuple[str, str]  # source and direction


class Trend(StrEnum):
    """The last 20 business days against what was before, since the restart."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Reading:
    """One rate since its last restart. `expected` is the mentor's threshold, `threshold` the same like for like; both 0 to 1."""

    step: Step
    rate: Rate
    expected: float
    threshold: float
    course: Course
    recent: int = 0  # trials in the last 20 business days
    ready_at: float = 0.0  # what the course has to climb to
    trend: Trend = Trend.UNKNOWN

    @property
    def standing(self) -> Standing:
        """Below, not yet known, or ready."""
        return self.course.standing

    @property
    def interval(self) -> Interval | None:
        """The 80 % interval people are shown; None without a trial."""
        return jeffreys(self.rate.k, self.rate.n)

    @property
    def gates(self) -> bool:
        """Whether graduation waits for it."""
        return self.recent >= GATE_TRIALS


def read(step: Step, cells: Iterable[Cell], *, expected: float, team: Mapping[Mix, Rate], days: Sequence[date]) -> Reading:
    """A rep's reading from what they did since the restart.

    `days`: their business days since the restart in order, today the last; work on other days counts with the business day before it.
    `team`: the team's rate of this step by source and direction. ValueError unless 0 < expected < 1.
    """
    counts_of = COUNTS[step]
    mix: dict[Mix, int] = {}
    by_day: dict[date, tuple[int, int]] = dict.fromkeys(days, (0, 0))
    for cell in cells:
        won, tried = counts_of(cell)
        if tried:
            mix[cell.source, cell.direction] = mix.get((cell.source, cell.direction), 0) + tried
            k, n = by_day.get(cell.day, (0, 0))
            by_day[cell.day] = (k + won, n + tried)
    worked = sorted(by_day.items())
    whole = _sum(worked)
    threshold = like_for_like(expected, _rates(mix, team), _overall(team))
    volume = whole.n / max(len(days), 1)
    ready_at = ready_from(threshold, volume)
    course = follow([counts for _, counts in worked], threshold=threshold, ready_at=ready_at, relapsed_at=relapse_from(volume))
    recent_from = days[-RECENT_DAYS] if len(days) >= RECENT_DAYS else date.min
    lately = _sum(one for one in worked if one[0] >= recent_from)
    trend = _trend(lately, Rate(whole.k - lately.k, whole.n - lately.n))
    return Reading(step, whole, expected, threshold, course, lately.n, ready_at, trend)


def _rates(mix: Mapping[Mix, int], team: Mapping[Mix, Rate]) -> list[tuple[int, float]]:
    """Trials with the team's rate of their kind; where the team has too few, its overall rate."""
    overall = _overall(team)
    return [(n, team[kind].k / team[kind].n if kind in team and team[kind].n >= FEWEST else overall) for kind, n in mix.items()]


def _overall(team: Mapping[Mix, Rate]) -> float:
    trials = sum(rate.n for rate in team.values())
    return sum(rate.k for rate in team.values()) / trials if trials else 0.0


def _sum(worked: Iterable[tuple[date, tuple[int, int]]]) -> Rate:
    counts = [one for _, one in worked]
    return Rate(sum(k for k, _ in counts), sum(n for _, n in counts))


def _trend(lately: Rate, before: Rate) -> Trend:
    """Up or down only where the 80 % intervals do not touch."""
    now, then = jeffreys(lately.k, lately.n), jeffreys(before.k, before.n)
    if now is None or then is None or min(lately.n, before.n) < FEWEST:
        return Trend.UNKNOWN
    return Trend.UP if now.low > then.high else Trend.DOWN if now.high < then.low else Trend.LEVEL
