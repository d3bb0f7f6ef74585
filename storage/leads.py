"""Leads, found again by name; and those of a list that are left."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, exists, func, or_
from sqlmodel import Session, col, delete, select

from coaching.leads import fold
from coaching.terms import State
from storage.tables import Call, Lead, Meeting, Member


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


def left(session: Session, *, workspace_id: int, team_id: int) -> Mapping[str, int]:
    """By source, the leads of a team's lists that nobody called or met yet, 0 where all were; empty without any list.

    On a list is what was imported. A list that names neither team nor owner is everybody's. A call logged without the lead's name is no
    call to it.
    """
    called = exists().where(col(Call.lead_id) == col(Lead.id))
    met = exists().where(col(Meeting.lead_id) == col(Lead.id), col(Meeting.state) != State.WITHDRAWN.value)
    untouched = func.sum(case((or_(called, met), 0), else_=1))
    query = select(Lead.source, untouched).where(Lead.workspace_id == workspace_id, col(Lead.key).is_not(None), _may_call(team_id))
    return dict(session.exec(query.group_by(Lead.source)).all())


def _may_call(team_id: int) -> ColumnElement[bool]:
    theirs = select(Member.id).where(Member.team_id == team_id)
    nobodys = and_(col(Lead.team_id).is_(None), col(Lead.owner_id).is_(None))
    return or_(col(Lead.team_id) == team_id, col(Lead.owner_id).in_(theirs), nobodys)


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
