"""What is told of practices, and when: the keys of the messages, mornings planned, practices that begin soon or cannot take place."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, col, exists, select

from storage import dialect, outbox
from storage.tables import Installation, Leave, Member, Outgoing, Practice, PracticeEvent, PracticePlan, Team, id_of

LIVE = ("proposed", "accepted")
REMINDER = "practice-soon"
EDITABLE = (outbox.WAITING, outbox.PARKED, outbox.POSTED, outbox.FAILED)  # see outbox.rewrite


def of_day(member_id: int, day: date, *, file: bool = False) -> str:
    """The key of a mentor's (or manager's) message of a morning, or of the calendar file that comes with it."""
    return f"practices{'-file' if file else ''} {member_id} {day.isoformat()}"


def of_one(practice_id: int, member_id: int, *, soon: datetime | None = None, day: date | None = None) -> str:
    """The key of what a rep is told of their practice in the morning; `soon`: of the reminder of either side before that start.

    `day`: of the morning of a day it was not planned for that morning, but by hand or moved to.
    """
    if soon:
        return f"practice-soon {practice_id} {soon.isoformat()} {member_id}"
    return f"practice {practice_id} {member_id}" + (f" {day.isoformat()}" if day else "")


def of_file(practice_id: int, sequence: int, member_id: int) -> str:
    """The key of a practice's own calendar file: a new one for each time it has."""
    return f"practice-file {practice_id} {sequence} {member_id}"


def is_of_practice(key: str) -> bool:
    """Whether a message under this key tells of practices."""
    return key.partition(" ")[0] in ("practice", "practice-off", "practice-file", "practices", "practices-file", REMINDER)


def goes_first(key: str) -> bool:
    """Whether what reminds of practices makes room for it: a mentor's (or manager's) morning with its file, and a reminder itself."""
    kind, *about = key.split(" ")
    return kind == REMINDER or (kind in ("practices", "practices-file") and len(about) == 2)


def practice_of(key: str) -> str:
    """Which practice a message under this key is about; "" several, or none."""
    kind, *about = key.split(" ")
    return about[0] if kind in ("practice", "practice-off") else ""


def editable(session: Session, *, workspace_id: int, to: str, day: date, about: str) -> Sequence[Outgoing]:
    """A person's messages of a day that can hold one thing more, the best first: of that practice, of practices, the brief, others, and
    reminders once they were read; the latest before earlier ones. Neither files nor what grows by itself.
    """
    this = (Outgoing.workspace_id == workspace_id, Outgoing.to == to, Outgoing.unasked_on == day)
    found = session.exec(select(Outgoing).where(*this, col(Outgoing.state).in_(EDITABLE)).order_by(col(Outgoing.id).desc())).all()

    def worse(one: Outgoing) -> int:
        if practice_of(about) and practice_of(one.key) == practice_of(about):
            return 0
        kind = one.key.partition(" ")[0]
        return {REMINDER: 4, "brief": 2}.get(kind, 1 if is_of_practice(one.key) else 3)

    plain = (one for one in found if not {"file", "picture"} & one.body.keys() and not one.key.startswith("requests "))
    return sorted((one for one in plain if one.ts or not one.key.startswith(f"{REMINDER} ")), key=worse)


def told_otherwise(session: Session, *, workspace_id: int, key: str, to: str, body: dict[str, Any], now: datetime) -> None:
    """What this key stands for was told in another message: its own counts as posted and is never sent."""
    message = Outgoing(workspace_id=workspace_id, key=key, to=to, body=body, planned_at=now, due_at=now, posted_at=now, state=outbox.POSTED)
    dialect.added(session, Outgoing, message.model_dump(exclude={"id"}))


def unsay(session: Session, *, practice: Practice) -> None:
    """Take back what was not sent yet and names the time a practice has: it will not have it any more."""
    own = [f"{kind} {id_of(practice)} " for kind in ("practice", "practice-soon", "practice-file")]
    of_mentor = [of_day(practice.mentor_id, practice.day, file=file) for file in (False, True)]
    beside = [
        key for key, named in _soon(session, practice.workspace_id, Outgoing.state == outbox.WAITING) if id_of(practice) in dict(named)
    ]
    for key in own + of_mentor + beside:
        outbox.withdraw(session, workspace_id=practice.workspace_id, key=key)


