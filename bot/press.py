"""`onpace post` at a terminal: what a job would say at a moment, to whom, and what would become of it; or said, once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlmodel import Session

from bot import mail, previewing
from bot.importing import WrongPlan
from bot.jobs import JOBS
from bot.scoreboard import closing
from bot.scoreboard.book import team_calendar
from bot.talk import Post, Profile, Upcoming
from coaching.calendar import Period, month_of, months_before
from coaching.due import speakable
from coaching.posts import MOST_A_DAY, Job
from storage import members, outbox, postplans, teams
from storage.engine import reading, writing
from storage.postplans import Plan
from storage.tables import Team, id_of

AT_ONCE = 20  # messages looked at in one transaction: people who log calls write too
EXAMPLE = "Example: onpace post numbers --at 12:00 --dry-run"
UNKNOWN = "Slack could not be asked who is a guest or deactivated"
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


class _NotMeantError(Exception):
    """Nothing of a rehearsal is kept."""


@dataclass(frozen=True)
class Press:
    """What is asked of the command. `at` "": now. `team` "": every team of the workspace. Raises WrongPlan for what cannot be meant."""

    engine: Engine
    workspace: int
    now: datetime
    job: str
    at: str = ""
    team: str = ""
    dry: bool = True
    known: Mapping[str, Profile] | None = None  # what Slack tells of people, by Slack id; None: it could not be asked

    def lines(self) -> Iterator[str]:
        """What is printed; without `dry` the posts are in the outbox afterwards."""
        job = self._job()
        for team in self._teams():
            yield from self._of_team(team, job, self._moment(ZoneInfo(team.timezone)))

    def _job(self) -> Job:
        if self.job not in set(Job):
            raise WrongPlan(f"There is no post called {self.job!r}. There are {', '.join(Job)}. {EXAMPLE}")
        job = Job(self.job)
        if not self.dry and job not in JOBS:
            raise WrongPlan(f"{job} goes by what happens while `onpace run` runs, not by the clock. --dry-run shows what it would say now.")
        if not self.dry and not self.at:
            raise WrongPlan(f"At which of its times? The same post is never sent twice, and is known by its time. {EXAMPLE}")
        return job

    def _teams(self) -> Sequence[Team]:
        with reading(self.engine) as session:
            every = teams.every(session, workspace_id=self.workspace)
        found = [team for team in every if not self.team or team.name.casefold() == self.team.casefold()]
        if not found:
            names = ", ".join(team.name for team in every) or "none yet: `/onpace` in Slack makes the first"
            raise WrongPlan(f"There is no team called {self.team!r}. Teams: {names}." if self.team else f"Teams: {names}.")
        return found

    def _moment(self, zone: ZoneInfo) -> datetime:
        """12:00 is today; a day and time, or an ISO time, any other; in the team's zone where none is told."""
        if not self.at:
            return self.now
        if found := _CLOCK.fullmatch(self.at.strip()):
            today = self.now.astimezone(zone).date()
            return datetime.combine(today, time(int(found[1]), int(found[2])), zone).astimezone(UTC)
        try:
            told = datetime.fromisoformat(self.at.strip())
        except ValueError as wrong:
            raise WrongPlan(f"{self.at!r} is no time. {EXAMPLE}, or --at 2026-11-20T12:00") from wrong
        return (told if told.tzinfo else told.replace(tzinfo=zone)).astimezone(UTC)

    def _of_team(self, team: Team, job: Job, at: datetime) -> Iterator[str]:
        zone = ZoneInfo(team.timezone)
        with reading(self.engine) as session:
            plan = postplans.of_team(session, workspace_id=team.workspace_id, team_id=id_of(team))[job]
            found, first = previewing.rehearsed(session, team, at, self.known or {}, plan)
            months = [] if job is not Job.CLOSE else _closing(session, team, first, at, bool(found.posts))
            names = {str(one.slack_id): one.name for one in members.every(session, workspace_id=team.workspace_id)}
            stops = _stops(session, team, plan, at.astimezone(zone).date())
        yield f"{team.name}: {job} at {at.astimezone(zone):%Y-%m-%d %H:%M} ({team.timezone})"
        yield from [*stops, *_notes(plan, at.astimezone(zone)), *months]
        if first and not self.dry:
            raise WrongPlan("Nothing was put into the outbox: a month is told when it is closed, and `onpace run` closes it.")
        if not (posts := found.posts):
            yield from _nothing(found, zone, names)
            return
        if not plan.wanted and not self.dry:
            raise WrongPlan(
                f"{team.name} has this post off, so nothing was put into the outbox. A manager turns it on: /onpace posts {job} on"
            )
        if self.known is None and any(mail.is_person(post.to) for post in posts):
            if not self.dry:
                raise WrongPlan(f"Nothing was put into the outbox: {UNKNOWN}, and guests are told nothing. Set SLACK_BOT_TOKEN.")
            yield f"  {UNKNOWN}: such people may stand below, and `onpace run` leaves them out"
        if stops and self.dry:
            yield from (line for post in posts for line in _shown(post, "would not go", names))
            yield f"  0 of {len(posts)} would go out"
            return
        yield from self._fates(team, posts, at, names)

    def _fates(self, team: Team, posts: Sequence[Post], at: datetime, names: dict[str, str]) -> Iterator[str]:
        moment, sent = max(at, self.now), 0
        for n in range(0, len(posts), AT_ONCE):
            found: list[tuple[Post, str]] = []
            with suppress(_NotMeantError), writing(self.engine) as session:
                for post in posts[n : n + AT_ONCE]:
                    found.append((post, _fate(session, team, post, moment)))
                if self.dry:
                    raise _NotMeantError
            for post, fate in found:
                sent += fate.startswith("goes")
                yield from _shown(post, fate, names)
        yield f"  {sent} of {len(posts)} {'would go out' if self.dry else 'are in the outbox'}"


