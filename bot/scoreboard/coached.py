"""A team's practice as it stands: today's with who practises, who could not be served and why, whose score waits, what mentors give."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlmodel import Session

from bot.scoreboard.practices import COUNTED
from bot.scoreboard.scorers import ASKED_FOR, scorers
from coaching.agreement import LIVE
from coaching.placing import Why
from storage import members, mentoring, practices, teams
from storage.tables import Member, Practice, Team, id_of


@dataclass(frozen=True)
class Load:
    """What a mentor gives this week, of what they can; `waiting`: practices whose score they have not given yet."""

    mentor: Member
    given: int
    a_week: int
    waiting: int


class Coached:
    """What is asked of it is fetched once, what is not asked of it never."""

    def __init__(self, session: Session, *, team: Team, day: date, now: datetime) -> None:
        """`day` is the team's local day of `now`."""
        self.session, self.team, self.day, self.now = session, team, day, now
        self._where: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": id_of(team)}

    @cached_property
    def _week(self) -> Sequence[Practice]:
        """Every practice of this week that takes place or took place, in order of time."""
        week = teams.week_of(self.team, self.day)
        found = practices.on_days(self.session, **self._where, first=week.first, last=week.last)
        return [one for one in found if one.state in COUNTED]

    @cached_property
    def today(self) -> Sequence[Practice]:
        """Today's that are still to come, under way or scored."""
        return [one for one in self._today if one not in self.over]

    @cached_property
    def over(self) -> Sequence[Practice]:
        """Today's that are over and have no score yet."""
        return [one for one in self._today if one.state in LIVE and self._is_over(one)]

    @property
    def _today(self) -> list[Practice]:
        return [one for one in self._week if one.day == self.day]

    @cached_property
    def waiting(self) -> Sequence[Practice]:
        """Practices that are over and have no score yet, the oldest first."""
        found = practices.unscored(self.session, **self._where, before=self.now)
        return [one for one in found if self._is_over(one) and one.starts_at > self.now - ASKED_FOR]

    def _is_over(self, practice: Practice) -> bool:
        return practices.ends_at(practice) <= self.now

    @cached_property
    def unserved(self) -> Mapping[int, Why]:
        """Who could not be given a practice this morning (member id), and why; nobody before the morning was planned."""
        plan = practices.plan_of(self.session, **self._where, day=self.day)
        served = {one.rep_id for one in self._week if one.day == self.day}  # by hand since
        return {int(one): Why(why) for one, why in plan.unserved.items() if int(one) not in served} if plan else {}

    @cached_property
    def loads(self) -> Sequence[Load]:
        """Every mentor of the team, the busiest first."""
        found = [one for one in self.members.values() if one.takes_part and one.is_mentor]
        said = mentoring.of(self.session, workspace_id=self.team.workspace_id, member_ids=[id_of(one) for one in found])
        given = Counter(one.mentor_id for one in self._week)
        waiting = Counter(who for one in self.waiting for who in scorers(one, self.members))
        loads = [Load(one, given[id_of(one)], said[id_of(one)].a_week, waiting[id_of(one)]) for one in found]
        return sorted(loads, key=lambda load: (-load.given / max(load.a_week, 1), -load.waiting, load.mentor.name))

    def asked_of(self, member_id: int) -> Sequence[Practice]:
        """Those of them whose score is asked of this member."""
        return [one for one in self.waiting if member_id in scorers(one, self.members)]

    @cached_property
    def members(self) -> Mapping[int, Member]:
        """Everybody of the team by id, who left too."""
        return {id_of(one): one for one in members.of_team(self.session, **self._where, active=False)}

    def people(self, ids: Iterable[int]) -> Mapping[int, Member]:
        """These members by id, also who is in another team by now."""
        wanted = set(ids)
        known = {one: self.members[one] for one in wanted & self.members.keys()}
        return known | members.some(self.session, workspace_id=self.team.workspace_id, member_ids=wanted - known.keys())
