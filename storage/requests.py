"""What people are asked for: meetings that wait for a word or a verdict, the days they logged, and the message of a day that asks."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as core
from sqlalchemy import and_, func, or_
from sqlmodel import Session, col, exists, select

from coaching.terms import CONTACTS, Origin, State, Verdict
from storage import dialect
from storage.tables import Call, Effort, Entry, Hush, Leave, Meeting, MeetingEvent, Member, Outgoing, Tally

LOGGED = ("calls", "appointment", "activity")  # kinds of entries that are a log


def key_of(member_id: int, day: date) -> str:
    """The key of the one message of a day in which a member is asked."""
    return f"requests {member_id} {day.isoformat()}"


def messages(session: Session, *, workspace_id: int, keys: Iterable[str]) -> Mapping[str, Outgoing]:
    """Those of these messages that were or will be sent, by key."""
    query = select(Outgoing).where(Outgoing.workspace_id == workspace_id, col(Outgoing.key).in_(list(keys)))
    return {row.key: row for row in session.exec(query).all()}


def wanting(session: Session, *, workspace_id: int, team_ids: Iterable[int], since: date, before: datetime) -> Sequence[Meeting]:
    """Meetings of these teams from a day on that were to begin before a moment and have no word, or were held and have no verdict;
    oldest first."""
    pending = and_(col(Meeting.state) == State.HELD.value, col(Meeting.verdict) == Verdict.PENDING.value)
    wordless = and_(col(Meeting.state) == State.BOOKED.value, col(Meeting.starts_at) <= before)
    of_teams = (Meeting.workspace_id == workspace_id, col(Meeting.team_id).in_(list(team_ids)), col(Meeting.day) >= since)
    return session.exec(select(Meeting).where(*of_teams, or_(wordless, pending)).order_by(col(Meeting.starts_at), col(Meeting.id))).all()


def some(session: Session, *, workspace_id: int, meeting_ids: Iterable[int]) -> Mapping[int, Meeting]:
    """These meetings, whatever became of them."""
    query = select(Meeting).where(Meeting.workspace_id == workspace_id, col(Meeting.id).in_(list(meeting_ids)))
    return {int(row.id or 0): row for row in session.exec(query).all()}


def own_words(session: Session, *, workspace_id: int, meeting_ids: Iterable[int], member_id: int, since: datetime) -> Mapping[int, int]:
    """By meeting, the latest entry of a member about it since then that is not undone, where theirs is the latest word there is."""
    newest = select(col(MeetingEvent.meeting_id), func.max(MeetingEvent.id).label("id")).group_by(col(MeetingEvent.meeting_id))
    latest = newest.where(MeetingEvent.workspace_id == workspace_id, col(MeetingEvent.meeting_id).in_(list(meeting_ids))).subquery()
    query = select(MeetingEvent.meeting_id, Entry.id).join(latest, col(MeetingEvent.id) == latest.c.id)
    query = query.join(Entry, col(Entry.id) == col(MeetingEvent.entry_id))
    own = (Entry.actor_id == member_id, Entry.at >= since, col(Entry.undone_at).is_(None))
    return {meeting_id: entry_id or 0 for meeting_id, entry_id in session.exec(query.where(*own)).all()}


def logged_days(session: Session, *, workspace_id: int, team_id: int, first: date, last: date) -> Mapping[int, frozenset[date]]:
    """By member of a team, the days on which they logged calls, other work or a booking, in whichever team they were then.

    Who logged nothing is absent.
    """
    found: dict[int, set[date]] = {}
    here = select(Member.id).where(Member.workspace_id == workspace_id, Member.team_id == team_id)
    for table, day in ((Tally, Tally.day), (Effort, Effort.day), (Meeting, Meeting.booked_on)):
        of_team = (col(table.workspace_id) == workspace_id, col(table.member_id).in_(here), col(day).between(first, last))
        counts = {Tally: col(Tally.calls) > 0, Meeting: col(Meeting.state) != State.WITHDRAWN.value}.get(table)
        there = of_team if counts is None else (*of_team, counts)
        for member_id, one in session.exec(select(col(table.member_id), col(day)).where(*there).distinct()).all():
            found.setdefault(member_id, set()).add(one)
    return {one: frozenset(days) for one, days in found.items()}


def logs(session: Session, *, workspace_id: int, member_ids: Iterable[int], since: datetime) -> Mapping[int, Sequence[datetime]]:
    """When each of these entered something that counts and stands, from a moment on, oldest first; who entered nothing has []."""
    found: dict[int, list[datetime]] = {one: [] for one in member_ids}
    counts = (col(Entry.kind).in_(LOGGED), col(Entry.undone_at).is_(None), Entry.at >= since)
    query = select(Entry.actor_id, Entry.at).where(Entry.workspace_id == workspace_id, col(Entry.actor_id).in_(list(found)), *counts)
    for actor_id, at in session.exec(query.order_by(col(Entry.at))).all():
        found[actor_id].append(at)
    return found


def unreached(session: Session, *, workspace_id: int, team_id: int, first: date, last: date) -> Sequence[Meeting]:
    """Meetings of a team booked on these days of which no call is known that reached anybody: none is theirs, and none is their lead's."""
    spoken = exists().where(col(Call.lead_id) == col(Meeting.lead_id), col(Call.outcome).in_([one.value for one in CONTACTS]))
    booked = (Meeting.workspace_id == workspace_id, Meeting.team_id == team_id, col(Meeting.booked_on).between(first, last))
    there = (col(Meeting.state) != State.WITHDRAWN.value, col(Meeting.call_id).is_(None), Meeting.origin != Origin.BY_EMAIL.value)
    return session.exec(select(Meeting).where(*booked, *there, ~spoken).order_by(col(Meeting.id))).all()


def passed(session: Session, *, workspace_id: int, team_id: int, since: date, before: datetime) -> int:
    """How many meetings of a team from a day on were to begin before a moment and have no word."""
    wordless = (Meeting.team_id == team_id, Meeting.state == State.BOOKED.value, Meeting.day >= since, Meeting.starts_at <= before)
    return session.exec(select(func.count()).where(Meeting.workspace_id == workspace_id, *wordless)).one()


def mark(session: Session) -> tuple[int, ...]:
    """Differs as soon as anybody said, entered, put off or took back something: the newest of each, and how many of what is deleted."""
    return tuple(one or 0 for one in dialect.run(session, _MARK, {}).one())


_NEWEST: list[Any] = [func.max(col(column)) for column in (MeetingEvent.id, Entry.id, Call.id, Hush.id, Leave.id)]
_MANY: list[Any] = [func.count(col(column)) for column in (Hush.id, Leave.id)]
_MARK = core.select(*(core.select(figure).scalar_subquery() for figure in (*_NEWEST, *_MANY)))
