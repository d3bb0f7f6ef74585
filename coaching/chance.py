"""The chance of reaching a month's goal: what is booked and what may still be booked, by exact convolution (design §3, Probability)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from math import ceil

from coaching.counts import NOTHING, Counts, Sum, booked_counts, new_counts

LOW, HIGH = 0.1, 0.9  # the range shown: four of five months end in it
SAFE = 0.8  # the chance the calls a day are worked out for
MOST = 2.0  # times the calls of a usual day, or of lately: nobody calls more than that, so beyond it more calls are no advice
MOST_OF_TEAM = 1.5  # the same of a whole team: not everybody in it calls twice as much
_LAG_WORTH, _LAG_MEAN, _LAG_MOST = 10.0, 3.0, 60  # bookings; business days
_HELD_WORTH, _HELD_USUAL = 10.0, (0.75, 0.12, 0.13)  # meetings; held, moved and lost of a hundred, until a team has its own
PRIOR_DAYS = 5.0  # what the team's rate is worth beside a member's own days


@dataclass(frozen=True)
class Lags:
    """Business days from a booking to its meeting: `within[n]` is the share of meetings within n days; `mean` in days.

    `pulled_in[n]`: what is to be added for a booking n business days before the month's end, because meetings are pulled into the month.
    """

    within: tuple[float, ...]
    mean: float
    pulled_in: tuple[float, ...] = ()

    @classmethod
    def of(cls, histogram: Mapping[int, int], by_room: Mapping[int, tuple[int, int]] | None = None) -> "Lags":
        """From bookings by days; shrunk towards a geometric of three days, worth ten bookings.

        `by_room`: by business days left in the month, the bookings and those of them whose meeting is in the month; read with the days
        beside, and shrunk in the same way.
        """
        rate = 1 / _LAG_MEAN
        usual = [0.0, *(rate * (1 - rate) ** (days - 1) for days in range(1, _LAG_MOST))]
        weights = [_LAG_WORTH * share / sum(usual) for share in usual]
        for days, count in histogram.items():
            weights[min(max(days, 0), _LAG_MOST - 1)] += count
        whole = sum(weights)
        mean = sum(days * w for days, w in enumerate(weights)) / whole
        lags = cls(tuple(accumulate(w / whole for w in weights)), mean)
        return lags if not by_room else cls(lags.within, mean, tuple(lags._more(by_room, room) for room in range(max(by_room) + 2)))

    def _more(self, by_room: Mapping[int, tuple[int, int]], room: int) -> float:
        """How much larger the share in the month was than the days from booking to meeting alone would make it."""
        near = [(days, *by_room[days]) for days in (room - 1, room, room + 1) if days in by_room]
        surplus = sum(there - count * self.share(days) for days, count, there in near)
        return surplus / (sum(count for _, count, _ in near) + _LAG_WORTH)

    def share(self, days: int) -> float:
        """Of the bookings of a day, how many meetings come within so many business days; 0 for less than none."""
        return 0.0 if days < 0 else self.within[min(days, len(self.within) - 1)]

    def in_month(self, room: int) -> float:
        """The same for the month's end, so many business days after the booking."""
        more = self.pulled_in[room] if 0 <= room < len(self.pulled_in) else 0.0
        return min(max(self.share(room) + more, 0.0), 1.0)


@dataclass(frozen=True)
class HeldChances:
    """What becomes of a booked meeting: `fresh` held at its first time, `moved` then (or booked again), `again` held at last of those."""

    fresh: float
    moved: float
    again: float

    @classmethod
    def of(cls, *, held: int, moved: int, lost: int, held_again: int, lost_again: int) -> "HeldChances":
        """From a team's meetings: first times held, moved, lost (cancelled, no-show); of the moved ones held and lost. Shrunk."""
        usual = [_HELD_WORTH * share for share in _HELD_USUAL]
        whole = held + moved + lost + _HELD_WORTH
        fresh, moves = (held + usual[0]) / whole, (moved + usual[1]) / whole
        like_fresh = fresh / (1 - moves)  # a meeting moved once is like another until the team's history says more
        return cls(fresh, moves, (held_again + _HELD_WORTH * like_fresh) / (held_again + lost_again + _HELD_WORTH))

    @property
    def in_the_end(self) -> float:
        """Held at last, whenever."""
        return self.fresh + self.moved * self.again

    def of_booked(self, lags: Lags, room: int, *, again: bool) -> float:
        """Held within the month, with so many business days after the meeting's own; a moved one waits as long as a new booking."""
        return self.again if again else self.fresh + self.moved * self.again * lags.share(room)


@dataclass(frozen=True)
class Arrivals:
    """Bookings a day, as far as known: gamma with this shape and rate (in business days)."""

    shape: float
    rate: float

    @classmethod
    def of(cls, bookings: int, days: float, others_bookings: int = 0, others_days: float = 0.0) -> "Arrivals":
        """A member's bookings of so many business days, the rest of the team worth five more; Jeffreys ½ where there is none.

        The same ½ is what a team has that never booked: its days count all the same.
        """
        if not others_days:
            return cls(bookings + 0.5, days)
        worth = min(PRIOR_DAYS, others_days)
        return cls(bookings + worth * (others_bookings or 0.5) / others_days, days + worth)

    def after(self, effective_days: float) -> tuple[float, float]:
        """Mean and variance of the expected count of so many days (not of the count itself, which varies by its mean more)."""
        if not self.rate:
            return 0.0, 0.0
        return self.shape * effective_days / self.rate, self.shape * (effective_days / self.rate) ** 2


