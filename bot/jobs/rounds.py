"""Each period of each job: written once for each team, when its time has come and while it is of use."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot import mail
from bot.jobs.coming import pending
from bot.jobs.edition import Edition
from bot.jobs.gauge import Gauge
from bot.scoreboard import closing
from bot.scoreboard.book import team_calendar
from bot.talk import Post, Profile
from coaching.calendar import Period
from coaching.due import LOOK_BACK, Due
from coaching.posts import Decision, Job
from storage import agenda, postplans, rounds, workspaces
from storage.engine import reading, writing
from storage.postplans import Plan
from storage.tables import Team, id_of

log = structlog.get_logger()

AT_ONCE = 20  # messages written in one transaction: people who log calls write too

#: What a job's posts are; the functions are in the modules of this package.
Writer = Callable[[Edition], list[Post]]
Decided = Mapping[tuple[int, Job, str], Decision]


class Rounds:
    """What the ticker looks for every few seconds. What is done is in the database: replicas, restarts, kills and clocks that are set
    neither do anything twice nor leave anything out."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], datetime],
        jobs: Mapping[Job, Writer],
        wake: Callable[[], None],
        known: Callable[[str], Mapping[str, Profile]] = lambda _: {},
    ) -> None:
        """`wake` is called when something waits to be posted; `known`: what Slack has told of a workspace's people, by its Slack id."""
        self._engine, self._clock, self._jobs, self._wake, self._known = engine, clock, jobs, wake, known

    def look(self) -> None:
        """Write what is due now, of every team."""
        now = self._clock()
        with reading(self._engine) as session:
            teams = agenda.teams_at_work(session)
            done = rounds.decided(session, since=now - timedelta(days=LOOK_BACK + 2))
        for team in teams:
            _calmly(partial(self._look_at, team, done, now), team)

    def _look_at(self, team: Team, done: Decided, now: datetime) -> None:
        with reading(self._engine) as session:
            ahead = list(self._due(session, team, done, now))
        for plan, one in ahead:
            _calmly(partial(self._do, team, plan, one, now), team, plan.job)

    def _due(self, session: Session, team: Team, done: Decided, now: datetime) -> list[tuple[Plan, Due]]:
        """What is due and was not decided, in the order of time."""
        plans = postplans.of_team(session, workspace_id=team.workspace_id, team_id=id_of(team))
        period = Period(now.date() - timedelta(days=LOOK_BACK + 1), now.date() + timedelta(days=1))
        calendar = team_calendar(session, team=team, period=period)
        found = [
            (plan, one)
            for job, plan in plans.items()
            if job in self._jobs and plan.wanted
            for one in pending(team, calendar, plan, now, done)
        ]
        return sorted(found, key=lambda each: each[1].at)

    def _do(self, team: Team, plan: Plan, one: Due, now: datetime) -> None:
        if plan.job is Job.CLOSE and self._closes_first(team, now):
            return
        posts = [] if one.late else self.written(team, plan, one, now)
        sent = 0
        for n in range(0, len(posts), AT_ONCE):
            with writing(self._engine) as session:
                sent += mail.put(session, team, posts[n : n + AT_ONCE], now)
        decision = Decision.LATE if one.late else Decision.WRITTEN if posts else Decision.NOTHING
        with writing(self._engine) as session:  # only now: a kill between the two writes again, and each key is taken once
            about = {"workspace_id": team.workspace_id, "team_id": id_of(team), "job": plan.job, "period": one.period}
            new = rounds.decide(session, **about, decision=decision, now=now, posts=sent)  # type: ignore[arg-type]
        if new:
            log.info("a post was due", team=team.name, job=plan.job.value, period=one.period, decision=decision.value, posts=sent)
        if sent:
            self._wake()

    def _closes_first(self, team: Team, now: datetime) -> bool:
        """Whether a month is about to be closed: it is told when it is."""
        with reading(self._engine) as session:
            return bool(closing.due(session, team=team, now=now))

    def written(self, team: Team, plan: Plan, one: Due, now: datetime) -> list[Post]:
        """The posts of a period, while nothing is locked."""
        with reading(self._engine) as session:
            workspace = workspaces.by_row(session, row=team.workspace_id)
            known = self._known(workspace.slack_id) if workspace else {}
            edition = Edition(session, team, plan, one.day, one.period, now, known)
            return self._jobs[plan.job](Gauge.of(edition).telling(edition))


def _calmly(job: Callable[[], None], team: Team, which: Job | None = None) -> None:
    """One team's trouble, or one job's, is not another's; the database's is told by the ticker, and all of it is tried again."""
    try:
        job()
    except SQLAlchemyError:
        raise
    except Exception:
        log.exception("a post could not be written; it is tried again", team=team.name, job=which.value if which else "")
