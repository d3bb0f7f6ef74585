"""Each message about practices as it would be sent now: to whom, under which key, until when it is of use."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from bot.scoreboard.pairs import Pair, pairs
from bot.talk import Post
from bot.text import Words
from bot.views import practice_told as view
from bot.views.practice import Reader
from bot.views.practice_file import Appointment, calendar_file
from coaching.agreement import LIVE, Deed, State
from coaching.calendar import Calendar, Period
from coaching.placing import Why
from coaching.terms import Role
from coaching.trainee import Turn, Way, is_graduate
from storage import agenda, members, milestones, practices, workspaces
from storage.tables import Member, Practice, Team, id_of

ASKED_FOR = timedelta(days=28)  # a score that waits longer is asked for no more
CHANGES = frozenset({Deed.MOVED, Deed.SKIPPED, Deed.CANCELLED})


@dataclass(frozen=True)
class Day:
    """A team's day of practice."""

    session: Session
    team: Team
    day: date
    now: datetime

    @cached_property
    def where(self) -> dict[str, Any]:
        """Whose it is."""
        return {"workspace_id": self.team.workspace_id, "team_id": id_of(self.team)}

    @cached_property
    def calendar(self) -> Calendar:
        """The team's."""
        return team_calendar(self.session, team=self.team, period=Period(self.day, self.day))

    @cached_property
    def people(self) -> dict[int, Member]:
        """Everybody in the team, the workspace's managers where the team has none, and who practises today, by id."""
        found = {id_of(one): one for one in members.of_team(self.session, **self.where)}
        if not any(one.is_manager for one in found.values()):
            found |= {id_of(one): one for one in members.managers(self.session, workspace_id=self.team.workspace_id)}
        sides = {one for row in self.today for one in (row.rep_id, row.mentor_id)} - found.keys()
        others = [members.find(self.session, workspace_id=self.team.workspace_id, member_id=one) for one in sides]
        return found | {id_of(one): one for one in others if one}

    @cached_property
    def away(self) -> frozenset[int]:
        """Who is on leave."""
        asked: dict[str, Any] = {"member_ids": list(self.people), "first": self.day, "last": self.day}
        found = members.leave_days(self.session, workspace_id=self.team.workspace_id, **asked)
        return frozenset(one for one, days in found.items() if days)

    @cached_property
    def today(self) -> Sequence[Practice]:
        """The day's practices that will take place or did."""
        found = practices.on_days(self.session, **self.where, first=self.day, last=self.day)
        return [one for one in found if one.state in LIVE | {State.DONE}]

    def reader(self, member: Member) -> Reader:
        """Somebody of the team, in their language."""
        language = member.language or member.slack_language or self.team.language
        return Reader(self.session, self.team, member, Words(language, ZoneInfo(self.team.timezone), self.team.currency), self.now)

    def hears(self, member: Member) -> bool:
        """Whether they are told anything today: there is a Slack account, and they are not on leave."""
        return member.active and bool(member.slack_id) and member.id not in self.away

    def pairs(self, found: Iterable[Practice]) -> list[Pair]:
        """These practices with everything that is told of them."""
        return pairs(self.session, workspace_id=self.team.workspace_id, found=found)


