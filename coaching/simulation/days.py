"""A simulated rep's day: calls in the rhythm of the day, e-mails, and the appointments they bring."""

from collections import deque
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import cycle
from math import exp, log
from random import Random

from coaching.calendar import Calendar, month_of
from coaching.simulation.cast import Cast, Rep, Source
from coaching.terms import Direction, Outcome

#: How busy each month, weekday and half hour is against the usual.
MONTHS = (0.95, 0.98, 1.04, 0.98, 0.97, 1.0, 0.98, 0.93, 1.04, 0.96, 1.05, 0.95)
WEEKDAYS = (0.96, 1.04, 1.04, 1.02, 0.94, 1.0, 1.0)
MONTH_END = 1.06
MISSED = {Outcome.NO_ANSWER: 0.68, Outcome.GATEKEEPER: 0.28, Outcome.WRONG_NUMBER: 0.04}
REACHED = {Outcome.CONTACT: 0.45, Outcome.NOT_INTERESTED: 0.32, Outcome.CALLBACK: 0.23}
#: Usual talk and wrap-up seconds.
SECONDS = {
    Outcome.NO_ANSWER: (0, 12),
    Outcome.GATEKEEPER: (40, 20),
    Outcome.WRONG_NUMBER: (12, 15),
    Outcome.CONTACT: (170, 60),
    Outcome.NOT_INTERESTED: (70, 25),
    Outcome.CALLBACK: (80, 40),
    Outcome.APPOINTMENT: (380, 170),
}


@dataclass(frozen=True)
class Call:
    """One simulated call; `lead` is an index into the cast's companies."""

    rep: int
    at: datetime
    outcome: Outcome
    direction: Direction
    source: str
    lead: int
    talk_seconds: int
    wrap_up_seconds: int

    @property
    def ended_at(self) -> datetime:
        """When it could be logged."""
        return self.at + timedelta(seconds=self.talk_seconds + self.wrap_up_seconds)


@dataclass(frozen=True)
class Emails:
    """A rep's e-mails of a day, logged at its end."""

    rep: int
    at: datetime
    sent: int
    opened: int
    clicked: int


@dataclass(frozen=True)
class Appointment:
    """A booking; `called_at` names the call that brought it, None by e-mail."""

    rep: int
    lead: int
    source: str
    at: datetime
    called_at: datetime | None


class Lists:
    """Each rep's leads by source, called in turn; a lead that booked a meeting leaves the list until it is used up."""

    def __init__(self, cast: Cast, seed: int) -> None:
        chance = Random(f"{seed}:lists")
        names = [s.name for s in cast.sources]
        self._all: dict[tuple[int, str], list[int]] = {(rep.id, name): [] for rep in cast.reps for name in names}
        for lead, rep in zip(range(len(cast.companies)), cycle(rep.id for rep in cast.reps), strict=False):
            self._all[rep, chance.choices(names, [s.share for s in cast.sources])[0]].append(lead)
        self._left: dict[tuple[int, str], deque[int]] = {}
        self._companies = len(cast.companies)

    def take(self, rep: int, source: str, chance: Random) -> int:
        """The next lead to call."""
        left = self._left.setdefault((rep, source), deque())
        if not left:
            left.extend(self._all[rep, source] or [chance.randrange(self._companies)])
        left.rotate(-1)
        return left[-1]

    def booked(self, rep: int, source: str) -> None:
        """The lead taken last has a meeting now."""
        self._left[rep, source].pop()


def work_of(cast: Cast, rep: Rep, day: date, *, seed: int, lists: Lists) -> tuple[list[Call], list[Appointment]]:
    """The calls of a rep's day in time order, and its appointments; none on days off and before the rep started."""
    calendar = cast.calendar_of(rep)
    if not calendar.is_open(day) or (rep.started is not None and day < rep.started):
        return [], []
    chance = Random(f"{seed}:{rep.id}:{day}")
    calls = _calls(cast, rep, day, chance, lists)
    booked = [Appointment(c.rep, c.lead, c.source, c.ended_at, c.at) for c in calls if c.outcome is Outcome.APPOINTMENT]
    if chance.random() < 1.6 * rep.contact_rate * rep.appointment_rate * learnt(rep, day, cast.calendar, start=0.4, days=30):
        source = chance.choice(cast.sources).name
        lead = lists.take(rep.id, source, chance)
        lists.booked(rep.id, source)
        booked.append(Appointment(rep.id, lead, source, _moments(calendar, day, 1, chance)[0], None))
    return calls, booked


