"""The floor without Slack: the bot's answers, and the ticker's looks at the morning, in this process on a moved clock."""

import itertools
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from slack_sdk import WebClient
from sqlalchemy import Engine
from sqlmodel import col

from bot import delivery
from bot.answering import Answering
from bot.clients import Always
from bot.demo.cast import CAST, CHANNEL, WORKSPACE
from bot.directory import Directory
from bot.mornings import Mornings
from bot.talk import Profile, Reply
from storage import outbox
from storage.engine import writing
from storage.tables import Outgoing
from tests.office import Nobody
from tests.weeks.floor import Form, Message, Records, button, filled


class Direct:
    """Everybody of the demo, answered at once."""

    def __init__(self, engine: Engine, now: datetime) -> None:
        """On the demo's database."""
        self.engine, self.now = engine, now
        self._count = itertools.count(1)
        directory = Directory(Always(WebClient(base_url="http://127.0.0.1:9/")), Nobody())
        directory._profiles[WORKSPACE] = {person.slack_id: Profile(person.real_name, person.language) for person in CAST}
        self.answering = Answering(engine=engine, clock=lambda: self.now, directory=directory, seconds=60)
        self.mornings = Mornings(engine, lambda: self.now)

    def at(self, moment: datetime) -> None:
        """The clock stands there, and the ticker looks."""
        self.now = moment
        self._look()

    def until(self, found: Callable[[], object]) -> None:
        """It looks once or twice more."""
        for _ in range(2):
            if not found():
                self._look()
        assert found()

    def say(self, who: str, text: str) -> None:
        """Type a command."""
        self._answer(self._typed(who, text))

    def ask(self, who: str, text: str) -> Message:
        """Type a command and read its answer."""
        reply = self._answer(self._typed(who, text))
        return Message("", reply.text, reply.blocks)

    def _typed(self, who: str, text: str) -> delivery.Delivery:
        command, _, rest = text.partition(" ")
        for one in CAST:
            rest = rest.replace(f"@{one.name}", f"<@{one.slack_id}|{one.name}>")
        body = {"command": command, "text": rest, "user_id": person(who), "team_id": WORKSPACE, "channel_id": CHANNEL}
        return delivery.of_command(body | {"trigger_id": self._stamp()})

    def _look(self) -> None:
        self.mornings.look()
        self._post()

    def _post(self) -> None:
        """What waits has come, in the place of the poster."""
        with writing(self.engine) as session:
            while waiting := outbox.ready(session, now=self.now, most=1_000):  # the first of each place
                for number in waiting:
                    outbox.confirm(session, outgoing_id=number, now=self.now, ts=self._stamp())

    def inbox(self, who: str) -> list[Message]:
        """What has come to them."""
        self._post()
        return self._came(who)

    def _came(self, who: str) -> list[Message]:
        rows = Records(self.engine).rows(Outgoing, col(Outgoing.to) == person(who), col(Outgoing.ts) != "")
        return [Message(row.key, row.body["text"], tuple(row.body["blocks"])) for row in rows]

    def tap(self, who: str, message: Message, action: str, value: str) -> Form | None:
        """Use the button of a message."""
        found = button(message, action, value)
        assert found, (action, value, message.text)
        body = {**self._of(who), "channel": {"id": f"D0{who.upper()}"}, "actions": [found[1] | {"action_ts": self._stamp()}]}
        modal = self._answer(delivery.of_action(body)).modal
        return Form("", modal.blocks, modal.meta, modal.form) if modal else None

    def fill(self, who: str, form: Form, values: Mapping[str, Any]) -> None:
        """Submit a form."""
        meta = delivery.wrapped(delivery.Delivery("", "", "", "", WORKSPACE, person(who), channel=f"D0{who.upper()}"), form.meta)
        view = {"id": f"V{self._stamp()}", "callback_id": form.name, "private_metadata": meta, "state": {"values": filled(form, values)}}
        reply = self._answer(delivery.of_form({**self._of(who), "view": view}))
        assert not reply.errors, reply.errors

    def _answer(self, asked: delivery.Delivery) -> Reply:
        reply = self.answering.answer(asked)
        assert not any(word in reply.text for word in ("Nothing was", "went wrong", "すでになくなった")), reply.text
        return reply

    def _of(self, who: str) -> dict[str, Any]:
        return {"user": {"id": person(who)}, "team": {"id": WORKSPACE}}

    def _stamp(self) -> str:
        return f"{self.now.timestamp():.0f}.{next(self._count):06d}"


def person(who: str) -> str:
    """A handle's Slack id."""
    return f"U0{who.upper()}"
