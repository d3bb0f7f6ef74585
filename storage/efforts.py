"""E-mails and work beside calls."""

from datetime import date, datetime

from sqlmodel import Session, col, delete

from coaching.terms import Activity
from storage.tables import Effort


def add(
    session: Session,
    *,
    workspace_id: int,
    team_id: int,
    member_id: int,
    at: datetime,
    day: date,
    activity: Activity,
    amount: int,
    entry_id: int | None = None,
    key: str | None = None,
) -> Effort:
    """Record an amount of an activity on a day."""
    effort = Effort(
        workspace_id=workspace_id,
        team_id=team_id,
        member_id=member_id,
        at=at,
        day=day,
        activity=activity.value,
        amount=amount,
        entry_id=entry_id,
        key=key,
    )
    session.add(effort)
    session.flush()
    return effort


def remove(session: Session, *, entry_id: int) -> None:
    """Delete an undone entry's efforts."""
    session.exec(delete(Effort).where(col(Effort.entry_id) == entry_id))
