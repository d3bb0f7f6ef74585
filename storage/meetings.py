"""Meetings: histories that are appended to, and the present state derived from them."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, select

from coaching.meeting import Event, Standing, derive
from coaching.terms import Direction, Happening, Origin, Role, State, Verdict
from storage import touched
from storage.dialect import stored
from storage.tables import Meeting, MeetingEvent, Team


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
    meeting = Meeting(
        workspace_id=workspace_id,
        team_id=team_id,
        member_id=member_id,
        lead_id=lead_id,
        ae_id=ae_id,
        call_id=call_id,
        entry_id=entry_id,
        origin=origin.value,
        source=source,
        direction=direction.value,
        key=key,
        booked_on=booked_on,
        starts_at=starts_at,
        day=starts_at.astimezone(zone).date(),
    )
    session.add(meeting)
    session.flush()
    authority, who = Role.REP, actor_id or member_id
    record(
        session,
        meeting=meeting,
        kind=Happening.BOOKED,
        now=now,
        zone=zone,
        authority=authority,
        actor_id=who,
        entry_id=entry_id,
        starts_at=starts_at,
    )
    return meeting


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
    """Append an event and derive the meeting's columns again; coaching.meeting.check was asked before whether that is allowed."""
    _lock(session, meeting)
    if kind is Happening.WON and won_on is None:
        won_on = now.astimezone(zone).date()
    event = MeetingEvent(
        workspace_id=meeting.workspace_id,
        meeting_id=stored(meeting.id),
        entry_id=entry_id,
        at=now,
        kind=kind.value,
        actor_id=actor_id,
        authority=authority.value,
        starts_at=starts_at,
        amount=amount,
        won_on=won_on,
        voids_id=voids_id,
        key=key,
    )
    session.add(event)
    session.flush()
    touched.note(session, meeting.team_id)
    _derive(session, meeting, zone)
    return event


def _lock(session: Session, meeting: Meeting) -> None:
    """Two words about one meeting are heard one after the other. (SQLite has one writer anyway; a read-only transaction may not lock.)"""
    if not session.info.get("reading"):
        session.exec(select(Meeting.id).where(Meeting.id == meeting.id).with_for_update()).one()


def _derive(session: Session, meeting: Meeting, zone: ZoneInfo) -> None:
    now = standing(session, meeting=meeting)
    meeting.state, meeting.verdict = now.state.value, now.verdict.value
    meeting.starts_at, meeting.day = now.starts_at, now.starts_at.astimezone(zone).date()
    meeting.moves, meeting.missed = now.moves, now.missed
    meeting.won_amount, meeting.won_on = now.won_amount, now.won_on
    session.add(meeting)
    session.flush()


def date_anew(session: Session, *, team: Team) -> None:
    """The local days of a team's booked meetings, in the zone it has now; what was said of the others stays where it was counted."""
    booked = (Meeting.workspace_id == team.workspace_id, Meeting.team_id == team.id, Meeting.state == State.BOOKED.value)
    zone = ZoneInfo(team.timezone)
    for meeting in session.exec(select(Meeting).where(*booked)).all():
        meeting.day = meeting.starts_at.astimezone(zone).date()
    touched.note(session, team.id)
    session.flush()


def history(session: Session, *, meeting_id: int) -> Sequence[MeetingEvent]:
    """A meeting's events in the order recorded."""
    return session.exec(select(MeetingEvent).where(MeetingEvent.meeting_id == meeting_id).order_by(col(MeetingEvent.id))).all()


def standing(session: Session, *, meeting: Meeting) -> Standing:
    """What the meeting is now, derived from its events. While a writing transaction lasts nobody else can add one."""
    _lock(session, meeting)
    return derive([as_event(row) for row in history(session, meeting_id=stored(meeting.id))])


def as_event(row: MeetingEvent) -> Event:
    """A row as the rules see it."""
    return Event(
        id=stored(row.id),
        kind=Happening(row.kind),
        at=row.at,
        authority=Role(row.authority),
        starts_at=row.starts_at,
        amount=row.amount,
        won_on=row.won_on,
        voids=row.voids_id,
    )


_STANDS = col(Meeting.state) != State.WITHDRAWN.value


def find(session: Session, *, workspace_id: int, meeting_id: int) -> Meeting | None:
    """A meeting of this workspace by id; withdrawn ones are not found."""
    return session.exec(select(Meeting).where(Meeting.id == meeting_id, Meeting.workspace_id == workspace_id, _STANDS)).first()


def open_of(session: Session, *, workspace_id: int, member_id: int) -> Sequence[Meeting]:
    """Meetings a member booked, or is the AE of, that still wait for a word: state booked; soonest first."""
    waits = (Meeting.workspace_id == workspace_id, Meeting.state == State.BOOKED.value, _concerns(member_id))
    return session.exec(select(Meeting).where(*waits).order_by(col(Meeting.starts_at), col(Meeting.id))).all()


