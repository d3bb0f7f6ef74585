"""How often goals are reached that were said to be likely, in months whose truth we made: whether the forecast means what it says."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from random import Random
from zoneinfo import ZoneInfo

from coaching.calendar import Calendar, Period, month_of
from coaching.chance import Forecast
from coaching.outlook import Booking, Open, Outlook, Rep, window
from coaching.simulation.cast import Cast
from coaching.simulation.days import Appointment, poisson
from coaching.simulation.lives import life
from coaching.terms import Happening, State

EVEN, UNEVEN = 0.0, 0.5  # how much a rep's days differ in truth: the squared coefficient of variation of the bookings expected a day
REPS, GOALS = 5, 3  # of a team; goals asked about at each look
BEGIN, MONTH = date(2026, 8, 3), month_of(date(2026, 11, 1))
LOOKS = (2, 5, 8, 11, 14, 17)  # business days of the month begun when the forecast is made, at half past one
HOLIDAYS = frozenset(date(2026, month, day) for month, day in ((8, 11), (9, 21), (9, 22), (9, 23), (10, 12), (11, 3), (11, 23)))
_STATES = {Happening.HELD: State.HELD, Happening.NO_SHOW: State.NO_SHOW, Happening.CANCELLED: State.CANCELLED}


@dataclass(frozen=True)
class Told:
    """A chance that was told, whether the goal was reached, and whether a run-rate said it would be."""

    p: float
    reached: bool
    run_rate: bool


@dataclass(frozen=True)
class Band:
    """The forecasts of ten points: how many, their mean, and the share of their goals that were reached."""

    count: int
    said: float
    reached: float


@dataclass(frozen=True)
class Calibration:
    """What was told and what came of it."""

    told: tuple[Told, ...]

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """0–10, 10–20 … 90–100 %."""
        return tuple(_band([one for one in self.told if min(int(one.p * 10), 9) == at]) for at in range(10))

    @property
    def brier(self) -> float:
        """The mean squared error of the chance; 0 is perfect, a coin's 50 % is 0.25."""
        return sum((one.p - one.reached) ** 2 for one in self.told) / len(self.told)

    @property
    def brier_of_run_rate(self) -> float:
        """The same of a run-rate, which says yes or no."""
        return sum(one.run_rate is not one.reached for one in self.told) / len(self.told)

    @property
    def furthest(self) -> float:
        """The largest distance of a band's share from what was said, in the bands from 10 % up."""
        return max(abs(band.reached - band.said) for band in self.bands[1:] if band.count)


def _band(told: Sequence[Told]) -> Band:
    count = max(len(told), 1)
    return Band(len(told), sum(one.p for one in told) / count, sum(one.reached for one in told) / count)


def calibration(*, teams: int, seed: int, uneven: float = EVEN) -> Calibration:
    """Chances told to reps and teams of known truth throughout a month; the same seed gives the same figures."""
    return Calibration(tuple(one for team in range(teams) for one in _Team(Random(f"{seed}:forecast:{team}"), uneven).told()))


@dataclass(frozen=True)
class _Meeting:
    """A simulated meeting: whose, when booked, and its events until it is held, lost or left."""

    rep: int
    at: datetime
    events: tuple[tuple[datetime, Happening, datetime | None], ...]

    def as_of(self, now: datetime) -> tuple[date, State, bool]:
        """Its day, state and whether it was moved, as far as recorded."""
        starts_at, state, moves = self.at, State.BOOKED, -1
        for at, kind, slot in self.events:
            if at > now:
                break
            if slot is not None:
                starts_at, state, moves = slot, State.BOOKED, moves + 1
            else:
                state = _STATES[kind]
        return starts_at.astimezone(UTC).date(), state, moves > 0


