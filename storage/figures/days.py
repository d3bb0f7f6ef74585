"""Figures by the day, the source and the hour: what lines and pictures show beside a funnel."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, and_, bindparam, func, literal_column, select, union_all
from sqlmodel import Session, col

from coaching.terms import State
from storage import dialect
from storage.figures.funnels import by_email
from storage.figures.scope import Scope, Whose, is_ahead, is_one_of
from storage.tables import Entry, Meeting, Member, Tally

NO_DATA = ("goal", "setting", "settings", "leave")  # kinds of entries that add no figures
SOURCES_OF = timedelta(days=30)


@dataclass(frozen=True)
class Days:
    """Meetings per local day of their time: those held, and those in state booked (what may come, and what waits for a word)."""

    held: dict[date, int]
    booked: dict[date, int]


def by_day(
    session: Session, *, workspace_id: int, first: date, last: date, team_id: int | None = None, member_id: int | None = None
) -> Days:
    """Meetings held and booked over days first–last, in order of the days."""
    scope = Scope(workspace_id, first, last, team_id, member_id)
    rows = dialect.run(session, _days(scope.whose), vars(scope)).all()
    return Days(*({day: count for day, kept, count in rows if kept == state} for state in (State.HELD, State.BOOKED)))


@cache
def _days(whose: Whose) -> Select[*tuple[Any, ...]]:
    day, state = col(Meeting.day), col(Meeting.state)
    there = (whose.rows(Meeting, Meeting.day), is_one_of(Meeting.state, (State.HELD, State.BOOKED)))
    return select(day, state, func.count()).where(*there).group_by(day, state).order_by(day)


def held_by_day(
    session: Session, *, workspace_id: int, first: date, last: date, team_id: int | None = None, member_id: int | None = None
) -> dict[date, int]:
    """Meetings held per local day."""
    return by_day(session, workspace_id=workspace_id, first=first, last=last, team_id=team_id, member_id=member_id).held


def booked_by_day(
    session: Session, *, workspace_id: int, first: date, last: date, team_id: int | None = None, member_id: int | None = None
) -> dict[date, int]:
    """Meetings in state booked per local day of their time: what may come, and what waits for a word."""
    return by_day(session, workspace_id=workspace_id, first=first, last=last, team_id=team_id, member_id=member_id).booked


def ahead_by_day(
    session: Session,
    *,
    workspace_id: int,
    first: date,
    last: date,
    now: datetime,
    team_id: int | None = None,
    member_id: int | None = None,
) -> dict[date, int]:
    """Meetings booked ahead per local day, as a funnel counts them."""
    scope = Scope(workspace_id, first, last, team_id, member_id)
    return dict(dialect.run(session, _ahead(scope.whose), vars(scope) | {"now": now}).all())


@cache
def _ahead(whose: Whose) -> Select[*tuple[Any, ...]]:
    day = col(Meeting.day)
    return select(day, func.count()).where(whose.rows(Meeting, Meeting.day), is_ahead()).group_by(day).order_by(day)


def held_by_source(
    session: Session, *, workspace_id: int, first: date, last: date, team_id: int | None = None, member_id: int | None = None
) -> dict[str, int]:
    """Meetings held by source; sources without one are absent."""
    scope = Scope(workspace_id, first, last, team_id, member_id)
    return dict(dialect.run(session, _held(scope.whose), vars(scope)).all())


@cache
def _held(whose: Whose) -> Select[*tuple[Any, ...]]:
    source, held = col(Meeting.source), col(Meeting.state) == State.HELD.value
    return select(source, func.count()).where(whose.rows(Meeting, Meeting.day), held).group_by(source)


@dataclass(frozen=True)
class Today:
    """The counts on the call pad."""

    calls: int
    contacts: int
    appointments: int


def today(session: Session, *, workspace_id: int, member_id: int, day: date) -> Today:
    """A member's counts of one day; appointments include those by e-mail."""
    scope = Scope(workspace_id, day, day, member_id=member_id)
    rows = dialect.run(session, _pad(), vars(scope)).all()
    return Today(*(sum(count or 0 for count in counts) for counts in zip(*rows, strict=True)))


@cache
def _pad() -> CompoundSelect[Any]:
    own = Whose(team=False, member=True)
    called = select(*(func.sum(column) for column in (Tally.calls, Tally.contacts, Tally.appointments)))
    mailed: Select[*tuple[Any, ...]] = select(literal_column("0"), literal_column("0"), by_email()["appointments"])
    return union_all(called.where(own.rows(Tally, Tally.day)), mailed.where(own.rows(Meeting, Meeting.booked_on)))


def last_entry_at(session: Session, *, workspace_id: int, team_id: int | None = None, member_id: int | None = None) -> datetime | None:
    """When something was last entered: the data is complete to then, as far as anybody knows."""
    values = {"workspace_id": workspace_id, "team_id": team_id, "member_id": member_id}
    last_at: datetime | None = dialect.run(session, _last(Whose(team_id is not None, member_id is not None)), values).scalar_one()
    return last_at


@cache
def _last(whose: Whose) -> Select[*tuple[Any, ...]]:
    counts = (col(Entry.undone_at).is_(None), *(col(Entry.kind) != kind for kind in NO_DATA))
    own = (col(Entry.workspace_id) == bindparam("workspace_id"), col(Entry.actor_id) == col(Member.id))
    newest = select(col(Entry.at)).where(*own, *counts).order_by(col(Entry.at).desc()).limit(literal_column("1"))
    last = newest.correlate(Member).scalar_subquery()  # one step into the index for each person
    query = select(func.max(last)).where(col(Member.workspace_id) == bindparam("workspace_id"))
    if whose.team:
        query = query.where(col(Member.team_id) == bindparam("team_id"))
    if whose.member:
        query = query.where(col(Member.id) == bindparam("member_id"))
    return query


def first_day(session: Session, *, workspace_id: int, team_id: int | None = None, member_id: int | None = None) -> date | None:
    """The day of the first call or booking of a member or a team; None before there is any."""
    scope = Scope(workspace_id, date.min, date.max, team_id, member_id)
    return min((day for (day,) in dialect.run(session, _first(scope.whose), vars(scope)) if day), default=None)


@cache
def _first(whose: Whose) -> CompoundSelect[Any]:
    called: Select[*tuple[Any, ...]] = select(func.min(Tally.day)).where(whose.rows(Tally, Tally.day), col(Tally.calls) > 0)
    booked: Select[*tuple[Any, ...]] = select(func.min(Meeting.booked_on)).where(whose.rows(Meeting, Meeting.booked_on))
    return union_all(called, booked)


def sources(session: Session, *, workspace_id: int, team_id: int, most: int = 30) -> Sequence[str]:
    """Source names in use, most used first (in the 30 days before the last call or booking)."""
    used: Counter[str] = Counter()
    for model, day, count in ((Tally, Tally.day, func.sum(Tally.calls)), (Meeting, Meeting.booked_on, func.count())):
        whose = and_(col(model.workspace_id) == workspace_id, col(model.team_id) == team_id)
        last = dialect.run(session, select(func.max(day)).where(whose)).scalar_one()
        if last is None:
            continue
        recent = select(col(model.source), count).where(whose, col(day) >= last - SOURCES_OF, col(model.source) != "")
        used.update(dict(dialect.run(session, recent.group_by(col(model.source))).all()))
    return sorted(used, key=lambda source: (-used[source], source))[:most]
