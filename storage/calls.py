"""Calls and their daily rollup, always written together."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from itertools import islice
from typing import Any

import sqlalchemy as core
from sqlalchemy import Executable, Row, and_, case, exists, func, or_
from sqlmodel import Session, col, delete, select, update

from coaching.terms import CONTACTS, Direction, Outcome
from storage import dialect
from storage.tables import Call, Meeting, Tally

CHUNK = 1000  # rows in one statement
REACHED = tuple(outcome.value for outcome in CONTACTS)
CELL = ("workspace_id", "team_id", "day", "member_id", "source", "direction")  # what a row of the tally is for
SUMS = ("calls", "contacts", "appointments", "talk_seconds", "wrap_up_seconds")  # and what it adds up
_PARTS = tuple(getattr(Call, name) for name in (*CELL, "outcome", "talk_seconds", "wrap_up_seconds"))
_ADDING = core.insert(dialect.table(Call)).returning(dialect.table(Call).c.id, *_PARTS)
_DEFAULTS: Mapping[str, Any] = {
    name: field.default for name, field in Call.model_fields.items() if name != "id" and not field.is_required()
}


def add(
    session: Session,
    *,
    workspace_id: int,
    team_id: int,
    member_id: int,
    at: datetime,
    day: date,
    outcome: Outcome,
    direction: Direction = Direction.OUTBOUND,
    source: str = "",
    lead_id: int | None = None,
    entry_id: int | None = None,
    count: int = 1,
    talk_seconds: int = 0,
    wrap_up_seconds: int = 0,
    notes: str = "",
    call_back_at: datetime | None = None,
) -> list[int]:
    """Record `count` equal calls (each with the seconds given) and add them to the tally; their ids."""
    row: dict[str, Any] = {
        "workspace_id": workspace_id,
        "team_id": team_id,
        "member_id": member_id,
        "at": at,
        "day": day,
        "outcome": outcome.value,
        "direction": direction.value,
        "source": source,
        "lead_id": lead_id,
        "entry_id": entry_id,
        "talk_seconds": talk_seconds,
        "wrap_up_seconds": wrap_up_seconds,
        "notes": notes,
        "call_back_at": call_back_at,
    }
    new = dialect.run(session, _ADDING, [row] * count).all()
    _tally(session, new, sign=1)
    return [made.id for made in new]


def add_rows(session: Session, rows: Sequence[Mapping[str, Any]]) -> int:
    """Bulk insert for imports: dicts of Call's columns, tally included in the same transaction; how many went in.

    Rows whose (workspace_id, key) exists are left out.
    """
    statement = dialect.insert(session, Call).on_conflict_do_nothing().returning(*_PARTS)
    remaining, count = iter(rows), 0
    while chunk := [{**_DEFAULTS, **row} for row in islice(remaining, CHUNK)]:
        new = dialect.run(session, statement, chunk).all()
        _tally(session, new, sign=1)
        count += len(new)
    return count


def remove(session: Session, *, entry_id: int) -> None:
    """Delete an undone entry's calls and take them out of the tally."""
    own = select(Call.id).where(Call.entry_id == entry_id)
    session.exec(update(Meeting).where(col(Meeting.call_id).in_(own)).values(call_id=None))
    gone = session.exec(delete(Call).where(col(Call.entry_id) == entry_id).returning(*_PARTS)).all()
    _tally(session, gone, sign=-1)
    empty = delete(Tally).where(col(Tally.calls) == 0)
    for member_id, day in {(row.member_id, row.day) for row in gone}:
        session.exec(empty.where(col(Tally.member_id) == member_id, col(Tally.day) == day))


def _tally(session: Session, calls: Iterable[Row[Any]], *, sign: int) -> None:
    """Add calls to the tally, or (sign −1) take them out."""
    cells: dict[tuple[Any, ...], list[int]] = {}
    for call in calls:
        sums = cells.setdefault(tuple(getattr(call, name) for name in CELL), [0] * len(SUMS))
        parts = (1, call.outcome in REACHED, call.outcome == Outcome.APPOINTMENT, call.talk_seconds, call.wrap_up_seconds)
        sums[:] = [total + sign * part for total, part in zip(sums, parts, strict=True)]
    if not cells:
        return
    # Sorted: two transactions that touch the same cells take their locks in one order.
    rows = [dict(zip((*CELL, *SUMS), (*cell, *sums), strict=True)) for cell, sums in sorted(cells.items())]
    dialect.run(session, _adding_up(session.get_bind().dialect.name), rows)


@cache
def _adding_up(database: str) -> Executable:
    statement = dialect.insert_for(database, Tally)
    added = {name: getattr(Tally, name) + statement.excluded[name] for name in SUMS}
    return statement.on_conflict_do_update(index_elements=[name for name in CELL if name != "workspace_id"], set_=added)


def rebuild_tally(session: Session, *, workspace_id: int) -> None:
    """Make the tally anew from the calls."""
    session.exec(delete(Tally).where(col(Tally.workspace_id) == workspace_id))
    call = dialect.table(Call).c
    cell = [call[name] for name in CELL]
    sums = [
        func.count(),
        func.sum(case((call.outcome.in_(REACHED), 1), else_=0)),
        func.sum(case((call.outcome == Outcome.APPOINTMENT.value, 1), else_=0)),
        func.sum(call.talk_seconds),
        func.sum(call.wrap_up_seconds),
    ]
    counted = core.select(*cell, *sums).where(call.workspace_id == workspace_id).group_by(*cell)
    dialect.run(session, dialect.insert(session, Tally).from_select((*CELL, *SUMS), counted))


def call_backs(session: Session, *, workspace_id: int, member_id: int, before: datetime) -> Sequence[Call]:
    """Calls back a member promised until then for which the lead was not called since, soonest first."""
    this, later = dialect.table(Call).c, dialect.table(Call).alias().c
    since = exists().where(later.lead_id == this.lead_id, or_(later.at > this.at, and_(later.at == this.at, later.id > this.id)))
    promised = (Call.workspace_id == workspace_id, Call.member_id == member_id, col(Call.call_back_at) <= before)
    return session.exec(select(Call).where(*promised, ~since).order_by(col(Call.call_back_at), col(Call.id))).all()
