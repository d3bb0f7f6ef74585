"""What a job would post right now, by the very writer of its rounds: for "Preview now", and to rehearse at a terminal."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.jobs import JOBS
from bot.jobs.edition import Edition
from bot.jobs.gauge import Gauge
from bot.talk import Post
from coaching.posts import Job
from storage import postplans
from storage.postplans import Plan
from storage.tables import Team, id_of


def posts(session: Session, team: Team, now: datetime, job: Job) -> list[Post] | None:
    """The posts of this moment, whether the team wants the job or not; None of a job that has nothing to show ahead of what happens."""
    plans = postplans.of_team(session, workspace_id=team.workspace_id, team_id=id_of(team))
    if job in JOBS:
        local = now.astimezone(ZoneInfo(team.timezone))
        return JOBS[job](Edition(session, team, plans[job], local.date(), f"{local:%Y-%m-%d %H:%M}", now))
    if job not in AT_ONCE:
        return None
    return AT_ONCE[job](Gauge(session, team, now, plans[Job.WARNING], plans[Job.BOARD]), plans[job], now)


def _turned(gauge: Gauge, _: Plan, now: datetime) -> list[Post]:
    return [one.post(until=now) for one in gauge.turned() if one.to]


def _board(gauge: Gauge, _: Plan, __: datetime) -> list[Post]:
    return [Post("board", gauge.channel, *gauge.live())] if gauge.channel else []


#: Those that go by what happens (bot.jobs.pulse) and can be shown all the same: whose pace would be told to have turned, the board.
AT_ONCE: dict[Job, Callable[[Gauge, Plan, datetime], list[Post]]] = {Job.WARNING: _turned, Job.BOARD: _board}
