"""Members, their roles, mentors and leave."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as core
from sqlalchemy import bindparam, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from coaching.terms import Role
from storage import dialect, names
from storage.tables import Leave, Member, id_of

ROLE_COLUMNS = {Role.REP: "is_rep", Role.MENTOR: "is_mentor", Role.MANAGER: "is_manager", Role.AE: "is_ae"}


def ensure(session: Session, *, workspace_id: int, slack_id: str, now: datetime, name: str = "", language: str = "") -> Member:
    """The member with this Slack id; made without role or team when new; name and language filled in when empty.

    Safe when two come at once.
    """
    member = by_slack_id(session, workspace_id=workspace_id, slack_id=slack_id)
    if member is None:
        new = Member(workspace_id=workspace_id, slack_id=slack_id, name=name, language=language, created_at=now)
        dialect.added(session, Member, new.model_dump(exclude={"id"}))
        found = select(Member).where(Member.workspace_id == workspace_id, Member.slack_id == slack_id)
        member = session.exec(found).one()
    member.name = member.name or name
    member.language = member.language or language
    session.flush()
    return member


def find(session: Session, *, workspace_id: int, member_id: int) -> Member | None:
    """A member of this workspace by id."""
    return session.exec(select(Member).where(Member.id == member_id, Member.workspace_id == workspace_id)).first()


def some(session: Session, *, workspace_id: int, member_ids: Collection[int]) -> dict[int, Member]:
    """These members of this workspace by id, at once."""
    if not member_ids:
        return {}
    query = select(Member).where(Member.workspace_id == workspace_id, col(Member.id).in_(member_ids))
    return {id_of(one): one for one in session.exec(query).all()}


def by_slack_id(session: Session, *, workspace_id: int, slack_id: str) -> Member | None:
    """A member by Slack id."""
    return session.exec(_BY_SLACK_ID, params={"workspace_id": workspace_id, "slack_id": slack_id}).first()


_BY_SLACK_ID = select(Member).where(Member.workspace_id == bindparam("workspace_id"), Member.slack_id == bindparam("slack_id"))


def said_anew(session: Session, *, workspace_id: int, outside: Mapping[str, bool], lock: bool = False) -> Sequence[Member]:
    """Those of these people (by Slack id) of whom Slack says now that they are outside, or are not, and said otherwise before."""
    found = select(Member).where(Member.workspace_id == workspace_id, col(Member.slack_id).in_(list(outside))).order_by(col(Member.id))
    rows = session.exec(found.with_for_update() if lock else found).all()
    return [one for one in rows if one.outside != outside[str(one.slack_id)]]


def unheard(session: Session, *, workspace_id: int, heard: Collection[str]) -> Sequence[Member]:
    """Who has a Slack account and a role, or was called outside, and is not among these people (by Slack id)."""
    role = or_(*(col(getattr(Member, column)) for column in ROLE_COLUMNS.values()), col(Member.outside))
    found = select(Member).where(Member.workspace_id == workspace_id, col(Member.slack_id).is_not(None), role)
    return [one for one in session.exec(found.order_by(col(Member.id))).all() if one.slack_id not in heard]


def note_dm(session: Session, *, workspace_id: int, slack_id: str, dm_id: str) -> None:
    """Where a person's DM with OnPace is; "" when it is not there any more."""
    this = (col(Member.workspace_id) == workspace_id, col(Member.slack_id) == slack_id)
    session.exec(core.update(Member).where(*this).values(dm_id=dm_id))


def by_name(session: Session, *, workspace_id: int, name: str) -> Sequence[Member]:
    """Who takes part and whose name (or a word of it) is this, case and width folded; exact matches first."""
    wanted = names.folded(name)
    if not wanted:
        return []
    there = (Member.workspace_id == workspace_id, col(Member.active), ~col(Member.outside))
    active = session.exec(select(Member).where(*there).order_by(col(Member.id))).all()
    exact = [member for member in active if names.folded(member.name) == wanted]
    return exact + [member for member in active if member not in exact and wanted in names.words(member.name)]


def every(session: Session, *, workspace_id: int) -> Sequence[Member]:
    """Everybody known in a workspace, in a team or not, also who left; oldest first."""
    return session.exec(select(Member).where(Member.workspace_id == workspace_id).order_by(col(Member.id))).all()


def of_team(session: Session, *, workspace_id: int, team_id: int, role: Role | None = None, active: bool = True) -> Sequence[Member]:
    """A team's members by name, those with a role if one is given; `active=False` includes who left or is outside."""
    return session.exec(_of_team(role, active), params={"workspace_id": workspace_id, "team_id": team_id}).all()


@cache
def _of_team(role: Role | None, active: bool) -> SelectOfScalar[Member]:
    query = select(Member).where(Member.workspace_id == bindparam("workspace_id"), Member.team_id == bindparam("team_id"))
    if role is not None:
        query = query.where(col(getattr(Member, ROLE_COLUMNS[role])))
    if active:
        query = query.where(col(Member.active), ~col(Member.outside))
    return query.order_by(col(Member.name), col(Member.id))


