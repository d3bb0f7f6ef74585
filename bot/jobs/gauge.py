"""A team's paces at a moment: who turned, what its live board shows, and when the clock will turn the next pace."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot import scoreboard
from bot.jobs.briefs import own
from bot.jobs.coming import Coming
from bot.jobs.edition import Edition
from bot.scoreboard import Board, Row
from bot.scoreboard.behind import Behind
from bot.scoreboard.bottleneck import help_most
from bot.scoreboard.missing import open_of_team
from bot.talk import Post, Profile
from bot.text import Words
from bot.views import pulse as view
from coaching.calendar import month_of
from coaching.due import speakable
from coaching.pace import USUAL, Pace
from coaching.posts import Job
from coaching.warning import WARN_BELOW_P, Turn, turn
from storage import alarms, calls, figures, hushes, leads, members, postplans
from storage.hushes import PACE
from storage.postplans import Plan
from storage.tables import Member, Team, id_of

CLOSE_BY = timedelta(seconds=4)  # how often a chance near the line is worked out anew
NEAR = 0.03  # to the line


@dataclass(frozen=True)
class Turned:
    """Somebody's pace turned: what they are told. `member_id` alarms.TEAM: the team; `to` "": nobody is told."""

    team_id: int
    member_id: int
    month: date
    today: date
    behind: bool
    to: str
    said: view.Said

    def post(self, *, until: datetime) -> Post:
        """The message: one a day, whichever way it turned."""
        whose = f"pace {self.member_id}" if self.member_id else f"pace-team {self.team_id}"
        return Post(f"{whose} {self.month.isoformat()[:7]} {self.today.isoformat()}", self.to, *self.said, until=until)


