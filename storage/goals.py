"""Goals as they were set."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session

from coaching.terms import GoalFor, Kpi


def set_goal(session: Session, *, workspace_id: int, team_id: int, goal_for: GoalFor, kpi: Kpi, value: Decimal, month: date, set_by: int, now: datetime, member_id: int | None = None, entry_id: int | None = None) -> None:
    """Set a goal from a month on (its first day); the newest row of the latest month not after the one asked for counts."""
    raise NotImplementedError


def of_team(session: Session, *, workspace_id: int, team_id: int, month: date) -> Mapping[Kpi, Decimal]:
    """The team's goals for a month."""
    raise NotImplementedError


def full_for_reps(session: Session, *, workspace_id: int, team_id: int, month: date) -> Mapping[Kpi, Decimal]:
    """The full goal of every rep (before the ramp) for a month."""
    raise NotImplementedError


def of_members(session: Session, *, workspace_id: int, team_id: int, month: date) -> Mapping[int, Mapping[Kpi, Decimal]]:
    """Goals set for single members, by member id."""
    raise NotImplementedError
