"""What people entered: the unit of Undo, and the guard that one delivery counts once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from storage.tables import Answer, Entry


def open_entry(session: Session, *, workspace_id: int, actor_id: int, key: str, fingerprint: str, kind: str, now: datetime, summary: dict[str, Any] | None = None) -> Entry:
    """A new entry for a delivery; a unique key in the database. IntegrityError when the key is taken (bot.app answers from `answered`)."""
    raise NotImplementedError


def find(session: Session, *, workspace_id: int, entry_id: int) -> Entry | None:
    """An entry of this workspace by id."""
    raise NotImplementedError


def recent(session: Session, *, workspace_id: int, actor_id: int, since: datetime, most: int = 20) -> Sequence[Entry]:
    """What a person entered since then and did not undo, newest first."""
    raise NotImplementedError


def undo(session: Session, *, entry: Entry, actor_id: int, now: datetime) -> None:
    """Take an entry back as a whole: its calls and efforts are deleted and the tally corrected, its meeting events voided by `corrected`
    events (a booking: the meeting becomes withdrawn), goals and leads it made removed where nothing else uses them. Idempotent.
    Raises UndoTooLate after 24 hours, Gone when another's or not there.
    """
    raise NotImplementedError


def answered(session: Session, *, workspace_id: int, key: str) -> Answer | None:
    """What this delivery was answered with before."""
    raise NotImplementedError


def remember(session: Session, *, workspace_id: int, key: str, fingerprint: str, now: datetime, body: dict[str, Any]) -> None:
    """Keep the answer of a delivery for a day."""
    raise NotImplementedError


def forget_before(session: Session, *, moment: datetime) -> int:
    """Drop answers older than this; how many."""
    raise NotImplementedError
