"""Each message of a day of practice: to whom, under which key, until when it is of use; written only when it was not sent before."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from sqlmodel import Session

from bot import mail
from bot.mornings.day import Day
from bot.scoreboard.pairs import Pair
from bot.scoreboard.scorers import ASKED_FOR, scorers
from bot.scoreboard.trainees import Trainee, trainees
from bot.talk import Post
from bot.views import practice_told as view
from bot.views.coach import urgency
from coaching.placing import Why
from coaching.posts import Job
from coaching.terms import Role
from coaching.trainee import Turn, Way, is_graduate
from storage import agenda, members, milestones, postplans, practices, thresholds
from storage.tables import Member, Team, id_of


@dataclass(frozen=True)
class Draft:
    """A message that may have been sent before; `write` makes it."""

    key: str
    write: Callable[[], Post]


def written(day: Day, drafts: Iterable[Draft]) -> list[Post]:
    """Those that were never sent and are of use still."""
    found = list(drafts)
    sent = agenda.known(day.session, workspace_id=day.team.workspace_id, keys=[one.key for one in found])
    fresh = [one.write() for one in found if one.key not in sent]
    return [one for one in fresh if one.until is None or one.until > day.now]


def put(session: Session, team: Team, posts: Iterable[Post], now: datetime, **more: Any) -> None:  # noqa: ANN401 - what a body holds besides
    """Into the outbox, each once; they count as unasked, and leave the less room for other things that day."""
    mail.put_needed(session, team, posts, now, **more)


def concerning(member: Member, unserved: Iterable[tuple[Member, Why]]) -> list[tuple[Member, Why]]:
    """Whom a manager or mentor is told of as left out: everybody, or their own."""
    roles = members.roles(member)
    return [(rep, why) for rep, why in unserved if Role.MANAGER in roles or (Role.MENTOR in roles and rep.mentor_id == member.id)]


@dataclass(frozen=True)
class Briefs:
    """What mentors and managers hear in the morning; a manager who mentors hears both in one message.

    Where the team turned the post off, or has it on other days, who gives a practice hears of theirs, and nobody of anything else.
    """

    of: Day

    @cached_property
    def _off(self) -> bool:
        plan = postplans.of_team(self.of.session, **self.of.where)[Job.COACHING]
        return not plan.wanted or (plan.days is not None and self.of.day.weekday() not in plan.days)

    @cached_property
    def _waiting(self) -> Sequence[Pair]:
        """Practices of other days nobody marked, skipped or cancelled; of who left nobody is asked."""
        begins = datetime.combine(self.of.day, datetime.min.time(), self.of.calendar.zone)
        found = practices.unscored(self.of.session, **self.of.where, before=begins)
        asked = self.of.pairs(one for one in found if one.starts_at > self.of.now - ASKED_FOR)
        return [one for one in asked if one.rep.takes_part]

    @cached_property
    def _unserved(self) -> list[tuple[Member, Why]]:
        """Who could not be placed by the morning; of whom that came later they hear apart."""
        return [(rep, why) for rep, why in self.of.unserved if rep.id not in self.of.lost]

    @cached_property
    def _learning(self) -> list[Member]:
        """Who has a mentor and has not graduated, there or not."""
        found = [one for one in self.of.people.values() if one.is_rep and one.mentor_id and one.team_id == self.of.team.id]
        ways = milestones.of(self.of.session, workspace_id=self.of.team.workspace_id, member_ids=[id_of(one) for one in found])
        return [one for one in found if not is_graduate([Turn(Way(row.kind), row.day) for row in ways.get(id_of(one), ())])]

    @cached_property
    def _measured(self) -> list[Member]:
        """Those of them who are there; nobody where nothing is expected of any rate."""
        expected = thresholds.on(self.of.session, **self.of.where, day=self.of.day)
        return [one for one in self._learning if expected and one.id not in self.of.away]

    @cached_property
    def _standing(self) -> list[Trainee]:
        """Where these stand, the weakest first: read when it is told, once for all."""
        return sorted(trainees(self.of.session, team=self.of.team, reps=self._measured, now=self.of.now), key=urgency)

    def _others(self, mentor: Member, found: view.Brief) -> frozenset[int]:
        """Whose standing a mentor is told beside practices: their own trainees who are there and have none of these."""
        told = {pair.practice.rep_id for pair in found.practices}
        own = [] if self._off or not mentor.is_mentor else [one for one in self._measured if one.mentor_id == mentor.id]
        return frozenset(id_of(one) for one in own) - told

    def drafts(self) -> list[Draft]:
        """A message for everybody who has something to hear."""
        told = [(one, self._brief(one)) for one in self.of.people.values() if self.of.hears(one)]
        heard = [(one, found) for one, found in told if found or self._others(one, found)]
        return [Draft(agenda.of_day(id_of(one), self.of.day), partial(self._post, one, found)) for one, found in heard]

    def _post(self, member: Member, found: view.Brief) -> Post:
        ends = [practices.ends_at(one.practice) for one in found.practices]
        until = max([self.of.calendar.hours(self.of.day)[1], *ends])
        others = self._others(member, found)
        standing = [one for one in self._standing if one.member.id in others] if others else ()
        said = view.morning(self.of.reader(member), self.of.day, replace(found, trainees=standing))
        return Post(agenda.of_day(id_of(member), self.of.day), str(member.slack_id), *said, until=until)

    def _brief(self, member: Member) -> view.Brief:
        """Empty where all they have today was agreed on after the morning: they were told then."""
        one = id_of(member)
        given = [pair for pair in self.of.today if pair.mentor.id == one]
        own = given if any(self.of.is_of_morning(pair) for pair in given) else ()
        if self._off:
            return view.Brief(practices=own)
        return view.Brief(
            practices=own,
            unserved=concerning(member, self._unserved),
            waiting=[pair for pair in self._waiting if one in scorers(pair.practice, self.of.people)],
            away=[rep for rep in self._learning if rep.mentor_id == one and rep.id in self.of.away],
        )


@dataclass(frozen=True)
class Own:
    """What reps hear of their practice: what the morning planned, as long as it has its first time, and what was there before."""

    of: Day

    def drafts(self) -> list[Draft]:
        """Each one's message. One that was moved here may have been told on its first day: it has a key for this one."""
        found = [(one, None) for one in self.of.planned] + [(one, self.of.day) for one in self.of.of_old]
        keys = [(agenda.of_one(one.id, one.practice.rep_id, day=day), one) for one, day in found if self.of.hears(one.rep)]
        return [Draft(key, partial(self._post, key, one)) for key, one in keys]

    def _post(self, key: str, pair: Pair) -> Post:
        said = view.to_rep(self.of.reader(pair.rep), pair)
        return Post(key, str(pair.rep.slack_id), *said, until=pair.practice.starts_at)
