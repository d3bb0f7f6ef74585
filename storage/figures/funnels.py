"""Funnels of a period by SQLAlchemy Core over the rollup: never an ORM loop."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, CompoundSelect, Select, case, cast, func, literal_column, null, or_, select, union_all
from sqlmodel import Session, col

from coaching.funnel import Funnel
from coaching.terms import Activity, Direction, Origin, State, Verdict
from storage import dialect
from storage.figures.scope import NOW, Day, Scope, Source, Whose, is_ahead, listed
from storage.tables import Effort, Exact, Meeting, Tally

Sums: TypeAlias = Mapping[str, ColumnElement[Any]]
WIDEST = 8  # counts in one part


def funnel(
    session: Session, *, workspace_id: int, first: date, last: date, now: datetime, team_id: int | None = None, member_id: int | None = None
) -> Funnel:
    """The funnel of a member, a team, or the whole workspace (neither given) over days first–last."""
    scope = Scope(workspace_id, first, last, team_id, member_id)
    return _together(session, scope, now, by=None).get(None, Funnel())


def by_member(
    session: Session,
    *,
    workspace_id: int,
    first: date,
    last: date,
    now: datetime,
    team_id: int | None = None,
    member_ids: Collection[int] | None = None,
) -> dict[int, Funnel]:
    """Each member's funnel: of a team what was made in it, of these people whatever they made; members with nothing are absent."""
    return _together(session, Scope(workspace_id, first, last, team_id, member_ids=listed(member_ids)), now, by="member_id")


def by_source(
    session: Session, *, workspace_id: int, first: date, last: date, now: datetime, team_id: int | None = None, member_id: int | None = None
) -> dict[str, Funnel]:
    """Funnels by source ("" where none was named, and for e-mails and work)."""
    return _together(session, Scope(workspace_id, first, last, team_id, member_id), now, by="source")


def by_ae(
    session: Session, *, workspace_id: int, first: date, last: date, now: datetime, team_id: int | None = None
) -> dict[int | None, Funnel]:
    """Funnels from the meeting on, by AE."""
    return _together(session, Scope(workspace_id, first, last, team_id), now, by="ae_id")


def _together(session: Session, scope: Scope, now: datetime, by: str | None) -> dict[Any, Funnel]:
    """The parts of the funnel added up, by the column named; what is nothing is left out."""
    found: dict[Any, dict[str, Any]] = {}
    for part, key, *counts in dialect.run(session, _statement(scope.whose, by), vars(scope) | {"now": now}):
        funnel = found.setdefault(key if by else None, {})
        for name, count in zip(_PARTS[part][2], counts, strict=True):
            if count:
                funnel[name] = funnel.get(name, 0) + count
    return {key: Funnel(**counts) for key, counts in found.items() if counts}


@cache
def _statement(whose: Whose, by: str | None) -> CompoundSelect[Any]:
    """All parts in one query: which part, the key, its counts, the money."""
    parts = [(n, *part) for n, part in enumerate(_PARTS) if by != "ae_id" or part[0] is Meeting]
    return union_all(*(_part(n, model, day, sums, whose, by) for n, model, day, sums in parts))


def _part(n: int, model: Source, day: Day, sums: Sums, whose: Whose, by: str | None) -> Select[*tuple[Any, ...]]:
    key = getattr(model, by, None) if by else None
    query = select(literal_column(str(n)), literal_column("''") if key is None else key, *sums.values()).where(whose.rows(model, day))
    return query if key is None else query.group_by(key)


def _activity() -> Sums:
    inbound = case((col(Tally.direction) == Direction.INBOUND.value, Tally.calls), else_=0)
    plain = ("calls", "contacts", "appointments", "talk_seconds", "wrap_up_seconds")
    return {name: func.sum(getattr(Tally, name)) for name in plain} | {"inbound": func.sum(inbound)}


def by_email() -> Sums:
    booked = func.count().filter(col(Meeting.origin) == Origin.BY_EMAIL.value)
    return {"appointments": booked, "by_email": booked.label("by_email")}


def _results() -> Sums:
    """What became of the meetings. One held before its time (and said so) is due at once: held is never more than due."""
    state, verdict = col(Meeting.state), col(Meeting.verdict)
    held, booked, past = state == State.HELD.value, state == State.BOOKED.value, col(Meeting.starts_at) <= NOW
    tests = {
        "due": or_(past, held),
        "held": held,
        "no_show": state == State.NO_SHOW.value,
        "cancelled": state == State.CANCELLED.value,
        "waiting": booked & past,
        "ahead": is_ahead(),
        "qualified": held & (verdict == Verdict.QUALIFIED.value),
        "unqualified": held & (verdict == Verdict.UNQUALIFIED.value),
    }
    return {name: func.count().filter(test) for name, test in tests.items()}


def _won() -> Sums:
    return {"won": func.count(), "revenue": func.sum(Meeting.won_amount)}


def _efforts() -> Sums:
    names = {
        "emails_sent": Activity.EMAIL_SENT,
        "emails_opened": Activity.EMAIL_OPENED,
        "emails_clicked": Activity.EMAIL_CLICKED,
        "work_minutes": Activity.WORK_MINUTES,
    }
    return {name: func.sum(case((col(Effort.activity) == activity.value, Effort.amount), else_=0)) for name, activity in names.items()}


def _wide(sums: Sums) -> Sums:
    """As wide as every other part, with the money in its own place: UNION asks for it."""
    counts: Sums = {name: count for name, count in sums.items() if name != "revenue"}
    spare: Sums = {f"spare {n}": literal_column("0") for n in range(WIDEST - len(counts))}
    return {**counts, **spare, "revenue": sums.get("revenue", cast(null(), Exact))}


# Where each count comes from, and the day it belongs to (design §2).
_PARTS: Sequence[tuple[Source, Any, Sums]] = (
    (Tally, Tally.day, _wide(_activity())),
    (Meeting, Meeting.booked_on, _wide(by_email())),
    (Meeting, Meeting.day, _wide(_results())),
    (Meeting, Meeting.won_on, _wide(_won())),
    (Effort, Effort.day, _wide(_efforts())),
)
