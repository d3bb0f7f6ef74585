"""A post whose times change: a new time holds from its next time on, whoever changes it or takes the change back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from coaching.calendar import Period
from coaching.due import LOOK_BACK, due
from coaching.posts import Decision
from storage import postplans, rounds
from storage.postplans import Plan
from storage.tables import Team, id_of


@contextmanager
def left_out(session: Session, *, team: Team, now: datetime) -> Iterator[None]:
    """What the block makes due only now, though its time has passed, is not said."""
    where = {"workspace_id": team.workspace_id, "team_id": id_of(team)}
    had = postplans.of_team(session, **where)
    yield
    session.flush()
    for job, plan in postplans.of_team(session, **where).items():
        if plan != had[job]:
            _leave_out(session, team, now, had[job], plan)


def _leave_out(session: Session, team: Team, now: datetime, had: Plan, plan: Plan) -> None:
    for period in _passed(session, team, now, plan) - _passed(session, team, now, had):
        about = {"workspace_id": team.workspace_id, "team_id": id_of(team), "job": plan.job, "period": period}
        rounds.decide(session, **about, decision=Decision.OFF, now=now)  # type: ignore[arg-type]


def _passed(session: Session, team: Team, now: datetime, plan: Plan) -> set[str]:
    """The periods whose time has come."""
    if not plan.wanted:
        return set()
    around = Period(now.date() - timedelta(days=LOOK_BACK + 1), now.date() + timedelta(days=1))
    calendar, window = team_calendar(session, team=team, period=around), timedelta(minutes=team.catch_up_minutes)
    return {one.period for one in due(calendar, plan.times, now, since=team.created_at, window=window, days=plan.days)}
