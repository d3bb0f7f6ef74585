"""What reps tried and what came of it, by day, source and direction: what standings are read off."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Executable, Select, bindparam, func, or_, select
from sqlmodel import Session, col

from coaching.funnel import Step
from coaching.reading import Cell, Mix
from coaching.terms import State, Verdict
from storage import dialect
from storage.figures.scope import NOW, Scope, Whose
from storage.tables import Meeting, Tally

_CALLS, _RESULTS = ("calls", "contacts", "appointments"), ("due", "held", "judged", "qualified")
_OF_CALLS, _OF_RESULTS = (Step.CONTACT, Step.APPOINTMENT, Step.CALL_TO_APPOINTMENT), (Step.HELD, Step.QUALIFIED)
FEW = 2  # members who are looked up one by one
#: What is tried at each step.
_TRIALS = dict(zip((*_OF_CALLS, *_OF_RESULTS), ("calls", "contacts", "calls", "due", "judged"), strict=True))


def cells(
    session: Session, *, workspace_id: int, team_id: int, first: date, last: date, now: datetime, member_ids: Iterable[int]
) -> dict[int, list[Cell]]:
    """Each member's cells over days first–last; members with nothing are absent. Calls and results of a day are cells apart."""
    values = vars(Scope(workspace_id, first, last, team_id)) | {"now": now, "member_ids": list(member_ids)}
    found: dict[int, list[Cell]] = {}
    few = len(values["member_ids"]) <= FEW
    for member_id, *cell in dialect.run(session, _called("member", "day", "kind", few=few), values).all():
        found.setdefault(member_id, []).append(Cell(*cell))
    for member_id, day, source, direction, *counts in dialect.run(session, _met("member", "day", "kind", few=few), values).all():
        found.setdefault(member_id, []).append(Cell(day, source, direction, 0, 0, 0, *counts))
    return found


@dataclass(frozen=True)
class Worked:
    """What a member did, day by day in order: day, calls, contacts, appointments; and day, due, held, judged, qualified.

    `mix`: the trials of each step by source and direction.
    """

    calls: list[tuple[date, int, int, int]] = field(default_factory=list)
    results: list[tuple[date, int, int, int, int]] = field(default_factory=list)
    mix: dict[Step, dict[Mix, int]] = field(default_factory=dict)


def worked(
    session: Session,
    *,
    workspace_id: int,
    team_id: int,
    first: date,
    last: date,
    now: datetime,
    member_ids: Iterable[int],
    since: Mapping[Step, date],
) -> dict[int, Worked]:
    """The same added up: by day whatever the source, and by source over the days from each step's on.

    Only what the steps need is read; who did nothing is absent.
    """
    values = vars(Scope(workspace_id, first, last, team_id)) | {"now": now, "member_ids": list(member_ids)}
    found: dict[int, Worked] = defaultdict(Worked)
    few = len(values["member_ids"]) <= FEW
    if since.keys() & set(_OF_CALLS):
        for member_id, day, *called in dialect.run(session, _called("day", "member", few=few), values).all():
            found[member_id].calls.append((day, *called))
        _add_mix(session, _called_mix(few), _OF_CALLS, values, since, found)
    if since.keys() & set(_OF_RESULTS):
        for member_id, day, *met in dialect.run(session, _met("day", "member", few=few), values).all():
            found[member_id].results.append((day, *met))
        _add_mix(session, _met_mix(few), _OF_RESULTS, values, since, found)
    return dict(found)


def _add_mix(
    session: Session,
    statement: Executable,
    steps: tuple[Step, ...],
    values: dict[str, Any],
    since: Mapping[Step, date],
    found: Mapping[int, Worked],
) -> None:
    values = values | {f"since_{step.value}": since.get(step, date.max) for step in steps}
    for member_id, source, direction, *counts in dialect.run(session, statement, values):
        for step, tried in zip(steps, counts, strict=True):
            if tried:
                found[member_id].mix.setdefault(step, {})[source, direction] = tried


def of_team(session: Session, *, workspace_id: int, team_id: int, first: date, last: date, now: datetime) -> Mapping[Mix, Cell]:
    """What the whole team did over days first–last by source and direction, as one cell each (dated `last`)."""
    values = vars(Scope(workspace_id, first, last, team_id)) | {"now": now}
    found: dict[Mix, dict[str, Any]] = {}
    for statement, names in ((_called("kind"), _CALLS), (_met("kind"), _RESULTS)):
        for source, direction, *counts in dialect.run(session, statement, values):
            found.setdefault((source, direction), {}).update(zip(names, counts, strict=True))
    return {mix: Cell(last, *mix, **counts) for mix, counts in found.items()}


@cache
def _called(*by: str, few: bool = False) -> Select[*tuple[Any, ...]]:
    return _grouped(Tally, by, few, [func.sum(getattr(Tally, name)) for name in _CALLS])


@cache
def _met(*by: str, few: bool = False) -> Select[*tuple[Any, ...]]:
    return _grouped(Meeting, by, few, [func.count().filter(test) for test in _results()])


def _results() -> tuple[ColumnElement[bool], ...]:
    """Which meetings are due, held, judged, qualified."""
    held, judged = col(Meeting.state) == State.HELD.value, col(Meeting.verdict) != Verdict.PENDING.value
    due = or_(col(Meeting.starts_at) <= NOW, held)
    return due, held, held & judged, held & (col(Meeting.verdict) == Verdict.QUALIFIED.value)


@cache
def _called_mix(few: bool) -> Select[*tuple[Any, ...]]:
    sums = [func.sum(getattr(Tally, _TRIALS[step])).filter(col(Tally.day) >= _since(step)) for step in _OF_CALLS]
    return _grouped(Tally, ("member", "kind"), few, sums)


@cache
def _met_mix(few: bool) -> Select[*tuple[Any, ...]]:
    tests = dict(zip(_RESULTS, _results(), strict=True))
    counts = [func.count().filter(tests[_TRIALS[step]], col(Meeting.day) >= _since(step)) for step in _OF_RESULTS]
    return _grouped(Meeting, ("member", "kind"), few, counts)


def _since(step: Step) -> Any:  # noqa: ANN401
    return bindparam(f"since_{step.value}", type_=Date)


def _grouped(model: type[Tally] | type[Meeting], by: tuple[str, ...], few: bool, sums: list[Any]) -> Select[*tuple[Any, ...]]:
    """Sums by these, in their order: with the day first the rollup needs no sorting."""
    member, kind = col(model.member_id), (col(model.source), col(model.direction))
    columns: dict[str, tuple[Any, ...]] = {"member": (member,), "day": (col(model.day),), "kind": kind}
    grouped = [column for name in by for column in columns[name]]
    shown = [column for name in ("member", "day", "kind") if name in by for column in columns[name]]
    rows = Whose(team=True, member=False).rows(model, model.day)
    query = select(*shown, *sums).where(rows).group_by(*grouped).order_by(*grouped)
    if "member" not in by:
        return query
    asked = member if few else member + 0  # of many the team's days are read through; an index on each member would look up every row
    return query.where(asked.in_(bindparam("member_ids", expanding=True)))
