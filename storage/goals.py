"""Goals as they were set."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

import sqlalchemy as core
from sqlalchemy import bindparam
from sqlmodel import Session, col, delete

from coaching.terms import GoalFor, Kpi
from storage import dialect, touched
from storage.tables import Goal


def set_goal(
    session: Session,
    *,
    workspace_id: int,
    team_id: int,
    goal_for: GoalFor,
    kpi: Kpi,
    value: Decimal,
    month: date,
    set_by: int,
    now: datetime,
    member_id: int | None = None,
    entry_id: int | None = None,
) -> None:
    """Set a goal from a month on (its first day); the newest row of the latest month not after the one asked for counts."""
    goal = Goal(
        workspace_id=workspace_id,
        team_id=team_id,
        goal_for=goal_for.value,
        member_id=member_id,
        month=month.replace(day=1),
        kpi=kpi.value,
        value=value,
        set_by=set_by,
        set_at=now,
        entry_id=entry_id,
    )
    session.add(goal)
    session.flush()
    touched.note(session, team_id)


def of_team(session: Session, *, workspace_id: int, team_id: int, month: date) -> Mapping[Kpi, Decimal]:
    """The team's goals for a month."""
    return _newest(session, workspace_id, team_id, month, GoalFor.TEAM).get(None, {})


def full_for_reps(session: Session, *, workspace_id: int, team_id: int, month: date) -> Mapping[Kpi, Decimal]:
    """The full goal of every rep (before the ramp) for a month."""
    return _newest(session, workspace_id, team_id, month, GoalFor.REP).get(None, {})


def of_members(session: Session, *, workspace_id: int, team_id: int, month: date) -> Mapping[int, Mapping[Kpi, Decimal]]:
    """Goals set for single members, by member id."""
    found = _newest(session, workspace_id, team_id, month, GoalFor.MEMBER)
    return {member_id: goals for member_id, goals in found.items() if member_id is not None}


def _newest(session: Session, workspace_id: int, team_id: int, month: date, goal_for: GoalFor) -> dict[int | None, dict[Kpi, Decimal]]:
    about = {"workspace_id": workspace_id, "team_id": team_id, "goal_for": goal_for.value, "month": month.replace(day=1)}
    found: dict[int | None, dict[Kpi, Decimal]] = {}
    for member_id, kpi, value in dialect.run(session, _UNTIL, about):
        found.setdefault(member_id, {})[Kpi(kpi)] = value  # later rows replace earlier ones
    return found


_UNTIL = (
    core.select(col(Goal.member_id), col(Goal.kpi), col(Goal.value))
    .where(col(Goal.workspace_id) == bindparam("workspace_id"), col(Goal.team_id) == bindparam("team_id"))
    .where(col(Goal.goal_for) == bindparam("goal_for"), col(Goal.month) <= bindparam("month"))
    .order_by(col(Goal.month), col(Goal.id))
)


def remove(session: Session, *, entry_id: int) -> None:
    """Delete an undone entry's goals: what was set before counts again."""
    session.exec(delete(Goal).where(col(Goal.entry_id) == entry_id))
