"""A team's practice as it stands: today's with who practises, who could not be served and why, whose score waits, what mentors give."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from sqlmodel import Session

from bot.scoreboard.practices import COUNTED
from coaching.agreement import LIVE
from coaching.placing import Why
from coaching.terms import Role
from storage import members, mentoring, practices
from storage.tables import Member, Practice, Team, id_of

KEPT = timedelta(days=28)  # a score that waits longer is asked for no more


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
        monday = self.day - timedelta(days=self.day.weekday())
        found = practices.on_days(self.session, **self._where, first=monday, last=monday + timedelta(days=6))
        return [one for one in found if one.state in COUNTED]

    @cached_property
    def today(self) -> Sequence[Practice]:
        """Today's that are still to come, under way or scored."""
        return [one for one in self._week if one.day == self.day and not (one.state in LIVE and self._is_over(one))]

    @cached_property
    def waiting(self) -> Sequence[Practice]:
        """Practices that are over and have no score yet, the oldest first."""
        found = practices.unscored(self.session, **self._where, before=self.now)
        return [one for one in found if self._is_over(one) and one.starts_at > self.now - KEPT]

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
        found = members.of_team(self.session, **self._where, role=Role.MENTOR)
        said = mentoring.of(self.session, workspace_id=self.team.workspace_id, member_ids=[id_of(one) for one in found])
        given, waiting = (Counter(one.mentor_id for one in rows) for rows in (self._week, self.waiting))
        loads = [Load(one, given[id_of(one)], said[id_of(one)].a_week, waiting[id_of(one)]) for one in found]
        return sorted(loads, key=lambda load: (-load.given / max(load.a_week, 1), -load.waiting, load.mentor.name))

    def people(self, ids: Iterable[int]) -> Mapping[int, Member]:
        """These members by id."""
        found = {one: members.find(self.session, workspace_id=self.team.workspace_id, member_id=one) for one in set(ids)}
        return {one: member for one, member in found.items() if member}
