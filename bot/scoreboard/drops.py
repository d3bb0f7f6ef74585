"""Sources of a team whose rate fell by more than chance brings: what the noon post tells the manager, once a month each."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from coaching.calendar import Period, months_before
from coaching.drop import DAYS, Drop, drops
from storage import figures
from storage.tables import Team, id_of

MONTHS = 3
FAR = timedelta(days=100)  # holds 20 business days of any team


def fallen(session: Session, *, team: Team, now: datetime) -> Sequence[Drop]:
    """The sources that fell in the last 20 business days, today among them, against the three months before; the surest first."""
    day = now.date()
    calendar = team_calendar(session, team=team, period=Period(day - FAR, day + timedelta(days=1)))
    today = calendar.today(now)
    days = calendar.days(today - FAR, today)[-DAYS:]
    if len(days) < DAYS:
        return []
    last = days[0] - timedelta(days=1)
    first = _months_back(last)
    where: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team), "now": now}
    recent = figures.by_source(session, **where, first=days[0], last=today)
    return drops(recent, figures.by_source(session, **where, first=first, last=last))


def _months_back(day: date) -> date:
    """The day after the same day three months earlier, or that month's last."""
    month = months_before(day, MONTHS)
    return min(month.first + timedelta(days=day.day - 1), month.last) + timedelta(days=1)
