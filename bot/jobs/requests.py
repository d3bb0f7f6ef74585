"""What people are asked for: one message a day to each, opened by a meeting that passed or by the clock, and kept current in place."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from bot import mail
from bot.jobs.edition import Edition
from bot.jobs.older import ANEW, Older, Read
from bot.scoreboard.asked import BACK, KINDS, Asked
from bot.scoreboard.sheet import Sheet
from bot.talk import Ask, Post, Profile
from bot.views import asked as view
from coaching.due import due, speakable
from coaching.gaps import GRACE
from coaching.posts import Job
from coaching.terms import Role
from storage import agenda, members, outbox, postplans, requests, workspaces
from storage.engine import reading, writing
from storage.postplans import Plan
from storage.tables import Member, Outgoing, Team, Workspace, id_of

log = structlog.get_logger()

AT_ONCE = 20  # messages written in one transaction
THOROUGH = 12  # of so many looks one goes through everything, also when nothing seems to have changed


def verdicts(edition: Edition) -> list[Post]:
    """Each business morning: who has to judge meetings (an AE theirs, a manager those nobody else can), and managers' digest of gaps."""
    return Desk.of(edition).posts(lambda sheet: _judges(sheet) or bool(sheet.digest or sheet.endings))


def nudges(edition: Edition) -> list[Post]:
    """In the afternoon: everybody of whom something seems to be missing, and managers' digest where the morning brought none.

    Who has a message of the day already finds it there.
    """
    return Desk.of(edition).posts(lambda sheet: bool(sheet.open or sheet.digest or sheet.endings))


def _judges(sheet: Sheet) -> bool:
    return any(one.member_id != sheet.member.id or one.ae_id == sheet.member.id for one in sheet.waiting)


@dataclass(frozen=True)
class Desk:
    """A team's messages of a day."""

    session: Session
    team: Team
    day: date
    now: datetime
    chosen: Mapping[int, Mapping[Job, Plan]]  # by team of the workspace: whose meeting it is, decides
    known: Mapping[str, Profile]
    rhythms: dict[int, timedelta | None] = field(default_factory=dict)
    read: Read | None = None  # of the day: whose older messages read as they should; None: this look leaves those alone

    @classmethod
    def of(cls, edition: Edition) -> "Desk":
        """At a job's time."""
        chosen = postplans.of_workspace(edition.session, workspace_id=edition.team.workspace_id)
        return cls(edition.session, edition.team, edition.day, edition.now, chosen, edition.known)

    @property
    def plans(self) -> Mapping[Job, Plan]:
        """The team's own."""
        return self.chosen.get(id_of(self.team)) or postplans.as_shipped()

    @cached_property
    def asked(self) -> Asked:
        """Who is asked for what."""
        wants = {one: frozenset(job for job in KINDS if plans[job].wanted) for one, plans in self.chosen.items()}
        return Asked(
            self.session, self.team, self.day, self.now, wants, missing=self.is_time(Job.GAP), known=self.known, rhythms=self.rhythms
        )

    def is_time(self, job: Job) -> bool:
        """Whether a job's time of the day has come, and the team wants it."""
        return self.plans[job].wanted and self._has_come(job)

    def _has_come(self, job: Job) -> bool:
        plan, window = self.plans[job], timedelta(days=1)
        calendar = Asked(self.session, self.team, self.day, self.now).calendar
        found = due(calendar, plan.times, self.now, since=self.team.created_at, window=window, days=plan.days)
        today = self.day == self.now.astimezone(ZoneInfo(self.team.timezone)).date()  # an older message asks for nothing more
        return today and any(one.day == self.day for one in found)

    @cached_property
    def is_open(self) -> bool:
        """Whether people may be asked something new now: from the hour a business day's work begins, not in the quiet hours."""
        zone = ZoneInfo(self.team.timezone)
        quiet = speakable(self.now, zone, self.team.quiet_from, self.team.quiet_until) != self.now
        return self.asked.calendar.begun(self.now) is not None and not quiet

    @cached_property
    def _workspace(self) -> Workspace:
        return self.session.get_one(Workspace, self.team.workspace_id)

    @property
    def stamp(self) -> tuple[object, ...]:
        """Differs as soon as anybody may have something else to read."""
        about: dict[str, Any] = {"workspace_id": self.team.workspace_id, "team_id": id_of(self.team), "since": self.day - BACK}
        passed = requests.passed(self.session, **about, before=self.now - GRACE)
        return self.day, requests.mark(self.session), passed, self.is_open, self.asked.missing, self._judges_for_others, self.asked.wants

    @cached_property
    def _judges_for_others(self) -> bool:
        """Whether it is the morning's time to ask, of a team that wants no verdicts: its AEs owe them to teams that do."""
        return not self.plans[Job.VERDICT].wanted and self._has_come(Job.VERDICT)

    def posts(self, opens: Callable[[Sheet], bool]) -> list[Post]:
        """The messages of those who have none today, and something that opens one."""
        free = [one for one in self.asked.people.values() if self.asked.message(one) is None and self._may_have(one)]
        return [self.post(sheet) for sheet in map(self.asked.sheet, free) if opens(sheet)]

    def fresh(self) -> list[Post]:
        """The messages of those who have none today and of whom a meeting's time just passed, or who judge for other teams alone."""
        if not self.is_open:
            return []
        others = self._judges_for_others
        return self.posts(lambda sheet: (others and _judges(sheet)) or any(self.asked.is_fresh(one) for one in sheet.waiting))

    def changed(self) -> list[tuple[Outgoing, Post]]:
        """The messages of today that read otherwise now, as they were and as they are."""
        there = [(one, self.asked.message(one)) for one in self.asked.people.values()]
        found = [(row, self.post(self.asked.sheet(one))) for one, row in there if row is not None]
        return [(row, post) for row, post in found if row.body != post.body() and (self.is_open or row.state != outbox.FAILED)]

    def older(self) -> list[tuple[Outgoing, Post]]:
        """Of earlier days, the messages that still ask, as they were and as they are."""
        asking = list(Older(self.asked, self.read).asking())
        desks = {day: replace(self, day=day, rhythms={}) for _, _, day in asking}
        found = [(row, desks[day].post(desks[day].asked.sheet(member))) for row, member, day in asking]
        return [(row, post) for row, post in found if row.body != post.body()]

    def _may_have(self, member: Member) -> bool:
        """Whether there can be anything to ask: so that two hundred reps need not be looked at one by one."""
        waits = id_of(member) in self.asked.of_member
        return waits or (self.asked.missing and member.is_rep) or Role.MANAGER in members.roles(member)

    def post(self, sheet: Sheet) -> Post:
        """A message as its reader reads it."""
        text, blocks = view.shown(self._ask(sheet.member), sheet)
        until = datetime.combine(self.day + timedelta(days=1), time(), ZoneInfo(self.team.timezone))
        key = requests.key_of(id_of(sheet.member), self.day)
        noted = view.note(sheet, self.asked.message(sheet.member))
        return Post(key, str(sheet.member.slack_id), text, blocks, until=until, note=noted)

    def _ask(self, member: Member) -> Ask:
        language = member.language or member.slack_language or self.team.language
        return Ask(self.session, self.now, self._workspace, member, self.team, language, key="", known=self.known)


