"""Closed months as they were closed, and what was entered for them later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_
from sqlmodel import Session, col, exists, select

from coaching.calendar import Period
from storage import dialect
from storage.tables import Call, ClosedMonth, Entry, Meeting, MeetingEvent


@dataclass(frozen=True)
class LateCalls:
    """Calls of a closed month that somebody entered later, in one go."""

    at: datetime
    actor_id: int
    member_id: int
    calls: int


def find(session: Session, *, workspace_id: int, team_id: int, month: date) -> ClosedMonth | None:
    """A month (its first day) as it was closed; None while it is open."""
    this = (ClosedMonth.workspace_id == workspace_id, ClosedMonth.team_id == team_id, ClosedMonth.month == month)
    return session.exec(select(ClosedMonth).where(*this)).first()


def months(session: Session, *, workspace_id: int, team_id: int) -> frozenset[date]:
    """The first days of a team's closed months."""
    this = (ClosedMonth.workspace_id == workspace_id, ClosedMonth.team_id == team_id)
    return frozenset(session.exec(select(col(ClosedMonth.month)).where(*this)).all())


def keep(session: Session, *, workspace_id: int, team_id: int, month: date, figures: dict[str, Any], now: datetime) -> bool:
    """Close a month with these figures; False (and nothing changed) when somebody closed it before."""
    row = ClosedMonth(workspace_id=workspace_id, team_id=team_id, month=month, closed_at=now, figures=figures)
    return dialect.added(session, ClosedMonth, row.model_dump(exclude={"id"}))


def talked_of(
    session: Session, *, workspace_id: int, team_id: int, month: Period, since: datetime, member_id: int | None = None
) -> Sequence[Meeting]:
    """Meetings that may be of the month and of which something was said since: of a team or of one who booked them; withdrawn ones too."""
    said = exists().where(col(MeetingEvent.meeting_id) == col(Meeting.id), col(MeetingEvent.at) > since)
    won = exists().where(col(MeetingEvent.meeting_id) == col(Meeting.id), col(MeetingEvent.won_on).between(month.first, month.last))
    own: list[Any] = [Meeting.workspace_id == workspace_id, Meeting.team_id == team_id]
    if member_id is not None:
        own.append(Meeting.member_id == member_id)
    of_month = (col(Meeting.booked_on) <= month.last) & (col(Meeting.day) >= month.first)  # or moved on since
    return session.exec(select(Meeting).where(*own, said, or_(of_month, won)).order_by(col(Meeting.id))).all()


def late_calls(
    session: Session, *, workspace_id: int, team_id: int, month: Period, since: datetime, member_id: int | None = None
) -> list[LateCalls]:
    """Calls dated in the month and entered since, by who entered them and when; oldest first."""
    own: list[Any] = [Call.workspace_id == workspace_id, Call.team_id == team_id, col(Call.day).between(month.first, month.last)]
    if member_id is not None:
        own.append(Call.member_id == member_id)
    wanted = (
        select(Entry.at, Entry.actor_id, Call.member_id, func.count())
        .join(Entry, col(Entry.id) == col(Call.entry_id))
        .where(*own, Entry.at > since)
        .group_by(col(Entry.id), col(Entry.at), col(Entry.actor_id), col(Call.member_id))
        .order_by(col(Entry.at))
    )
    return [LateCalls(*row) for row in session.exec(wanted).all()]