def naming(times: Iterable[tuple[int, datetime]]) -> dict[str, list[list[str]]]:
    """What the body of a reminder says of the practices it names beside the first: each with the start it has."""
    return {"beside": [[str(one), at.isoformat()] for one, at in times]}


def _soon(session: Session, workspace_id: int, which: ColumnElement[bool] | bool) -> list[tuple[str, list[tuple[int, datetime]]]]:
    """Reminders: their keys, and what each names beside the first."""
    ours = (Outgoing.workspace_id == workspace_id, col(Outgoing.key).startswith("practice-soon "))
    found = session.exec(select(col(Outgoing.key), col(Outgoing.body)).where(*ours, which)).all()
    return [(key, [(int(one), datetime.fromisoformat(at)) for one, at in body.get("beside", ())]) for key, body in found]


def reminded(session: Session, *, workspace_id: int, since: datetime) -> frozenset[tuple[int, int, datetime]]:
    """Who was or will be reminded of which practice at which start, by what was written since then: member, practice, start."""
    return _reminded(session, workspace_id, col(Outgoing.planned_at) >= since)


def unreminded(session: Session, *, workspace_id: int, to: str, after: datetime, before: datetime) -> Sequence[datetime]:
    """When the practices begin of which a person (Slack id) is to be reminded yet, between two moments of a day; oldest first."""
    who = select(Member.id).where(Member.workspace_id == workspace_id, Member.slack_id == to).scalar_subquery()
    own = or_(col(Practice.rep_id) == who, col(Practice.mentor_id) == who)
    there = (Practice.workspace_id == workspace_id, own, col(Practice.state).in_(LIVE))
    query = select(col(Practice.id), col(Practice.starts_at)).where(*there, Practice.starts_at > after, Practice.starts_at < before)
    ahead = session.exec(query.order_by(col(Practice.starts_at))).all()
    lately = and_(col(Outgoing.to) == to, col(Outgoing.planned_at) >= after - timedelta(days=1))
    told = {(one, at) for _, one, at in _reminded(session, workspace_id, lately)} if ahead else set()
    return [at for one, at in ahead if (one, at) not in told]


def _reminded(session: Session, workspace_id: int, which: ColumnElement[bool]) -> frozenset[tuple[int, int, datetime]]:
    found: set[tuple[int, int, datetime]] = set()
    for key, beside in _soon(session, workspace_id, and_(which, col(Outgoing.state).not_in((outbox.FAILED, outbox.DISCARDED)))):
        _, first, at, member = key.split(" ")
        found |= {(int(member), one, start) for one, start in [(int(first), datetime.fromisoformat(at)), *beside]}
    return frozenset(found)


def stand(session: Session, *, times: Mapping[int, datetime]) -> bool:
    """Whether these practices will take place at these times still."""
    query = select(col(Practice.id), col(Practice.starts_at)).where(col(Practice.id).in_(times), col(Practice.state).in_(LIVE))
    return dict(session.exec(query).all()) == dict(times)


def held(session: Session, *, practice_ids: Sequence[int]) -> bool:
    """Nobody changes these practices until this transaction ends; False where somebody does right now. Waits for nobody."""
    wanted = select(Practice.id).where(col(Practice.id).in_(practice_ids)).order_by(col(Practice.id))
    return len(session.exec(wanted.with_for_update(read=True, skip_locked=True)).all()) == len(practice_ids)


def known(session: Session, *, workspace_id: int, keys: Iterable[str]) -> frozenset[str]:
    """Those of these keys under which something was or will be sent."""
    query = select(col(Outgoing.key)).where(Outgoing.workspace_id == workspace_id, col(Outgoing.key).in_(list(keys)))
    return frozenset(session.exec(query).all())


