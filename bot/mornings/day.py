"""A team's day of practice as its messages need it, each thing fetched once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.scoreboard.book import team_calendar
from bot.scoreboard.called_off import CHANGES, OFF, GivenUp, by_mentor, given_up, served
from bot.scoreboard.pairs import Pair, pairs
from bot.scoreboard.planning import spare
from bot.text import Words
from bot.views.practice import Reader
from coaching.agreement import LIVE, State
from coaching.calendar import Calendar, Period
from coaching.placing import Slot, Why
from storage import agenda, members, practices
from storage.tables import Member, Practice, PracticeEvent, PracticePlan, Team, id_of

Seen = tuple[tuple[Any, ...], ...]


def planned_key(rep_id: int, day: date) -> str:
    """The key of a rep's practice by the plan: one a day, whatever becomes of it."""
    return f"{rep_id} {day.isoformat()}"


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
    def plan(self) -> PracticePlan | None:
        """The morning's; None before it was made."""
        return practices.plan_of(self.session, **self.where, day=self.day)

    @cached_property
    def ahead(self) -> Sequence[Practice]:
        """Every practice from this day on, whatever became of it."""
        return practices.on_days(self.session, **self.where, first=self.day, last=date.max)

    @cached_property
    def said(self) -> Mapping[int, Sequence[PracticeEvent]]:
        """Everything that was said of them."""
        return agenda.said(self.session, practice_ids=[id_of(row) for row in self.ahead])

    @cached_property
    def seen(self) -> Seen:
        """What is another whenever something was said of one of them."""
        return tuple((row.id, row.state, row.starts_at, len(self.said[id_of(row)])) for row in self.ahead)

    def changes(self, row: Practice) -> int:
        """How often its time was another, or it was called off."""
        return sum(event.kind in CHANGES for event in self.said[id_of(row)])

    @cached_property
    def today(self) -> Sequence[Pair]:
        """The day's practices that will take place or did."""
        return self.pairs(row for row in self.ahead if row.day == self.day and row.state in LIVE | {State.DONE})

    @cached_property
    def planned(self) -> Sequence[Pair]:
        """Those of the morning's plan that have their first time still."""
        return [one for one in self.today if one.live and not self.is_by_hand(one.practice) and not self.changes(one.practice)]

    @cached_property
    def of_old(self) -> Sequence[Pair]:
        """Those that were agreed on or moved to this day before its morning was planned, and have that time still."""
        there = [one for one in self.today if one.live and self.is_of_morning(one) and one not in self.planned]
        return [one for one in there if not any(word.kind in CHANGES and word.at >= self._made_at for word in self.said[one.id])]

    @cached_property
    def lost(self) -> Mapping[int, datetime]:
        """Whose practice of this day was called off since its morning was planned, by its mentor or because somebody is not there: by rep,
        and when.
        """
        return {row.rep_id: word.at for row, word in self._called_off if word.at >= self._made_at and not self._was_taken_out(row, word)}

    @cached_property
    def _called_off(self) -> list[tuple[Practice, PracticeEvent]]:
        """This day's practices that were called off with the last words on them, in the order they were said."""
        off = [(row, self.said[id_of(row)][-1]) for row in self.ahead if row.day == self.day and row.state in OFF]
        return sorted(off, key=lambda one: id_of(one[1]))

    def _was_taken_out(self, row: Practice, word: PracticeEvent) -> bool:
        """Whether the rep or somebody else did not want one that day, and not its mentor alone."""
        return word.actor_id is not None and not by_mentor(row, self.said[id_of(row)])

    @cached_property
    def left(self) -> Mapping[int, Why]:
        """Who is said to be left out, and why."""
        return {int(one): Why(why) for one, why in self.plan.unserved.items()} if self.plan else {}

    @cached_property
    def without(self) -> frozenset[int]:
        """Of those who are there, whoever is left out or lost theirs, has nothing instead, and was not taken out by somebody since."""
        had = served(self.session, [row for row in self.ahead if row.day == self.day])
        last = {row.rep_id: (row, word) for row, word in self._called_off}
        taken_out = {rep for rep, (row, word) in last.items() if self._was_taken_out(row, word)}
        return frozenset((self.lost.keys() | self.left.keys()) & self.people.keys() - had - self.away - taken_out)

    @cached_property
    def spare(self) -> frozenset[Slot]:
        """The times they could have, where there are such people: one was skipped or moved, or a mentor has more time than before."""
        about: dict[str, Any] = {"team": self.team, "day": self.day, "now": self.now}
        return spare(self.session, **about, reps=self.without, but=self.given_up) if self.without else frozenset()

    @cached_property
    def unplanned(self) -> frozenset[int]:
        """Whom to plan for once more: all of them where there is a time, else those nobody was told of."""
        return self.without if self.spare else self.without - self.left.keys()

    @cached_property
    def given_up(self) -> GivenUp:
        """Times at which a mentor did not want a practice they had: nobody else is put there; and who called theirs off for whom."""
        return given_up(self.ahead, self.said, self.day)

    @cached_property
    def added(self) -> Sequence[Pair]:
        """Those that were planned after the morning, instead of others."""
        return [one for one in self.planned if not self.is_of_morning(one)]

    @cached_property
    def unserved(self) -> list[tuple[Member, Why]]:
        """Who could not be placed and has nothing by hand either."""
        served = {one.practice.rep_id for one in self.today}
        return [(self.people[one], why) for one, why in self.left.items() if one in self.people and one not in served]

    @property
    def _made_at(self) -> datetime:
        return self.plan.made_at if self.plan else self.now

    def is_by_hand(self, row: Practice) -> bool:
        """Whether somebody scheduled it: who does says yes to it, the plan does not."""
        return self.said[id_of(row)][0].actor_id is not None

    def is_of_morning(self, pair: Pair) -> bool:
        """Whether it was there when the morning was planned."""
        return self.plan is not None and self.said[pair.id][0].at <= self.plan.made_at

    @cached_property
    def people(self) -> dict[int, Member]:
        """Everybody in the team, the workspace's managers where the team has none, and who practises today, by id."""
        found = {id_of(one): one for one in members.of_team(self.session, **self.where)}
        if not any(one.is_manager for one in found.values()):
            found |= {id_of(one): one for one in members.managers(self.session, workspace_id=self.team.workspace_id)}
        return found | {id_of(side): side for pair in self.today for side in pair.sides}

    @cached_property
    def away(self) -> frozenset[int]:
        """Who is on leave."""
        asked: dict[str, Any] = {"member_ids": list(self.people), "first": self.day, "last": self.day}
        found = members.leave_days(self.session, workspace_id=self.team.workspace_id, **asked)
        return frozenset(one for one, days in found.items() if days)

    def reader(self, member: Member) -> Reader:
        """Somebody of the team, in their language."""
        language = member.language or member.slack_language or self.team.language
        return Reader(self.session, self.team, member, Words(language, ZoneInfo(self.team.timezone), self.team.currency), self.now)

    def hears(self, member: Member) -> bool:
        """Whether they are told anything today: there is a Slack account, and they are not on leave."""
        return member.takes_part and bool(member.slack_id) and member.id not in self.away

    def pairs(self, found: Iterable[Practice]) -> list[Pair]:
        """These practices with everything that is told of them."""
        return pairs(self.session, workspace_id=self.team.workspace_id, found=found)
