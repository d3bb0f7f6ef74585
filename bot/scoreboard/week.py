"""A week of practice: who practises when, who was left out, and the room mentors have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from bot.scoreboard.pairs import Pair, pairs
from bot.scoreboard.practices import COUNTED, opening_of
from coaching.calendar import Period
from coaching.placing import Why
from storage import members, practices
from storage.tables import Member, Team, id_of


@dataclass(frozen=True)
class Week:
    """Seven days of a team; what is asked of it is fetched once."""

    session: Session
    team: Team
    first: date
    now: datetime

    @property
    def _span(self) -> dict[str, Any]:
        return {"first": self.first, "last": self.first + timedelta(days=6)}

    @cached_property
    def days(self) -> Sequence[date]:
        """Its business days."""
        return team_calendar(self.session, team=self.team, period=Period(**self._span)).days(**self._span)

    @cached_property
    def practices(self) -> Sequence[Pair]:
        """What takes place or took place, in order of time."""
        where: dict[str, Any] = {"workspace_id": self.team.workspace_id, "team_id": id_of(self.team)}
        rows = [row for row in practices.on_days(self.session, **where, **self._span) if row.state in COUNTED]
        return pairs(self.session, workspace_id=self.team.workspace_id, found=rows)

    def unserved(self, day: date) -> Sequence[tuple[Member, Why]]:
        """Who could not be given a practice that day and has none by hand, and why."""
        plan = practices.plan_of(self.session, workspace_id=self.team.workspace_id, team_id=id_of(self.team), day=day)
        served = {pair.practice.rep_id for pair in self.practices if pair.practice.day == day}
        left = {int(one): Why(why) for one, why in plan.unserved.items() if int(one) not in served} if plan else {}
        found = [(members.find(self.session, workspace_id=self.team.workspace_id, member_id=one), why) for one, why in left.items()]
        return [(member, why) for member, why in found if member and member.takes_part]

    def free(self, mentor: Member, day: date) -> Sequence[datetime] | None:
        """The times a mentor still has that day; none when they give no more; None on leave."""
        opening = opening_of(self.session, team=self.team, mentor=mentor, day=day, now=self.now)
        if opening.mentor.away:
            return None
        return opening.mentor.slots if opening.mentor.most else ()
