"""How many things left out are found, and how often somebody is asked for nothing: seeded omissions in simulated months."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from coaching import meeting
from coaching.gaps import Cause, Gap, Met, of_days, of_meetings, of_silence, silences, usual
from coaching.meeting import derive
from coaching.simulation import Cast, Event, History, Meeting, Rep, simulate
from coaching.terms import Happening, Origin

WORDS = (Happening.HELD, Happening.NO_SHOW, Happening.CANCELLED)
VERDICTS = (Happening.QUALIFIED, Happening.UNQUALIFIED)
#: How likely each is left out: a word on a meeting, a verdict, the call of an appointment, a day's log, an afternoon's.
SHARES = {Cause.MEETING: 0.05, Cause.VERDICT: 0.05, Cause.CONTACT: 0.05, Cause.DAY: 0.02, Cause.SILENCE: 0.02}
QUIET = 0.005  # of the afternoons, in which there was nothing to log: a training, a company meeting
BATCHES = (1, 1, 1, 4, 10)  # calls somebody writes down at once, by rep in turn
FROM = time(13)  # when an afternoon begins
LOOK = timedelta(hours=2)  # before closing: when gaps are asked for
NAMED = (Cause.CONTACT, Cause.DAY, Cause.SILENCE)  # what can be asked for although nothing is missing
WARM_UP = 30  # business days before anything is looked at


@dataclass(frozen=True)
class Omissions:
    """What was left out, found of it, and asked for although nothing was missing; by cause."""

    left_out: Mapping[Cause, int]
    found: Mapping[Cause, int]
    asked: Mapping[Cause, int]
    false: Mapping[Cause, int]
    looked_at: int  # working days of all reps

    @property
    def found_share(self) -> float:
        """Of what was left out."""
        return sum(self.found.values()) / max(sum(self.left_out.values()), 1)

    @property
    def false_share(self) -> float:
        """Of what was asked for."""
        return sum(self.false.values()) / max(sum(self.asked.values()), 1)

    @property
    def false_silences(self) -> float:
        """Days on which somebody is asked why they are silent and nothing is missing, of all days."""
        return self.false.get(Cause.SILENCE, 0) / max(self.looked_at, 1)


@dataclass
class _Record:
    """What is in the books: the meetings with what was said, each rep's logs and usual silence, and what is missing by person and name."""

    meetings: list[tuple[Meeting, tuple[Event, ...], bool]] = field(default_factory=list)
    logs: dict[int, list[datetime]] = field(default_factory=dict)
    silences: dict[int, Mapping[date, timedelta]] = field(default_factory=dict)
    missing: dict[tuple[int, str], Cause] = field(default_factory=dict)
    met: dict[tuple[int, int], Met] = field(default_factory=dict)  # by meeting and how much was said


def omissions(cast: Cast, *, seed: int, first: date, last: date) -> Omissions:
    """A history with things left out, looked at once each business day two hours before closing, after thirty days of warming up."""
    calendar = cast.calendar
    history = simulate(cast, seed=seed, first=first, now=calendar.hours(last)[1])
    days = calendar.days(first, last)[WARM_UP:]
    chance = Random(f"{seed}:omissions")
    record = _Record()
    for number, made in enumerate(history.meetings):
        record.meetings.append(_said(number, made, chance, record, days))
    for turn, rep in enumerate(cast.reps):
        record.logs[rep.id] = _logged(cast, history, rep, BATCHES[turn % len(BATCHES)], chance, record, days)
        record.silences[rep.id] = silences(record.logs[rep.id], calendar=cast.calendar_of(rep))
    asked = {(gap.person, gap.about): gap for day in days for gap in _looked(cast, record, first, calendar.hours(day)[1] - LOOK)}
    return _counted(record, asked, len(days) * len(cast.reps))


def _said(number: int, made: Meeting, chance: Random, record: _Record, days: Sequence[date]) -> tuple[Meeting, tuple[Event, ...], bool]:
    """A meeting with what is in the books of it."""
    said, reached = made.events, True
    word = next((n for n, event in enumerate(said) if event.kind in WORDS), None)
    verdict = next((n for n, event in enumerate(said) if event.kind in VERDICTS), None)
    if not made.by_email and _is_looked_at(made.booked_at, days) and chance.random() < SHARES[Cause.CONTACT]:
        reached, record.missing[made.rep, f"contact {number}"] = False, Cause.CONTACT
    if word is not None and _is_looked_at(said[word].at, days) and chance.random() < SHARES[Cause.MEETING]:
        record.missing[made.rep, f"meeting {number}"] = Cause.MEETING
        return made, said[:word], reached
    if verdict is not None and made.ae and _is_looked_at(said[verdict].at, days) and chance.random() < SHARES[Cause.VERDICT]:
        record.missing[made.ae, f"verdict {number}"] = Cause.VERDICT
        return made, said[:verdict], reached
    return made, said, reached


