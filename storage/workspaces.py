"""Workspaces that installed OnPace."""

from datetime import datetime

from sqlmodel import Session, select

from storage import dialect
from storage.tables import Workspace


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


def find(session: Session, *, slack_id: str) -> Workspace | None:
    """The workspace with this Slack id."""
    return session.exec(select(Workspace).where(Workspace.slack_id == slack_id)).first()


def only(session: Session) -> Workspace | None:
    """The workspace when there is exactly one."""
    found = session.exec(select(Workspace).limit(2)).all()
    return found[0] if len(found) == 1 else None