def _calls(cast: Cast, rep: Rep, day: date, chance: Random, lists: Lists) -> list[Call]:
    mix = cast.mix()
    shares = [s.share for s in mix]
    contact = rep.contact_rate * learnt(rep, day, cast.calendar, start=0.75, days=20)
    appointment = rep.appointment_rate * learnt(rep, day, cast.calendar, start=0.4, days=30)
    calls: list[Call] = []
    free_at, closes = cast.calendar.hours(day)
    for at in _moments(cast.calendar, day, poisson(_volume(cast, rep, day, chance), chance), chance):
        source = chance.choices(mix, shares)[0]
        outcome = _outcome(contact * source.contact, appointment * source.appointment, chance)
        call = _call(rep, max(at, free_at), outcome, source, lists, chance)
        if call.ended_at >= closes:
            break
        if outcome is Outcome.APPOINTMENT:
            lists.booked(rep.id, source.name)
        calls.append(call)
        free_at = call.ended_at + timedelta(seconds=chance.randint(5, 40))
    return calls


def _outcome(contact: float, appointment: float, chance: Random) -> Outcome:
    if chance.random() >= contact:
        return chance.choices(list(MISSED), list(MISSED.values()))[0]
    if chance.random() < appointment:
        return Outcome.APPOINTMENT
    return chance.choices(list(REACHED), list(REACHED.values()))[0]


def _call(rep: Rep, at: datetime, outcome: Outcome, source: Source, lists: Lists, chance: Random) -> Call:
    talk, wrap_up = (round(usual * chance.lognormvariate(0, 0.45)) for usual in SECONDS[outcome])
    rang_us = outcome not in MISSED and chance.random() < source.inbound
    direction = Direction.INBOUND if rang_us else Direction.OUTBOUND
    return Call(rep.id, at, outcome, direction, source.name, lists.take(rep.id, source.name, chance), talk, wrap_up)


def _volume(cast: Cast, rep: Rep, day: date, chance: Random) -> float:
    """Calls to expect on a day; the gamma makes days differ more than chance alone would."""
    left = len(cast.calendar.days(day, month_of(day).last))
    rhythm = MONTHS[day.month - 1] * WEEKDAYS[day.weekday()] * (MONTH_END if left <= 3 else 1.0)
    return rep.calls_per_day * rhythm * learnt(rep, day, cast.calendar, start=0.65, days=15) * chance.gammavariate(25, 1 / 25)


def learnt(rep: Rep, day: date, calendar: Calendar, *, start: float, days: float) -> float:
    """The share of their later skill a new rep has on a day: `start` on the first, most of the rest within so many business days."""
    if rep.started is None:
        return 1.0
    tenure = len(calendar.days(rep.started, day)) - 1
    return 1 - (1 - start) * exp(-max(tenure, 0) / days)


def _busy(hour: float) -> float:
    if 12 <= hour < 13:
        return 0.35
    return 1.5 if 10 <= hour < 12 or 15 <= hour < 17 else 0.9


def _moments(calendar: Calendar, day: date, count: int, chance: Random) -> list[datetime]:
    """So many moments of the working day in order, more of them where it is busy."""
    opens, closes = calendar.hours(day)
    quarter = timedelta(minutes=15)
    starts = [opens + quarter * n for n in range(max((closes - opens) // quarter, 1))]
    local = [start.astimezone(calendar.zone) for start in starts]
    picked = chance.choices(starts, [_busy(at.hour + at.minute / 60) for at in local], k=count)
    return sorted(start + timedelta(seconds=chance.randrange(900)) for start in picked)


def poisson(mean: float, chance: Random) -> int:
    """A Poisson count, by adding up waiting times."""
    count, waited = -1, 0.0
    while waited < mean:
        waited -= log(1 - chance.random())
        count += 1
    return max(count, 0)


def emails_of(cast: Cast, rep: Rep, day: date, *, seed: int) -> list[Emails]:
    """A rep's e-mails of a day in one line, or nothing on days off and where none was sent."""
    calendar = cast.calendar_of(rep)
    if not calendar.is_open(day) or (rep.started is not None and day < rep.started):
        return []
    chance = Random(f"{seed}:{rep.id}:{day}:emails")
    sent = poisson(14, chance)
    opened = sum(chance.random() < 0.34 for _ in range(sent))
    clicked = sum(chance.random() < 0.2 for _ in range(opened))
    at = calendar.hours(day)[1] - timedelta(minutes=chance.randint(2, 30))
    return [Emails(rep.id, at, sent, opened, clicked)] if sent else []
