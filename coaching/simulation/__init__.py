"""Believable months of inside sales with known truth: seeded, pure, and nothing in them is anybody's real record.

The same cast, seed and first day always give the same history; a later `now` only adds to it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from coaching.balance import next_ae
from coaching.simulation.cast import SOURCES, Ae, Cast, Rep, Source, spread
from coaching.simulation.days import Appointment, Call, Emails, Lists, emails_of, work_of
from coaching.simulation.lives import Event, life

__all__ = ["SOURCES", "Ae", "Call", "Cast", "Emails", "Event", "History", "Meeting", "Rep", "Source", "simulate", "spread"]


@dataclass(frozen=True)
class Meeting:
    """A meeting with what was recorded of it; `call` is the index in `History.calls` of the call that booked it, None by e-mail."""

    rep: int
    lead: int
    ae: int | None
    source: str
    booked_at: datetime
    by_email: bool
    call: int | None
    events: tuple[Event, ...]


@dataclass(frozen=True)
class History:
    """What a team recorded from the first day until now, each list in time order."""

    calls: tuple[Call, ...]
    emails: tuple[Emails, ...]
    meetings: tuple[Meeting, ...]


def simulate(cast: Cast, *, seed: int, first: date, now: datetime) -> History:
    """The records of a cast from `first` until `now`: nothing is later than `now` except the times meetings are booked for.

    Meetings take days to come about, so the first two weeks hold fewer than the rest.
    """
    lists = Lists(cast, seed)
    calls: list[Call] = []
    emails: list[Emails] = []
    appointments: list[Appointment] = []
    for day in cast.calendar.days(first, cast.calendar.today(now)):
        for rep in cast.reps:
            worked, booked = work_of(cast, rep, day, seed=seed, lists=lists)
            calls += [call for call in worked if call.ended_at <= now]
            appointments += [a for a in booked if a.at <= now]
            emails += [sent for sent in emails_of(cast, rep, day, seed=seed) if sent.at <= now]
    calls.sort(key=lambda call: (call.at, call.rep))
    return History(tuple(calls), tuple(sorted(emails, key=lambda e: (e.at, e.rep))), _meetings(cast, calls, appointments, seed, now))


def _meetings(cast: Cast, calls: list[Call], appointments: list[Appointment], seed: int, now: datetime) -> tuple[Meeting, ...]:
    index = {(call.rep, call.at): n for n, call in enumerate(calls)}
    weights = {ae.id: ae.weight for ae in cast.aes}
    given: dict[int, int] = {}
    meetings = []
    for a in sorted(appointments, key=lambda a: (a.at, a.rep)):
        ae = next_ae(weights, given)
        if ae is not None:
            given[ae] = given.get(ae, 0) + 1
        events = tuple(event for event in life(cast, a, seed=seed) if event.at <= now)
        call = index[a.rep, a.called_at] if a.called_at else None
        meetings.append(Meeting(a.rep, a.lead, ae, a.source, a.at, call is None, call, events))
    return tuple(meetings)
