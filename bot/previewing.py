"""What a job would post right now, by the very writers of its rounds: for "Preview now", and to rehearse at a terminal."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.jobs import JOBS, examples
from bot.jobs.closes import as_it_counts, unclosed
from bot.jobs.edition import Edition
from bot.jobs.gauge import Gauge
from bot.jobs.pulse import PASSED
from bot.jobs.requests import Desk
from bot.mornings.day import Day
from bot.mornings.posts import Briefs, Own
from bot.scoreboard.sheet import Sheet
from bot.talk import Post, Profile, Upcoming
from coaching.posts import Job
from storage import postplans
from storage.postplans import Plan
from storage.tables import Meeting, Team, id_of


def upcoming(session: Session, team: Team, now: datetime, known: Mapping[str, Profile], job: Job) -> Upcoming:
    """The posts of this moment, whether the team wants the job or not, and what was said already."""
    plans = postplans.of_team(session, workspace_id=team.workspace_id, team_id=id_of(team))
    edition = _edition(session, team, now, known, plans[job])
    edition = Gauge.of(edition).telling(edition)
    return Upcoming(JOBS[job](edition) if job in JOBS else OTHERS[job](edition), _told(edition, job))


def _edition(session: Session, team: Team, now: datetime, known: Mapping[str, Profile], plan: Plan) -> Edition:
    local = now.astimezone(ZoneInfo(team.timezone))
    return Edition(session, team, plan, local.date(), f"{local:%Y-%m-%d %H:%M}", now, known)


def rehearsed(session: Session, team: Team, now: datetime, known: Mapping[str, Profile], plan: Plan) -> tuple[Upcoming, list[date]]:
    """The same for a terminal, and the months that are closed before they are told: as they count now."""
    found = upcoming(session, team, now, known, plan.job)
    if plan.job is not Job.CLOSE:
        return found, []
    edition = _edition(session, team, now, known, plan)
    ahead = {month.first: posts for month in unclosed(edition) if (posts := as_it_counts(edition, month))}
    return replace(found, posts=[*(found.posts or ()), *(post for posts in ahead.values() for post in posts)]), list(ahead)


def preview(session: Session, team: Team, now: datetime, known: Mapping[str, Profile], job: Job) -> Upcoming:
    """The same for who asks to see it: what was sent is not to be sent again, and where there is nothing to say comes an example."""
    found = upcoming(session, team, now, known, job)
    if job not in examples.OF:
        return found
    plans = postplans.of_team(session, workspace_id=team.workspace_id, team_id=id_of(team))
    return examples.instead(Edition(session, team, plans[job], now.astimezone(ZoneInfo(team.timezone)).date(), "", now, known), found)


def _told(edition: Edition, job: Job) -> list[tuple[Post, datetime | None]]:
    """What people know already and the job does not say anew: who was asked today, who is behind."""
    if job is Job.WARNING:
        return [(one.post(until=edition.now), since) for one, since in Gauge.of(edition).standing() if one.to]
    return [(post, None) for post in _asked(Desk.of(edition), CONCERNS[job])] if job in CONCERNS else []


def _asked(desk: Desk, concerns: Callable[[Sheet], bool]) -> list[Post]:
    """The messages of the day that ask for this."""
    there = [desk.asked.sheet(one) for one in desk.asked.people.values() if desk.asked.message(one)]
    return [desk.post(sheet) for sheet in there if concerns(sheet)]


def _judges(sheet: Sheet) -> bool:
    if sheet.digest or sheet.endings:
        return True
    return any(one.ae_id == sheet.member.id or one.member_id != sheet.member.id for one in _meetings(sheet))


def _holds(sheet: Sheet) -> bool:
    return any(one.member_id == sheet.member.id for one in _meetings(sheet))


def _misses(sheet: Sheet) -> bool:
    return bool(sheet.gaps or sheet.settled or sheet.digest)


def _meetings(sheet: Sheet) -> list[Meeting]:
    return [*sheet.waiting, *sheet.done, *(one for one, _ in sheet.later)]


#: Whether somebody's message of the day asks them for what a job asks for.
CONCERNS: dict[Job, Callable[[Sheet], bool]] = {Job.VERDICT: _judges, Job.OUTCOME: _holds, Job.GAP: _misses}


def _turned(edition: Edition) -> list[Post]:
    return [one.post(until=edition.now + PASSED) for one in Gauge.of(edition).turned() if one.to]


def _board(edition: Edition) -> list[Post]:
    gauge = Gauge.of(edition)
    return [Post("board", gauge.channel, *gauge.live())] if gauge.channel else []


def _passed(edition: Edition) -> list[Post]:
    return Desk.of(edition).fresh()


def _practices(edition: Edition) -> list[Post] | None:
    """What mentors and reps hear, or heard, of the day that was planned."""
    day = Day(edition.session, edition.team, edition.day, edition.now)
    if day.plan is None:
        return None
    return [draft.write() for kind in (Briefs, Own) for draft in kind(day).drafts()]


def _none(_: Edition) -> list[Post]:
    return []


#: What no round writes: it goes by what happens (bot.jobs.pulse, bot.jobs.requests) or by the plan of the morning (bot.mornings).
OTHERS: dict[Job, Callable[[Edition], list[Post] | None]] = {
    **dict.fromkeys(Job, _none),
    Job.WARNING: _turned,
    Job.BOARD: _board,
    Job.OUTCOME: _passed,
    Job.COACHING: _practices,
}
