"""The month: the team calls, books and meets; what is asked is answered by tap, late, or not at all; and everything said is read."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Protocol

from sqlmodel import col

from bot.demo import seeding
from bot.demo.cast import CAST, CHANNEL
from coaching.gaps import GRACE
from coaching.terms import State
from storage.tables import ClosedMonth, Meeting, Round
from tests.months import truth
from tests.months.sent import Sent, number_of
from tests.office import TOKYO
from tests.patience import until
from tests.weeks.floor import Floor, Message, Records, clock, elements

READERS = (*(one.name for one in CAST), CHANNEL)
SOON, TAPS = 15, 4  # seconds; and how often one taps
CLOSES = 9  # the day on which November is closed
#: Which jobs are due at which stop.
STOPS = {"09:01": {"brief", "verdict", "close"}, "12:01": {"numbers", "drop"}, "16:01": {"gap"}, "18:01": {"numbers"}}


class Place(Floor, Protocol):
    """A floor on which everything sent can be read."""

    def sent(self, reader: str) -> list[Sent]:
        """What the bot wrote to a person or into a channel, as it is now, oldest first."""

    def rest(self) -> None:
        """Long enough for anything that would be said."""


@dataclass
class Day:
    """What became of a day, as the table shows it: how many messages came by kind, and to whom the most."""

    day: date
    kinds: dict[str, int]
    most: int


def _unseen(kind: str, reader: str, sent: Sent) -> None:
    """Nobody looks."""


@dataclass
class Month:
    """Lived day by day: `for day in month.days()`; `seen(kind, reader, message)` is called when a post is read for the first time."""

    floor: Place
    seen: Callable[[str, str, Sent], object] = field(default=_unseen)
    language: str = ""
    read: dict[str, tuple[str, Sent]] = field(default_factory=dict)  # kind → by whom first, and what
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.records = Records(self.floor.engine)
        self.leads = truth.leads(self.language)
        self.names = self.records.people()

    def days(self, most: int = truth.DAYS) -> Iterator[Day]:
        """The business days after the demo begins, and the days off between them, on which nobody hears anything."""
        last = seeding.BEGINS.date()
        self.floor.rest()
        self.floor.until(self.records.quiet)
        self.look(last)
        for number, day in enumerate(truth.business_days()[:most]):
            self.off(last + timedelta(days=1), day)
            self.day(number, day)
            last = day
            yield self.counted(day)

    def off(self, first: date, until: date) -> None:
        """A day off at noon, when on others the numbers come."""
        if first < until:
            self.floor.at(clock(first, "12:01"))
            self.floor.rest()

    def day(self, number: int, day: date) -> None:
        """From nine in the morning to after six."""
        if number == CLOSES:
            self.floor.at(clock(day, "08:00"))
            self.floor.until(lambda: self.records.rows(ClosedMonth, col(ClosedMonth.month) == seeding.BEGINS.date().replace(day=1)))
        self.stop(day, "09:01")
        if number == truth.RAISED:
            self.floor.say(truth.MANAGER, f"/goal team meetings {truth.GOAL}")
        self.judged(number, day)
        self.floor.at(clock(day, "11:00"))
        self.logged(number, truth.REPS[::2])
        self.stop(day, "12:01")
        self.logged(number, truth.REPS[1::2])
        self.stop(day, "16:01")
        self.mended(day)
        self.stop(day, "18:01")
        self.floor.until(partial(self.asked, day))
        self.look(day)
        self.told(number, day)
        self.look(day)

    def stop(self, day: date, at: str) -> None:
        """What is due then was said, and everybody reads it."""
        self.floor.at(clock(day, at))
        due = {(job, f"{day} {at[:4]}0") for job in STOPS[at]}
        self.floor.until(lambda: due <= {(row.job, row.period) for row in self.records.rows(Round)} and self.records.quiet())
        if at == "09:01":
            self.floor.until(partial(self.records.morning, day))
        self.look(day)

    def look(self, day: date) -> None:
        """Everybody reads what is there today; of each kind the first is looked at closely."""
        for reader in READERS:
            for sent in self.floor.sent(reader):
                for kind in sent.kinds():
                    if (kind not in self.read and sent.day == day) or (kind == "board" and kind not in self.read):
                        self.read[kind] = (reader, sent)
                        self.seen(kind, reader, sent)

    # What they do

    def logged(self, number: int, reps: tuple[str, ...]) -> None:
        """They log what the truth has for them; who will be away tomorrow says so."""
        for who in reps:
            if done := truth.worked(who, number, self.leads):
                for line in truth.typed(done):
                    self.floor.say(who, line)
            if who == truth.AWAY and number + 1 == truth.LEAVE:
                away = truth.business_days()[truth.LEAVE]
                self.floor.say(who, f"/onpace leave {away.month}/{away.day}")

    def judged(self, number: int, day: date) -> None:
        """Every AE gives the verdicts they are asked for; one on every third day only, none while nobody tells anything."""
        for who in truth.AES:
            if number not in truth.MUTE and (who != truth.LATE or number % truth.EVERY == 0):
                self._answer(who, day, "meeting:qualified", self._verdict)

    def told(self, number: int, day: date) -> None:
        """Every rep says what became of their meetings; a tenth are left for another day."""
        for who in truth.REPS if number not in truth.MUTE else ():
            self._answer(who, day, "meeting:held", partial(self._outcome, day))

    def mended(self, day: date) -> None:
        """Who forgot a day says that there is nothing to log, by one tap."""
        for who in truth.REPS:
            for message in self._asking(who, day):
                value = next((one["value"] for _, one in elements(message.blocks) if one["action_id"] == "asked-nothing"), "")
                if value:
                    self.floor.tap(who, message, "asked-nothing", value)

    def _answer(self, who: str, day: date, action: str, way: Callable[[Meeting], str]) -> None:
        """Each meeting that waits in today's message, by a tap; the message is read again after each."""
        done: set[int] = set()
        while len(done) < truth.BATTERY:
            waiting = [(m, one["value"]) for m in self._asking(who, day) for _, one in elements(m.blocks) if one["action_id"] == action]
            found = next(((m, value) for m, value in waiting if number_of(value) not in done), None)
            if found is None:
                return
            done.add(number_of(found[1]))
            [meeting] = self.records.rows(Meeting, col(Meeting.id) == number_of(found[1]))
            if kind := way(meeting):
                self._tapped(who, found[0], found[1].replace(action.partition(":")[2], kind, 1), meeting)

    def _tapped(self, who: str, message: Message, value: str, meeting: Meeting) -> None:
        """Who sees no change taps again: a busy machine may answer that nothing was recorded."""
        for _ in range(TAPS):
            if not self._heard(meeting):
                self.floor.tap(who, message, "meeting", value)
            with suppress(AssertionError):
                until(partial(self._heard, meeting), SOON)
                return
        raise AssertionError(f"{who} could not say {value}")

    def _asking(self, who: str, day: date) -> list[Message]:
        return [Message(one.id, one.text, one.blocks) for one in self.floor.sent(who) if one.key.startswith("requests") and one.day == day]

    def _heard(self, before: Meeting) -> bool:
        [now] = self.records.rows(Meeting, col(Meeting.id) == before.id)
        return (now.state, now.verdict) != (before.state, before.verdict)

    def _verdict(self, meeting: Meeting) -> str:
        return "qualified" if Random(f"{truth.SEED}:{meeting.id}:verdict").random() < 0.6 else "unqualified"

    def _outcome(self, day: date, meeting: Meeting) -> str:
        chance = Random(f"{truth.SEED}:{meeting.id}:outcome").random()
        left = chance < 0.1 and meeting.day == day
        return "" if left else "held" if chance < 0.9 else "no_show"

    # What became of it

    def asked(self, day: date) -> bool:
        """Whether every rep whose meeting passed today without a word was asked."""
        passed = datetime.combine(day, clock(day, "18:01").time(), TOKYO) - GRACE
        where = (col(Meeting.state) == State.BOOKED, col(Meeting.day) == day, col(Meeting.starts_at) <= passed)
        wordless = {row.member_id for row in self.records.rows(Meeting, *where)}
        there = {one for one in wordless if self.names[one] != truth.AWAY}
        return {f"requests {one} {day}" for one in there} <= self.records.told() and self.records.quiet()

    def counted(self, day: date) -> Day:
        """A day's messages."""
        kinds: dict[str, int] = {}
        most = 0
        for reader in READERS:
            today = [one for one in self.floor.sent(reader) if one.day == day and one.key]
            most = max(most, len(today) if reader != CHANNEL else 0)
            for kind in (kind for one in today for kind in one.kinds()):
                kinds[kind] = kinds.get(kind, 0) + 1
        return Day(day, kinds, most)
