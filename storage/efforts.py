"""E-mails and work beside calls."""

from datetime import date, datetime

from sqlmodel import Session

from coaching.terms import Activity
from storage.tables import Effort


def add(session: Session, *, workspace_id: int, team_id: int, member_id: int, at: datetime, day: date, activity: Activity, amount: int, entry_id: int | None = None, key: str | None = None) -> Effort:
    """Record an amount of an activity on a day."""
    raise NotImplementedError
