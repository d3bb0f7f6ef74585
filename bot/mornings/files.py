"""Calendar files: each of a practice's two people has it in the calendar as it is, once; who never got one is sent nothing to take out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial

from bot.mornings.day import Day
from bot.mornings.posts import Draft
from bot.scoreboard.pairs import Pair
from bot.talk import Post
from bot.views.practice_file import Appointment, calendar_file, written_in
from coaching.agreement import State
from storage import agenda, workspaces
from storage.tables import Member, id_of

Sent = tuple[int, datetime | None]  # the sequence of a file, and the start it gives; None: it takes the practice out


@dataclass(frozen=True)
class Copy:
    """A practice, the sequence of its next file (RFC 5545, 3.8.7.4), and whose calendar it is for."""

    pair: Pair
    sequence: int
    member: Member


@dataclass(frozen=True)
class Files:
    """What is in somebody's calendar is what they were sent last: an Undo leaves no word, so the words alone do not tell."""

    of: Day

    def drafts(self) -> list[Draft]:
        """What the morning planned: a rep's own, and one for all a mentor gives. Then what has another time since, none, or is by hand."""
        first = self._due(self.of.planned)
        mine = [one for one in first if not one.sequence and one.member.id == one.pair.mentor.id]
        given = {id_of(one.member): [other for other in mine if other.member.id == one.member.id] for one in mine}
        shared = [self._shared(key, found) for key, found in given.items()]
        return [self._draft(one) for one in first if one not in mine] + shared + [self._draft(one) for one in self._due(self._others)]

    def gone(self, found: Iterable[Pair]) -> list[Draft]:
        """One for each person who has any of these in the calendar: all of them are off."""
        copies: dict[int, list[Copy]] = {}
        for one in self._due(found):
            copies.setdefault(id_of(one.member), []).append(one)
        return [Draft(_key_of(own[0]), partial(self._post, _key_of(own[0]), own)) for own in copies.values()]

    @cached_property
    def _others(self) -> Sequence[Pair]:
        """Practices that the morning did not plan, or that are not as it did."""
        planned = {pair.id for pair in self.of.planned}
        rows = [row for row in self.of.ahead if row.id not in planned and row.state != State.DONE]
        return self.of.pairs(row for row in rows if row.starts_at > self.of.now)

    def _due(self, found: Iterable[Pair]) -> list[Copy]:
        sides = [(pair, side) for pair in found for side in pair.sides if pair.practice.starts_at > self.of.now]
        return [Copy(pair, self._next(pair, side), side) for pair, side in sides if self._hears(pair, side) and self._is_news(pair, side)]

    def _hears(self, pair: Pair, side: Member) -> bool:
        """Who is on leave has their day's called off in a moment; what was in their calendar before is kept right there too."""
        return self.of.hears(side) if pair in self.of.planned else side.takes_part and bool(side.slack_id)

    def _is_news(self, pair: Pair, side: Member) -> bool:
        last = self._sent.get((pair.id, str(side.slack_id)))
        start = pair.practice.starts_at if pair.live else None
        return start != (last[1] if last else None)

    def _next(self, pair: Pair, side: Member) -> int:
        last = self._sent.get((pair.id, str(side.slack_id)))
        return max(self.of.changes(pair.practice), last[0] + 1 if last else 0)

    @cached_property
    def _sent(self) -> Mapping[tuple[int, str], Sent]:
        """By practice and person: the last file that went out or will."""
        since = min((words[0].at for words in self.of.said.values()), default=self.of.now)
        found: dict[tuple[int, str], Sent] = {}
        for to, content in agenda.files(self.of.session, workspace_id=self.of.team.workspace_id, since=since):
            for practice_id, sent in written_in(content).items():
                found[practice_id, to] = max(found.get((practice_id, to), sent), sent, key=lambda one: one[0])
        return found

    def _shared(self, mentor_id: int, found: Sequence[Copy]) -> Draft:
        """One file of all of them; another one for those that were planned later."""
        key = agenda.of_day(mentor_id, self.of.day, file=True)
        if agenda.known(self.of.session, workspace_id=self.of.team.workspace_id, keys=[key]):
            key = f"{key} {found[0].pair.id}"
        return Draft(key, partial(self._post, key, found))

    def _draft(self, one: Copy) -> Draft:
        return Draft(_key_of(one), partial(self._post, _key_of(one), [one]))

    def _post(self, key: str, found: Sequence[Copy]) -> Post:
        member = found[0].member
        text, file = calendar_file(self.of.reader(member), [Appointment(one.pair, one.sequence, self._workspace) for one in found])
        return Post(key, str(member.slack_id), text, file=file, until=max(one.pair.practice.starts_at for one in found))

    @cached_property
    def _workspace(self) -> str:
        found = workspaces.by_row(self.of.session, row=self.of.team.workspace_id)
        return found.slack_id if found else ""


def _key_of(one: Copy) -> str:
    return agenda.of_file(one.pair.id, one.sequence, id_of(one.member))
