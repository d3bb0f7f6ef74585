"""What reps tried and what came of it, by day, source and direction: what standings are read off."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select
from sqlmodel import Session, col

from coaching.reading import Cell, Mix
from coaching.terms import State, Verdict
from storage import dialect
from storage.figures.scope import NOW, Scope, Whose
from storage.tables import Meeting, Tally

_CALLS, _RESULTS = ("calls", "contacts", "appointments"), ("due", "held", "judged", "qualified")


def cells(
    session: Session, *, workspace_id: int, team_id: int, first: date, last: date, now: datetime, member_ids: Iterable[int]
) -> dict[int, list[Cell]]:
    """Each member's cells over days first–last; members with nothing are absent. Calls and results of a day are cells apart."""
    values = vars(Scope(workspace_id, first, last, team_id)) | {"now": now, "member_ids": list(member_ids)}
    found: dict[int, list[Cell]] = {}
    for member_id, *cell in dialect.run(session, _called(whole=False), values).all():
        found.setdefault(member_id, []).append(Cell(*cell))
    for member_id, day, source, direction, *counts in dialect.run(session, _met(whole=False), values).all():
        found.setdefault(member_id, []).append(Cell(day, source, direction, 0, 0, 0, *counts))
    return found


def of_team(session: Session, *, workspace_id: int, team_id: int, first: date, last: date, now: datetime) -> Mapping[Mix, Cell]:
    """What the whole team did over days first–last by source and direction, as one cell each (dated `last`)."""
    values = vars(Scope(workspace_id, first, last, team_id)) | {"now": now}
    found: dict[Mix, dict[str, Any]] = {}
    for statement, names in ((_called(whole=True), _CALLS), (_met(whole=True), _RESULTS)):
        for source, direction, *counts in dialect.run(session, statement, values):
            found.setdefault((source, direction), {}).update(zip(names, counts, strict=True))
    return {mix: Cell(last, *mix, **counts) for mix, counts in found.items()}


@cache
def _called(*, whole: bool) -> Select[*tuple[Any, ...]]:
    sums = [func.sum(getattr(Tally, name)) for name in _CALLS]
    return _grouped(Tally, Tally.day, sums, whole=whole)


@cache
def _met(*, whole: bool) -> Select[*tuple[Any, ...]]:
    state, verdict = col(Meeting.state), col(Meeting.verdict)
    held, judged = state == State.HELD.value, verdict != Verdict.PENDING.value
    tests = (or_(col(Meeting.starts_at) <= NOW, held), held, held & judged, held & (verdict == Verdict.QUALIFIED.value))
    return _grouped(Meeting, Meeting.day, [func.count().filter(test) for test in tests], whole=whole)


def _grouped(model: type[Tally] | type[Meeting], day: Any, sums: list[Any], *, whole: bool) -> Select[*tuple[Any, ...]]:  # noqa: ANN401
    kind = (col(model.source), col(model.direction))
    rows = Whose(team=True, member=False).rows(model, day)
    if whole:
        return select(*kind, *sums).where(rows).group_by(*kind)
    theirs = col(model.member_id).in_(bindparam("member_ids", expanding=True))
    return select(col(model.member_id), day, *kind, *sums).where(rows, theirs).group_by(col(model.member_id), day, *kind)
