"""The figures of /kpi, by SQLAlchemy Core over the rollup: never an ORM loop."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, case, func, literal_column, or_, select
from sqlmodel import Session, col

from coaching.funnel import Funnel
from coaching.terms import Activity, Direction, Origin, State, Verdict
from storage import dialect
from storage.tables import Effort, Entry, Meeting, Member, Tally, Team

COUNTED = tuple(state.value for state in State if state is not State.WITHDRAWN)
NO_DATA = ("goal", "settings")  # kinds of entries that add no figures
SOURCES_OF = timedelta(days=30)

Source: TypeAlias = type[Tally] | type[Effort] | type[Meeting]
Day: TypeAlias = date | None  # as a column of the model
Sums: TypeAlias = Mapping[str, ColumnElement[Any]]


@dataclass(frozen=True)
class _Scope:
    """Whose figures, of which days."""

    workspace_id: int
    first: date
    last: date
    team_id: int | None = None
    member_id: int | None = None

    def rows(self, model: Source, day: Day) -> ColumnElement[bool]:
        """The model's rows of this scope, by the day given; withdrawn meetings left out."""
        whose = [col(model.workspace_id) == self.workspace_id, col(day).between(self.first, self.last)]
        if self.member_id is not None:
            whose.append(col(model.member_id) == self.member_id)
        if self.team_id is not None:
            whose.append(col(model.team_id) == self.team_id)
        elif self.member_id is None:  # the indexes begin with the team
            whose.append(col(model.team_id).in_(select(col(Team.id)).where(col(Team.workspace_id) == self.workspace_id)))
        if model is Meeting:
            whose.append(col(Meeting.state).in_(COUNTED))
        return and_(*whose)


def funnel(
    session: Session, *, workspace_id: int, first: date, last: date, now: datetime, team_id: int | None = None, member_id: int | None = None
) -> Funnel:
    """The funnel of a member, a team, or the whole workspace (neither given) over days first–last."""
    scope = _Scope(workspace_id, first, last, team_id, member_id)
    return _together(session, scope, now, by=None).get(None, Funnel())


def by_member(
    session: Session, *, workspace_id: int, first: date, last: date, now: datetime, team_id: int | None = None
) -> dict[int, Funnel]:
    """Each member's funnel; members with nothing are absent."""
    return _together(session, _Scope(workspace_id, first, last, team_id), now, by="member_id")


def by_source(
    session: Session, *, workspace_id: int, first: date, last: date, now: datetime, team_id: int | None = None, member_id: int | None = None
) -> dict[str, Funnel]:
    """Funnels by source ("" where none was named, and for e-mails and work)."""
    return _together(session, _Scope(workspace_id, first, last, team_id, member_id), now, by="source")


def by_ae(
    session: Session, *, workspace_id: int, first: date, last: date, now: datetime, team_id: int | None = None
) -> dict[int | None, Funnel]:
    """Funnels from the meeting on, by AE."""
    return _together(session, _Scope(workspace_id, first, last, team_id), now, by="ae_id")


def _together(session: Session, scope: _Scope, now: datetime, by: str | None) -> dict[Any, Funnel]:
    """The parts of the funnel added up, by the column named; what is nothing is left out."""
    found: dict[Any, Funnel] = {}
    for model, day, sums in _parts(now):
        if by == "ae_id" and model is not Meeting:
            continue
        for key, part in _part(session, scope, model, day, sums, by):
            found[key] = found.get(key, Funnel()) + part
    return {key: one for key, one in found.items() if one != Funnel()}


def _part(session: Session, scope: _Scope, model: Source, day: Day, sums: Sums, by: str | None) -> Iterator[tuple[Any, Funnel]]:
    key = getattr(model, by, None) if by else None
    query = select(literal_column("''") if key is None else key, *sums.values()).where(scope.rows(model, day))
    if key is not None:
        query = query.group_by(key)
    for row in dialect.run(session, query).all():
        named: dict[str, Any] = dict(zip(sums, row[1:], strict=True))
        yield row[0] if by else None, Funnel(**{name: count for name, count in named.items() if count is not None})


def _parts(now: datetime) -> Iterator[tuple[Source, Any, Sums]]:
    """Where each count comes from, and the day it belongs to (design §2)."""
    yield Tally, Tally.day, _activity()
    yield Meeting, Meeting.booked_on, _by_email()
    yield Meeting, Meeting.day, _results(now)
    yield Meeting, Meeting.won_on, {"won": func.count(), "revenue": func.sum(Meeting.won_amount)}
    yield Effort, Effort.day, _efforts()


def _activity() -> Sums:
    inbound = case((col(Tally.direction) == Direction.INBOUND.value, Tally.calls), else_=0)
    plain = ("calls", "contacts", "appointments", "talk_seconds", "wrap_up_seconds")
    return {name: func.sum(getattr(Tally, name)) for name in plain} | {"inbound": func.sum(inbound)}


