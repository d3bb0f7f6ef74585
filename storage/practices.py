"""Practices: proposed, agreed on, moved, skipped, cancelled, scored. What was said is kept; the row is what it comes to."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from coaching.agreement import LIVE, Agreement, Deed, Word, agreement
from coaching.errors import SlotTaken
from coaching.slots import Span
from storage import agenda, dialect
from storage.tables import Member, Practice, PracticeEvent, PracticePlan, Team, id_of

LONGEST = timedelta(hours=4)  # no practice is longer: how far back one may have begun that still goes on
LIVE_STATES = [state.value for state in LIVE]


def propose(
    session: Session,
    *,
    workspace_id: int,
    team_id: int,
    key: str,
    rep_id: int,
    mentor_id: int,
    version_id: int,
    step: str,
    day: date,
    starts_at: datetime,
    minutes: int,
    need: str,
    evidence: dict[str, Any],
    now: datetime,
    actor_id: int | None = None,
    entry_id: int | None = None,
) -> Practice | None:
    """A practice nobody said yes to but its `actor_id`; None (and nothing added) when the key is there already.

    `evidence`: the rates as they stood. Raises SlotTaken when either has another one then.
    """
    if by_key(session, workspace_id=workspace_id, key=key):
        return None
    row = Practice(
        workspace_id=workspace_id,
        team_id=team_id,
        key=key,
        rep_id=rep_id,
        mentor_id=mentor_id,
        version_id=version_id,
        step=step,
        day=day,
        starts_at=starts_at,
        minutes=minutes,
        need=need,
        evidence=evidence,
    )
    must_be_free(session, row, starts_at)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # a rival was quicker
        if by_key(session, workspace_id=workspace_id, key=key):
            return None
        raise SlotTaken from None
    say(session, practice=row, kind=Deed.PROPOSED, actor_id=actor_id, starts_at=starts_at, now=now, entry_id=entry_id)
    return row


def say(
    session: Session,
    *,
    practice: Practice,
    kind: Deed,
    actor_id: int | None,
    now: datetime,
    starts_at: datetime | None = None,
    reason: str = "",
    entry_id: int | None = None,
) -> None:
    """Append a word and bring the practice to where it leaves it. Raises SlotTaken when a new time is taken.

    Whoever decides what may be said holds the row: `find(…, lock=True)`.
    """
    if starts_at is not None and kind is Deed.MOVED:
        must_be_free(session, practice, starts_at)
    event = PracticeEvent(
        workspace_id=practice.workspace_id,
        practice_id=id_of(practice),
        kind=kind.value,
        at=now,
        actor_id=actor_id,
        starts_at=starts_at,
        reason=reason,
        entry_id=entry_id,
    )
    try:
        with session.begin_nested():
            session.add(event)
            session.flush()
            derive(session, practice)
    except IntegrityError:
        session.refresh(practice)
        raise SlotTaken from None


def derive(session: Session, practice: Practice) -> None:
    """The row as its history has it."""
    found = _agreement(practice, history(session, practice_id=id_of(practice)))
    zone = ZoneInfo(session.get_one(Team, practice.team_id).timezone)
    if (found.state in LIVE, found.starts_at) != (practice.state in LIVE_STATES, practice.starts_at):
        agenda.unsay(session, practice=practice)
    practice.state, practice.starts_at, practice.day = found.state.value, found.starts_at, found.starts_at.astimezone(zone).date()
    session.add(practice)
    session.flush()


def _agreement(practice: Practice, said: Sequence[PracticeEvent]) -> Agreement:
    words = [Word(Deed(row.kind), row.actor_id, row.starts_at) for row in said]
    return agreement(words, rep=practice.rep_id, mentor=practice.mentor_id)


def hold(session: Session, *, member_ids: Sequence[int]) -> None:
    """Whoever else would take a time of these people waits until this transaction ends; who logs calls does not."""
    wanted = select(Member.id).where(col(Member.id).in_(member_ids))
    session.exec(wanted.order_by(col(Member.id)).with_for_update(key_share=True)).all()


def must_be_free(session: Session, practice: Practice, starts_at: datetime) -> None:
    """Raises SlotTaken. Whoever else would take a time of these two waits meanwhile."""
    hold(session, member_ids=[practice.rep_id, practice.mentor_id])
    wanted = Span(starts_at, starts_at + timedelta(minutes=practice.minutes))
    for who in (practice.rep_id, practice.mentor_id):
        others = taken(session, workspace_id=practice.workspace_id, member_ids=[who], start=wanted.start, end=wanted.end)
        if any(other.id != practice.id for other in others):
            raise SlotTaken


def find(session: Session, *, workspace_id: int, practice_id: int, lock: bool = False) -> Practice | None:
    """A practice of this workspace by id; `lock`: others who would change it wait."""
    query = select(Practice).where(Practice.id == practice_id, Practice.workspace_id == workspace_id)
    return session.exec(query.with_for_update().execution_options(populate_existing=True) if lock else query).first()


def by_key(session: Session, *, workspace_id: int, key: str) -> Practice | None:
    """A practice by what it is for: "<rep> <day>" for the morning's."""
    return session.exec(select(Practice).where(Practice.workspace_id == workspace_id, Practice.key == key)).first()


