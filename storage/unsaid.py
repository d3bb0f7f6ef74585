"""Words on practices taken back (Undo): each practice is as it was before, where that can be."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select

from coaching.agreement import LIVE, Deed, State
from coaching.errors import ChangedSince, SlotTaken
from storage import agenda, members, mentoring, practices, teams
from storage.tables import Entry, Practice, PracticeEvent, Team, id_of

GRADUATED = "coach-graduated"  # an entry that is about more than its practices: those that cannot be brought back stay called off
COUNTED = [state.value for state in (*LIVE, State.DONE)]  # of a mentor's capacity


def remove(session: Session, *, entry_id: int) -> None:
    """Take back an undone entry's words: each practice is as it was before; one the entry proposed is cancelled, never deleted.

    Raises ChangedSince where somebody spoke after it, or its former time has passed or cannot be had any more.
    """
    entry = session.get_one(Entry, entry_id)
    for event in session.exec(select(PracticeEvent).where(PracticeEvent.entry_id == entry_id)).all():
        practice = session.get_one(Practice, event.practice_id, with_for_update=True)
        said = practices.history(session, practice_id=id_of(practice))
        later = [row for row in said if id_of(row) > id_of(event) and row.entry_id != entry_id]
        if any(not event.kind == row.kind == Deed.SCORED for row in later):  # each scorer's word is their own
            raise ChangedSince("practice")
        if event.kind == Deed.PROPOSED:
            agenda.unsay(session, practice=practice)
            practice.state = State.CANCELLED.value
            session.add(practice)
            continue
        try:
            with session.begin_nested():
                _take_back(session, practice, event, entry.undone_at or entry.at)
        except ChangedSince:
            if entry.kind != GRADUATED:
                raise


def _take_back(session: Session, practice: Practice, event: PracticeEvent, now: datetime) -> None:
    if event.kind in (Deed.SKIPPED, Deed.CANCELLED) and event.at < practice.starts_at and _has_another(session, practice, event):
        raise ChangedSince("practice-instead")
    before = practice.state in practices.LIVE_STATES, practice.starts_at
    session.exec(delete(PracticeEvent).where(col(PracticeEvent.id) == event.id))
    try:
        practices.derive(session, practice)
        if practice.state in practices.LIVE_STATES and before != (True, practice.starts_at):
            _must_have_room(session, practice, event, now)
    except (IntegrityError, SlotTaken):
        raise ChangedSince("practice-taken") from None


def _must_have_room(session: Session, practice: Practice, event: PracticeEvent, now: datetime) -> None:
    """Raises ChangedSince, SlotTaken. What was said of a practice whose time had passed by then needs none; nor does one that was scored
    before its time, once that has passed: it waits for its score."""
    if practice.starts_at <= (now if event.kind == Deed.SCORED else event.at) and event.kind != Deed.MOVED:
        return
    if practice.starts_at <= now:
        raise ChangedSince("practice-past")
    practices.must_be_free(session, practice, practice.starts_at)
    checks: dict[str, Callable[[Session, Practice], bool]] = {"taken": _promised, "away": _away, "full": _full}
    for what, holds in checks.items():
        if holds(session, practice):
            raise ChangedSince(f"practice-{what}")


def _has_another(session: Session, practice: Practice, event: PracticeEvent) -> bool:
    """Whether the plan gave the rep another one that day since."""
    found = practices.of_rep(session, workspace_id=practice.workspace_id, rep_id=practice.rep_id, since=practice.day)
    others = [row for row in found if row.id != practice.id and row.day == practice.day and row.state in COUNTED]
    first = [practices.history(session, practice_id=id_of(row))[0] for row in others]
    return any(word.actor_id is None and id_of(word) > id_of(event) for word in first)


def _sides(practice: Practice) -> dict[str, Any]:
    return {"workspace_id": practice.workspace_id, "member_ids": [practice.rep_id, practice.mentor_id]}


def _promised(session: Session, practice: Practice) -> bool:
    """Whether one of the two promised the time to something else."""
    return bool(mentoring.commitments(session, **_sides(practice), start=practice.starts_at, end=practices.ends_at(practice)))


def _away(session: Session, practice: Practice) -> bool:
    return any(members.leave_days(session, **_sides(practice), first=practice.day, last=practice.day).values())


def _full(session: Session, practice: Practice) -> bool:
    """Whether the mentor gives as many others that day or week as they said."""
    said = mentoring.of(session, workspace_id=practice.workspace_id, member_ids=[practice.mentor_id])[practice.mentor_id]
    span = teams.week_of(session.get_one(Team, practice.team_id), practice.day)
    about: dict[str, Any] = {"workspace_id": practice.workspace_id, "team_id": practice.team_id}
    week = practices.on_days(session, **about, first=span.first, last=span.last)
    others = [row for row in week if row.mentor_id == practice.mentor_id and row.id != practice.id and row.state in COUNTED]
    return len(others) >= said.a_week or sum(row.day == practice.day for row in others) >= said.a_day
