"""What reps tried and what came of it, by day, source and direction: what standings are read off."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, bindparam, func, or_, select
from sqlmodel import Session, col

from coaching.funnel import Step
from coaching.reading import Cell, Mix
from coaching.terms import State, Verdict
from storage import dialect
from storage.figures.scope import NOW, Scope, Whose
from storage.tables import Meeting, Tally

_CALLS, _RESULTS = ("calls", "contacts", "appointments"), ("due", "held", "judged", "qualified")
_OF_CALLS, _OF_RESULTS = (Step.CONTACT, Step.APPOINTMENT, Step.CALL_TO_APPOINTMENT), (Step.HELD, Step.QUALIFIED)
FEW = 2  # members who are looked up one by one, wherever they tried
#: What is tried at each step.
_TRIALS = dict(zip((*_OF_CALLS, *_OF_RESULTS), ("calls", "contacts", "calls", "due", "judged"), strict=True))


def cells(
    session: Session,
    *,
    workspace_id: int,
    team_id: int,
    first: date,
    last: date,
    now: datetime,
    member_ids: Iterable[int],
    came: Collection[int] = (),
) -> dict[int, list[Cell]]:
    """Each member's cells over days first–last; members with nothing are absent. Calls and results of a day are cells apart.

    Of many, only those who `came` from another team are looked up wherever they tried; of few, all.
    """
    values = vars(Scope(workspace_id, first, last, team_id)) | {"now": now}
    found: dict[int, list[Cell]] = {}
    for few, ids in _apart(member_ids, came):
        asked = values | {"member_ids": ids}
        for member_id, *cell in dialect.run(session, _called("member", "day", "kind", few=few), asked).all():
            found.setdefault(member_id, []).append(Cell(*cell))
        for member_id, day, source, direction, *counts in dialect.run(session, _met("member", "day", "kind", few=few), asked).all():
            found.setdefault(member_id, []).append(Cell(day, source, direction, 0, 0, 0, *counts))
    return found


def _apart(member_ids: Iterable[int], came: Collection[int]) -> Iterator[tuple[bool, list[int]]]:
    """Who is read with the team's days (False), and who one by one (True)."""
    every = list(member_ids)
    alone = every if len(every) <= FEW else [one for one in every if one in came]
    if len(every) > FEW:
        yield False, [one for one in every if one not in came]
    if alone:
        yield True, alone


