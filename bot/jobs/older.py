"""Which messages of earlier days are to be written anew: those that still ask, for their days become dates, and a newer one ends them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from bot.scoreboard.asked import Asked
from bot.scoreboard.sheet import about
from bot.views import asked as view
from storage import outbox, requests
from storage.tables import Member, Outgoing, id_of

BACK = timedelta(days=21)  # older messages are far up in the conversation
ANEW = (outbox.WAITING, outbox.POSTED, outbox.FAILED)  # a message that can be written anew; one on its way can be a moment later
MOST = 10  # edits of such a look: Slack takes fifty a minute, boards need most of them, and today's messages come first


@dataclass(frozen=True)
class Older:
    """Seen from today's messages. `ended`: whose messages from before the last business day ask nothing any more, kept from look to look,
    so that each is read once a day; None: those are left alone.
    """

    asked: Asked
    ended: set[int] | None

    def asking(self) -> Iterator[tuple[Outgoing, Member, date]]:
        """Those messages, whose they are and of which day."""
        before = self.asked.before
        if before == self.asked.day:
            return
        for number, member in self.asked.people.items():
            row = self.asked.messages.get(requests.key_of(number, before))
            if row is not None and row.ts and not self._stands(member, row):
                yield row, member, before
        if self.ended is not None:
            yield from islice(self._long_ago(self.ended), MOST)

    def _long_ago(self, ended: set[int]) -> Iterator[tuple[Outgoing, Member, date]]:
        """Of the days before that, what still asks beside a newer message: once it is out they are read, and ended by one edit each."""
        fresh = [member for member in self.asked.people.values() if id_of(member) not in ended and self._has_newer(member)]
        days = self.asked.calendar.days(self.asked.day - BACK, self.asked.before - timedelta(days=1)) if fresh else []
        keys = {requests.key_of(id_of(member), day): (member, day) for member in fresh for day in days}
        found = requests.messages(self.asked.session, **self.asked.where, keys=keys) if keys else {}
        asking = {key: row for key, row in found.items() if row.ts and row.state in ANEW and view.asks(row.body)}
        ended.update({id_of(member) for member in fresh} - {id_of(keys[key][0]) for key in asking})
        yield from ((row, *keys[key]) for key, row in asking.items())

    def _has_newer(self, member: Member) -> bool:
        newer = self.asked.message(member)
        return newer is not None and bool(newer.ts)

    def _stands(self, member: Member, older: Outgoing) -> bool:
        """Whether an older message need not be written anew: it asks for nothing, or with dates for what is open, and no newer one does."""
        quiet = self.asked.hushed[id_of(member)]
        waits = [one.id for one in self.asked.of_member.get(id_of(member), []) if about(one) not in quiet]
        same = older.body["note"].get("past") == [one for one in waits if one in older.body["note"]["meetings"]]
        return not view.asks(older.body) or (same and not self._has_newer(member))