def _is_looked_at(at: datetime, days: Sequence[date]) -> bool:
    """Whether it is after the warming up, and there is another look to come."""
    return days[0] <= at.date() < days[-2]


def _logged(cast: Cast, history: History, rep: Rep, batch: int, chance: Random, record: _Record, days: Sequence[date]) -> list[datetime]:
    """When a rep logged; on the days of the simulation some are left out as a whole, some from the early afternoon on."""
    calendar, logs = cast.calendar_of(rep), list[datetime]()
    by_day: dict[date, list[datetime]] = {}
    for call in history.calls:
        if call.rep == rep.id:
            by_day.setdefault(calendar.today(call.at), []).append(call.ended_at)
    for day, ended in by_day.items():
        noon = datetime.combine(day, FROM, calendar.zone)
        fate = chance.random() if days[0] <= day < days[-1] else 1.0
        if fate < SHARES[Cause.DAY]:
            record.missing[rep.id, f"day {day}"] = Cause.DAY
        elif fate < SHARES[Cause.DAY] + SHARES[Cause.SILENCE]:
            record.missing[rep.id, f"silence {day}"] = Cause.SILENCE
            logs += [at for at in _batched(ended, batch) if at < noon]
        elif fate > 1 - QUIET and day >= days[0]:
            logs += [at for at in _batched(ended, batch) if at < noon]
        else:
            logs += _batched(ended, batch)
    return logs


def _batched(ended: Sequence[datetime], batch: int) -> list[datetime]:
    """Every so many calls at once, the last ones at the end."""
    return [*ended[batch - 1 :: batch], ended[-1]]


def _looked(cast: Cast, record: _Record, first: date, now: datetime) -> Iterator[Gap]:
    """What is asked for at a moment."""
    known = [_known(record, number, now) for number in range(len(record.meetings))]
    yield from of_meetings([met for met in known if met], now=now)
    today = cast.calendar.today(now)
    for rep in cast.reps:
        calendar, longest = cast.calendar_of(rep), record.silences[rep.id]
        yield from of_days(rep.id, calendar=calendar, logged=longest.keys(), since=rep.started or first, now=now)
        logs = record.logs[rep.id]
        last = logs[at - 1] if (at := bisect_right(logs, now)) else None
        silent = of_silence(rep.id, calendar=calendar, usual=usual(longest, today=today), last=last, now=now)
        yield from [silent] if silent else []


def _known(record: _Record, number: int, now: datetime) -> Met | None:
    """A meeting as it is known at a moment; None before it was booked."""
    made, said, reached = record.meetings[number]
    count = sum(event.at <= now for event in said)
    if count and (number, count) not in record.met:
        found = derive([meeting.Event(n, e.kind, e.at, e.authority, e.starts_at, e.amount) for n, e in enumerate(said[:count])])
        origin = Origin.BY_EMAIL if made.by_email else Origin.CALL
        met = Met(number, made.rep, made.ae, made.booked_at, found.starts_at, found.state, found.verdict, origin, reached)
        record.met[number, count] = met
    return record.met.get((number, count))


def _counted(record: _Record, asked: Mapping[tuple[int, str], Gap], looked_at: int) -> Omissions:
    """A day or an afternoon without a log is found by either name; words and verdicts asked for were missing when they were asked for."""
    names = record.missing
    left_out, found = Counter(names.values()), Counter(cause for name, cause in names.items() if _other(name) & asked.keys())
    false = Counter(gap.cause for name, gap in asked.items() if gap.cause in NAMED and not _other(name) & names.keys())
    return Omissions(left_out, found, Counter(gap.cause for gap in asked.values()), false, looked_at)


def _other(name: tuple[int, str]) -> set[tuple[int, str]]:
    """The names one thing has."""
    person, about = name
    kind, _, rest = about.partition(" ")
    return {(person, f"{one} {rest}") for one in ("day", "silence")} if kind in ("day", "silence") else {name}