class _Team:
    """Reps of differing skill, with lead times and losses of the team's own, for three months and the one that is foretold."""

    def __init__(self, chance: Random, uneven: float) -> None:
        self.chance, self.uneven = chance, uneven
        self.calendar = Calendar(ZoneInfo("UTC"), closed=HOLIDAYS)
        no_show, moved, cancelled = chance.uniform(0.04, 0.2), chance.uniform(0.05, 0.25), chance.uniform(0.01, 0.08)
        usual = Cast(self.calendar, (), (), (), lead_time=chance.uniform(1.5, 8))
        self.cast = replace(usual, no_show=no_show, moved=moved, cancelled=cancelled)
        self.rates = [0.9 * chance.gammavariate(8, 1 / 8) for _ in range(REPS)]
        self.meetings = [self._lived(rep, at) for rep in range(REPS) for at in self._bookings(rep)]
        end = datetime.max.replace(tzinfo=UTC)
        self.ends = [(meeting.rep, *meeting.as_of(end)) for meeting in self.meetings]

    def _bookings(self, rep: int) -> Iterator[datetime]:
        for day in self.calendar.days(BEGIN, MONTH.last):
            factor = self.chance.gammavariate(1 / self.uneven, self.uneven) if self.uneven else 1.0
            opens, closes = self.calendar.hours(day)
            for _ in range(poisson(self.rates[rep] * factor, self.chance)):
                yield opens + (closes - opens) * self.chance.random()

    def _lived(self, rep: int, at: datetime) -> _Meeting:
        events = []
        for event in life(self.cast, Appointment(rep, 0, "", at, None), seed=self.chance.randrange(1 << 30)):
            if event.kind in (Happening.QUALIFIED, Happening.UNQUALIFIED):
                break
            events.append((event.at, event.kind, event.starts_at))
        return _Meeting(rep, at, tuple(events))

    def told(self) -> Iterator[Told]:
        """At each look: each rep's chances, and the team's."""
        days = self.calendar.days(MONTH.first, MONTH.last)
        for look in LOOKS:
            now = datetime.combine(days[look - 1], datetime.min.time(), UTC) + timedelta(hours=13, minutes=30)
            known = [(meeting, *meeting.as_of(now)) for meeting in self.meetings if meeting.at <= now]
            outlook = self._outlook(known, now)
            for rep in range(REPS):
                yield from self._asked(outlook.of(outlook.reps[rep]), [rep], now)
            everybody = self._whose([one for one in known if _in_month(one[1])])
            yield from self._asked(outlook.of_team(everybody), range(REPS), now)

    def _outlook(self, known: list[tuple[_Meeting, date, State, bool]], now: datetime) -> Outlook:
        first = window(self.calendar, now.date())
        lately = [one for one in known if one[0].at.date() >= first]
        history = [Booking(meeting.at.date(), day, state, again) for meeting, day, state, again in lately]
        reps = {}
        for rep in range(REPS):
            mine = self._whose([one for one in known if one[0].rep == rep and _in_month(one[1])])
            reps[rep] = Rep(None, mine.held, mine.open, sum(one[0].rep == rep for one in lately), 0, BEGIN)
        return Outlook(self.calendar, MONTH, now, history, reps)

    def _whose(self, known: Iterable[tuple[_Meeting, date, State, bool]]) -> Rep:
        there = list(known)
        open_ = tuple(Open(day, again) for _, day, state, again in there if state is State.BOOKED)
        return Rep(None, held=sum(state is State.HELD for _, _, state, _ in there), open=open_)

    def _asked(self, found: Forecast | None, reps: Sequence[int], now: datetime) -> Iterator[Told]:
        """About goals around what such reps usually hold in a month."""
        assert found is not None
        days = self.calendar.days(MONTH.first, MONTH.last)
        usual = 0.85 * len(days) * sum(self.rates[rep] for rep in reps)
        width = 0.6 / len(reps) ** 0.5
        ended = sum(rep in reps and state is State.HELD and _in_month(day) for rep, day, state, _ in self.ends)
        gone = float(self.calendar.elapsed(MONTH.first, MONTH.last, now))
        for _ in range(GOALS):
            goal = max(round(usual * self.chance.uniform(1 - width, 1 + width)), 1)
            p = Forecast(goal, found.held, found.chances, found.arrivals, found.effective_days).p
            assert p is not None
            if goal > found.held:  # what is reached already is no forecast
                yield Told(p, ended >= goal, found.held / gone * len(days) >= goal)


def _in_month(day: date, month: Period = MONTH) -> bool:
    return month.first <= day <= month.last