@dataclass(frozen=True)
class Worked:
    """What a member did, day by day in order: day, calls, contacts, appointments; and day, due, held, judged, qualified.

    `mix`: the trials of each step by source and direction.
    """

    calls: list[tuple[date, int, int, int]] = field(default_factory=list)
    results: list[tuple[date, int, int, int, int]] = field(default_factory=list)
    mix: dict[Step, dict[Mix, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Done:
    """What each of some members did (who did nothing is absent), and what their whole team did lately by source and direction."""

    each: Mapping[int, Worked]
    team: Mapping[Mix, Cell]


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
    lately: date,
    came: Collection[int] = (),
) -> Done:
    """The same added up: by day whatever the source, and by source over the days from each step's on; the team's from `lately` on.

    Only what the steps need is read. Of many members one look through the team's days gives their own sources and the team's.
    """
    values = vars(Scope(workspace_id, first, last, team_id)) | {"now": now, "lately": lately}
    values |= {f"since_{step.value}": day for step, day in since.items()}
    each: dict[int, Worked] = {}
    team: Mapping[Mix, Cell] | None = None
    for few, ids in _apart(member_ids, came):
        found, kinds = _worked(session, values | {"member_ids": ids}, since, few)
        each |= {one: found[one] for one in ids if one in found}
        team = team if few else {mix: Cell(last, *mix, **counts) for mix, counts in kinds.items()}
    if team is None:
        team = of_team(session, workspace_id=workspace_id, team_id=team_id, first=lately, last=last, now=now)
    return Done(each, team)


def _worked(
    session: Session, values: Mapping[str, Any], since: Collection[Step], few: bool
) -> tuple[dict[int, Worked], dict[Mix, dict[str, Any]]]:
    """What each did (of many, all who are in the team's rows), and what all of them did by source."""
    found: dict[int, Worked] = defaultdict(Worked)
    kinds: dict[Mix, dict[str, Any]] = {}
    whole = {**values, "first": min(values["first"], values["lately"])}
    for model, every in ((Tally, _OF_CALLS), (Meeting, _OF_RESULTS)):
        steps = tuple(step for step in every if step in since)
        if steps:
            _add_days(dialect.run(session, _DAILY[model]("day", "member", few=few), values), model, found)
            _add_kinds(dialect.run(session, _kinds(model, steps, few), whole), model, steps, found, kinds)
    return found, kinds


def _add_days(rows: Iterable[Any], model: type[Tally] | type[Meeting], found: Mapping[int, Worked]) -> None:
    for row in rows:
        own = found[row[0]]
        (own.calls if model is Tally else own.results).append(row[1:])


def _add_kinds(
    rows: Iterable[Any],
    model: type[Tally] | type[Meeting],
    steps: tuple[Step, ...],
    found: Mapping[int, Worked],
    kinds: dict[Mix, dict[str, Any]],
) -> None:
    """The trials of each step to who tried, everything to the team."""
    names, own = _NAMES[model], len(steps)
    for member_id, source, direction, *counts in rows:
        for step, tried in zip(steps, counts, strict=False):
            if tried:
                found[member_id].mix.setdefault(step, {})[source, direction] = tried
        team = kinds.setdefault((source, direction), {})
        for name, count in zip(names, counts[own:], strict=False):
            team[name] = team.get(name, 0) + (count or 0)


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


_NAMES: Mapping[type[Tally] | type[Meeting], tuple[str, ...]] = {Tally: _CALLS, Meeting: _RESULTS}
_DAILY = {Tally: _called, Meeting: _met}


@cache
def _kinds(model: type[Tally] | type[Meeting], steps: tuple[Step, ...], few: bool) -> Select[*tuple[Any, ...]]:
    """The trials of these steps, each since its day, and (`few`: not) all counts of the days lately."""
    tests = {} if model is Tally else dict(zip(_RESULTS, _results(), strict=True))

    def summed(name: str, since: Any) -> ColumnElement[int]:  # noqa: ANN401
        later = col(model.day) >= since
        return func.sum(getattr(Tally, name)).filter(later) if model is Tally else func.count().filter(tests[name], later)

    lately = [] if few else [summed(name, bindparam("lately", type_=Date)) for name in _NAMES[model]]
    sums = [*(summed(_TRIALS[step], _since(step)) for step in steps), *lately]
    return _grouped(model, ("member", "kind"), few, sums, every=not few)


def _since(step: Step) -> Any:  # noqa: ANN401
    return bindparam(f"since_{step.value}", type_=Date)


def _grouped(
    model: type[Tally] | type[Meeting], by: tuple[str, ...], few: bool, sums: list[Any], *, every: bool = False
) -> Select[*tuple[Any, ...]]:
    """Sums by these, in their order: with the day first the rollup needs no sorting. `every`: of all members, not only those asked for.

    `few`: of these members wherever they tried, not only in the team.
    """
    member, kind = col(model.member_id), (col(model.source), col(model.direction))
    columns: dict[str, tuple[Any, ...]] = {"member": (member,), "day": (col(model.day),), "kind": kind}
    grouped = [column for name in by for column in columns[name]]
    shown = [column for name in ("member", "day", "kind") if name in by for column in columns[name]]
    rows = Whose(team=not few, member=False, people=few).rows(model, model.day)
    query = select(*shown, *sums).where(rows).group_by(*grouped).order_by(*grouped)
    if every or "member" not in by:
        return query
    if few:
        return query
    # of many the team's days are read through; an index on each member would look up every row
    return query.where((member + 0).in_(bindparam("member_ids", expanding=True)))
