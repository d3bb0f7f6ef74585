"""Each message of a day of practice: to whom, under which key, until when it is of use; written only when it was not sent before."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial

from sqlmodel import Session

from bot.mornings.day import Day
from bot.scoreboard.pairs import Pair
from bot.scoreboard.scorers import ASKED_FOR, scorers
from bot.talk import Post
from bot.views import practice_told as view
from bot.views.practice import Reader
from bot.views.practice_file import Appointment, calendar_file
from coaching.agreement import State
from coaching.placing import Why
from coaching.terms import Role
from coaching.trainee import Turn, Way, is_graduate
from storage import agenda, members, milestones, outbox, practices, workspaces
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


def put(session: Session, team: Team, posts: Iterable[Post], now: datetime) -> None:
    """Into the outbox, each once."""
    for post in posts:
        outbox.put(session, workspace_id=team.workspace_id, key=post.key, to=post.to, body=post.body(), due_at=now)


def concerning(member: Member, unserved: Iterable[tuple[Member, Why]]) -> list[tuple[Member, Why]]:
    """Whom a manager or mentor is told of as left out: everybody, or their own."""
    roles = members.roles(member)
    return [(rep, why) for rep, why in unserved if Role.MANAGER in roles or (Role.MENTOR in roles and rep.mentor_id == member.id)]


@dataclass(frozen=True)
class Briefs:
    """What mentors and managers hear in the morning; a manager who mentors hears both in one message."""

    of: Day

    @cached_property
    def _waiting(self) -> Sequence[Pair]:
        """Practices of other days nobody marked, skipped or cancelled."""
        begins = datetime.combine(self.of.day, datetime.min.time(), self.of.calendar.zone)
        found = practices.unscored(self.of.session, **self.of.where, before=begins)
        return self.of.pairs(one for one in found if one.starts_at > self.of.now - ASKED_FOR)

    @cached_property
    def _unserved(self) -> list[tuple[Member, Why]]:
        """Who could not be placed by the morning; of whom that came later they hear apart."""
        return [(rep, why) for rep, why in self.of.unserved if rep.id not in self.of.lost]

    @cached_property
    def _learning_away(self) -> list[Member]:
        """Who would practise and is on leave."""
        found = [one for one in self.of.people.values() if one.id in self.of.away and one.is_rep and one.mentor_id]
        ways = milestones.of(self.of.session, workspace_id=self.of.team.workspace_id, member_ids=[id_of(one) for one in found])
        return [one for one in found if not is_graduate([Turn(Way(row.kind), row.day) for row in ways.get(id_of(one), ())])]

    def drafts(self) -> list[Draft]:
        """A message for everybody who has something to hear."""
        told = [(one, self._brief(one)) for one in self.of.people.values() if self.of.hears(one)]
        return [Draft(agenda.of_day(id_of(one), self.of.day), partial(self._post, one, found)) for one, found in told if found]

    def _post(self, member: Member, found: view.Brief) -> Post:
        ends = [practices.ends_at(one.practice) for one in found.practices]
        until = max([self.of.calendar.hours(self.of.day)[1], *ends])
        said = view.morning(self.of.reader(member), self.of.day, found)
        return Post(agenda.of_day(id_of(member), self.of.day), str(member.slack_id), *said, until=until)

    def _brief(self, member: Member) -> view.Brief:
        """Empty where all they have today was agreed on after the morning: they were told then."""
        one = id_of(member)
        given = [pair for pair in self.of.today if pair.mentor.id == one]
        return view.Brief(
            practices=given if any(self.of.is_of_morning(pair) for pair in given) else (),
            unserved=concerning(member, self._unserved),
            waiting=[pair for pair in self._waiting if one in scorers(pair.practice, self.of.people)],
            away=[rep for rep in self._learning_away if rep.mentor_id == one],
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


@dataclass(frozen=True)
class Files:
    """Calendar files."""

    of: Day

    @cached_property
    def _workspace(self) -> str:
        found = workspaces.by_row(self.of.session, row=self.of.team.workspace_id)
        return found.slack_id if found else ""

    def drafts(self) -> list[Draft]:
        """What the morning planned: a rep's own, and one for all a mentor gives. Then what has another time since, none, or is by hand."""
        own = [(one, 0, one.rep) for one in self.of.planned if self.of.hears(one.rep)]
        given = {id_of(one.mentor): one.mentor for one in self.of.planned if self.of.hears(one.mentor)}
        shared = [Draft(agenda.of_day(key, self.of.day, file=True), partial(self._shared, one)) for key, one in given.items()]
        return [self._draft(*one) for one in own] + shared + [self._draft(*one) for one in self._changed()]

    def _shared(self, mentor: Member) -> Post:
        found = [Appointment(one, 0, self._workspace) for one in self.of.planned if one.mentor.id == mentor.id]
        text, file = calendar_file(self.of.reader(mentor), found)
        until = max(one.pair.practice.starts_at for one in found)
        return Post(agenda.of_day(id_of(mentor), self.of.day, file=True), str(mentor.slack_id), text, file=file, until=until)

    def _changed(self) -> Iterable[tuple[Pair, int, Member]]:
        """A practice ahead, how often its time changed, and who is told; one that was taken back before anybody heard is left out."""
        ahead = [row for row in self.of.ahead if row.starts_at > self.of.now and row.state != State.DONE]
        changes = {id_of(row): self.of.changes(row) for row in ahead}
        wanted = [row for row in ahead if changes[id_of(row)] or self.of.is_by_hand(row)]
        for pair in self.of.pairs(wanted):
            if changes[pair.id] or pair.live:
                yield from ((pair, changes[pair.id], side) for side in pair.sides if side.active and side.slack_id)

    def _draft(self, pair: Pair, sequence: int, member: Member) -> Draft:
        return Draft(agenda.of_file(pair.id, sequence, id_of(member)), partial(self._own, pair, sequence, self.of.reader(member)))

    def _own(self, pair: Pair, sequence: int, reader: Reader) -> Post:
        text, file = calendar_file(reader, [Appointment(pair, sequence, self._workspace)])
        key = agenda.of_file(pair.id, sequence, id_of(reader.member))
        return Post(key, str(reader.member.slack_id), text, file=file, until=pair.practice.starts_at)