def _nothing(found: Upcoming, zone: ZoneInfo, names: dict[str, str]) -> Iterator[str]:
    """Why there is nothing to say: where people know it already, who and since when, and how it reads now."""
    if not found.told:
        yield "  nobody has anything to hear" if found.posts is not None else "  the morning is not planned yet"
        return
    yield f"  nobody has anything new to hear: {len(found.told)} told already; it reads now"
    for post, at in found.told:
        yield from _shown(post, f"told {f'{at.astimezone(zone):%Y-%m-%d %H:%M}' if at else 'today'}", names)


def _closing(session: Session, team: Team, first: Sequence[date], at: datetime, speaks: bool) -> list[str]:
    """Which months are closed before they are told, and when; where nothing is told at all, the next one."""
    today = at.astimezone(ZoneInfo(team.timezone)).date()
    days = {month: closing.closes_on(session, team=team, period=month_of(month)) for month in first}
    how = "is not closed yet: `onpace run` closes it first. As it counts now:"
    lines = [f"  {month:%Y-%m}, to be closed on {day}, {how}" for month, day in days.items()]
    if lines or speaks:
        return lines
    ahead = [months_before(today, ago) for ago in (1, 0)]
    coming = {one.first: closing.closes_on(session, team=team, period=one) for one in ahead}
    month, day = next((month, day) for month, day in coming.items() if day and day > today)
    return [f"  {month:%Y-%m} is closed on {day}, and told then"]


def _stops(session: Session, team: Team, plan: Plan, day: date) -> list[str]:
    """Why it would not go out at all that day."""
    found = [] if plan.wanted else ["  off: the team does not want it"]
    if not plan.times:
        return found
    if not team_calendar(session, team=team, period=Period(day, day)).is_open(day):
        found.append("  a day off for the team: no round is due, so it would not go out by itself")
    elif plan.job is not Job.COACHING and plan.days is not None and day.weekday() not in plan.days:
        found.append(f"  the team does not want it on a {day:%A}: no round is due, so it would not go out by itself")
    return found


def _notes(plan: Plan, local: datetime) -> list[str]:
    """What else keeps a round from writing this by itself."""
    if not plan.times or local.time() in plan.times:
        return []
    return [f"  no round is due at {local:%H:%M}, but at {', '.join(f'{one:%H:%M}' for one in plan.times)}"]


def _fate(session: Session, team: Team, post: Post, moment: datetime) -> str:
    """Put it, and say what became of it."""
    if known := outbox.by_key(session, workspace_id=team.workspace_id, key=post.key):
        return f"not again: under this key one is {known.state}"
    zone = ZoneInfo(team.timezone)
    if mail.put(session, team, [post], moment):
        [put] = [outbox.by_key(session, workspace_id=team.workspace_id, key=post.key)]
        due = put.due_at if put else moment
        return f"goes {due.astimezone(zone):%Y-%m-%d %H:%M}" + (", after the quiet hours" if due > moment else "")
    if post.until and post.until <= speakable(moment, zone, team.quiet_from, team.quiet_until):
        return "left out: of no use any more when it could go"
    return f"left out: {MOST_A_DAY} unasked messages that day are enough"


def _shown(post: Post, fate: str, names: dict[str, str]) -> Iterator[str]:
    yield f"  to {names.get(post.to, 'channel')} ({post.to}), key {post.key!r}: {fate}"
    yield from (f"      {line}" for line in post.text.splitlines())
    if post.picture:
        yield f"      picture: {post.picture.title}"
