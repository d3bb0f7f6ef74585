"""How a rep's rate went, and whether practice changed it: fetched from storage, told by coaching."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from bot.scoreboard.trainees import LIKE, Trainee
from coaching import curve, reading
from coaching.agreement import State
from coaching.calendar import Period
from coaching.curve import Level, Point
from coaching.funnel import Rate, Step
from coaching.learning import Change
from coaching.practice import weakest
from coaching.reading import Cell, Reading, Usual, Work
from storage import figures, marks, members, practices, scenarios, thresholds
from storage.tables import Mark, Practice, Team, id_of

SHOWN = 60  # business days
SPAN = timedelta(days=135)  # they and the window before them, whatever holidays lie between
LEAST = 5  # business days: a shorter axis tells nothing


@dataclass(frozen=True)
class Practised:
    """A practice that took place, which a mark is the only sign of: its mark of 100, between several scorers the mean."""

    day: date
    step: str
    mark: Decimal
    passed: bool


@dataclass(frozen=True)
class Learning:
    """One rate of one rep over time. `change` since the first scored practice ever on this step, None without one."""

    trainee: Trainee
    reading: Reading
    now: datetime
    points: Sequence[Point]
    levels: Sequence[Level]
    practised: Sequence[Practised]
    change: Change | None = None
    since: date | None = None

    @property
    def step(self) -> Step:
        """Which rate."""
        return self.reading.step

    @property
    def days(self) -> list[date]:
        """The axis."""
        return [point.day for point in self.points]


def learning(session: Session, *, team: Team, trainee: Trainee, now: datetime, step: Step | None = None) -> Learning | None:
    """The curve of a step, else of the weakest one; None where nothing is expected of them."""
    chosen = step if step in trainee.readings else weakest(trainee.readings)
    read = trainee.readings[chosen] if chosen else next(iter(trainee.readings.values()), None)
    return _Past(session, team, trainee, read, now).told() if read else None


class _Past:
    """What a rep did over the span of a curve."""

    def __init__(self, session: Session, team: Team, trainee: Trainee, read: Reading, now: datetime) -> None:
        self.session, self.trainee, self.reading, self.now = session, trainee, read, now
        self.rep_id = id_of(trainee.member)
        self.where: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team)}
        self.today = trainee.calendar.today(now)
        self.begin = self.today - SPAN
        own: dict[str, Any] = {"member_ids": [self.rep_id], "first": self.begin, "last": self.today}
        away = members.leave_days(session, workspace_id=team.workspace_id, **own)[self.rep_id]
        calendar = team_calendar(session, team=team, period=Period(self.begin, self.today)).without(away)
        self.days = calendar.days(self.begin, self.today) or [self.today]
        self.cells = self._cells(self.begin)
        self.worked: Sequence[Work] = reading.trials(read.step, self.cells)[0]

    def told(self) -> Learning:
        first = self._first()
        practised = self._practised()
        since = next((one.day for one in practised if one.step == self.reading.step.value), None)
        return Learning(
            self.trainee,
            self.reading,
            self.now,
            curve.points(self.worked, self.days, first),
            self._levels(first),
            [one for one in practised if one.day >= first],
            self._change(since) if since else None,
            since,
        )

    def _cells(self, first: date) -> Sequence[Cell]:
        about: dict[str, Any] = {"member_ids": [self.rep_id], "first": first, "last": self.today}
        return figures.cells(self.session, **self.where, **about, now=self.now).get(self.rep_id, [])

    def _change(self, since: date) -> Change:
        """Everything after the first practice, however long ago, beside what was done over one span before it."""
        return curve.changed(reading.trials(self.reading.step, self._cells(since - SPAN))[0], since, self._peers())

    def _first(self) -> date:
        """The day the axis begins: with their start or first trial, where that is later than all that is shown."""
        began = self.trainee.member.start_date or (self.worked[0][0] if self.worked else self.today)
        at = min(max(bisect_left(self.days, began), len(self.days) - SHOWN), len(self.days) - LEAST)
        return self.days[max(at, 0)]

    def _levels(self, first: date) -> list[Level]:
        team = figures.of_team(self.session, **self.where, first=self.today - LIKE, last=self.today, now=self.now)
        usual: Usual = reading.usual(self.reading.step, team)
        found = curve.levels(self.reading.step, self._changes(), self.cells, usual, first=first, last=self.today)
        return [*found[:-1], replace(found[-1], value=self.reading.threshold)] if found else []

    def _changes(self) -> list[tuple[date, float | None]]:
        """Which rate was expected from which day on; a first one looks back as standings do."""
        rows = thresholds.history(self.session, **self.where, step=self.reading.step)[::-1]
        said = [(row.valid_from, None if row.rate is None else float(row.rate)) for row in rows]
        return [(said[0][0] - thresholds.KNOWN_BEFORE, said[0][1]), *said] if said else []

    def _practised(self) -> list[Practised]:
        """All there ever were: whether one that nobody marked took place is not known."""
        where: dict[str, Any] = {"workspace_id": self.where["workspace_id"]}
        rows = practices.of_rep(self.session, **where, rep_id=self.rep_id)
        marked = marks.of(self.session, **where, practice_ids=[id_of(row) for row in rows if row.state == State.DONE])
        held = [row for row in rows if id_of(row) in marked]
        steps = scenarios.steps(self.session, **where, version_ids=[row.version_id for row in held])
        return [_practised(row, steps[row.version_id], marked[id_of(row)]) for row in held]

    def _peers(self) -> list[Rate]:
        """What each of the team reached lately."""
        found = figures.by_member(self.session, **self.where, first=self.today - LIKE, last=self.today, now=self.now)
        return [rate for funnel in found.values() if (rate := funnel.rate(self.reading.step)).n]


def _practised(row: Practice, step: str, marked: Sequence[Mark]) -> Practised:
    """Where nothing had been tried yet, what the scenario `step` is for was practised."""
    found = marks.together(marked)
    return Practised(row.day, row.step or step, found.mark, found.passed)
