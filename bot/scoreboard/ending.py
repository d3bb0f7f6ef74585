"""That a month is about to close: told on the business day before, while what is missing can still count in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.scoreboard import closing
from bot.scoreboard.book import team_calendar
from coaching.calendar import Period, months_before
from coaching.terms import State
from storage import closings, requests
from storage.tables import Meeting, Team, id_of


@dataclass(frozen=True)
class Ending:
    """A month (its first day), the day on which it closes, and what of it waits: for a word, for a verdict."""

    team: str
    month: date
    closes: date
    waiting: Sequence[Meeting]

    @property
    def wordless(self) -> int:
        """Meetings nobody has told of."""
        return sum(one.state == State.BOOKED for one in self.waiting)

    def among(self, which: Callable[[Meeting], bool]) -> "Ending | None":
        """Of some of the meetings; None where none of them waits."""
        found = [one for one in self.waiting if which(one)]
        return Ending(self.team, self.month, self.closes, found) if found else None


def of_team(session: Session, *, team: Team, day: date, now: datetime) -> Ending | None:
    """Of a team, on the last business day before its month closes; None on any other day, and where nothing waits."""
    month = months_before(day, 1)
    where: dict[str, Any] = {"workspace_id": team.workspace_id}
    closes = closing.closes_on(session, team=team, period=month)
    if closes is None or not _is_last_before(session, team, day, closes):
        return None
    if closings.find(session, **where, team_id=id_of(team), month=month.first):
        return None
    asked: dict[str, Any] = {"team_ids": [id_of(team)], "since": month.first, "before": now}
    found = [one for one in requests.wanting(session, **where, **asked) if one.day <= month.last]
    return Ending(team.name, month.first, closes, found) if found else None


def _is_last_before(session: Session, team: Team, day: date, closes: date) -> bool:
    if not day < closes <= day + timedelta(days=14):
        return False
    calendar = team_calendar(session, team=team, period=Period(day, closes))
    return calendar.is_open(day) and not calendar.days(day + timedelta(days=1), closes - timedelta(days=1))
