"""What people entered: the unit of Undo, and the guard that one delivery counts once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as core
from sqlalchemy import bindparam, or_
from sqlmodel import Session, col, delete, select, update

from coaching.errors import Gone, OthersBuiltOnIt, UndoTooLate
from coaching.meeting import relying_on
from coaching.terms import Happening, Role
from storage import (
    calls,
    changes,
    dialect,
    efforts,
    goals,
    hushes,
    leads,
    marks,
    meetings,
    members,
    mentoring,
    milestones,
    scenarios,
    thresholds,
    touched,
    unsaid,
)
from storage.tables import Answer, Entry, Meeting, MeetingEvent, Member, Team

UNDO_FOR = timedelta(hours=24)
NO_PACE = ("calls", "activity")  # kinds of entries that turn no pace
LASTING = ("settings", "history")  # kinds of entries that nothing can put back
_OPENING = core.insert(dialect.table(Entry)).returning(dialect.table(Entry).c.id)


def open_entry(
    session: Session,
    *,
    workspace_id: int,
    actor_id: int,
    key: str,
    fingerprint: str,
    kind: str,
    now: datetime,
    summary: dict[str, Any] | None = None,
) -> int:
    """The id of a new entry for a delivery. IntegrityError when its key is taken: the answer given then is in `answered`."""
    values: dict[str, Any] = {"workspace_id": workspace_id, "actor_id": actor_id, "at": now, "key": key, "fingerprint": fingerprint}
    values |= {"kind": kind, "summary": dict(summary or {}), "undone_at": None}
    entry_id: int = dialect.run(session, _OPENING, values).scalar_one()
    session.info["entered"] = True
    return entry_id


def retell(session: Session, *, entry_id: int, summary: dict[str, Any]) -> None:
    """Other words for an entry just opened, when more is known of it."""
    session.exec(update(Entry).where(col(Entry.id) == entry_id).values(summary=summary))


def find(session: Session, *, workspace_id: int, entry_id: int) -> Entry | None:
    """An entry of this workspace by id."""
    return session.exec(select(Entry).where(Entry.id == entry_id, Entry.workspace_id == workspace_id)).first()


def recent(session: Session, *, workspace_id: int, actor_id: int, since: datetime, most: int = 20) -> Sequence[Entry]:
    """What a person entered since then and did not undo, newest first; settings only where they can be put back, and no history."""
    own = (Entry.workspace_id == workspace_id, Entry.actor_id == actor_id, Entry.at >= since, col(Entry.undone_at).is_(None))
    wanted = select(Entry).where(*own, col(Entry.kind).not_in(LASTING))
    return session.exec(wanted.order_by(col(Entry.at).desc(), col(Entry.id).desc()).limit(most)).all()


def turned_since(session: Session, *, workspace_id: int, moment: datetime) -> bool:
    """Whether anybody entered, or took back, something a pace can turn by since then: no pace is made of calls and other work."""
    here = select(Member.id).where(Member.workspace_id == workspace_id)
    at, undone_at = col(Entry.at), col(Entry.undone_at)
    lately = (at >= moment - UNDO_FOR, or_(at >= moment, undone_at >= moment))
    wanted = select(Entry.id).where(col(Entry.actor_id).in_(here), *lately, col(Entry.kind).not_in(NO_PACE))
    return session.exec(wanted.limit(1)).first() is not None


def undo(session: Session, *, entry: Entry, actor_id: int, now: datetime) -> None:
    """Take an entry back as a whole: its calls and efforts are deleted and the tally corrected, its meeting events voided by `corrected`
    events (a booking: the meeting becomes withdrawn), goals and leads it made removed where nothing else uses them. Idempotent.
    A setting is as it was before. Raises UndoTooLate after 24 hours, OthersBuiltOnIt, ChangedSince, Gone when another's or not there.
    """
    if entry.id is None or entry.actor_id != actor_id:
        raise Gone
    session.refresh(entry, with_for_update=True)  # two taps on Undo: the second sees what the first did
    if entry.undone_at is not None:
        return
    if now - entry.at > UNDO_FOR:
        raise UndoTooLate
    entry.undone_at = now
    session.add(entry)
    touched.note(session, session.get_one(Member, actor_id).team_id)
    if entry.kind in marks.KINDS:
        marks.put_back(session, entry=entry)
    milestones.reconsider(session, entry_id=entry.id)
    for noun in (calls, efforts, goals, thresholds, milestones, mentoring, hushes, unsaid):
        noun.remove(session, entry_id=entry.id)
    _put_back(session, entry, actor_id, now)
    _void(session, entry.id, actor_id, now)
    _forget_leads(session, entry.id)


def _put_back(session: Session, entry: Entry, actor_id: int, now: datetime) -> None:
    """What was changed rather than added is as it was before."""
    if entry.kind == "setting":
        changes.put_back(session, entry.summary["change"], workspace_id=entry.workspace_id)
    elif entry.kind == "scenario":
        scenarios.put_back(session, change=entry.summary, workspace_id=entry.workspace_id, actor_id=actor_id, now=now)
    elif entry.kind == "mentor-hours":
        mentoring.put_back(session, workspace_id=entry.workspace_id, change=entry.summary)
    elif entry.kind == "commitment-removed":
        mentoring.note_again(session, workspace_id=entry.workspace_id, told=entry.summary)
    elif entry.kind == "leave":
        members.unnote_leave(session, workspace_id=entry.workspace_id, told=entry.summary)
    elif entry.kind == "away":
        members.remove_leave_of(session, workspace_id=entry.workspace_id, leave_id=entry.summary["leave"])


def _void(session: Session, entry_id: int, actor_id: int, now: datetime) -> None:
    """Append a correction for each event of the entry, newest first; whoever undoes takes back their own word."""
    query = (
        select(MeetingEvent, Meeting, Team.timezone)
        .join(Meeting, col(Meeting.id) == col(MeetingEvent.meeting_id))
        .join(Team, col(Team.id) == col(Meeting.team_id))
        .where(MeetingEvent.entry_id == entry_id)
        .order_by(col(MeetingEvent.id).desc())
    )
    for event, meeting, zone in session.exec(query).all():
        _must_be_free(session, meeting, event, actor_id)
        meetings.record(
            session,
            meeting=meeting,
            kind=Happening.CORRECTED,
            now=now,
            zone=ZoneInfo(zone),
            authority=Role(event.authority),
            actor_id=actor_id,
            voids_id=event.id,
        )


def _must_be_free(session: Session, meeting: Meeting, event: MeetingEvent, actor_id: int) -> None:
    """What others said of the meeting later keeps its ground. Raises OthersBuiltOnIt."""
    rows = meetings.history(session, meeting_id=event.meeting_id)
    relying = {later.id for later in relying_on([meetings.as_event(row) for row in rows], meetings.as_event(event))}
    others = {row.actor_id for row in rows if row.id in relying} - {actor_id, None}
    if not others:
        return
    lead = leads.find(session, workspace_id=meeting.workspace_id, lead_id=meeting.lead_id) if meeting.lead_id else None
    who = session.exec(select(Member.slack_id).where(col(Member.id).in_(others)).order_by(col(Member.id))).all()
    raise OthersBuiltOnIt(lead.name if lead else "", tuple(one for one in who if one))


def _forget_leads(session: Session, entry_id: int) -> None:
    """A lead that was only a slip of the pen is not offered again: its withdrawn meeting lets go of it."""
    withdrawn = update(Meeting).where(col(Meeting.entry_id) == entry_id, col(Meeting.state) == "withdrawn")
    session.exec(withdrawn.values(lead_id=None))
    leads.remove_unused(session, entry_id=entry_id)


def answered(session: Session, *, workspace_id: int, key: str) -> Answer | None:
    """What this delivery was answered with before."""
    found = dialect.run(session, _ANSWERED, {"workspace_id": workspace_id, "key": key}).first()
    return None if found is None else Answer(**found._mapping)


_ANSWERED = core.select(dialect.table(Answer)).where(
    col(Answer.workspace_id) == bindparam("workspace_id"), col(Answer.key) == bindparam("key")
)


def remember(session: Session, *, workspace_id: int, key: str, fingerprint: str, now: datetime, body: dict[str, Any]) -> None:
    """Keep the answer of a delivery for a day; the first one stands."""
    dialect.added(session, Answer, {"workspace_id": workspace_id, "key": key, "fingerprint": fingerprint, "at": now, "body": body})


def forget_before(session: Session, *, moment: datetime) -> int:
    """Drop answers older than this; how many."""
    return session.exec(delete(Answer).where(col(Answer.at) < moment)).rowcount