def files(session: Session, *, workspace_id: int, since: datetime) -> Sequence[tuple[str, str]]:
    """The calendar files planned since then that went out or will: to whom (Slack id), and what is in them, oldest first."""
    about = or_(col(Outgoing.key).startswith("practice-file "), col(Outgoing.key).startswith("practices-file "))
    query = select(col(Outgoing.to), col(Outgoing.body)).where(Outgoing.workspace_id == workspace_id, about, Outgoing.planned_at >= since)
    rows = session.exec(query.where(col(Outgoing.state).not_in((outbox.FAILED, outbox.DISCARDED))).order_by(col(Outgoing.id))).all()
    return [(to, body["file"]["content"]) for to, body in rows]


def teams_at_work(session: Session) -> Sequence[Team]:
    """The teams of every workspace that did not take OnPace off."""
    gone = exists().where(col(Installation.workspace_id) == col(Team.workspace_id), col(Installation.uninstalled_at).is_not(None))
    return session.exec(select(Team).where(~gone).order_by(col(Team.id))).all()


def planned(session: Session, *, since: date) -> frozenset[tuple[int, date]]:
    """The teams and days from a day on whose morning was planned."""
    return frozenset(session.exec(select(col(PracticePlan.team_id), col(PracticePlan.day)).where(PracticePlan.day >= since)).all())


def beginning(session: Session, *, after: datetime, until: datetime) -> Sequence[Practice]:
    """Practices of every team that will take place and begin after a moment and by another, in order of time."""
    query = select(Practice).where(col(Practice.state).in_(LIVE), Practice.starts_at > after, Practice.starts_at <= until)
    return session.exec(query.order_by(col(Practice.starts_at), col(Practice.id))).all()


def ahead(session: Session, *, after: datetime) -> Sequence[Practice]:
    """Practices of every team that will take place and begin after a moment, in order of time."""
    query = select(Practice).where(col(Practice.state).in_(LIVE), Practice.starts_at > after)
    return session.exec(query.order_by(col(Practice.starts_at), col(Practice.id))).all()


def hindered(session: Session, *, after: datetime) -> Sequence[Practice]:
    """Practices ahead whose rep or mentor left, is outside, has not that role any more, is of another team now, or is away that day.

    A mentor of no team may practise with those of the workspace's only one.
    """
    sides = or_(col(Member.id) == col(Practice.rep_id), col(Member.id) == col(Practice.mentor_id))
    elsewhere = and_(col(Member.id) == col(Practice.rep_id), col(Member.team_id).is_distinct_from(col(Practice.team_id)))
    no_rep = and_(col(Member.id) == col(Practice.rep_id), ~col(Member.is_rep))
    other_team = and_(col(Member.team_id).is_not(None), col(Member.team_id) != col(Practice.team_id))
    no_mentor = and_(col(Member.id) == col(Practice.mentor_id), or_(~col(Member.is_mentor), other_team))
    left = exists().where(sides, or_(~col(Member.active), col(Member.outside), elsewhere, no_rep, no_mentor))
    whose = or_(col(Leave.member_id) == col(Practice.rep_id), col(Leave.member_id) == col(Practice.mentor_id))
    away = exists().where(whose, col(Leave.first) <= col(Practice.day), col(Leave.last) >= col(Practice.day))
    query = select(Practice).where(col(Practice.state).in_(LIVE), Practice.starts_at > after, left | away)
    return session.exec(query.order_by(col(Practice.starts_at), col(Practice.id))).all()


def latest(session: Session) -> int:
    """The newest word on any practice; 0 before the first."""
    return session.exec(select(func.max(PracticeEvent.id))).one() or 0


def said(session: Session, *, practice_ids: Iterable[int]) -> Mapping[int, Sequence[PracticeEvent]]:
    """Everything that was said of these practices, oldest first."""
    wanted = list(practice_ids)
    found: dict[int, list[PracticeEvent]] = {one: [] for one in wanted}
    query = select(PracticeEvent).where(col(PracticeEvent.practice_id).in_(wanted)).order_by(col(PracticeEvent.id))
    for event in session.exec(query).all():
        found[event.practice_id].append(event)
    return found
