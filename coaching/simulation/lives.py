"""What becomes of a simulated appointment: moved, held, missed, cancelled, judged, won."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from math import log
from random import Random

from coaching.calendar import Calendar, Period, month_of
from coaching.simulation.cast import Cast
from coaching.simulation.days import Appointment
from coaching.terms import Happening, Role

SAME_DAY = 0.8  # of the words on a meeting; the rest come on the next business day
BY_AE = 0.15  # of the meetings held, recorded by the AE
BOOKED_AGAIN = 0.35  # of the no-shows
PULLED_IN = 0.5  # of the meetings that would miss the month by a little
VERDICT_DAYS = (0, 0, 0, 1, 1, 2, 3)  # business days until the AE answers, each as likely


@dataclass(frozen=True)
class Event:
    """One line of a simulated history, as it would be recorded."""

    kind: Happening
    at: datetime
    starts_at: datetime | None = None
    amount: Decimal | None = None
    authority: Role = Role.REP


def life(cast: Cast, appointment: Appointment, *, seed: int) -> Iterator[Event]:
    """All that will ever be recorded of an appointment, in time order; the caller cuts it at now."""
    chance = Random(f"{seed}:{appointment.rep}:{appointment.at.isoformat()}:meeting")
    booked_on = cast.calendar.today(appointment.at)
    starts_at = _slot(cast.calendar, _lead_day(cast, booked_on, chance), chance)
    yield Event(Happening.BOOKED, appointment.at, starts_at)
    said_at, moves = appointment.at, 0
    while True:
        fate = _fate(cast, chance, again=moves > 0)
        if fate in (Happening.MOVED, Happening.CANCELLED):
            said_at = _before(cast.calendar, said_at, starts_at, chance)
        else:
            said_at = _after(cast.calendar, starts_at, chance)
        if fate is Happening.HELD:
            yield from _outcome(cast, said_at, chance)
            return
        if fate is not Happening.MOVED:
            yield Event(fate, said_at)
        if fate is Happening.CANCELLED or (fate is Happening.NO_SHOW and chance.random() >= BOOKED_AGAIN):
            return
        said_at += timedelta(minutes=0 if fate is Happening.MOVED else 1)
        starts_at = _slot(
            cast.calendar, _days_after(cast.calendar, cast.calendar.today(max(starts_at, said_at)), chance.randint(1, 5)), chance
        )
        yield Event(Happening.MOVED, said_at, starts_at)
        moves += 1


def _fate(cast: Cast, chance: Random, *, again: bool) -> Happening:
    """What comes of a meeting's time; one that was moved already is moved again half as often."""
    draw = chance.random()
    for kind, share in (
        (Happening.NO_SHOW, cast.no_show),
        (Happening.CANCELLED, cast.cancelled),
        (Happening.MOVED, cast.moved / (1 + again)),
    ):
        if draw < share:
            return kind
        draw -= share
    return Happening.HELD


def _outcome(cast: Cast, said_at: datetime, chance: Random) -> Iterator[Event]:
    yield Event(Happening.HELD, said_at, authority=Role.AE if chance.random() < BY_AE else Role.REP)
    judged_at = _days_later(cast.calendar, said_at, chance.choice(VERDICT_DAYS), chance)
    qualified = chance.random() < cast.qualified
    yield Event(Happening.QUALIFIED if qualified else Happening.UNQUALIFIED, judged_at, authority=Role.AE)
    if qualified and chance.random() < cast.won:
        won_at = _days_later(cast.calendar, judged_at, 4 + round(chance.gammavariate(2, 6)), chance)
        steps = round(cast.deal_size * chance.lognormvariate(-0.08, 0.4) / cast.deal_step)
        yield Event(Happening.WON, won_at, amount=Decimal(max(steps, 1) * cast.deal_step), authority=Role.AE)


def _lead_day(cast: Cast, booked_on: date, chance: Random) -> date:
    """A geometric lead time; near the month's end a meeting that would fall just outside is often pulled in."""
    mean = max(cast.lead_time, 1.01)
    days = 1 + int(log(1 - chance.random()) / log(1 - 1 / mean))
    left = len(cast.calendar.days(booked_on + timedelta(days=1), month_of(booked_on).last))
    if left and left < days <= left + 5 and chance.random() < PULLED_IN:
        days = chance.randint(1, left)
    return _days_after(cast.calendar, booked_on, days)


def _days_after(calendar: Calendar, day: date, count: int) -> date:
    """The business day `count` business days after a day (0: the day itself)."""
    if count == 0:
        return day
    ahead = (d for d in Period(day + timedelta(days=1), day + timedelta(days=60 + 10 * count)) if calendar.is_open(d))
    return next(islice(ahead, count - 1, None))


def _slot(calendar: Calendar, day: date, chance: Random) -> datetime:
    """A time on a full or half hour, at least an hour from opening and closing, not at lunch."""
    opens, closes = calendar.hours(day)
    half = timedelta(minutes=30)
    times = [opens + half * n for n in range(2, max((closes - opens) // half - 1, 3))]
    afternoon = [at for at in times if at.astimezone(calendar.zone).time().replace(second=0) not in (time(12), time(12, 30))]
    return chance.choice(afternoon or times)


def _within(calendar: Calendar, day: date, chance: Random) -> datetime:
    opens, closes = calendar.hours(day)
    return opens + (closes - opens) * chance.uniform(0.02, 0.95)


def _before(calendar: Calendar, said_at: datetime, starts_at: datetime, chance: Random) -> datetime:
    """A working moment between the last word and the meeting; right before it if there is none."""
    days = calendar.days(calendar.today(said_at), calendar.today(starts_at))[-3:]
    at = _within(calendar, chance.choice(days), chance).replace(microsecond=0)
    return at if said_at < at < starts_at else starts_at - timedelta(minutes=chance.randint(10, 45))


def _after(calendar: Calendar, starts_at: datetime, chance: Random) -> datetime:
    """When the word on a meeting is recorded: about an hour later, or on the next business day."""
    day = calendar.today(starts_at)
    at = starts_at + timedelta(seconds=chance.randint(45 * 60, 100 * 60))
    if chance.random() < SAME_DAY and at < calendar.hours(day)[1]:
        return at
    return _within(calendar, _days_after(calendar, day, 1), chance).replace(microsecond=0)


def _days_later(calendar: Calendar, at: datetime, days: int, chance: Random) -> datetime:
    """A working moment so many business days after another, later than it."""
    day = _days_after(calendar, calendar.today(at), days)
    later = _within(calendar, day, chance).replace(microsecond=0)
    return later if later > at else min(at + timedelta(minutes=5), calendar.hours(day)[1])
