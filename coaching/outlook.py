"""From a team's records to the forecast of its month: business days counted, the histories put together (design §3, Probability)."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import islice

from coaching.calendar import Calendar, Period, month_of
from coaching.chance import (
    MOST_OF_TEAM,
    PRIOR_DAYS,
    Arrivals,
    Forecast,
    HeldChances,
    Lags,
    Left,
    PerCall,
    effective_days,
    last_useful_day,
    together,
)
from coaching.terms import State

WINDOW = 40  # business days of history
LATELY = 10  # of them the last: what somebody does now
REACH = timedelta(days=90)  # in which they lie


@dataclass(frozen=True)
class Booking:
    """So many meetings booked on a day for a day (their latest), what they are now, and whether they were moved or missed before."""

    booked_on: date
    day: date
    state: State
    again: bool
    count: int = 1


@dataclass(frozen=True)
class Open:
    """So many meetings of the month without a word yet, by day; `again`: moved or missed before."""

    day: date
    again: bool
    count: int = 1


@dataclass(frozen=True)
class Rep:
    """What is known of a member: the month's goal, held and open meetings, bookings and calls of the window and since when, leave.

    `lately`: the calls of the window's last ten business days; `called_on`: on how many days of the window they called; `first`: when
    their own window begins, where leave put it before the team's.
    """

    goal: float | None
    held: int = 0
    open: tuple[Open, ...] = ()
    bookings: int = 0
    calls: int = 0
    since: date | None = None
    leave: frozenset[date] = field(default_factory=frozenset)
    lately: int = 0
    called_on: int = 0
    first: date | None = None


def window(calendar: Calendar, today: date, count: int = WINDOW) -> date:
    """The first of the last 40 (or so many) business days, today included."""
    days = calendar.days(today - REACH, today)
    return days[-count:][0] if days else today


def own_window(days: Sequence[date], leave: Container[date], first: date) -> date:
    """The first of a member's own last 40 business days: these are the team's; `first`, the team's own, where all of them were leave."""
    return min([first, *islice((day for day in reversed(days) if day not in leave), WINDOW)])