class Requests:
    """What the ticker looks for every few seconds. All of it follows from the database: replicas, restarts and kills ask nothing twice."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        known: Callable[[str], Mapping[str, Profile]] = lambda _: {},
    ) -> None:
        """`wake` is called when something waits to be posted; `known`: what Slack has told of a workspace's people, by its Slack id."""
        self._engine, self._clock, self._wake, self._known = engine, clock, wake, known
        self._seen: dict[int, tuple[object, ...]] = {}
        self._refused: set[str] = set()  # keys: their readers hear enough that day
        self._rhythms: dict[int, tuple[date, dict[int, timedelta | None], Read]] = {}  # by team: of a day, by member; who was read
        self._looks = 0

    def look(self) -> None:
        """Open what is to be opened and bring up to date what is there."""
        now = self._clock()
        with reading(self._engine) as session:
            teams = agenda.teams_at_work(session)
        self._looks += 1
        if self._is_thorough:
            self._seen.clear()
        for team in teams:
            self._calmly(team, now)

    @property
    def _is_thorough(self) -> bool:
        return self._looks % THOROUGH == 1

    def _calmly(self, team: Team, now: datetime) -> None:
        """One team's trouble is not another's; the database's is told by the ticker."""
        try:
            self._look_at(team, now)
        except SQLAlchemyError:
            raise
        except Exception:
            log.exception("requests could not be written; it is tried again", team=team.name)

    def _look_at(self, team: Team, now: datetime) -> None:
        with reading(self._engine) as session:
            desk = self._desk(session, team, now)
            stamp = desk.stamp
            if self._seen.get(id_of(team)) == stamp:
                return
            new = [post for post in desk.fresh() if post.key not in self._refused]
            changed = [*desk.changed(), *desk.older()]
        done = self._rewritten(team, changed, now)
        self._put(team, new, now)
        if done:
            self._seen[id_of(team)] = stamp

    def _desk(self, session: Session, team: Team, now: datetime) -> Desk:
        chosen = postplans.of_workspace(session, workspace_id=team.workspace_id)
        workspace = workspaces.by_row(session, row=team.workspace_id)
        known = self._known(workspace.slack_id) if workspace else {}
        day = now.astimezone(ZoneInfo(team.timezone)).date()
        if self._rhythms.get(id_of(team), (None,))[0] != day:
            self._rhythms[id_of(team)] = day, {}, set()
        _, rhythms, read = self._rhythms[id_of(team)]
        return Desk(session, team, day, now, chosen, known, rhythms, read if self._is_thorough else None)

    def _put(self, team: Team, posts: list[Post], now: datetime) -> None:
        for some in _pieces(posts):
            with writing(self._engine) as session:
                for post in some:
                    if not mail.put(session, team, [post], now):
                        self._refused.add(post.key)
        if posts:
            self._wake()

    def _rewritten(self, team: Team, changed: list[tuple[Outgoing, Post]], now: datetime) -> bool:
        """Whether all were: one that is on its way right now is written anew at the next look."""
        ready = [post for row, post in changed if row.state in ANEW]
        done = [self._rewrite(team, some, now) for some in _pieces(ready)]
        if ready:
            self._wake()
        return all(done) and not any(row.state == outbox.CLAIMED for row, _ in changed)

    def _rewrite(self, team: Team, posts: list[Post], now: datetime) -> bool:
        with writing(self._engine) as session:
            about: dict[str, Any] = {"workspace_id": team.workspace_id, "now": now}
            done = [outbox.rewrite(session, key=post.key, body=post.body(), **about) for post in posts]
        return all(done)


def _pieces(posts: list[Post]) -> Iterable[list[Post]]:
    return (posts[n : n + AT_ONCE] for n in range(0, len(posts), AT_ONCE))