class Gauge:
    """One look at a team."""

    def __init__(self, session: Session, team: Team, now: datetime, warning: Plan, board: Plan, known: Mapping[str, Profile]) -> None:
        self._session, self._team, self._now = session, team, now
        self._day = now.astimezone(ZoneInfo(team.timezone)).date()
        self._edition = Edition(session, team, warning, self._day, "", now, known)
        self.channel = board.channel_id or team.channel_id
        self._words = Words(board.language or team.language, ZoneInfo(team.timezone), team.currency)

    @classmethod
    def of(cls, edition: Edition) -> "Gauge":
        """At a post's time."""
        plans = postplans.of_team(edition.session, **edition.where)
        return cls(edition.session, edition.team, edition.now, plans[Job.WARNING], plans[Job.BOARD], edition.known)

    @cached_property
    def board(self) -> Board:
        """The month."""
        return scoreboard.of_team(self._session, team=self._team, period=month_of(self._day), now=self._now)

    @property
    def _is_time(self) -> bool:
        """From the hour a business day's work begins until the quiet hours: a turn at midnight waits for somebody who reads it."""
        team = self._team
        heard = speakable(self._now, ZoneInfo(team.timezone), team.quiet_from, team.quiet_until) == self._now
        return heard and self.board.calendar.begun(self._now) is not None

    def _business_day(self, of: Board | Row) -> int:
        """Which of the month's; of a member's own, without their leave and from their start on."""
        calendar, first = self.board.calendar, self.board.period.first
        if of.member:
            calendar = calendar.without(self._away.get(id_of(of.member), frozenset()))
            first = max(first, of.member.start_date or first)
        return len(calendar.days(first, self._day))

    @cached_property
    def _away(self) -> Mapping[int, frozenset[date]]:
        """Everybody's leave of the month so far."""
        span = {"first": self.board.period.first, "last": self._day}
        whose = [id_of(row.member) for row in self.board.by_member]
        return members.leave_days(self._session, workspace_id=self._team.workspace_id, member_ids=whose, **span)

    @cached_property
    def _before(self) -> dict[int, tuple[bool, bool]]:
        """By member: whether they are behind, and whether a turn was told today."""
        asked = alarms.of_team(self._session, **self._edition.where, month=self.board.period.first)
        return {one: (row.behind, row.told_on == self._day) for one, row in asked.items()}

    def turned(self) -> Iterator[Turned]:
        """Whose pace turned since it was told; nobody's while they cannot be told, or read it in a post that is about to come."""
        if not self._is_time:
            return
        if self._edition.channel and (way := self._turn(alarms.TEAM, self.board)) and not self._waits(way, Job.NUMBERS):
            yield self._of_team(way)
        for member, row in self._reps():
            if (way := self._turn(id_of(member), row)) and not self._waits(way, Job.BRIEF):
                yield self._told(id_of(member), way, self._reaches(member), self._said(member, row, way))

    @cached_property
    def _coming(self) -> Coming:
        return Coming(self._session, self._team, self._edition)

    def _waits(self, way: Turn, job: Job) -> bool:
        return way is Turn.WARN and self._coming.by_clock and self._coming.tells(job)

    def telling(self, post: Edition) -> Edition:
        """A brief, or the team's post, with whose pace fell behind by the clock, where it is the first to tell."""
        there = self._edition.plan.wanted and post.day == self._day and post.plan.job in (Job.BRIEF, Job.NUMBERS)
        if not (there and self._coming.is_read_there(post.plan.job) and self._is_first(post.plan.job)):
            return post
        whose: Iterable[tuple[int, Board | Row]] = [(alarms.TEAM, self.board)]
        if post.plan.job is Job.BRIEF:
            whose = ((id_of(member), row) for member, row in self._reps())
        return replace(post, turned=frozenset(one for one, of in whose if self._turn(one, of) is Turn.WARN), ready=self.board)

    def _is_first(self, job: Job) -> bool:
        """Whether no warning tells it first: of what a word turned one comes at once, if there is where it is read."""
        return self._coming.by_clock or (job is Job.NUMBERS and not self._edition.channel)

    def standing(self) -> Iterator[tuple[Turned, datetime]]:
        """Who is behind and was told so, since when, and what a warning would say now."""
        behind = Behind(self._session, team=self._team, month=self.board.period.first)
        if since := behind.told(self.board):
            yield self._of_team(Turn.WARN, since), since
        for member, row in self._reps():
            if since := behind.told(row):
                said = self._said(member, row, Turn.WARN, since)
                yield self._told(id_of(member), Turn.WARN, str(member.slack_id), said), since

    def _reps(self) -> Iterator[tuple[Member, Row]]:
        """Those who can be told something today."""
        here = {id_of(one): one for one in self._edition.people}
        for row in self.board.by_member:
            member = here.get(id_of(row.member))
            if member and member.is_rep:
                yield member, row

    def _of_team(self, way: Turn, since: datetime | None = None) -> Turned:
        told = since.astimezone(ZoneInfo(self._team.timezone)).date() if since else self._day
        earlier = told if told < self._day else None
        said = view.team_turned(self._edition.words(), self.board, way, help_most(self._session, board=self.board), earlier)
        return self._told(alarms.TEAM, way, self._edition.channel, said)

    def _turn(self, member_id: int, of: Board | Row) -> Turn | None:
        behind, told = self._before.get(member_id, (False, False))
        pace, forecast = of.pace, of.forecast
        if pace and not pace.remaining_days:  # the month is over but for its last evening: nothing can be done about it
            return None
        found = turn(
            behind=behind,
            pace=pace.pace if pace else None,
            p=forecast.p if forecast else None,
            business_day=self._business_day(of),
            told_today=told,
            lines=pace.lines if pace else USUAL,
        )
        return None if found is Turn.NONE else found

    def _told(self, member_id: int, way: Turn, to: str, said: view.Said) -> Turned:
        return Turned(id_of(self._team), member_id, self.board.period.first, self._day, way is Turn.WARN, to, said)

    def _reaches(self, member: Member) -> str:
        """Nobody, where they asked not to hear of it for a while."""
        whose = id_of(member)
        quiet = hushes.of(self._session, workspace_id=self._team.workspace_id, member_ids=[whose], now=self._now)
        return "" if PACE in quiet[whose] else str(member.slack_id)

    def _said(self, member: Member, row: Row, way: Turn, since: datetime | None = None) -> view.Said:
        mine = own(self.board, row)
        due = calls.call_backs(self._session, workspace_id=self._team.workspace_id, member_id=id_of(member), before=self._now)
        promised = [(one.lead_id, one.call_back_at) for one in due if one.lead_id and one.call_back_at][: view.MOST_LEADS]
        found = [(leads.find(self._session, workspace_id=self._team.workspace_id, lead_id=lead_id), at) for lead_id, at in promised]
        names = [(lead.name, at) for lead, at in found if lead]
        return view.turned(self._edition.words(member), mine, way, help_most(self._session, board=mine), names, self._now, since)

    def live(self) -> view.Said:
        """What the board of the team says."""
        today = figures.funnel(self._session, **self._edition.where, first=self._day, last=self._day, now=self._now)
        missing = open_of_team(self._session, team=self._team, now=self._now)
        return view.live(self._words, self.board, today, missing)

    def crossing(self) -> datetime | None:
        """When the clock turns the next pace, if nothing is entered until then; None when none will turn today."""
        moments = [self._crossing(id_of(row.member), row) for row in self.board.by_member]
        found = [one for one in (*moments, self._crossing(alarms.TEAM, self.board)) if one]
        return min(found, default=None)

    def _crossing(self, member_id: int, of: Board | Row) -> datetime | None:
        """A pace falls with the clock alone, while the team works; a chance close to its line is looked at again soon."""
        pace, p = of.pace, of.forecast.p if of.forecast else None
        if pace is None or not pace.goal or p is None or any(self._before.get(member_id, (False, False))):
            return None
        if pace.pace is not None and pace.pace < pace.lines.behind:
            return self._now + CLOSE_BY if WARN_BELOW_P <= p < WARN_BELOW_P + NEAR else None
        return self._at(pace) if p < WARN_BELOW_P else None

    def _at(self, pace: Pace) -> datetime | None:
        """When elapsed days × goal ÷ days × the line passes what is held, by the team's hours of today."""
        opens, closes = self.board.calendar.hours(self._day)
        if not self.board.calendar.is_open(self._day) or not opens <= self._now < closes or not pace.goal:
            return None
        days = pace.actual * pace.total_days / (pace.goal * pace.lines.behind) - pace.elapsed_days
        moment = self._now + (closes - opens) * float(max(days, Decimal(0))) + timedelta(seconds=1)
        return moment if moment < closes else None