def managers(session: Session, *, workspace_id: int, team_id: int | None = None) -> Sequence[Member]:
    """Active managers of the team, or of the workspace; one who is outside stays one: they may come back, and nobody takes their place."""
    query = _managers(of_team=team_id is not None)
    return session.exec(query, params={"workspace_id": workspace_id, "team_id": team_id}).all()


@cache
def _managers(*, of_team: bool) -> SelectOfScalar[Member]:
    query = select(Member).where(Member.workspace_id == bindparam("workspace_id"), col(Member.is_manager), col(Member.active))
    if of_team:
        query = query.where(Member.team_id == bindparam("team_id"))
    return query.order_by(col(Member.id))


def roles(member: Member) -> frozenset[Role]:
    """A member's roles; none when they take no part."""
    return frozenset(role for role, column in ROLE_COLUMNS.items() if member.takes_part and getattr(member, column))


def set_roles(member: Member, wanted: Iterable[Role]) -> None:
    """Give exactly these roles."""
    given = frozenset(wanted)
    for role, column in ROLE_COLUMNS.items():
        setattr(member, column, role in given)


def rep_of(member: Member) -> int | None:
    """The team somebody is a rep of; None: of none, or they left."""
    return member.team_id if Role.REP in roles(member) else None


def note_rep(member: Member, *, was: int | None, today: date) -> None:
    """Who is a rep of a team now, and was none of it a moment ago (`was`: rep_of then), is one since today."""
    if rep_of(member) not in (None, was):
        member.rep_since = today


def leave_days(session: Session, *, workspace_id: int, member_ids: Iterable[int], first: date, last: date) -> dict[int, frozenset[date]]:
    """Each member's days of leave between first and last; a member without leave has the empty set."""
    days: dict[int, set[date]] = {member_id: set() for member_id in member_ids}
    about = {"workspace_id": workspace_id, "member_ids": list(days), "first": first, "last": last}
    for member_id, begins, ends in dialect.run(session, _LEAVE, about):
        start, end = max(begins, first), min(ends, last)
        days[member_id].update(start + timedelta(days=n) for n in range((end - start).days + 1))
    return {member_id: frozenset(away) for member_id, away in days.items()}


_LEAVE = core.select(col(Leave.member_id), col(Leave.first), col(Leave.last)).where(
    col(Leave.workspace_id) == bindparam("workspace_id"),
    col(Leave.member_id).in_(bindparam("member_ids", expanding=True)),
    col(Leave.first) <= bindparam("last"),
    col(Leave.last) >= bindparam("first"),
)


def add_leave(session: Session, *, workspace_id: int, member_id: int, first: date, last: date) -> Leave:
    """Note a leave; a repeated one changes nothing."""
    same = (Leave.workspace_id == workspace_id, Leave.member_id == member_id, Leave.first == first, Leave.last == last)
    leave = session.exec(select(Leave).where(*same)).first()
    if leave is None:
        leave = Leave(workspace_id=workspace_id, member_id=member_id, first=first, last=last)
        session.add(leave)
        session.flush()
    return leave


def leaves(session: Session, *, workspace_id: int, member_ids: Iterable[int], since: date) -> Sequence[Leave]:
    """Leave of these members that is not over on a day, soonest first."""
    query = select(Leave).where(Leave.workspace_id == workspace_id, col(Leave.member_id).in_(list(member_ids)), Leave.last >= since)
    return session.exec(query.order_by(col(Leave.first), col(Leave.id))).all()


def find_leave(session: Session, *, workspace_id: int, leave_id: int) -> Leave | None:
    """A leave of this workspace by id."""
    return session.exec(select(Leave).where(Leave.workspace_id == workspace_id, Leave.id == leave_id)).first()


def remove_leave(session: Session, *, leave: Leave) -> None:
    """Take a leave out again."""
    session.delete(leave)
    session.flush()


def remove_leave_of(session: Session, *, workspace_id: int, leave_id: int) -> None:
    """Take a leave out by its id; one that is out already changes nothing."""
    if leave := find_leave(session, workspace_id=workspace_id, leave_id=leave_id):
        remove_leave(session, leave=leave)


def unnote_leave(session: Session, *, workspace_id: int, told: Mapping[str, Any]) -> None:
    """Take out the leave an entry noted: whose and its days, for SQLite gives the id of a removed one to the next."""
    days = (Leave.first == date.fromisoformat(told["first"]), Leave.last == date.fromisoformat(told["last"]))
    for leave in session.exec(select(Leave).where(Leave.workspace_id == workspace_id, Leave.member_id == told["of"], *days)).all():
        remove_leave(session, leave=leave)
