"""When mentors can practise, how often, and what else they have to do."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from coaching.errors import ChangedSince
from storage.tables import Commitment, Mentoring


def of(session: Session, *, workspace_id: int, member_ids: Iterable[int]) -> Mapping[int, Mentoring]:
    """Each one's hours and capacity; those who never said any have the defaults, in a row that is not stored."""
    wanted = list(member_ids)
    rows = session.exec(select(Mentoring).where(Mentoring.workspace_id == workspace_id, col(Mentoring.member_id).in_(wanted))).all()
    said = {row.member_id: row for row in rows}
    return {one: said.get(one) or Mentoring(member_id=one, workspace_id=workspace_id) for one in wanted}


def keep(
    session: Session, *, workspace_id: int, member_id: int, hours: Mapping[str, Sequence[str]], a_day: int, a_week: int, minutes: int
) -> None:
    """Set a mentor's hours: weekday (Monday "0") → ["16:00", "18:00"], a day left out has none; {}: the team's last two hours each day."""
    row = of(session, workspace_id=workspace_id, member_ids=[member_id])[member_id]
    row.hours, row.a_day, row.a_week, row.minutes = {day: list(span) for day, span in hours.items()}, a_day, a_week, minutes
    session.add(row)
    session.flush()


def said(row: Mentoring) -> dict[str, Any]:
    """Hours and capacity as JSON holds them, for Undo."""
    return {"hours": dict(row.hours), "a_day": row.a_day, "a_week": row.a_week, "minutes": row.minutes}


def put_back(session: Session, *, workspace_id: int, change: Mapping[str, Any]) -> None:
    """Undo a change of hours (`change`: member, before, after, each as `said`). Raises ChangedSince when they were changed since."""
    member_id = int(change["member"])
    if said(of(session, workspace_id=workspace_id, member_ids=[member_id])[member_id]) != change["after"]:
        raise ChangedSince("hours")
    keep(session, workspace_id=workspace_id, member_id=member_id, **change["before"])


def commitments(session: Session, *, workspace_id: int, member_ids: Iterable[int], start: datetime, end: datetime) -> Sequence[Commitment]:
    """What these people have to do between two moments, in order of time."""
    query = select(Commitment).where(Commitment.workspace_id == workspace_id, col(Commitment.member_id).in_(list(member_ids)))
    within = query.where(Commitment.starts_at < end, Commitment.ends_at > start)
    return session.exec(within.order_by(col(Commitment.starts_at), col(Commitment.id))).all()


def commit_to(
    session: Session,
    *,
    workspace_id: int,
    member_id: int,
    starts_at: datetime,
    ends_at: datetime,
    note: str = "",
    entry_id: int | None = None,
) -> Commitment:
    """A time a mentor is not free. ValueError when it ends before it begins."""
    if ends_at <= starts_at:
        raise ValueError(f"{ends_at} is not after {starts_at}")
    row = Commitment(workspace_id=workspace_id, member_id=member_id, starts_at=starts_at, ends_at=ends_at, note=note, entry_id=entry_id)
    session.add(row)
    session.flush()
    return row


def find(session: Session, *, workspace_id: int, commitment_id: int) -> Commitment | None:
    """A commitment of this workspace by id."""
    return session.exec(select(Commitment).where(Commitment.id == commitment_id, Commitment.workspace_id == workspace_id)).first()


def let_go(session: Session, *, commitment: Commitment) -> None:
    """The time is free again."""
    session.delete(commitment)
    session.flush()


def note_again(session: Session, *, workspace_id: int, told: Mapping[str, Any]) -> None:
    """Undo a commitment's removal (`told`: member, starts_at, ends_at, note)."""
    start, end = (datetime.fromisoformat(told[name]) for name in ("starts_at", "ends_at"))
    commit_to(session, workspace_id=workspace_id, member_id=int(told["member"]), starts_at=start, ends_at=end, note=told["note"])


def remove(session: Session, *, entry_id: int) -> None:
    """Delete an undone entry's commitments."""
    session.exec(delete(Commitment).where(col(Commitment.entry_id) == entry_id))
