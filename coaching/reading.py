"""One rate of one rep, read off their days: count, like-for-like threshold, standing, trend (design §4)."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from coaching.funnel import Rate, Step
from coaching.intervals import Interval, jeffreys
from coaching.standing import Course, Standing, follow, like_for_like, ready_from, relapse_from
from coaching.trainee import Anew

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
    recent: int = 0  # trials in the last 20 business days, also of those before the threshold was changed
    ready_at: float = 0.0  # what the course has to climb to, by the volume known now
    lately: Rate = field(default=Rate(0, 0), repr=False)  # of the last 20 business days since the restart
    ready_on: date | None = None  # the day whose trials made it ready; None while it is not
    anew: Anew | None = field(default=None, compare=False)  # why earlier trials do not count

    @property
    def standing(self) -> Standing:
        """Below, not yet known, or ready."""
        return self.course.standing

    @cached_property
    def interval(self) -> Interval | None:
        """The 80 % interval people are shown; None without a trial."""
        return jeffreys(self.rate.k, self.rate.n)

    @cached_property
    def trend(self) -> Trend:
        """Up or down only where the 80 % intervals of the last 20 business days and of those before do not touch."""
        before = Rate(self.rate.k - self.lately.k, self.rate.n - self.lately.n)
        if min(self.lately.n, before.n) < FEWEST:
            return Trend.UNKNOWN
        now, then = jeffreys(self.lately.k, self.lately.n), jeffreys(before.k, before.n)
        assert now is not None
        assert then is not None
        return Trend.UP if now.low > then.high else Trend.DOWN if now.high < then.low else Trend.LEVEL

    @property
    def gates(self) -> bool:
        """Whether graduation waits for it."""
        return self.recent >= GATE_TRIALS


Work = tuple[date, int, int]  # successes and trials of a day


@dataclass(frozen=True)
class Usual:
    """The team's rate of a step, over all and by source and direction where it has enough trials."""

    overall: float = 0.0
    of: Mapping[Mix, float] = field(default_factory=dict)


def usual(step: Step, team: Mapping[Mix, Cell]) -> Usual:
    """What the team reaches, from what all of it did by source and direction."""
    rates = {mix: cell.rate(step) for mix, cell in team.items()}
    trials = sum(rate.n for rate in rates.values())
    overall = sum(rate.k for rate in rates.values()) / trials if trials else 0.0
    return Usual(overall, {mix: rate.k / rate.n for mix, rate in rates.items() if rate.n >= FEWEST})


def trials(step: Step, cells: Iterable[Cell]) -> tuple[list[Work], dict[Mix, int]]:
    """A step's days in order, those without a trial left out; and its trials by source and direction."""
    counts_of = COUNTS[step]
    mix: dict[Mix, int] = {}
    by_day: dict[date, tuple[int, int]] = {}
    for cell in cells:
        won, tried = counts_of(cell)
        if tried:
            mix[cell.source, cell.direction] = mix.get((cell.source, cell.direction), 0) + tried
            k, n = by_day.get(cell.day, (0, 0))
            by_day[cell.day] = (k + won, n + tried)
    return [(day, k, n) for day, (k, n) in sorted(by_day.items())], mix


def own_threshold(expected: float, mix: Mapping[Mix, int], team: Usual) -> float:
    """The threshold like for like; sources and directions the team hardly knows count at its overall rate."""
    return like_for_like(expected, [(n, team.of.get(kind, team.overall)) for kind, n in mix.items()], team.overall)


def read(
    step: Step,
    worked: Sequence[Work],
    mix: Mapping[Mix, int],
    *,
    expected: float,
    team: Usual,
    days: Sequence[date],
    before: int = 0,
    reached: Collection[date] = (),
    anew: Anew | None = None,
) -> Reading:
    """A rep's reading from what they did since the restart, as `trials` gives it.

    `days`: their business days since the restart in order, today the last. `before`: trials of the last 20 business days that a changed
    threshold left behind; they count for the volume, because a rate that gated does not stop to. `reached`: days known to have
    made it ready, when leads and volume were others. `anew`: why they begin on the first of `days`. ValueError unless 0 < expected < 1.
    """
    threshold = own_threshold(expected, mix, team)
    began = bisect_left(days, worked[0][0]) if worked else 0  # before it there was no volume to know
    so_far = accumulate(n for _, _, n in worked)
    volumes = [tried / max(bisect_right(days, day) - began, 1) for (day, _, _), tried in zip(worked, so_far, strict=True)]
    least = ready_from(threshold, min(volumes, default=0.0))  # spares a thousand reps the logarithm of most days

    def gate(at: int, _tried: int, highest: float) -> bool:
        return worked[at][0] in reached or (highest >= least and highest >= ready_from(threshold, volumes[at]))

    now = sum(n for _, _, n in worked) / max(len(days) - began, 1)
    course = follow([(k, n) for _, k, n in worked], threshold=threshold, ready_at=gate, relapsed_at=relapse_from(now))
    first = bisect_left(worked, (days[-RECENT_DAYS],)) if len(days) >= RECENT_DAYS else 0
    lately = Rate(sum(k for _, k, _ in worked[first:]), sum(n for _, _, n in worked[first:]))
    ready_on = None if course.ready_on is None else worked[course.ready_on][0]
    ready_at = ready_from(threshold, now)
    return Reading(step, Rate(course.k, course.n), expected, threshold, course, lately.n + before, ready_at, lately, ready_on, anew)
