"""Graduations and relapses, each confirmed or declined by a mentor: appended, never changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, delete, select

from coaching.trainee import Way
from storage.tables import Milestone


def note(
    session: Session,
    *,
    workspace_id: int,
    member_id: int,
    kind: Way,
    day: date,
    actor_id: int,
    now: datetime,
    reason: str = "",
    evidence: Sequence[Mapping[str, Any]] = (),
    entry_id: int | None = None,
) -> None:
    """Append a line to a rep's way; `evidence`: the rates as they stood."""
    row = Milestone(
        workspace_id=workspace_id,
        member_id=member_id,
        kind=kind.value,
        day=day,
        at=now,
        actor_id=actor_id,
        reason=reason,
        evidence=[dict(one) for one in evidence],
        entry_id=entry_id,
    )
    session.add(row)
    session.flush()


def of(session: Session, *, workspace_id: int, member_ids: Iterable[int]) -> Mapping[int, Sequence[Milestone]]:
    """Each member's way, oldest first; members without a line are absent."""
    query = select(Milestone).where(Milestone.workspace_id == workspace_id, col(Milestone.member_id).in_(list(member_ids)))
    found: dict[int, list[Milestone]] = {}
    for row in session.exec(query.order_by(col(Milestone.day), col(Milestone.id))).all():
        found.setdefault(row.member_id, []).append(row)
    return found


def of_entry(session: Session, *, entry_id: int) -> Milestone | None:
    """The line an entry appended; None when it appended none."""
    return session.exec(select(Milestone).where(Milestone.entry_id == entry_id)).first()


def remove(session: Session, *, entry_id: int) -> None:
    """Delete an undone entry's line."""
    session.exec(delete(Milestone).where(col(Milestone.entry_id) == entry_id))