def on_days(session: Session, *, workspace_id: int, team_id: int, first: date, last: date) -> Sequence[Practice]:
    """A team's practices of these days, whatever became of them, in order of time."""
    query = select(Practice).where(Practice.workspace_id == workspace_id, Practice.team_id == team_id)
    return session.exec(query.where(col(Practice.day).between(first, last)).order_by(col(Practice.starts_at), col(Practice.id))).all()


def last_days(session: Session, *, workspace_id: int, team_id: int, first: date, last: date, states: Collection[str]) -> dict[int, date]:
    """The latest of these days on which each rep had a practice in one of these states, by rep; who had none is absent."""
    query = select(col(Practice.rep_id), func.max(col(Practice.day))).where(Practice.workspace_id == workspace_id)
    query = query.where(Practice.team_id == team_id, col(Practice.day).between(first, last), col(Practice.state).in_(states))
    return dict(session.exec(query.group_by(col(Practice.rep_id))).all())


def of_rep(session: Session, *, workspace_id: int, rep_id: int, since: date = date.min) -> Sequence[Practice]:
    """Every practice of a rep from a day on, whatever became of it, in order of time."""
    query = select(Practice).where(Practice.workspace_id == workspace_id, Practice.rep_id == rep_id, Practice.day >= since)
    return session.exec(query.order_by(col(Practice.starts_at), col(Practice.id))).all()


def taken(session: Session, *, workspace_id: int, member_ids: Sequence[int], start: datetime, end: datetime) -> Sequence[Practice]:
    """What will take place between two moments and has one of these people in it, as rep or mentor, in order of time."""
    people = col(Practice.rep_id).in_(member_ids) | col(Practice.mentor_id).in_(member_ids)
    when = (Practice.starts_at < end, Practice.starts_at > start - LONGEST)
    query = select(Practice).where(Practice.workspace_id == workspace_id, people, *when, col(Practice.state).in_(LIVE_STATES))
    rows = session.exec(query.order_by(col(Practice.starts_at), col(Practice.id))).all()
    return [row for row in rows if ends_at(row) > start]


def unscored(session: Session, *, workspace_id: int, team_id: int, before: datetime) -> Sequence[Practice]:
    """Practices whose time was before a moment, which nobody marked, skipped or cancelled, oldest first."""
    query = select(Practice).where(Practice.workspace_id == workspace_id, Practice.team_id == team_id)
    over = query.where(col(Practice.state).in_(LIVE_STATES), Practice.starts_at < before)
    return session.exec(over.order_by(col(Practice.starts_at), col(Practice.id))).all()


def ends_at(practice: Practice) -> datetime:
    """When it is over."""
    return practice.starts_at + timedelta(minutes=practice.minutes)


def history(session: Session, *, practice_id: int) -> Sequence[PracticeEvent]:
    """Everything that was said of a practice, oldest first."""
    return session.exec(select(PracticeEvent).where(PracticeEvent.practice_id == practice_id).order_by(col(PracticeEvent.id))).all()


def agreed(session: Session, *, practices: Sequence[Practice]) -> dict[int, frozenset[int]]:
    """Who said yes to each practice's present time (member ids), by practice."""
    found: dict[int, list[PracticeEvent]] = {id_of(one): [] for one in practices}
    query = select(PracticeEvent).where(col(PracticeEvent.practice_id).in_(found)).order_by(col(PracticeEvent.id))
    for event in session.exec(query).all():
        found[event.practice_id].append(event)
    return {id_of(one): _agreement(one, found[id_of(one)]).agreed for one in practices}


def of_entry(session: Session, *, entry_id: int) -> Sequence[Practice]:
    """The practices an entry said something of."""
    said = select(PracticeEvent.practice_id).where(PracticeEvent.entry_id == entry_id)
    return session.exec(select(Practice).where(col(Practice.id).in_(said)).order_by(col(Practice.starts_at))).all()


def keep_plan(session: Session, *, workspace_id: int, team_id: int, day: date, now: datetime, unserved: dict[int, str]) -> bool:
    """Note that a team's morning was planned; False (and nothing noted) when it was already."""
    told = {str(member): why for member, why in unserved.items()}
    values = {"workspace_id": workspace_id, "team_id": team_id, "day": day, "made_at": now, "unserved": told}
    return dialect.added(session, PracticePlan, values)


def plan_of(session: Session, *, workspace_id: int, team_id: int, day: date, lock: bool = False) -> PracticePlan | None:
    """A morning's plan; None before it was made. `lock`: others who would change it wait."""
    query = select(PracticePlan).where(PracticePlan.workspace_id == workspace_id, PracticePlan.team_id == team_id)
    query = query.where(PracticePlan.day == day)
    return session.exec(query.with_for_update().execution_options(populate_existing=True) if lock else query).first()


def replan(session: Session, *, plan: PracticePlan, unserved: dict[int, str]) -> None:
    """Who could not be served, said anew."""
    plan.unserved = {str(member): why for member, why in unserved.items()}
    session.add(plan)
    session.flush()
