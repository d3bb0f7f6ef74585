"""What mentors expect of each rate, from which day on; history stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

import sqlalchemy as core
from sqlalchemy import bindparam
from sqlmodel import Session, col, delete, select

from coaching.funnel import Step
from storage import dialect
from storage.tables import Threshold

KNOWN_BEFORE = timedelta(days=90)  # what a team's first threshold looks back on: nothing was changed, so nothing begins anew


@dataclass(frozen=True)
class Expected:
    """A threshold as it stands on a day: the rate (0 to 1), the first day whose trials are held against it, whether another was before."""

    rate: Decimal
    since: date
    changed: bool = False


def set_threshold(
    session: Session,
    *,
    workspace_id: int,
    team_id: int,
    step: Step,
    rate: Decimal | None,
    valid_from: date,
    set_by: int,
    now: datetime,
    entry_id: int | None = None,
) -> None:
    """Expect a rate (0 to 1) from a day on; None: it is not expected any more."""
    row = Threshold(
        workspace_id=workspace_id,
        team_id=team_id,
        step=step.value,
        valid_from=valid_from,
        rate=rate,
        set_by=set_by,
        set_at=now,
        entry_id=entry_id,
    )
    session.add(row)
    session.flush()


def on(session: Session, *, workspace_id: int, team_id: int, day: date) -> Mapping[Step, Expected]:
    """What is expected on a day, by step; steps nothing is expected of are absent. Expected again, a rate is as it last was."""
    found: dict[Step, Expected] = {}
    last: dict[Step, Expected] = {}
    rows = dialect.run(session, _UNTIL, {"workspace_id": workspace_id, "team_id": team_id, "on_day": day})
    said = {(since, name): rate for name, since, rate in rows}  # of one day the last word holds: a slip mended that day changes nothing
    for (since, name), rate in said.items():
        step = Step(name)
        if rate is None:
            found.pop(step, None)
            continue
        if step not in last:
            last[step] = Expected(rate, since - KNOWN_BEFORE)
        elif last[step].rate != rate:  # the same rate said again restarts nothing
            last[step] = Expected(rate, since, changed=True)
        found[step] = last[step]
    return found


_UNTIL = (
    core.select(col(Threshold.step), col(Threshold.valid_from), col(Threshold.rate))
    .where(col(Threshold.workspace_id) == bindparam("workspace_id"), col(Threshold.team_id) == bindparam("team_id"))
    .where(col(Threshold.valid_from) <= bindparam("on_day"))
    .order_by(col(Threshold.valid_from), col(Threshold.id))
)


def history(session: Session, *, workspace_id: int, team_id: int, step: Step | None = None) -> Sequence[Threshold]:
    """Every threshold ever set (of one step), newest day first; ahead ones too."""
    query = select(Threshold).where(Threshold.workspace_id == workspace_id, Threshold.team_id == team_id)
    if step is not None:
        query = query.where(Threshold.step == step.value)
    return session.exec(query.order_by(col(Threshold.valid_from).desc(), col(Threshold.id).desc())).all()


def remove(session: Session, *, entry_id: int) -> None:
    """Delete an undone entry's thresholds: what was expected before counts again."""
    session.exec(delete(Threshold).where(col(Threshold.entry_id) == entry_id))
