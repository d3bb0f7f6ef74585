"""Leads, found again by name."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists
from sqlmodel import Session, col, delete, select

from coaching.leads import fold
from storage.tables import Call, Lead, Meeting


def find(session: Session, *, workspace_id: int, lead_id: int) -> Lead | None:
    """A lead of this workspace by id."""
    return session.exec(select(Lead).where(Lead.id == lead_id, Lead.workspace_id == workspace_id)).first()


def named(session: Session, *, workspace_id: int, name: str, most: int = 5) -> Sequence[Lead]:
    """Leads with this name when folded; if none, those whose folded name starts with it (2 letters at least), newest first."""
    folded = fold(name)
    newest = select(Lead).where(Lead.workspace_id == workspace_id).order_by(col(Lead.created_at).desc(), col(Lead.id).desc()).limit(most)
    exact = session.exec(newest.where(Lead.folded == folded)).all()
    if exact or len(folded) < 2:
        return exact
    return session.exec(newest.where(col(Lead.folded).startswith(folded, autoescape=True))).all()


def add(
    session: Session,
    *,
    workspace_id: int,
    team_id: int | None,
    name: str,
    now: datetime,
    source: str = "",
    owner_id: int | None = None,
    entry_id: int | None = None,
    key: str | None = None,
) -> Lead:
    """A new lead."""
    lead = Lead(
        workspace_id=workspace_id,
        team_id=team_id,
        name=name,
        folded=fold(name),
        source=source,
        owner_id=owner_id,
        entry_id=entry_id,
        key=key,
        created_at=now,
    )
    session.add(lead)
    session.flush()
    return lead


def remove_unused(session: Session, *, entry_id: int) -> None:
    """Delete the leads an undone entry made, where no call and no meeting has them."""
    called = exists().where(col(Call.lead_id) == col(Lead.id))
    met = exists().where(col(Meeting.lead_id) == col(Lead.id))
    session.exec(delete(Lead).where(col(Lead.entry_id) == entry_id, ~called, ~met))
