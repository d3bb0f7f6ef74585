"""Who of a team can be asked something, and the meetings of which somebody has to say a word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from bot.talk import Profile, is_full
from coaching.calendar import Calendar, Period
from coaching.gaps import GRACE
from coaching.posts import Job
from coaching.terms import Role, State
from storage import hushes, members, requests, teams
from storage.tables import Hush, Meeting, Member, Team, id_of

BACK = timedelta(days=45)  # older meetings are not asked for: their month is closed
KINDS = frozenset({Job.VERDICT, Job.OUTCOME, Job.GAP})


@dataclass(frozen=True)
class Askable:
    """A team's people on a day. `wants`: by team, which kinds of requests it has, all where it is not named; `missing`: gaps, too."""

    session: Session
    team: Team
    day: date
    now: datetime
    wants: Mapping[int, frozenset[Job]] = field(default_factory=dict)
    missing: bool = False
    known: Mapping[str, Profile] = field(default_factory=dict)
    only: Member | None = None
    rhythms: dict[int, timedelta | None] = field(default_factory=dict)  # of the day: kept from look to look

    @cached_property
    def zone(self) -> ZoneInfo:
        """The team's."""
        return ZoneInfo(self.team.timezone)

    @cached_property
    def where(self) -> dict[str, Any]:
        """Whose data it is."""
        return {"workspace_id": self.team.workspace_id}

    @cached_property
    def calendar(self) -> Calendar:
        """The team's, around the day."""
        return team_calendar(self.session, team=self.team, period=Period(self.day - BACK, self.day))

    @cached_property
    def before(self) -> date:
        """The business day before; the day itself where there is none for weeks."""
        days = self.calendar.days(self.day - timedelta(days=21), self.day - timedelta(days=1))
        return days[-1] if days else self.day

    @cached_property
    def everybody(self) -> Mapping[int, Member]:
        """Who can be told anything: active, with a full Slack account; of the whole workspace."""
        return {id_of(one): one for one in members.every(self.session, **self.where) if self._is_reachable(one)}

    def _is_reachable(self, member: Member) -> bool:
        return member.takes_part and bool(member.slack_id) and is_full(member, self.known)

    @cached_property
    def people(self) -> Mapping[int, Member]:
        """Those of them who belong here (who is in no team: to the first), and are not on leave; whose messages are past, all."""
        if self.only is not None:
            return {id_of(self.only): self.only}
        here = {one: member for one, member in self.everybody.items() if self._belongs(member)}
        if self.day < self.calendar.today(self.now):
            return here
        away = members.leave_days(self.session, **self.where, member_ids=list(here), first=self.day, last=self.day)
        return {one: member for one, member in here.items() if not away[one]}

    def _belongs(self, member: Member) -> bool:
        return member.team_id == self.team.id or (
            member.team_id is None and bool(members.roles(member)) and self._teams[0].id == self.team.id
        )

    @cached_property
    def _teams(self) -> Sequence[Team]:
        return sorted(teams.every(self.session, **self.where), key=id_of)

    @cached_property
    def meetings(self) -> Sequence[Meeting]:
        """All that wait for a word of anybody."""
        until = self.now - GRACE
        about: dict[str, Any] = {"team_ids": [id_of(one) for one in self._teams], "since": self.day - BACK, "before": until}
        return [one for one in requests.wanting(self.session, **self.where, **about) if one.starts_at <= until]

    @cached_property
    def of_member(self) -> Mapping[int, list[Meeting]]:
        """The same by who is asked."""
        found: dict[int, list[Meeting]] = {}
        for meeting in self.meetings:
            for one in self.targets(meeting):
                found.setdefault(one, []).append(meeting)
        return found

    def targets(self, meeting: Meeting) -> list[int]:
        """Whom to ask, as the meeting's team has it: of a word the rep and the AE, of a verdict the AE; if neither can be, managers."""
        wanted = self.wanted(meeting.team_id)
        judge = [meeting.ae_id] if Job.VERDICT in wanted else []
        rep = [meeting.member_id] if Job.OUTCOME in wanted and meeting.state == State.BOOKED else []
        own = [one for one in dict.fromkeys([*judge, *rep]) if one is not None and one in self.everybody]
        sides = [meeting.ae_id] if meeting.state == State.HELD else [meeting.ae_id, meeting.member_id]
        if own or Job.VERDICT not in wanted or any(one in self.everybody for one in sides):
            return own
        return [one for one, member in self.everybody.items() if self._answers_for(member, meeting.team_id)]

    def wanted(self, team_id: int) -> frozenset[Job]:
        """The kinds of requests that are made about what is a team's."""
        return self.wants.get(team_id, KINDS)

    def _answers_for(self, member: Member, team_id: int | None) -> bool:
        """Whether a team is a manager's: their own; any, of who is in none; and one that has no manager of its own."""
        own = member.team_id in (None, team_id) or team_id not in self._managed
        return own and Role.MANAGER in members.roles(member)

    @cached_property
    def _managed(self) -> frozenset[int | None]:
        """The teams that have a manager of their own."""
        return frozenset(one.team_id for one in self.everybody.values() if Role.MANAGER in members.roles(one))

    @cached_property
    def hushed(self) -> Mapping[int, Mapping[str, Hush]]:
        """What each does not want to hear of now."""
        return hushes.of(self.session, **self.where, member_ids=list(self.people), now=self.now)
