"""Installations: the token each workspace granted, its end, and the passages through Slack's page that lead to one."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam
from sqlmodel import Session, col, delete, select, update

from storage import dialect, outbox, workspaces
from storage.tables import Installation, Passage, Workspace, id_of

_FIND = (
    select(Installation)
    .join(Workspace, col(Workspace.id) == col(Installation.workspace_id))
    .where(Workspace.slack_id == bindparam("slack_id"))
)


def find(session: Session, *, slack_id: str) -> Installation | None:
    """What the workspace with this Slack id granted; None when it never installed OnPace by OAuth nor took it off."""
    return session.exec(_FIND, params={"slack_id": slack_id}).first()


def begin(
    session: Session, *, workspace_id: int, token: str, bot_user_id: str, app_id: str, scopes: str, installed_by: str, now: datetime
) -> None:
    """OnPace is installed, or installed again: the token (encrypted) takes the place of an older one, and no data will be deleted."""
    granted = {"token": token, "bot_user_id": bot_user_id, "app_id": app_id, "scopes": scopes, "installed_by": installed_by}
    values = granted | {"workspace_id": workspace_id, "installed_at": now, "uninstalled_at": None}
    if not dialect.added(session, Installation, values):
        session.exec(update(Installation).where(col(Installation.workspace_id) == workspace_id).values(**values))


def end(session: Session, *, slack_id: str, happened: datetime, now: datetime) -> bool:
    """The workspace took OnPace off: its token is deleted and what waits to be posted is parked; whether that is news.

    The same event again, or the other of the two Slack sends, changes nothing; nor does one that happened before the workspace
    installed OnPace anew, which Slack may deliver minutes late. Events tell whole seconds.
    """
    workspace = workspaces.find(session, slack_id=slack_id)
    if workspace is None:
        return False
    found = find(session, slack_id=slack_id)
    if found is None:  # the one token comes from the environment: only the end is noted
        noted = Installation(workspace_id=id_of(workspace), installed_at=workspace.created_at, uninstalled_at=now)
        news = dialect.added(session, Installation, noted.model_dump(exclude={"id"}))
    elif found.uninstalled_at or happened < found.installed_at.replace(microsecond=0):
        return False
    else:
        same = (col(Installation.id) == found.id, col(Installation.uninstalled_at).is_(None))
        news = bool(session.exec(update(Installation).where(*same).values(token="", uninstalled_at=now)).rowcount)
    outbox.park_due(session, workspace_id=id_of(workspace), now=now, trouble="not_installed")
    return news


def resume(session: Session, *, slack_id: str, now: datetime) -> bool:
    """The workspace of the environment's token is there (again): no data will be deleted; whether it had been off."""
    found = find(session, slack_id=slack_id)
    if found is None or found.uninstalled_at is None:
        return False
    session.exec(update(Installation).where(col(Installation.id) == found.id).values(installed_at=now, uninstalled_at=None))
    return True


def active(session: Session) -> Sequence[tuple[str, str]]:
    """Slack id and encrypted token of each workspace that has OnPace installed by OAuth."""
    held = select(Workspace.slack_id, Installation.token).join(Installation, col(Installation.workspace_id) == col(Workspace.id))
    return session.exec(held.where(Installation.token != "").order_by(col(Workspace.id))).all()


def reseal(session: Session, *, slack_id: str, before: str, token: str) -> None:
    """Keep a token under another key, unless it was replaced meanwhile."""
    whose = select(Workspace.id).where(Workspace.slack_id == slack_id).scalar_subquery()
    same = (col(Installation.workspace_id) == whose, col(Installation.token) == before)
    session.exec(update(Installation).where(*same).values(token=token))


def ended(session: Session, *, before: datetime) -> Sequence[int]:
    """Rows of workspaces that took OnPace off then or earlier."""
    gone = select(Installation.workspace_id).where(col(Installation.uninstalled_at) <= before)
    return session.exec(gone.order_by(col(Installation.workspace_id))).all()


def open_passage(session: Session, *, digest: str, now: datetime, lasts: timedelta) -> None:
    """Somebody begins to install; passages whose time is over go."""
    session.exec(delete(Passage).where(col(Passage.until) <= now))
    dialect.added(session, Passage, {"digest": digest, "until": now + lasts})


def pass_through(session: Session, *, digest: str, now: datetime) -> bool:
    """Whether the passage is open: true once."""
    there = delete(Passage).where(col(Passage.digest) == digest, col(Passage.until) > now)
    return bool(session.exec(there).rowcount)
