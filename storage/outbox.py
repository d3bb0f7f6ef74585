"""The outbox: each message once, through crashes and replicas."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from storage.tables import Outgoing


def put(session: Session, *, workspace_id: int, key: str, to: str, body: dict[str, Any], due_at: datetime) -> bool:
    """Add a message; False (and nothing added) when the key is there already."""
    raise NotImplementedError


def claim(session: Session, *, now: datetime, worker: str, most: int = 10) -> Sequence[Outgoing]:
    """Take due messages, oldest first, at most one per `to`: FOR UPDATE SKIP LOCKED on PostgreSQL, UPDATE … RETURNING on SQLite."""
    raise NotImplementedError


def doubtful(session: Session, *, before: datetime) -> Sequence[Outgoing]:
    """Messages claimed before then and not confirmed: they may or may not have been posted."""
    raise NotImplementedError


def confirm(session: Session, *, outgoing_id: int, now: datetime, ts: str) -> None:
    """It was posted."""
    raise NotImplementedError


def again(session: Session, *, outgoing_id: int, due_at: datetime, trouble: str) -> None:
    """It was surely not posted: try again then."""
    raise NotImplementedError


def park(session: Session, *, outgoing_id: int, state: str, trouble: str) -> None:
    """Set aside: `held` (nobody can tell whether it was posted) or `failed` (Slack refused it for good)."""
    raise NotImplementedError


def counts(session: Session) -> dict[str, int]:
    """How many messages are in each state."""
    raise NotImplementedError
