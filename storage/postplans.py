"""Which posts a team wants, when, where and in which language; what it did not choose is as shipped."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from sqlmodel import Session, select

from coaching.posts import SEVERAL_TIMES, SHIPPED, Job
from storage.tables import PostPlan


@dataclass(frozen=True)
class Plan:
    """A job as a team has it. `days`: of the business days only these weekdays, Monday is 0; None: all. `channel_id` "": the team's."""

    job: Job
    wanted: bool = True
    times: tuple[time, ...] = ()
    days: frozenset[int] | None = None
    channel_id: str = ""
    language: str = ""
    own: bool = field(default=False, compare=False)  # whether the team chose anything


def of_team(session: Session, *, workspace_id: int, team_id: int) -> Mapping[Job, Plan]:
    """Every job of a team."""
    rows = session.exec(select(PostPlan).where(PostPlan.workspace_id == workspace_id, PostPlan.team_id == team_id)).all()
    return as_shipped() | {Job(row.job): _plan(row) for row in rows}


def of_workspace(session: Session, *, workspace_id: int) -> Mapping[int, Mapping[Job, Plan]]:
    """The same of each of its teams that chose anything; all others have them as shipped."""
    found: dict[int, dict[Job, Plan]] = {}
    for row in session.exec(select(PostPlan).where(PostPlan.workspace_id == workspace_id)).all():
        found.setdefault(row.team_id, as_shipped())[Job(row.job)] = _plan(row)
    return found


def as_shipped() -> dict[Job, Plan]:
    """Every job of a team that chose nothing."""
    return {job: Plan(job, times=shipped.times) for job, shipped in SHIPPED.items()}


def keep(session: Session, *, workspace_id: int, team_id: int, plan: Plan) -> None:
    """Have a job so from now on."""
    same = (PostPlan.workspace_id == workspace_id, PostPlan.team_id == team_id, PostPlan.job == plan.job.value)
    row = session.exec(select(PostPlan).where(*same)).first() or PostPlan(workspace_id=workspace_id, team_id=team_id, job=plan.job.value)
    row.wanted, row.channel_id, row.language = plan.wanted, plan.channel_id, plan.language
    row.times = [f"{hour:%H:%M}" for hour in plan.times]
    row.days = "".join(str(day) for day in sorted(plan.days or ()))
    session.add(row)


def _plan(row: PostPlan) -> Plan:
    job = Job(row.job)
    times = tuple(time.fromisoformat(one) for one in row.times) or SHIPPED[job].times
    times = times if job in SEVERAL_TIMES else times[:1]  # as chosen when more could be
    days = frozenset(int(day) for day in row.days) or None
    return Plan(job, row.wanted, times, days, row.channel_id, row.language, own=True)