def _by_email() -> Sums:
    booked = func.count().filter(col(Meeting.origin) == Origin.BY_EMAIL.value)
    return {"appointments": booked, "by_email": booked.label("by_email")}


def _results(now: datetime) -> Sums:
    """What became of the meetings. One held before its time (and said so) is due at once: held is never more than due."""
    state, verdict = col(Meeting.state), col(Meeting.verdict)
    held, booked, past = state == State.HELD.value, state == State.BOOKED.value, col(Meeting.starts_at) <= now
    tests = {
        "due": or_(past, held),
        "held": held,
        "no_show": state == State.NO_SHOW.value,
        "cancelled": state == State.CANCELLED.value,
        "waiting": booked & past,
        "ahead": booked & ~past,
        "qualified": held & (verdict == Verdict.QUALIFIED.value),
        "unqualified": held & (verdict == Verdict.UNQUALIFIED.value),
    }
    return {name: func.count().filter(test) for name, test in tests.items()}


def _efforts() -> Sums:
    names = {
        "emails_sent": Activity.EMAIL_SENT,
        "emails_opened": Activity.EMAIL_OPENED,
        "emails_clicked": Activity.EMAIL_CLICKED,
        "work_minutes": Activity.WORK_MINUTES,
    }
    return {name: func.sum(case((col(Effort.activity) == activity.value, Effort.amount), else_=0)) for name, activity in names.items()}


def held_by_day(
    session: Session, *, workspace_id: int, first: date, last: date, team_id: int | None = None, member_id: int | None = None
) -> dict[date, int]:
    """Meetings held per local day."""
    return _by_day(session, _Scope(workspace_id, first, last, team_id, member_id), State.HELD)


def booked_by_day(
    session: Session, *, workspace_id: int, first: date, last: date, team_id: int | None = None, member_id: int | None = None
) -> dict[date, int]:
    """Meetings in state booked per local day of their time: what may come, and what waits for a word."""
    return _by_day(session, _Scope(workspace_id, first, last, team_id, member_id), State.BOOKED)


def _by_day(session: Session, scope: _Scope, state: State) -> dict[date, int]:
    query = select(col(Meeting.day), func.count()).where(scope.rows(Meeting, Meeting.day), col(Meeting.state) == state.value)
    return _counted(session, query.group_by(col(Meeting.day)).order_by(col(Meeting.day)))


def _counted(session: Session, query: Select[Any, int]) -> dict[Any, int]:
    return {row[0]: row[1] for row in dialect.run(session, query).all()}


@dataclass(frozen=True)
class Today:
    """The counts on the call pad."""

    calls: int
    contacts: int
    appointments: int


def today(session: Session, *, workspace_id: int, member_id: int, day: date) -> Today:
    """A member's counts of one day; appointments include those by e-mail."""
    scope = _Scope(workspace_id, day, day, member_id=member_id)
    [(_, called)] = _part(session, scope, Tally, Tally.day, _activity(), None)
    [(_, mailed)] = _part(session, scope, Meeting, Meeting.booked_on, _by_email(), None)
    return Today(called.calls, called.contacts, called.appointments + mailed.appointments)


def last_entry_at(session: Session, *, workspace_id: int, team_id: int | None = None, member_id: int | None = None) -> datetime | None:
    """When something was last entered: the data is complete to then, as far as anybody knows."""
    counts = (col(Entry.undone_at).is_(None), col(Entry.kind).not_in(NO_DATA), col(Entry.workspace_id) == workspace_id)
    newest = select(col(Entry.at)).where(col(Entry.actor_id) == col(Member.id), *counts).order_by(col(Entry.at).desc()).limit(1)
    last = newest.correlate(Member).scalar_subquery()  # one step into the index for each person
    query = select(func.max(last)).where(col(Member.workspace_id) == workspace_id)
    if team_id is not None:
        query = query.where(col(Member.team_id) == team_id)
    if member_id is not None:
        query = query.where(col(Member.id) == member_id)
    last_at: datetime | None = dialect.run(session, query).scalar_one()
    return last_at


def sources(session: Session, *, workspace_id: int, team_id: int, most: int = 30) -> Sequence[str]:
    """Source names in use, most used first (in the 30 days before the last call or booking)."""
    used: Counter[str] = Counter()
    for model, day, count in ((Tally, Tally.day, func.sum(Tally.calls)), (Meeting, Meeting.booked_on, func.count())):
        whose = and_(col(model.workspace_id) == workspace_id, col(model.team_id) == team_id)
        last = dialect.run(session, select(func.max(day)).where(whose)).scalar_one()
        if last is None:
            continue
        recent = select(col(model.source), count).where(whose, col(day) >= last - SOURCES_OF, col(model.source) != "")
        used.update(_counted(session, recent.group_by(col(model.source))))
    return sorted(used, key=lambda source: (-used[source], source))[:most]