def waiting_in_team(
    session: Session, *, workspace_id: int, team_id: int, now: datetime, but: int | None = None, most: int = 20
) -> Sequence[Meeting]:
    """A team's meetings past their time and without a word, but those that concern one member; oldest first."""
    open_ = (Meeting.workspace_id == workspace_id, Meeting.team_id == team_id, Meeting.state == State.BOOKED.value)
    query = select(Meeting).where(*open_, Meeting.starts_at <= now)
    if but is not None:
        query = query.where(or_(col(Meeting.ae_id).is_(None), col(Meeting.ae_id) != but), Meeting.member_id != but)
    return session.exec(query.order_by(col(Meeting.starts_at), col(Meeting.id)).limit(most)).all()


def to_judge(session: Session, *, workspace_id: int, ae_id: int | None, team_id: int | None = None, most: int = 20) -> Sequence[Meeting]:
    """Held meetings without a verdict: of an AE, or (ae_id None) of a team; oldest first."""
    query = select(Meeting).where(
        Meeting.workspace_id == workspace_id, Meeting.state == State.HELD.value, Meeting.verdict == Verdict.PENDING.value
    )
    if ae_id is not None:
        query = query.where(Meeting.ae_id == ae_id)
    if team_id is not None:
        query = query.where(Meeting.team_id == team_id)
    return session.exec(query.order_by(col(Meeting.starts_at), col(Meeting.id)).limit(most)).all()


def unsettled(
    session: Session, *, workspace_id: int, now: datetime, team_id: int | None = None, member_ids: Collection[int] | None = None
) -> tuple[dict[int, int], dict[int | None, int]]:
    """How many meetings (of a team, or those these people booked) past their time have no word, by who booked them, and how many held
    ones no verdict, by AE.
    """
    ae, rep, state = col(Meeting.ae_id), col(Meeting.member_id), col(Meeting.state)
    wordless = and_(state == State.BOOKED.value, col(Meeting.starts_at) <= now)
    pending = and_(state == State.HELD.value, col(Meeting.verdict) == Verdict.PENDING.value)
    whose = Meeting.team_id == team_id if member_ids is None else rep.in_(member_ids)
    there = (Meeting.workspace_id == workspace_id, whose, or_(wordless, pending))
    words, verdicts = Counter[int](), Counter[int | None]()
    for one, judge, held, count in session.exec(select(rep, ae, state, func.count()).where(*there).group_by(rep, ae, state)).all():
        if held == State.HELD:
            verdicts[judge] += count
        else:
            words[one] += count
    return dict(words), dict(verdicts)


def of_lead(
    session: Session, *, workspace_id: int, lead_ids: Sequence[int], member_id: int | None = None, since: date | None = None
) -> Sequence[Meeting]:
    """Meetings with these leads (that the member booked or is AE of, if given), newest time first; withdrawn left out."""
    query = select(Meeting).where(Meeting.workspace_id == workspace_id, col(Meeting.lead_id).in_(lead_ids), _STANDS)
    if member_id is not None:
        query = query.where(_concerns(member_id))
    if since is not None:
        query = query.where(Meeting.day >= since)
    return session.exec(query.order_by(col(Meeting.starts_at).desc(), col(Meeting.id).desc())).all()


def on_day(session: Session, *, workspace_id: int, member_ids: Collection[int], day: date) -> Sequence[Meeting]:
    """The meetings these people booked for a local day, in whatever team, that are booked still; soonest first."""
    whose = (Meeting.workspace_id == workspace_id, col(Meeting.member_id).in_(member_ids))
    there = (*whose, Meeting.day == day, Meeting.state == State.BOOKED.value)
    return session.exec(select(Meeting).where(*there).order_by(col(Meeting.starts_at), col(Meeting.id))).all()


def given_by_ae(session: Session, *, workspace_id: int, team_id: int, first: date, last: date) -> dict[int, int]:
    """How many meetings each AE was given by bookings made in these days (withdrawn and cancelled left out)."""
    query = (
        select(Meeting.ae_id, func.count())
        .where(Meeting.workspace_id == workspace_id, Meeting.team_id == team_id, col(Meeting.booked_on).between(first, last))
        .where(col(Meeting.state).not_in((State.WITHDRAWN.value, State.CANCELLED.value)))
        .group_by(col(Meeting.ae_id))
    )
    return {ae_id: count for ae_id, count in session.exec(query) if ae_id is not None}


def _concerns(member_id: int) -> ColumnElement[bool]:
    return or_(col(Meeting.member_id) == member_id, col(Meeting.ae_id) == member_id)


def to_win(session: Session, *, workspace_id: int, ae_id: int | None, team_id: int | None = None, most: int = 20) -> Sequence[Meeting]:
    """Held and qualified meetings without a win: of an AE, or (ae_id None) of a team; newest first."""
    query = select(Meeting).where(
        Meeting.workspace_id == workspace_id,
        Meeting.state == State.HELD.value,
        Meeting.verdict == Verdict.QUALIFIED.value,
        col(Meeting.won_on).is_(None),
    )
    if ae_id is not None:
        query = query.where(Meeting.ae_id == ae_id)
    if team_id is not None:
        query = query.where(Meeting.team_id == team_id)
    return session.exec(query.order_by(col(Meeting.starts_at).desc(), col(Meeting.id).desc()).limit(most)).all()
