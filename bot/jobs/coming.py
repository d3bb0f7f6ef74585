"""Whether a post is about to come that says what the clock turned: then no warning says the same figures a little before."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from sqlmodel import Session

from bot.jobs.edition import Edition
from coaching.calendar import Calendar
from coaching.due import LOOK_BACK, Due, due, next_due, speakable
from coaching.posts import SHIPPED, Audience, Job
from storage import entries, postplans, rounds
from storage.postplans import Plan
from storage.tables import Team, id_of

SOON = timedelta(minutes=5)  # before a post that says it as well
OVERDUE = timedelta(hours=1)  # a post that has not come for so long is waited for no more
LATELY = timedelta(minutes=2)  # what turned so soon after a word turned by it: each team is looked at once a minute at least


def pending(team: Team, calendar: Calendar, plan: Plan, now: datetime, done: Container[tuple[int, Job, str]]) -> list[Due]:
    """The periods of a job that have come and were not decided, oldest first.

    A channel is not told the same figures twice: what has come since makes an earlier period late, however wide the window is.
    """
    window = timedelta(minutes=team.catch_up_minutes)
    every = list(due(calendar, plan.times, now, since=team.created_at, window=window, days=plan.days))
    one_only = SHIPPED[plan.job].audience is Audience.CHANNEL
    fresh = [replace(one, late=one.late or (one_only and one is not every[-1])) for one in every]
    return [one for one in fresh if (id_of(team), plan.job, one.period) not in done]


@dataclass(frozen=True)
class Coming:
    """What is about to be posted for a team; `warned`: where and when its warnings go."""

    session: Session
    team: Team
    warned: Edition

    def tells(self, job: Job) -> bool:
        """Whether a job's post is due within minutes, or was and is not written yet, and is read where the warning would be."""
        plan, now = self._plans[job], self.warned.now
        if not plan.wanted or not self.is_read_there(job):
            return False
        ahead = next_due(self.warned.calendar, plan.times, now, within=1, days=plan.days)
        if ahead is not None and ahead <= now + SOON and self._goes_out(job, ahead):
            return True
        return any(now - one.at <= OVERDUE and not one.late for one in pending(self.team, self.warned.calendar, plan, now, self._done))

    def is_read_there(self, job: Job) -> bool:
        """A person's post is; the team's, where it goes to the same channel, or warnings have none."""
        if SHIPPED[job].audience is not Audience.CHANNEL:
            return True
        there = self._plans[job].channel_id or self.team.channel_id
        return bool(there) and self.warned.channel in ("", there)

    def _goes_out(self, job: Job, at: datetime) -> bool:
        """A channel's post does; a person's only outside the quiet hours, by whose end it may be of no use."""
        heard = speakable(at, self.warned.zone, self.team.quiet_from, self.team.quiet_until)
        return SHIPPED[job].audience is Audience.CHANNEL or heard == at

    @cached_property
    def by_clock(self) -> bool:
        """Whether it is the clock that turns a pace now: nothing that makes one was said lately, since people can be told."""
        opens = self.warned.calendar.begun(self.warned.now) or self.warned.calendar.hours(self.warned.day)[0]
        told_from = speakable(opens, self.warned.zone, self.team.quiet_from, self.team.quiet_until)
        since = max(told_from, self.warned.now - LATELY)
        return not entries.turned_since(self.session, workspace_id=self.team.workspace_id, moment=since)

    @cached_property
    def _plans(self) -> dict[Job, Plan]:
        return dict(postplans.of_team(self.session, **self.warned.where))

    @cached_property
    def _done(self) -> Container[tuple[int, Job, str]]:
        return rounds.decided(self.session, since=self.warned.now - timedelta(days=LOOK_BACK))
