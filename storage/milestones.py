"""Graduations and relapses, each confirmed or declined by a mentor, and the days rates became ready: appended, never changed."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select as sa_select
from sqlmodel import Session, col, delete, func, select

from coaching.funnel import Step
from coaching.terms import CONTACTS, Happening
from coaching.trainee import Way
from storage import dialect, practices, prompts
from storage.tables import Call, Meeting, MeetingEvent, Milestone, Practice, Reached

Ready = tuple[int, Step, Decimal]  # whose rate, and the threshold it was ready for
WON = (Happening.HELD.value, Happening.QUALIFIED.value)


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


def hold(session: Session, *, member_id: int) -> None:
    """Whoever else would decide on a rep's way waits until this transaction ends. Practices go before people, as where one is moved."""
    ahead = select(Practice.id).where(Practice.rep_id == member_id, col(Practice.state).in_(practices.LIVE_STATES))
    session.exec(ahead.order_by(col(Practice.id)).with_for_update()).all()
    practices.hold(session, member_ids=[member_id])


def remove(session: Session, *, entry_id: int) -> None:
    """Delete an undone entry's line: it is to be decided again, so its prompts may be sent again."""
    for row in session.exec(select(Milestone).where(Milestone.entry_id == entry_id)).all():
        prompts.open_again(session, workspace_id=row.workspace_id, member_id=row.member_id, entry_id=entry_id)
    session.exec(delete(Milestone).where(col(Milestone.entry_id) == entry_id))


def keep_ready(session: Session, *, workspace_id: int, found: Collection[tuple[Ready, date]]) -> None:
    """That these rates became ready on these days; what is kept already stays as it is."""
    rows = [
        {"workspace_id": workspace_id, "member_id": whose, "step": step.value, "day": day, "expected": expected}
        for (whose, step, expected), day in found
    ]
    if rows:
        dialect.run(session, dialect.insert(session, Reached).on_conflict_do_nothing(), rows)


def reconsider(session: Session, *, entry_id: int) -> None:
    """An entry is about to be taken back: what its successes may have made ready, from their day on, is kept no more. What is ready without
    them is kept anew at the next look.
    """
    reached = (Call.entry_id == entry_id, col(Call.outcome).in_([one.value for one in CONTACTS]))
    called = select(col(Call.member_id), func.min(col(Call.day))).where(*reached).group_by(col(Call.member_id))
    met = select(col(Meeting.member_id), func.min(col(Meeting.day))).join(MeetingEvent, col(MeetingEvent.meeting_id) == col(Meeting.id))
    said = met.where(MeetingEvent.entry_id == entry_id, col(MeetingEvent.kind).in_(WON)).group_by(col(Meeting.member_id))
    for whose, day in [*session.exec(called).all(), *session.exec(said).all()]:
        session.exec(delete(Reached).where(col(Reached.member_id) == whose, col(Reached.day) >= day))


def ready_days(session: Session, *, workspace_id: int, member_ids: Iterable[int]) -> Mapping[Ready, frozenset[date]]:
    """The days that were kept of these members' rates."""
    table = dialect.table(Reached).c
    query = sa_select(table.member_id, table.step, table.expected, table.day)
    rows = dialect.run(session, query.where(table.workspace_id == workspace_id, table.member_id.in_(list(member_ids))))
    found: dict[Ready, set[date]] = {}
    for whose, step, expected, day in rows:
        found.setdefault((whose, Step(step), expected), set()).add(day)
    return {ready: frozenset(days) for ready, days in found.items()}
