"""Workspaces that installed OnPace."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam
from sqlmodel import Session, col, select

from storage import dialect
from storage.tables import Answer, Member, Team, Workspace


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
    select(Workspace, Member, Team, Answer)
    .join(Member, col(Member.workspace_id) == col(Workspace.id))
    .outerjoin(Team, col(Team.id) == col(Member.team_id))
    .outerjoin(Answer, and_(col(Answer.workspace_id) == col(Workspace.id), col(Answer.key) == bindparam("key")))
    .where(Workspace.slack_id == bindparam("slack_id"), Member.slack_id == bindparam("person"))
)


def find(session: Session, *, slack_id: str) -> Workspace | None:
    """The workspace with this Slack id."""
    return session.exec(_FIND, params={"slack_id": slack_id}).first()


def by_row(session: Session, *, row: int) -> Workspace | None:
    """The workspace of this row."""
    return session.get(Workspace, row)


class Asker(NamedTuple):
    """Who asks, where, and what this very delivery was answered before: all that an answer begins with, in one statement."""

    workspace: Workspace
    member: Member
    team: Team | None
    answer: Answer | None


def person(session: Session, *, slack_id: str, person: str, key: str = "") -> Asker | None:
    """One of a workspace's people, with their team and the answer to the delivery of this key; None when they are not known."""
    found = session.exec(_PERSON, params={"slack_id": slack_id, "person": person, "key": key}).first()
    return None if found is None else Asker(*found)


def only(session: Session) -> Workspace | None:
    """The workspace when there is exactly one."""
    found = session.exec(select(Workspace).limit(2)).all()
    return found[0] if len(found) == 1 else None
