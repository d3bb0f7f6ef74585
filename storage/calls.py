"""Calls and their daily rollup, always written together."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from coaching.terms import Direction, Outcome
from storage.tables import Call


def add(
    session: Session,
    *,
    workspace_id: int,
    team_id: int,
    member_id: int,
    at: datetime,
    day: date,
    outcome: Outcome,
    direction: Direction = Direction.OUTBOUND,
    source: str = "",
    lead_id: int | None = None,
    entry_id: int | None = None,
    count: int = 1,
    talk_seconds: int = 0,
    wrap_up_seconds: int = 0,
    notes: str = "",
    call_back_at: datetime | None = None,
) -> list[Call]:
    """Record `count` equal calls and add them to the tally."""
    raise NotImplementedError


def add_rows(session: Session, rows: Sequence[Mapping[str, Any]]) -> int:
    """Bulk insert for imports: dicts of Call's columns, tally included in the same transaction; rows whose (workspace_id, key) exists are left out. How many went in."""
    raise NotImplementedError


def remove(session: Session, *, entry_id: int) -> None:
    """Delete an undone entry's calls and take them out of the tally."""
    raise NotImplementedError


def rebuild_tally(session: Session, *, workspace_id: int) -> None:
    """Make the tally anew from the calls."""
    raise NotImplementedError


def call_backs(session: Session, *, workspace_id: int, member_id: int, before: datetime) -> Sequence[Call]:
    """Calls back a member promised until then for which the lead was not called since, soonest first."""
    raise NotImplementedError
