"""Workspaces that installed OnPace."""

from datetime import datetime

from sqlmodel import Session

from storage.tables import Workspace


def ensure(session: Session, *, slack_id: str, now: datetime, name: str = "", bot_user_id: str = "") -> Workspace:
    """The workspace with this Slack id; made when new, name and bot filled in when given. Safe when two come at once."""
    raise NotImplementedError


def find(session: Session, *, slack_id: str) -> Workspace | None:
    """The workspace with this Slack id."""
    raise NotImplementedError


def only(session: Session) -> Workspace | None:
    """The workspace when there is exactly one."""
    raise NotImplementedError