@dataclass(frozen=True)
class Left:
    """A business day still ahead: the share of it that is left, and the business days after it until the month ends."""

    share: float
    room: int


def effective_days(days: Iterable[Left], lags: Lags, held: float, *, to_the_end: bool = True) -> float:
    """Days of booking that still count for the month (not `to_the_end`: for a day before): each thinned by lead time and held chance."""
    return held * sum(day.share * (lags.in_month(day.room) if to_the_end else lags.share(day.room)) for day in days)


def together(each: Iterable[tuple[Arrivals, float]]) -> tuple[Arrivals, float]:
    """What several members, each with their effective days, will book: a gamma of the same mean and variance, and its one day.

    A sum of gammas is not quite a gamma; against the exact convolution the chances differ by less than 0.002 (a test says so).
    """
    moments = [arrivals.after(days) for arrivals, days in each]
    mean, variance = sum(m for m, _ in moments), sum(v for _, v in moments)
    return (Arrivals(mean * mean / variance, mean / variance), 1.0) if variance else (Arrivals(0.0, 0.0), 0.0)


@dataclass(frozen=True)
class PerCall:
    """Bookings per call as a gamma (`rate` in calls), the calls of a usual day, and the effective days that calls can be made in.

    `usual` leans on the team's where little is known; `lately` are the calls a day that were really made, None where nothing was yet;
    `ordinary` those of the team's reps on days they call: however idle somebody was, as many can be advised.
    """

    arrivals: Arrivals
    usual: float
    days: float
    lately: float | None = None
    ordinary: float = 0.0
    times: float = MOST

    @property
    def most(self) -> int:
        """The calls a day that can be advised at most."""
        return ceil(max(self.times * max(self.usual, self.lately or 0.0), self.ordinary))


@dataclass(frozen=True)
class Forecast:
    """How the month may end. `p` None without a goal; `low`, `high`: 10th and 90th percentile of meetings held; `expected`: the mean.

    `last_useful_day`: the last on which a new booking more likely than not is held this month, None when that is past; `lag_days`: business
    days from booking to meeting, on average; `fan` leads from tomorrow (today while it lasts) to the month's end.
    """

    goal: float | None
    held: int
    chances: tuple[float, ...]  # of each meeting booked for this month, to be held in it
    arrivals: Arrivals
    effective_days: float
    per_call: PerCall | None = None
    last_useful_day: date | None = None
    lag_days: float = 0.0
    wordless: float | None = None

    @cached_property
    def booked(self) -> Counts:
        """How many of the booked meetings will be held this month."""
        return booked_counts(self.chances)

    @cached_property
    def new(self) -> Counts:
        """How many will be booked and held this month."""
        return new_counts(self.arrivals.shape, self.arrivals.rate, self.effective_days)

    @cached_property
    def coming(self) -> Sum:
        """Meetings still to be held this month."""
        return Sum(self.booked, self.new)

    @cached_property
    def p(self) -> float | None:
        """The chance to hold the goal; 1 once it is held."""
        return None if self.goal is None else chance(self.goal, self.held, self.coming)

    @cached_property
    def low(self) -> int:
        """One month in ten ends lower."""
        return self.held + self.coming.quantile(LOW)

    @cached_property
    def high(self) -> int:
        """One month in ten ends higher."""
        return self.held + self.coming.quantile(HIGH)

    @property
    def expected(self) -> float:
        """The mean."""
        return self.held + self.coming.mean

    @cached_property
    def calls_a_day(self) -> int | None:
        """Calls a business day that make P 80 % from now on; None without a goal or calls, and where the most do not suffice."""
        return None if self.goal is None or self.per_call is None else calls_for(self.goal, self.held, self.booked, self.per_call)


def reach(goal: float | None, held: int, booked: Sequence[float], arrivals: Arrivals, effective: float) -> Forecast:
    """The forecast from the chances of the booked meetings and the bookings still to come."""
    return Forecast(goal, held, tuple(booked), arrivals, effective)


def chance(goal: float, held: int, coming: Sum) -> float:
    """P(held + coming ≥ goal): 1 once the goal is held."""
    missing = ceil(goal) - held
    return 1.0 if missing <= 0 else coming.at_least(missing)


def calls_for(goal: float, held: int, booked: Counts, calls: PerCall) -> int | None:
    """The fewest calls a business day, from now on, with which the goal is reached at 80 %; None where `calls.most` do not suffice."""

    def safe(a_day: int) -> bool:
        new = new_counts(calls.arrivals.shape, calls.arrivals.rate, a_day * calls.days) if a_day else NOTHING
        return chance(goal, held, Sum(booked, new)) >= SAFE

    low, high = 0, calls.most
    if not safe(high):
        return None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if safe(middle) else (middle + 1, high)
    return low


def last_useful_day(days: Sequence[date], lags: Lags) -> date | None:
    """Of the business days left in the month, the last on which a booking is held within it in at least half; None if none is."""
    rooms = zip(days, range(len(days) - 1, -1, -1), strict=True)
    return max((day for day, room in rooms if lags.in_month(room) >= 0.5), default=None)