class Outlook:
    """What holds for everybody of a team: its business days, lead times, held chances, and the rate of bookings and calls a day."""

    def __init__(self, calendar: Calendar, period: Period, now: datetime, history: Iterable[Booking], reps: Mapping[int, Rep]) -> None:
        self.calendar, self.period, self.now, self.reps = calendar, period, now, reps
        self.today = calendar.today(now)
        self.first, self.recent = window(calendar, self.today), window(calendar, self.today, LATELY)
        earliest = min((rep.first for rep in reps.values() if rep.first), default=self.first)
        self.days = calendar.days(min(earliest, self.first), period.last + REACH)
        self._share = self._share_of_today()
        self._effective: dict[tuple[frozenset[date], date | None], float] = {}  # of all who are away on the same days
        self._learn(list(history))

    def _learn(self, history: Sequence[Booking]) -> None:
        lags, became = Counter[int](), Counter[tuple[State, bool]]()
        near, there = Counter[int](), Counter[int]()
        ends = {day: month_of(day).last for day in {one.booked_on for one in history}}
        upto = {day: self._upto(day) for day in {*ends, *ends.values(), *(one.day for one in history)}}
        for one in history:
            end, since = ends[one.booked_on], upto[one.booked_on]
            room = upto[end] - since
            near[room] += one.count
            there[room] += one.count * (one.day <= end)
            lags[max(upto[one.day] - since, 0)] += one.count
            became[one.state, one.again] += one.count
        lost = (State.CANCELLED, State.NO_SHOW)
        self.lags = Lags.of(lags, {room: (count, there[room]) for room, count in near.items()})
        self.held = HeldChances.of(
            held=became[State.HELD, False],
            moved=sum(count for (_, again), count in became.items() if again),
            lost=sum(became[state, False] for state in lost),
            held_again=became[State.HELD, True],
            lost_again=sum(became[state, True] for state in lost),
        )

    def _share_of_today(self) -> float:
        """Of today's work, how much is over."""
        return float(self.calendar.elapsed(self.today, self.today, self.now)) if self.calendar.is_open(self.today) else 0.0

    def _upto(self, day: date) -> int:
        """Business days until the end of a day."""
        return bisect_right(self.days, day)

    def room(self, day: date) -> int:
        """Business days of the month after a day."""
        return self._upto(self.period.last) - self._upto(day)

    @cached_property
    def ahead(self) -> list[date]:
        """The business days left in the month, today's until it closes."""
        ahead = self.days[bisect_left(self.days, self.today) : self._upto(self.period.last)]
        return ahead[1:] if ahead and ahead[0] == self.today and self._share >= 1 else ahead

    @cached_property
    def _days_ahead(self) -> frozenset[date]:
        return frozenset(self.ahead)

    def worked(self, rep: Rep, first: date | None = None) -> float:
        """Business days of the window (or from a day on) a member was there, today by its share."""
        if rep.since is None:
            return 0.0
        since = max(rep.since, first or rep.first or self.first)
        whole = bisect_left(self.days, self.today) - bisect_left(self.days, since)
        away = sum(since <= day < self.today and self.calendar.is_open(day) for day in rep.leave)
        today = self._share if since <= self.today and self.today not in rep.leave else 0.0
        return max(whole - away, 0) + today

    def left(self, rep: Rep, until: date | None = None) -> list[Left]:
        """The member's days still ahead, with the room until a day (else the month's end)."""
        end = self._upto(until or self.period.last)
        days = (day for day in self.ahead if day not in rep.leave)
        return [Left(1 - self._share if day == self.today else 1.0, end - self._upto(day)) for day in days]

    @cached_property
    def known(self) -> tuple[int, int, float]:
        """The team's bookings, calls and days of work in the window."""
        reps = self.reps.values()
        return sum(r.bookings for r in reps), sum(r.calls for r in reps), sum(self.worked(r) for r in reps)

    @property
    def is_telling(self) -> bool:
        """Whether the team has worked a day, and called or booked: of nothing at all many meetings would follow, a few for each rep."""
        bookings, calls, days = self.known
        return days >= 1 and bookings + calls > 0

    def arrivals_of(self, rep: Rep) -> Arrivals:
        """What is known of a member's bookings a day."""
        bookings, _, days = self.known
        own = self.worked(rep)
        return Arrivals.of(rep.bookings, own, bookings - rep.bookings, max(days - own, 0.0))

    def effective_of(self, rep: Rep, until: date | None = None) -> float:
        """The member's days of booking that count by a day (else the month's end)."""
        away = rep.leave & self._days_ahead
        if (away, until) not in self._effective:
            self._effective[away, until] = effective_days(
                self.left(rep, until), self.lags, self.held.in_the_end, to_the_end=until is None or until >= self.ahead[-1]
            )
        return self._effective[away, until]

    def chances_of(self, rep: Rep, until: date | None = None) -> list[float]:
        """Of each open meeting, to be held by a day (else the month's end); one past its time counts from today."""
        end = self._upto(until or self.period.last)
        found = []
        for one in rep.open:
            room = end - self._upto(max(one.day, self.today))
            if until is None or one.day <= until:
                found += [self.held.of_booked(self.lags, room, again=one.again)] * one.count
        return found

    def of(self, rep: Rep) -> Forecast | None:
        """The forecast of one member; None before the team has worked a day and done anything."""
        if not self.is_telling:
            return None
        arrivals, effective = self.arrivals_of(rep), self.effective_of(rep)
        return self._told(rep, arrivals, effective, self._per_call(rep, effective))

    def of_team(self, everybody: Rep) -> Forecast | None:
        """The forecast of the team: `everybody` has its goal, held and open meetings; what is still booked is the sum of its reps'."""
        if not self.is_telling:
            return None
        arrivals, day = together((self.arrivals_of(rep), self.effective_of(rep)) for rep in self.reps.values())
        return self._told(everybody, arrivals, day, self._per_call_of_team())

    def _told(self, rep: Rep, arrivals: Arrivals, effective: float, per_call: PerCall | None) -> Forecast:
        chances = tuple(self.chances_of(rep))
        past = self.chances_of(replace(rep, open=tuple(one for one in rep.open if one.day <= self.today)))
        wordless = sum(past) / len(past) if past else None
        return Forecast(rep.goal, rep.held, chances, arrivals, effective, per_call, self._last_useful_day, self.lags.mean, wordless)

    @cached_property
    def _last_useful_day(self) -> date | None:
        return last_useful_day(self.ahead, self.lags)

    def _per_call(self, rep: Rep, effective: float) -> PerCall | None:
        """A member's bookings per call, with five days of the team's."""
        bookings, calls, days = self.known
        if not calls:
            return None
        made = rep.calls + PRIOR_DAYS * calls / days
        arrivals = Arrivals(rep.bookings + PRIOR_DAYS * bookings / days, made)
        return PerCall(arrivals, made / (self.worked(rep) + PRIOR_DAYS), effective, self._lately([rep], rep), self._ordinary)

    def _per_call_of_team(self) -> PerCall | None:
        """The team's: all its calls of a day, on the days the team works."""
        bookings, calls, days = self.known
        if not calls:
            return None
        everybody = Rep(None, since=min(rep.since for rep in self.reps.values() if rep.since))
        a_day, lately = calls / days * len(self.reps), self._lately(self.reps.values(), everybody)
        most = {"ordinary": self._ordinary * len(self.reps), "times": MOST_OF_TEAM}
        return PerCall(Arrivals(bookings + 0.5, calls), a_day, self.effective_of(Rep(None)), lately, **most)

    @cached_property
    def _ordinary(self) -> float:
        """The calls of a rep on a day they call: idle days make nobody's ordinary day smaller."""
        days = sum(rep.called_on for rep in self.reps.values())
        return self.known[1] / days if days else 0.0

    def _lately(self, reps: Iterable[Rep], there: Rep) -> float | None:
        """Calls a business day of the last ten; None where less than one of them was worked."""
        days = self.worked(there, self.recent)
        return sum(rep.lately for rep in reps) / days if days >= 1 else None
