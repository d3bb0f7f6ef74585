"""Leads, found again by name."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from storage.tables import Lead


def find(session: Session, *, workspace_id: int, lead_id: int) -> Lead | None:
    """A lead of this workspace by id."""
    raise NotImplementedError


def named(session: Session, *, workspace_id: int, name: str, most: int = 5) -> Sequence[Lead]:
    """Leads with this name when folded; if none, those whose folded name starts with it (2 letters at least), most recently created first."""
    raise NotImplementedError


def add(session: Session, *, workspace_id: int, team_id: int | None, name: str, now: datetime, source: str = "", owner_id: int | None = None, entry_id: int | None = None, key: str | None = None) -> Lead:
    """A new lead."""
    raise NotImplementedError