@dataclass(frozen=True)
class Briefs:
    """What mentors and managers hear in the morning; a manager who mentors hears both in one message."""

    of: Day

    @cached_property
    def _waiting(self) -> Sequence[Practice]:
        """Practices of other days nobody marked, skipped or cancelled."""
        begins = datetime.combine(self.of.day, datetime.min.time(), self.of.calendar.zone)
        found = practices.unscored(self.of.session, **self.of.where, before=begins)
        return [one for one in found if one.starts_at > self.of.now - ASKED_FOR]

    @cached_property
    def _unserved(self) -> list[tuple[Member, Why]]:
        """Who could not be placed and has nothing by hand either."""
        plan = practices.plan_of(self.of.session, **self.of.where, day=self.of.day)
        served = {one.rep_id for one in self.of.today}
        told = {int(one): Why(why) for one, why in plan.unserved.items()} if plan else {}
        return [(self.of.people[one], why) for one, why in told.items() if one in self.of.people and one not in served]

    @cached_property
    def _learning_away(self) -> list[Member]:
        """Who would practise and is on leave."""
        found = [one for one in self.of.people.values() if one.id in self.of.away and one.is_rep and one.mentor_id]
        ways = milestones.of(self.of.session, workspace_id=self.of.team.workspace_id, member_ids=[id_of(one) for one in found])
        return [one for one in found if not is_graduate([Turn(Way(row.kind), row.day) for row in ways.get(id_of(one), ())])]

    def posts(self, only: Container[int] | None = None) -> list[Post]:
        """The messages (`only` of these members), each with its calendar file where there is something to put into it."""
        wanted = [one for one in self.of.people.values() if only is None or one.id in only]
        return [post for member in wanted if self.of.hears(member) for post in self._of(member)]

    def _of(self, member: Member) -> list[Post]:
        found, reader = self._brief(member), self.of.reader(member)
        if not found:
            return []
        text, blocks = view.morning(reader, self.of.day, found)
        until = max(self.of.calendar.hours(self.of.day)[1], *(practices.ends_at(one.practice) for one in found.practices), self.of.now)
        told = Post(agenda.of_day(id_of(member), self.of.day), str(member.slack_id), text, blocks, until=until)
        return [told, *Files(self.of).of_mentor(reader, found.practices)]

    def _brief(self, member: Member) -> view.Brief:
        one, roles = id_of(member), members.roles(member)
        mine = [(rep, why) for rep, why in self._unserved if Role.MANAGER in roles or (Role.MENTOR in roles and rep.mentor_id == one)]
        return view.Brief(
            practices=self.of.pairs(row for row in self.of.today if row.mentor_id == one),
            unserved=mine,
            waiting=self.of.pairs(row for row in self._waiting if row.mentor_id == one),
            away=[rep for rep in self._learning_away if rep.mentor_id == one],
        )


@dataclass(frozen=True)
class Files:
    """Calendar files."""

    of: Day

    @cached_property
    def _workspace(self) -> str:
        found = workspaces.by_row(self.of.session, row=self.of.team.workspace_id)
        return found.slack_id if found else ""

    def of_mentor(self, reader: Reader, found: Sequence[Pair]) -> list[Post]:
        """One file of all the morning planned for a mentor, as long as it has its first time."""
        mine = [one for one in self._appointments(found) if one.pair.live and not one.sequence and not self._by_hand(one.pair)]
        if not mine:
            return []
        text, file = calendar_file(reader, mine)
        key = agenda.of_day(reader.member.id or 0, self.of.day, file=True)
        return [Post(key, str(reader.member.slack_id), text, file=file, until=mine[-1].pair.practice.starts_at)]

    def changed(self, found: Sequence[Practice]) -> list[Post]:
        """For both sides: practices agreed on by hand, and those ahead that have another time or none any more."""
        ahead = self._appointments(self.of.pairs(row for row in found if row.starts_at > self.of.now and row.state != State.DONE))
        wanted = [one for one in ahead if one.sequence or (one.pair.live and self._by_hand(one.pair))]
        return [self.own(one, side) for one in wanted for side in one.pair.sides if side.active and side.slack_id]

    def first(self, pair: Pair) -> list[Post]:
        """A rep's, of what the morning planned."""
        return [self.own(Appointment(pair, 0, self._workspace), pair.rep)]

    def own(self, one: Appointment, member: Member) -> Post:
        """A practice's own file."""
        text, file = calendar_file(self.of.reader(member), [one])
        key = agenda.of_file(one.pair.id, one.sequence, id_of(member))
        return Post(key, str(member.slack_id), text, file=file, until=one.pair.practice.starts_at)

    def _appointments(self, found: Sequence[Pair]) -> list[Appointment]:
        events = agenda.said(self.of.session, practice_ids=[one.id for one in found])
        return [Appointment(one, sum(event.kind in CHANGES for event in events[one.id]), self._workspace) for one in found]

    def _by_hand(self, pair: Pair) -> bool:
        return not pair.practice.need or pair.practice.key != planned_key(pair.practice.rep_id, pair.practice.day)


def planned_key(rep_id: int, day: date) -> str:
    """The key of a rep's practice by the plan: one a day, whatever becomes of it."""
    return f"{rep_id} {day.isoformat()}"
