"""Meetings: histories that are appended to, and the present state derived from them."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlmodel import Session

from coaching.meeting import Event, Standing
from coaching.terms import Direction, Happening, Origin, Role
from storage.tables import Meeting, MeetingEvent


def book(
    session: Session,
    *,
    workspace_id: int,
    team_id: int,
    member_id: int,
    starts_at: datetime,
    zone: ZoneInfo,
    now: datetime,
    booked_on: date,
    lead_id: int | None = None,
    ae_id: int | None = None,
    call_id: int | None = None,
    entry_id: int | None = None,
    actor_id: int | None = None,
    origin: Origin = Origin.CALL,
    source: str = "",
    direction: Direction = Direction.OUTBOUND,
    key: str | None = None,
) -> Meeting:
    """A new meeting with its `booked` event."""
    raise NotImplementedError


def record(
    session: Session,
    *,
    meeting: Meeting,
    kind: Happening,
    now: datetime,
    zone: ZoneInfo,
    authority: Role,
    actor_id: int | None = None,
    entry_id: int | None = None,
    starts_at: datetime | None = None,
    amount: Decimal | None = None,
    won_on: date | None = None,
    voids_id: int | None = None,
    key: str | None = None,
) -> MeetingEvent:
    """Append an event and derive the meeting's columns again. Whether the transition is allowed is asked of coaching.meeting.check before."""
    raise NotImplementedError


def history(session: Session, *, meeting_id: int) -> Sequence[MeetingEvent]:
    """A meeting's events in the order recorded."""
    raise NotImplementedError


def standing(session: Session, *, meeting: Meeting) -> Standing:
    """What the meeting is now, derived from its events."""
    raise NotImplementedError


def as_event(row: MeetingEvent) -> Event:
    """A row as the rules see it."""
    raise NotImplementedError


def find(session: Session, *, workspace_id: int, meeting_id: int) -> Meeting | None:
    """A meeting of this workspace by id; withdrawn ones are not found."""
    raise NotImplementedError


def open_of(session: Session, *, workspace_id: int, member_id: int) -> Sequence[Meeting]:
    """Meetings a member booked, or is the AE of, that still wait for a word: state booked; soonest first."""
    raise NotImplementedError


def to_judge(session: Session, *, workspace_id: int, ae_id: int | None, team_id: int | None = None, most: int = 20) -> Sequence[Meeting]:
    """Held meetings without a verdict: of an AE, or (ae_id None) of a team; oldest first."""
    raise NotImplementedError


def of_lead(session: Session, *, workspace_id: int, lead_ids: Sequence[int], member_id: int | None = None, since: date | None = None) -> Sequence[Meeting]:
    """Meetings with these leads (that the member booked or is AE of, if given), newest time first; withdrawn left out."""
    raise NotImplementedError


def given_by_ae(session: Session, *, workspace_id: int, team_id: int, first: date, last: date) -> dict[int, int]:
    """How many meetings each AE was given by bookings made in these days (withdrawn and cancelled left out)."""
    raise NotImplementedError
