"""One period of a job for one team: everything its posts are made from, each thing fetched once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot import scoreboard
from bot.scoreboard import Board
from bot.scoreboard.book import team_calendar
from bot.talk import Profile, is_full
from bot.text import Words
from coaching.calendar import Calendar, Period, month_of
from coaching.terms import Role
from storage import members
from storage.postplans import Plan
from storage.tables import Member, Team, id_of


@dataclass(frozen=True)
class Edition:
    """A team's posts of a day. `period` is what the round is known by ("2026-11-20 12:00"); keys of posts carry it, or the day."""

    session: Session
    team: Team
    plan: Plan
    day: date
    period: str
    now: datetime
    known: Mapping[str, Profile] = field(default_factory=dict)  # what Slack has told of people, by Slack id
    ready: Board | None = None  # the month's, where it was made already
    turned: frozenset[int] = frozenset()  # whose pace fell behind by the clock, as this post is the first to tell: members, alarms.TEAM

    @cached_property
    def where(self) -> dict[str, Any]:
        """Whose it is."""
        return {"workspace_id": self.team.workspace_id, "team_id": id_of(self.team)}

    @cached_property
    def zone(self) -> ZoneInfo:
        """The team's."""
        return ZoneInfo(self.team.timezone)

    def warned(self, of: int) -> tuple[int, date] | None:
        """What a post that says so notes when it goes out; None where the pace of a member, or the team, was no news."""
        return (of, self.day) if of in self.turned else None

    @cached_property
    def month(self) -> Period:
        """The month the day lies in."""
        return month_of(self.day)

    @cached_property
    def board(self) -> Board:
        """The team's month at the moment."""
        return self.ready or scoreboard.of_team(self.session, team=self.team, period=self.month, now=self.now)

    @cached_property
    def calendar(self) -> Calendar:
        """The team's, for the month."""
        return team_calendar(self.session, team=self.team, period=self.month)

    @cached_property
    def people(self) -> Sequence[Member]:
        """Everybody of the team who is told things today: active, with a Slack account, not on leave; by name."""
        return self.there(members.of_team(self.session, **self.where))

    def there(self, found: Sequence[Member]) -> list[Member]:
        """Those of them who can be told something and are not on leave."""
        asked: dict[str, Any] = {"member_ids": [id_of(one) for one in found], "first": self.day, "last": self.day}
        away: Mapping[int, frozenset[date]] = members.leave_days(self.session, workspace_id=self.team.workspace_id, **asked)
        return [one for one in found if self._is_reachable(one) and not away.get(id_of(one))]

    def _is_reachable(self, member: Member) -> bool:
        """Active, and a full member of the workspace: guests and bots are told nothing."""
        return member.takes_part and bool(member.slack_id) and is_full(member, self.known)

    def having(self, role: Role) -> list[Member]:
        """Those of them with a role."""
        return [one for one in self.people if role in members.roles(one)]

    @cached_property
    def managers(self) -> list[Member]:
        """The team's managers who are there today, maybe nobody; of a team that has none at all, the workspace's."""
        own = members.managers(self.session, **self.where)
        every = members.managers(self.session, workspace_id=self.team.workspace_id)
        return self.there(own if any(map(self._is_reachable, own)) else every)

    def words(self, member: Member | None = None) -> Words:
        """A person's words; without one, the channel's."""
        chosen = (member.language or member.slack_language) if member else self.plan.language
        return Words(chosen or self.team.language, self.zone, self.team.currency)

    @property
    def channel(self) -> str:
        """Where the team reads it; "" when it has no channel yet."""
        return self.plan.channel_id or self.team.channel_id
