"""What seems to be missing, by cause: meetings without a word, verdicts, appointments without a contact, days and hours without a log."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from coaching.calendar import Calendar
from coaching.terms import Origin, State, Verdict

GRACE = timedelta(hours=1)  # a meeting takes its time
DAYS_BACK = 5  # business days: what is older is not asked for any more
RHYTHM_DAYS = 49  # working days of one's own that make a rhythm
ONE_IN = 25  # of the days on which nothing is missing: a false alarm in at most so many
LEAST_SILENCE = timedelta(hours=2)


class Cause(StrEnum):
    """Why something seems to be missing."""

    MEETING = "meeting"  # past its time without a word
    VERDICT = "verdict"  # held, and not judged
    CONTACT = "contact"  # an appointment, and no call that reached anybody
    DAY = "day"  # a working day without a log
    SILENCE = "silence"  # longer without a log than this person ever is


@dataclass(frozen=True)
class Gap:
    """Something to ask `person` (a member's id) for. `about` names it, once for all: "meeting 12", "day 2026-11-20"."""

    cause: Cause
    person: int
    about: str
    since: datetime  # from when on it was missing


@dataclass(frozen=True)
class Met:
    """A meeting as far as anybody said. `reached`: a call that reached the lead is known."""

    id: int
    rep: int
    ae: int | None
    booked_at: datetime
    starts_at: datetime
    state: State
    verdict: Verdict = Verdict.PENDING
    origin: Origin = Origin.CALL
    reached: bool = True


def of_meetings(meetings: Iterable[Met], *, now: datetime) -> Iterator[Gap]:
    """What is missing of meetings. A word is the rep's to give, a verdict the AE's; without an AE nobody can be asked for it."""
    for one in meetings:
        due = one.starts_at + GRACE
        if one.state is State.WITHDRAWN:
            continue
        if one.state is State.BOOKED and due <= now:
            yield Gap(Cause.MEETING, one.rep, f"meeting {one.id}", due)
        if one.state is State.HELD and one.verdict is Verdict.PENDING and due <= now and one.ae is not None:
            yield Gap(Cause.VERDICT, one.ae, f"verdict {one.id}", due)
        if one.origin is not Origin.BY_EMAIL and not one.reached:
            yield Gap(Cause.CONTACT, one.rep, f"contact {one.id}", one.booked_at)


def of_days(person: int, *, calendar: Calendar, logged: AbstractSet[date], since: date, now: datetime) -> list[Gap]:
    """The latest working days (five at most) of somebody's own calendar without a log; today is not over. `since`: when they began."""
    today = calendar.today(now)
    days = [day for day in calendar.days(max(since, today - timedelta(days=5 * DAYS_BACK)), today) if day < today][-DAYS_BACK:]
    return [Gap(Cause.DAY, person, f"day {day}", calendar.hours(day)[1]) for day in days if day not in logged]


def silences(logs: Iterable[datetime], *, calendar: Calendar) -> dict[date, timedelta]:
    """The longest time without a log within working hours, of each working day that has any."""
    by_day: dict[date, list[datetime]] = {}
    for at in logs:
        by_day.setdefault(calendar.today(at), []).append(at)
    return {day: _longest(at, *calendar.hours(day)) for day, at in by_day.items() if calendar.is_open(day)}


def _longest(moments: Iterable[datetime], opens: datetime, closes: datetime) -> timedelta:
    within = sorted(at for at in moments if opens < at < closes)
    return max(after - before for before, after in pairwise([opens, *within, closes]))


def usual(silences: Mapping[date, timedelta], *, today: date) -> timedelta | None:
    """What a day's longest silence exceeds on at most 4 % of days on which nothing is missing; None before 24 working days with a log.

    The silences of the last 49 such days are put in order, the longest is left out where there are 49 (somebody may have forgotten an
    afternoon before). Any of these days and today are as likely to be the one with the longest silence, so the chance that today's
    exceeds all the rest is at most (left out + 1) ÷ (days + 1), whatever the rhythm, and however often one looks: also for who writes
    everything down at noon or in the evening. (Rank statistics; Vovk, Gammerman & Shafer 2005, conformal prediction.)
    """
    past = [silences[day] for day in sorted((day for day in silences if day < today), reverse=True)[:RHYTHM_DAYS]]
    spare = (len(past) + 1) // ONE_IN
    return sorted(past, reverse=True)[spare - 1] if spare else None


def of_silence(person: int, *, calendar: Calendar, usual: timedelta | None, last: datetime | None, now: datetime) -> Gap | None:
    """Whether somebody is silent for longer than they usually ever are within a day, and for two hours; never outside working hours.

    `last`: their last log; what they had to say after an hour of yesterday is no part of today.
    """
    today = calendar.today(now)
    opens, closes = calendar.hours(today)
    if usual is None or not calendar.is_open(today) or not opens < now < closes:
        return None
    since = max(last, opens) if last else opens
    return Gap(Cause.SILENCE, person, f"silence {today}", since) if now - since > max(usual, LEAST_SILENCE) else None
