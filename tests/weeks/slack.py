"""The floor in the sandbox: the demo's workspace with a clock that is moved, and the real bot beside it as a process of its own."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import yaml
from sqlalchemy import Engine
from sqlmodel import col, func, select

from bot.demo import seeding
from bot.demo.cast import CHANNEL
from bot.demo.stage import people
from sandbox.clock import Clock
from sandbox.people import read_cast
from sandbox.server import Server, serve
from sandbox.workspace import Workspace
from storage.engine import connect, reading, writing
from storage.tables import Call, Member, Team
from tests.patience import until
from tests.processes import ROOT, settings, started
from tests.weeks.direct import person
from tests.weeks.floor import Form, Message, button, filled

PATIENCE = 120  # seconds
LATE = "operation_timeout"  # perhaps recorded all the same
SOON = 10  # seconds
TAPS = 3  # who reads that there was some trouble taps again
OPENS = ("coach-score", "practice-other-time")  # what opens a form


class InSlack:
    """The demo's people at the sandbox."""

    def __init__(self, engine: Engine, server: Server) -> None:
        """The bot is at work on this database."""
        self.engine, self.server, self.workspace = engine, server, server.workspace

    def at(self, moment: datetime) -> None:
        """The clock stands there and runs on."""
        self.workspace.clock.set(moment)

    def until(self, found: Callable[[], object]) -> None:
        """The ticker looks every few seconds, and Slack takes one message a second."""
        deadline = time.monotonic() + PATIENCE
        while not found():  # the database is asked, so not too often
            assert time.monotonic() < deadline, found
            time.sleep(0.2)

    def say(self, who: str, text: str) -> None:
        """Type a command in the team's channel, until its calls are there: a busy machine may answer that nothing was recorded."""
        before = self._calls(who)
        for _ in range(TAPS):
            told = self.workspace.write(person(who), CHANNEL, text)
            assert told == "" or LATE in told, told
            with suppress(AssertionError):
                until(lambda: self._calls(who) > before, SOON)
                return
        raise AssertionError(f"{who} could not log {text}")

    def ask(self, who: str, text: str) -> Message:
        """Type a command in the DM and read its answer."""
        before = len(self.inbox(who))
        told = self.workspace.write(person(who), dm(who), text)
        assert told == "", told
        return until(lambda: self.inbox(who)[before:], PATIENCE)[-1]

    def _calls(self, who: str) -> int:
        with reading(self.engine) as session:
            logged = select(func.count()).select_from(Call).join(Member, col(Member.id) == col(Call.member_id))
            return session.exec(logged.where(Member.slack_id == person(who))).one()

    def inbox(self, who: str) -> list[Message]:
        """What the bot wrote to them."""
        found = [one for one in self.workspace.messages(dm(who), person(who)) if one.data.get("user") == self.workspace.bot.id]
        return [Message(one.ts, str(one.data.get("text", "")), tuple(one.data.get("blocks", ()))) for one in found]

    def tap(self, who: str, message: Message, action: str, value: str) -> Form | None:
        """Use the button of a message."""
        found = button(message, action, value)
        assert found, (action, value, message.text)
        place, before = f"{dm(who)}:{message.id}", self.inbox(who)
        for _ in range(TAPS):
            told = self.workspace.act(person(who), container="message", container_id=place, block_id=found[0], action=found[1])
            if not told:
                break
        assert told == "", told
        if action not in OPENS:
            with suppress(AssertionError):  # its answer comes first, before what is typed next
                until(lambda: self.inbox(who) != before, SOON)
            return None
        view = until(lambda: self.workspace.modals_of(person(who)), PATIENCE)[-1]
        return Form(view.id, tuple(view.data["blocks"]))

    def fill(self, who: str, form: Form, values: Mapping[str, Any]) -> None:
        """Submit a form."""
        told = self.workspace.submit(person(who), form.id, filled(form, values))
        assert told == {}, told

    def twice(self) -> list[str]:
        """Messages that came more than once, by what the bot marks them with."""
        marked: Counter[str] = Counter()
        for channel in list(self.workspace.said.by_channel.values()):
            marked.update(str((one.data.get("metadata") or {}).get("event_payload", {}).get("key")) for one in channel)
        return [key for key, times in marked.items() if times > 1 and key != "None"]


F = TypeVar("F", bound=InSlack)


def dm(who: str) -> str:
    """Their DM with the bot."""
    return f"D0{who.upper()}"


@contextmanager
def opened(folder: Path, database: Path, kind: type[F], language: str = "") -> Iterator[F]:
    """The demo on the evening of its first day, on this database; everybody reads this language, or ("") their own."""
    url = f"sqlite:///{database}"
    engine = connect(url)
    told: dict[str, Any] = people()
    if language:
        for one in told["people"]:
            one["locale"] = {"ja": "ja-JP", "en": "en-US"}[language]
        with writing(engine) as session:
            for member in session.exec(select(Member)).all():
                member.slack_language = language
            for team in session.exec(select(Team)).all():
                team.language = language
    manifest = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    workspace = Workspace(read_cast(told), manifest, clock=Clock(seeding.BEGINS.replace(hour=19)))
    with ExitStack() as stack:
        server = stack.enter_context(serve(workspace))
        own = settings(server, url) | {"ONPACE_CLOCK_EVERY": "0"}
        stack.enter_context(started(folder / "log", "bot", "run", **own)).said("connected by Socket Mode")
        until(workspace.delivery.connected)
        yield kind(engine, server)
    engine.dispose()
