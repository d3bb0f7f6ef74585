"""Which messages of earlier days are to be written anew: those that still ask, for their days become dates, and a newer one ends them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TypeAlias

from bot.scoreboard.asked import Asked
from bot.scoreboard.sheet import about
from bot.views import asked as view
from storage import outbox, requests
from storage.tables import Member, Outgoing, id_of

BACK = timedelta(days=21)  # older messages are far up in the conversation
ANEW = (outbox.WAITING, outbox.POSTED, outbox.FAILED)  # a message that can be written anew; one on its way can be a moment later
MOST = 10  # edits of such a look: Slack takes fifty a minute, boards need most of them, and today's messages come first

Read: TypeAlias = set[tuple[int, bool]]  # a member, and whether a newer message is out


@dataclass(frozen=True)
class Older:
    """Seen from today's messages. `read`: whose messages from before the last business day read as they should, without and beside a newer
    one; kept from look to look, so that each is read twice a day at most. None: those are left alone.
    """

    asked: Asked
    read: Read | None

    def asking(self) -> Iterator[tuple[Outgoing, Member, date]]:
        """Those messages, whose they are and of which day."""
        before = self.asked.before
        if before == self.asked.day:
            return
        for number, member in self.asked.people.items():
            row = self.asked.messages.get(requests.key_of(number, before))
            if row is not None and row.ts and not self._stands(member, row):
                yield row, member, before
        if self.read is not None:
            yield from islice(self._long_ago(self.read), MOST)

    def _long_ago(self, read: Read) -> Iterator[tuple[Outgoing, Member, date]]:
        """Of the days before that, what still asks as on its day (OnPace was not there the day after), or beside a newer message: one edit
        brings it dates, one ends it.
        """
        fresh = [one for one in self.asked.people.values() if (id_of(one), self._has_newer(one)) not in read]
        days = self.asked.calendar.days(self.asked.day - BACK, self.asked.before - timedelta(days=1)) if fresh else []
        keys = {requests.key_of(id_of(member), day): (member, day) for member in fresh for day in days}
        found = requests.messages(self.asked.session, **self.asked.where, keys=keys) if keys else {}
        asking = {key: row for key, row in found.items() if row.ts and row.state in ANEW and self._is_old(row, keys[key][0])}
        read.update({(id_of(one), self._has_newer(one)) for one in fresh if not any(keys[key][0] is one for key in asking)})
        yield from ((row, *keys[key]) for key, row in asking.items())

    def _is_old(self, older: Outgoing, member: Member) -> bool:
        return view.asks(older.body) and (self._has_newer(member) or "past" not in older.body["note"])

    def _has_newer(self, member: Member) -> bool:
        newer = self.asked.message(member)
        return newer is not None and bool(newer.ts)

    def _stands(self, member: Member, older: Outgoing) -> bool:
        """Whether an older message need not be written anew: it asks for nothing, or with dates for what is open, and no newer one does."""
        quiet = self.asked.hushed[id_of(member)]
        waits = [one.id for one in self.asked.of_member.get(id_of(member), []) if about(one) not in quiet]
        same = older.body["note"].get("past") == [one for one in waits if one in older.body["note"]["meetings"]]
        return not view.asks(older.body) or (same and not self._has_newer(member))
