"""Where reps stand against the mentor's thresholds: fetched from storage, read by coaching."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from coaching import reading
from coaching.calendar import Calendar, Period
from coaching.funnel import Rate, Step
from coaching.reading import COACHED, Cell, Mix, Reading
from coaching.trainee import Turn, Way, is_graduate, restart
from storage import figures, members, milestones, thresholds
from storage.tables import Member, Team, id_of
from storage.thresholds import Expected

NEW = timedelta(days=45)  # a longer tenure need not be counted out
LIKE = timedelta(days=90)  # the team's own rates by source are taken over this long


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
    book = _Book(session, team, [id_of(rep) for rep in found], now)
    return [book.trainee(rep) for rep in found]


class _Book:
    """What all of them are read from, each fetched once."""

    def __init__(self, session: Session, team: Team, ids: list[int], now: datetime) -> None:
        where: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team)}
        self.today = team_calendar(session, team=team, period=Period(now.date(), now.date())).today(now)
        self.expected: Mapping[Step, Expected] = thresholds.on(session, **where, day=self.today)
        self.first = min([self.today - NEW, *(one.since for one in self.expected.values())])
        self.calendar = team_calendar(session, team=team, period=Period(self.first, self.today))
        self.team = figures.of_team(session, **where, first=self.today - LIKE, last=self.today, now=now)
        span: dict[str, Any] = {"first": self.first, "last": self.today}
        self.cells = figures.cells(session, **where, **span, now=now, member_ids=ids) if self.expected else {}
        self.away = members.leave_days(session, workspace_id=team.workspace_id, member_ids=ids, **span)
        ways = milestones.of(session, workspace_id=team.workspace_id, member_ids=ids)
        self.ways = {one: [Turn(Way(row.kind), row.day) for row in rows] for one, rows in ways.items()}

    def trainee(self, rep: Member) -> Trainee:
        own = self.calendar.without(self.away[id_of(rep)])
        readings = {step: self._reading(rep, step, own) for step in COACHED if step in self.expected}
        tenure = len(own.days(max(rep.start_date, self.first), self.today)) if rep.start_date else None
        return Trainee(rep, readings, self.ways.get(id_of(rep), ()), tenure, calendar=own)

    def _reading(self, rep: Member, step: Step, own: Calendar) -> Reading:
        expected = self.expected[step]
        since = restart(self.ways.get(id_of(rep), ()), started=rep.start_date or date.min, expected_since=expected.since)
        cells = [cell for cell in self.cells.get(id_of(rep), ()) if cell.day >= since]
        return reading.read(
            step, cells, expected=float(expected.rate), team=_rates(self.team, step), days=own.days(since, self.today) or [self.today]
        )


def _rates(team: Mapping[Mix, Cell], step: Step) -> dict[Mix, Rate]:
    return {mix: cell.rate(step) for mix, cell in team.items()}
