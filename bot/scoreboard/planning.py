"""The morning's plan of a team: who practises today, on what, with whom and when, and who could not be served (design §5)."""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from bot.scoreboard.called_off import GivenUp, served
from bot.scoreboard.practices import COUNTED, LATELY, Opening, busy, openings
from bot.scoreboard.trainees import Trainee, trainees
from coaching import placing
from coaching.agreement import State
from coaching.calendar import Period
from coaching.matching import match
from coaching.placing import Placing, Slot, Why
from coaching.practice import Need, Rhythm, need, weakest
from coaching.slots import Span
from coaching.terms import Role
from coaching.trainee import is_kept
from storage import members, practices, teams
from storage.tables import Member, Team, id_of

LONG_HERE = 10_000  # days: who has a mentor and no start date is not new
SOMETIMES = (Need.UNKNOWN, Need.KEPT)  # after those who practise daily
NOTHING = GivenUp()
HAD = COUNTED | {State.SKIPPED}  # one that was skipped was its rep's turn


@dataclass(frozen=True)
class Due:
    """A rep who practises today, why, and their weakest step; None: nothing was tried yet."""

    trainee: Trainee
    need: Need

    @property
    def member(self) -> Member:
        """Who it is."""
        return self.trainee.member

    @property
    def step(self) -> str:
        """The step to practise; "" for the opening."""
        found = weakest(self.trainee.readings)
        return found.value if found else ""


@dataclass(frozen=True)
class Seat:
    """One practice of the plan."""

    due: Due
    mentor: Member
    starts_at: datetime
    minutes: int


@dataclass(frozen=True)
class Morning:
    """A team's plan of one day; `reps` are all of them as they stand."""

    team: Team
    day: date
    seats: Sequence[Seat]
    unserved: Mapping[int, Why]  # by the rep's id
    reps: Sequence[Trainee]


def plan(session: Session, *, team: Team, now: datetime, only: Container[int] | None = None, but: GivenUp = NOTHING) -> Morning:
    """Today's plan as of now: what is left of the day is used. Writes nothing.

    `only`: for no other reps than these (ids); `but`: what was given up, and is not used.
    """
    calendar = team_calendar(session, team=team, period=Period(now.date(), now.date()))
    day = calendar.today(now)
    reps = members.of_team(session, workspace_id=team.workspace_id, team_id=id_of(team), role=Role.REP)
    standing = trainees(session, team=team, reps=[one for one in reps if only is None or one.id in only], now=now)
    due = _due(session, team, day, standing)
    mentors = _without(openings(session, team=team, day=day, now=now), but) if due else []
    found = _placed(due, mentors, _never(session, team, [id_of(one.member) for one in due], mentors), but)
    return Morning(team, day, _seats(due, mentors, found), found.unserved, standing)


def spare(session: Session, *, team: Team, day: date, now: datetime, reps: Collection[int], but: GivenUp) -> frozenset[Slot]:
    """The times mentors could still give to at least one of these: whose they are, and when each begins."""
    found = [one for one in _without(openings(session, team=team, day=day, now=now), but) if one.mentor.most and one.mentor.slots]
    slots = {(one.mentor.id, at) for one in found for at in one.mentor.slots}
    never = _never(session, team, reps, found)
    pairs = but.pairs | {(rep, rep) for rep in reps}
    return frozenset(slot for slot in slots if any((rep, slot[0]) not in pairs and slot not in never[rep] for rep in reps))


def _without(found: Iterable[Opening], but: GivenUp) -> list[Opening]:
    def free(one: Opening, at: datetime) -> bool:
        span = Span(at, at + timedelta(minutes=one.minutes))
        return not any(who == one.mentor.id and span.meets(other) for who, other in but.times)

    return [replace(one, mentor=replace(one.mentor, slots=tuple(at for at in one.mentor.slots if free(one, at)))) for one in found]


def _due(session: Session, team: Team, day: date, reps: Iterable[Trainee]) -> list[Due]:
    """Who is due, those first who practise daily; among them they take turns: whose last is longest ago, who had least this week."""
    span = teams.week_of(team, day)
    about: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team), "first": span.first, "last": span.last}
    week = practices.on_days(session, **about)
    had = served(session, [row for row in week if row.day == day])
    this_week = Counter(row.rep_id for row in week if row.state in COUNTED)
    rhythm = teams.rhythm(team)
    found = [_need(rep, day, this_week[id_of(rep.member)], rhythm) for rep in reps if id_of(rep.member) not in had]
    turns = practices.last_days(session, **about | {"first": day - LATELY, "last": day - timedelta(days=1)}, states=HAD)

    def order(one: Due) -> tuple[bool, date, int, int]:
        rep = id_of(one.member)
        return one.need in SOMETIMES, turns.get(rep, date.min), this_week[rep], rep

    return sorted((one for one in found if one), key=order)


def _need(rep: Trainee, day: date, this_week: int, rhythm: Rhythm) -> Due | None:
    """None for who does not learn, is away, has not started, or needs none."""
    tenure = LONG_HERE if rep.tenure is None else rep.tenure
    if not rep.learning or not rep.calendar.is_open(day) or not tenure:
        return None
    why = need(rep.readings, tenure=tenure, graduated=rep.graduated, this_week=this_week, kept=is_kept(rep.way), rhythm=rhythm)
    return Due(rep, why) if why else None


def _never(session: Session, team: Team, reps: Collection[int], mentors: Sequence[Opening]) -> Mapping[int, frozenset[Slot]]:
    """The slots each rep has something else in, by the mentor whose they are: each has their own length."""
    slots = [(id_of(one.member), Span(at, at + timedelta(minutes=one.minutes))) for one in mentors for at in one.mentor.slots]
    if not slots:
        return {}
    start, end = min(span.start for _, span in slots), max(span.end for _, span in slots)
    held = busy(session, team, list(reps), start, end)
    return {
        rep: frozenset((who, span.start) for who, span in slots if any(span.meets(one) for one in taken)) for rep, taken in held.items()
    }


def _placed(due: Sequence[Due], mentors: Sequence[Opening], never: Mapping[int, frozenset[Slot]], but: GivenUp) -> Placing:
    """The matching, in which nobody who trains others and is due themselves is in two places at once."""
    lasts = {one.mentor.id: timedelta(minutes=one.minutes) for one in mentors}
    return match([_trainee(one, never, but) for one in due], [one.mentor for one in mentors], lasts)


def _trainee(one: Due, never: Mapping[int, frozenset[Slot]], but: GivenUp) -> placing.Trainee:
    rep = id_of(one.member)
    off = frozenset(mentor for who, mentor in but.pairs if who == rep)
    return placing.Trainee(rep, one.member.mentor_id, never=never.get(rep, frozenset()), but=off)


def _seats(due: Sequence[Due], mentors: Sequence[Opening], found: Placing) -> list[Seat]:
    """The practices in order of time."""
    by_id, by_rep = {id_of(one.member): one for one in mentors}, {id_of(one.member): one for one in due}
    seats = [Seat(by_rep[rep], by_id[who].member, at, by_id[who].minutes) for rep, (who, at) in found.placed.items()]
    return sorted(seats, key=lambda seat: (seat.starts_at, seat.due.member.id))
