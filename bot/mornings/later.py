"""What mentors and managers hear of practices that were planned after the morning, and of who could not be placed again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.mornings.day import Day
from bot.mornings.posts import Draft, concerning
from bot.talk import Post
from bot.views import practice_told as view
from storage import agenda, practices
from storage.tables import Member, id_of


@dataclass(frozen=True)
class Later:
    """One message a person for all that came of one moment."""

    of: Day

    def drafts(self) -> list[Draft]:
        """For everybody who has something to hear of a moment."""
        there = [one for one in self.of.people.values() if self.of.hears(one)]
        told = [(at, one, self._brief(at, one)) for at in self._moments() for one in there]
        return [Draft(_key(self.of, one, at), partial(self._post, at, one, found)) for at, one, found in told if found]

    def _moments(self) -> Iterable[datetime]:
        return sorted({self._since(pair.id) for pair in self.of.added} | set(self.of.lost.values()))

    def _since(self, practice_id: int) -> datetime:
        return self.of.said[practice_id][0].at

    def _brief(self, at: datetime, member: Member) -> view.Brief:
        left = [(rep, why) for rep, why in self.of.unserved if self.of.lost.get(id_of(rep)) == at]
        given = [pair for pair in self.of.added if pair.mentor.id == member.id and self._since(pair.id) == at]
        instead = all(pair.practice.rep_id in self.of.lost for pair in given)
        return view.Brief(practices=given, unserved=concerning(member, left), later="instead" if instead else "free")

    def _post(self, at: datetime, member: Member, found: view.Brief) -> Post:
        ends = [practices.ends_at(one.practice) for one in found.practices]
        until = max([self.of.calendar.hours(self.of.day)[1], *ends])
        said = view.morning(self.of.reader(member), self.of.day, found)
        return Post(_key(self.of, member, at), str(member.slack_id), *said, until=until)


def _key(day: Day, member: Member, at: datetime) -> str:
    """Begins as the morning's does: what is taken back before it was sent goes with it."""
    return f"{agenda.of_day(id_of(member), day.day)} {at.isoformat()}"
