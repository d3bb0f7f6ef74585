"""Workspaces that installed OnPace."""

from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from storage import dialect
from storage.tables import Member, Team, Workspace


def ensure(session: Session, *, slack_id: str, now: datetime, name: str = "", bot_user_id: str = "") -> Workspace:
    """The workspace with this Slack id; made when new, name and bot filled in when given. Safe when two come at once."""
    workspace = find(session, slack_id=slack_id)
    if workspace is None:
        new = Workspace(slack_id=slack_id, name=name, bot_user_id=bot_user_id, created_at=now)
        dialect.added(session, Workspace, new.model_dump(exclude={"id"}))
        workspace = session.exec(select(Workspace).where(Workspace.slack_id == slack_id)).one()
    if name and workspace.name != name:
        workspace.name = name
    if bot_user_id and workspace.bot_user_id != bot_user_id:
        workspace.bot_user_id = bot_user_id
    session.flush()
    return workspace


_FIND = select(Workspace).where(Workspace.slack_id == bindparam("slack_id"))
_PERSON = (
    select(Workspace, Member, Team)
    .join(Member, col(Member.workspace_id) == col(Workspace.id))
    .outerjoin(Team, col(Team.id) == col(Member.team_id))
    .where(Workspace.slack_id == bindparam("slack_id"), Member.slack_id == bindparam("person"))
)


def find(session: Session, *, slack_id: str) -> Workspace | None:
    """The workspace with this Slack id."""
    return session.exec(_FIND, params={"slack_id": slack_id}).first()


def by_row(session: Session, *, row: int) -> Workspace | None:
    """The workspace of this row."""
    return session.get(Workspace, row)


def person(session: Session, *, slack_id: str, person: str) -> tuple[Workspace, Member, Team | None] | None:
    """A workspace, one of its people, and their team if they are in one; None when either is not known."""
    found = session.exec(_PERSON, params={"slack_id": slack_id, "person": person}).first()
    return None if found is None else (found[0], found[1], found[2])


def only(session: Session) -> Workspace | None:
    """The workspace when there is exactly one."""
    found = session.exec(select(Workspace).limit(2)).all()
    return found[0] if len(found) == 1 else None
