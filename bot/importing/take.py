"""Takes a file in: read, planned, made into records batch by batch, written in one short transaction each."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine

from bot.importing.files import Row, read
from bot.importing.kinds import KINDS, Desk, Draft
from bot.importing.plan import Bad, Plan, Result, WrongPlan
from storage.engine import writing

BATCH = 2000


def take(
    engine: Engine,
    path: Path,
    plan: Plan,
    *,
    workspace_id: int,
    now: datetime,
    ask: Callable[[int], bool] = lambda repeated: True,  # noqa: ARG005 - whether to keep repeated rows
    progress: Callable[[int, int], None] = lambda done, of: None,  # noqa: ARG005
) -> Result:
    """Import a file. Good rows go in, bad ones are told with line and reason, rows known already change nothing.

    A row's identity is its own id, else its cells and the how-many-th such row of the file it is. `ask` is asked once when
    plan.duplicates is "ask" and rows repeat. Raises WrongPlan before anything is written.
    """
    columns, rows = read(path)
    plan = plan.checked(columns)
    wanted = [row for row in rows if plan.wanted(row.cells)]
    result = Result(rows=len(rows), left_out=len(rows) - len(wanted), repeated=sum(row.nth > 0 for row in wanted))
    wanted = _without_repeats(wanted, plan, result, ask)
    done = 0
    desk = _desk(engine, plan, workspace_id, now)
    remaining = iter(wanted)
    while batch := list(islice(remaining, BATCH)):
        _take_batch(engine, desk, plan, batch, result)
        done += len(batch)
        progress(done, len(wanted))
    return result


def _desk(engine: Engine, plan: Plan, workspace_id: int, now: datetime) -> Desk:
    with writing(engine) as session:
        try:
            return Desk.opened(session, plan, workspace_id=workspace_id, now=now)
        except ValueError as wrong:
            raise WrongPlan(str(wrong)) from wrong


def _without_repeats(rows: list[Row], plan: Plan, result: Result, ask: Callable[[int], bool]) -> list[Row]:
    """The rows that stay, by the plan's word on exact copies; a file whose rows have ids settles it by those."""
    drop = result.repeated and (plan.duplicates == "drop" or (plan.duplicates == "ask" and not ask(result.repeated)))
    kept = [row for row in rows if not (drop and row.nth)]
    result.dropped = len(rows) - len(kept)
    return kept


def _take_batch(engine: Engine, desk: Desk, plan: Plan, batch: Sequence[Row], result: Result) -> None:
    kind = KINDS[plan.kind]
    with writing(engine) as session:
        drafts: list[Draft] = []
        for row in batch:
            fields = plan.fields_of(row.cells)
            key = f"{plan.kind} {fields['id']}" if fields.get("id") else f"{plan.kind} {row.digest} {row.nth}"
            try:
                drafts.append(Draft(row.line, key, kind.read(session, desk, fields, key)))
            except ValueError as wrong:
                result.bad.append(Bad(row.line, str(wrong)))
        fresh, troubles = kind.write(session, desk, drafts)
        result.bad.extend(troubles)
        result.added += fresh
        result.known += len(drafts) - sum(not trouble.kept for trouble in troubles) - fresh
