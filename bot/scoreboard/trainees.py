"""Where reps stand against the mentor's thresholds: fetched from storage, read by coaching."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from coaching import reading
from coaching.calendar import Calendar, Period
from coaching.funnel import Step
from coaching.reading import COACHED, RECENT_DAYS, Cell, Mix, Reading, Usual, Work
from coaching.trainee import Turn, Way, anew, is_graduate, restart
from storage import figures, members, milestones, thresholds
from storage.figures.trials import FEW, Done, Worked
from storage.tables import Member, Team, id_of
from storage.thresholds import Expected

BACK = timedelta(days=45)  # at least so far back without a threshold: 20 business days, whatever holidays
LIKE = timedelta(days=90)  # the team's own rates by source are taken over this long
NOTHING = Worked()
#: Where a step's successes and trials stand in a day's row of what was worked.
PLACES = {Step.CONTACT: (2, 1), Step.APPOINTMENT: (3, 2), Step.CALL_TO_APPOINTMENT: (3, 1), Step.HELD: (2, 1), Step.QUALIFIED: (4, 3)}


@dataclass(frozen=True)
class Trainee:
    """A rep with a reading for every rate something is expected of; `tenure`: business days present, None without a start."""

    member: Member
    readings: Mapping[Step, Reading]
    way: Sequence[Turn] = ()
    tenure: int | None = None
    calendar: Calendar = field(repr=False, kw_only=True)

    @property
    def graduated(self) -> bool:
        """Whether a mentor let them go on without practice."""
        return is_graduate(self.way)

    @property
    def learning(self) -> bool:
        """Whether they practise: a rep with a mentor or a start date, until they graduate."""
        return (self.member.mentor_id is not None or self.member.start_date is not None) and not self.graduated


def trainees(session: Session, *, team: Team, reps: Iterable[Member], now: datetime) -> list[Trainee]:
    """These reps of a team as they stand now, in the order given."""
    found = list(reps)
    book = _Book(session, team, found, now)
    return [book.trainee(rep) for rep in found]


def keep_ready(session: Session, *, team: Team, found: Iterable[Trainee]) -> None:
    """What is ready now was ready on its day, whatever leads and volume come later."""
    milestones.keep_ready(session, workspace_id=team.workspace_id, found=newly_ready(session, team=team, found=found))


def newly_ready(session: Session, *, team: Team, found: Iterable[Trainee]) -> list[tuple[milestones.Ready, date]]:
    """What is ready and not kept yet, with the day that made it so."""
    rates = [(id_of(one.member), read) for one in found for read in one.readings.values() if read.ready_on]
    known = milestones.ready_days(session, workspace_id=team.workspace_id, member_ids={rep for rep, _ in rates}) if rates else {}
    days = {(rep, read.step, Decimal(str(read.expected))): read.ready_on for rep, read in rates if read.ready_on}
    return [(rate, day) for rate, day in days.items() if day not in known.get(rate, ())]


class _Book:
    """What all of them are read from, each fetched once."""

    def __init__(self, session: Session, team: Team, reps: Sequence[Member], now: datetime) -> None:
        self.session, self.reps, self.now = session, reps, now
        self.where: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team)}
        self.today = team_calendar(session, team=team, period=Period(now.date(), now.date())).today(now)
        self.expected: Mapping[Step, Expected] = thresholds.on(session, **self.where, day=self.today)
        self.first = min([self.today - BACK, *(one.since for one in self.expected.values())])
        began = min([self.first, *(rep.start_date for rep in reps if rep.start_date)])  # a tenure is counted from the start, however far
        self.calendar = team_calendar(session, team=team, period=Period(began, self.today))
        self.ever = self.calendar.days(began, self.today)
        self.open = self.ever[bisect_left(self.ever, self.first) :]
        ids, whose = [id_of(rep) for rep in reps], {"workspace_id": team.workspace_id}
        self.away = members.leave_days(session, **whose, member_ids=ids, first=began, last=self.today)
        self.ready = milestones.ready_days(session, **whose, member_ids=ids)
        ways = milestones.of(session, **whose, member_ids=ids)
        self.ways = {one: [Turn(Way(row.kind), row.day) for row in rows] for one, rows in ways.items()}

    @cached_property
    def usual(self) -> Mapping[Step, Usual]:
        """What the team reaches."""
        return {step: reading.usual(step, self.done.team) for step in self.expected}

    @cached_property
    def since(self) -> Mapping[int, Mapping[Step, date]]:
        """The first day that counts, for each rep and step."""
        return {id_of(rep): {step: self._restart(rep, one) for step, one in self.expected.items()} for rep in self.reps}

    def _restart(self, rep: Member, expected: Expected) -> date:
        return restart(self.ways.get(id_of(rep), ()), started=rep.start_date or date.min, expected_since=expected.since)

    @cached_property
    def done(self) -> Done:
        """What each did, with the trials by source of those who began with the threshold, and the team."""
        since = {step: one.since for step, one in self.expected.items()}
        return figures.worked(self.session, **self._asked(list(self.since)), since=since, lately=self.today - LIKE)

    @cached_property
    def cells(self) -> Mapping[int, Sequence[Cell]]:
        """Of those who began anew by themselves, every source of every day."""
        own = [one for one, since in self.since.items() if any(day > self.expected[step].since for step, day in since.items())]
        return figures.cells(self.session, **self._asked(own)) if own else {}

    def _asked(self, ids: list[int]) -> dict[str, Any]:
        return self.where | {"member_ids": ids, "first": self.first, "last": self.today, "now": self.now, "came": self.came}

    @cached_property
    def came(self) -> Collection[int]:
        """Who came from another team: what they tried is theirs, wherever (of few, that is how they are read anyway)."""
        many = len(self.reps) > FEW
        return figures.moved(self.session, **self.where, first=self.first, last=self.today) if many else ()

    def trainee(self, rep: Member) -> Trainee:
        away = self.away[id_of(rep)]
        days = [day for day in self.open if day not in away] if away else self.open
        readings = {step: self._reading(rep, step, days) for step in COACHED if step in self.expected}
        own = self.calendar.without(away) if away else self.calendar
        return Trainee(rep, readings, self.ways.get(id_of(rep), ()), self._tenure(rep, away), calendar=own)

    def _tenure(self, rep: Member, away: Collection[date]) -> int | None:
        """Business days present since the start."""
        if rep.start_date is None:
            return None
        return sum(day not in away for day in self.ever[bisect_left(self.ever, rep.start_date) :])

    def _reading(self, rep: Member, step: Step, days: list[date]) -> Reading:
        rep_id = id_of(rep)
        since = self.since[rep_id][step]
        own = days[bisect_left(days, since) :] or [self.today]
        told = self.expected[step]
        about: dict[str, Any] = {"expected": float(told.rate), "team": self.usual[step], "days": own}
        about["reached"] = self.ready.get((rep_id, step, told.rate), ())
        about["anew"] = anew(self.ways.get(rep_id, ()), since=since, changed_on=told.since if told.changed else None)
        return reading.read(step, *self._trials(rep_id, step, since), **about, before=self._left_behind(rep, step, since, days))

    def _left_behind(self, rep: Member, step: Step, since: date, days: list[date]) -> int:
        """Trials of the last 20 business days before a threshold's change, and since whatever else they began anew with."""
        recent = days[-RECENT_DAYS] if len(days) >= RECENT_DAYS else self.first
        if since <= recent or since != self.expected[step].since:
            return 0
        began = restart(self.ways.get(id_of(rep), ()), started=rep.start_date or date.min, expected_since=date.min)
        rows, tried = self._rows(id_of(rep), step), PLACES[step][1]
        return sum(row[tried] for row in rows[bisect_left(rows, (max(began, recent),)) : bisect_left(rows, (since,))])

    def _rows(self, rep_id: int, step: Step) -> Sequence[Any]:
        worked = self.done.each.get(rep_id, NOTHING)
        return worked.results if step in (Step.HELD, Step.QUALIFIED) else worked.calls

    def _trials(self, rep_id: int, step: Step, since: date) -> tuple[list[Work], Mapping[Mix, int]]:
        rows = self._rows(rep_id, step)
        won, tried = PLACES[step]
        later = bisect_left(rows, (since,))
        own = [(row[0], row[won], row[tried]) for row in rows[later:] if row[tried]]
        if since == self.expected[step].since or not any(row[tried] for row in rows[:later] if row[0] >= self.expected[step].since):
            return own, self.done.each.get(rep_id, NOTHING).mix.get(step, {})
        return reading.trials(step, (cell for cell in self.cells[rep_id] if cell.day >= since))
