"""The two floors of the weeks, on which everything sent can be read: in the sandbox with the real bot, and in this process."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import col

from bot.demo.cast import CHANNEL
from bot.jobs import JOBS
from bot.jobs.closes import Closer
from bot.jobs.pulse import Pulse
from bot.jobs.requests import Requests
from bot.jobs.rounds import Rounds
from bot.schedule import LOOK_EVERY
from sandbox.messages import Message as Kept
from storage.tables import Outgoing
from tests.months.sent import Sent
from tests.office import TOKYO
from tests.weeks.direct import Direct, person
from tests.weeks.floor import Form, Message, Records
from tests.weeks.slack import InSlack, dm

TRIES = 5


class Shown(InSlack):
    """The real bot beside the sandbox: what is read is what Slack shows."""

    def sent(self, reader: str) -> list[Sent]:
        """What the bot wrote there, by what it marks it with."""
        channel, who = (reader, "U0MIO") if reader == CHANNEL else (dm(reader), person(reader))
        found = [one for one in self.workspace.messages(channel, who) if one.data.get("user") == self.workspace.bot.id]
        return [_read(one, reader) for one in found]

    def rest(self) -> None:
        """Longer than between two looks of the ticker."""
        time.sleep(LOOK_EVERY + 2)

    def say(self, who: str, text: str) -> None:
        """Other commands than logs count no calls."""
        if text.startswith("/log"):
            super().say(who, text)
        else:
            assert self.workspace.write(person(who), CHANNEL, text) == ""

    def tap(self, who: str, message: Message, action: str, value: str) -> Form | None:
        """In the message as it is by then: others write into it, too."""
        for _ in range(TRIES - 1):
            with suppress(AssertionError):
                return super().tap(who, self._now(who, message), action, value)
        return super().tap(who, self._now(who, message), action, value)

    def _now(self, who: str, message: Message) -> Message:
        return next(one for one in self.inbox(who) if one.id == message.id)


def _read(one: Kept, reader: str) -> Sent:
    data: dict[str, Any] = one.data
    files = tuple(str(file["name"]) for file in data.get("files", ()))
    key = str((data.get("metadata") or {}).get("event_payload", {}).get("key", "")) or (files[0] if files else "")
    at = datetime.fromtimestamp(float(one.ts), UTC).astimezone(TOKYO)
    key = key.removeprefix("onpace-").replace("-", " ") if files else key  # a file's name says it
    return Sent(reader, key, str(data.get("text", "")), tuple(data.get("blocks", ())), at, one.ts, one.pinned, files)


class Whole(Direct):
    """In this process, with all the ticker does."""

    def __init__(self, engine: Engine, now: datetime) -> None:
        """On the demo's database."""
        super().__init__(engine, now)

        def clock() -> datetime:
            return self.now

        self.pulse = Pulse(engine, clock, lambda: None)
        looks: tuple[Callable[[], None], ...] = (Closer(engine, clock).look, Rounds(engine, clock, JOBS, lambda: None).look)
        self.looks = (*looks, Requests(engine, clock, lambda: None).look, self.pulse.beat)

    def _look(self) -> None:
        for look in self.looks:
            look()
        super()._look()

    def rest(self) -> None:
        """It looks once more."""
        self._look()

    def sent(self, reader: str) -> list[Sent]:
        """What was confirmed as posted."""
        to = reader if reader == CHANNEL else person(reader)
        rows = Records(self.engine).rows(Outgoing, col(Outgoing.to) == to, col(Outgoing.ts) != "")
        return [_row(row, reader) for row in rows if row.posted_at]


def _row(row: Outgoing, reader: str) -> Sent:
    assert row.posted_at
    at = datetime.fromtimestamp(float(row.ts), UTC).astimezone(TOKYO)
    return Sent(
        reader,
        row.key,
        row.body["text"],
        tuple(row.body["blocks"]),
        at,
        row.ts,
        bool(row.body.get("pin")),
        (str(row.body.get("picture", "")),),
    )
