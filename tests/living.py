"""The office in the sandbox: its people in a real workspace, and the real bot as a process beside it, by Socket Mode or HTTP."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from coaching.posts import Job
from sandbox.clock import Clock
from sandbox.deliveries import SignedHttp
from sandbox.messages import Message
from sandbox.people import read_cast
from sandbox.server import Server, serve
from sandbox.workspace import Workspace
from storage import postplans
from storage.engine import connect, migrate, writing
from tests.office import START, WORKSPACE, furnish
from tests.patience import until
from tests.people import CAST, TEAM_CHANNEL
from tests.processes import ROOT, Running, settings, started

Json = dict[str, Any]
HANA, HANA_DM = CAST["hana"].slack_id, "D0HANA"
TOKENS = {"bot_token": "xoxb-hidden-1", "app_token": "xapp-hidden-2", "signing_secret": "hidden-3"}


def workspace(clock: Clock | None = None, *, more: Iterable[Json] = (), channels: Iterable[Json] = ()) -> Workspace:
    """The tests' cast in a workspace with the shipped manifest, its clock at the office's start unless it has another.

    `more` people and `channels`, as the people file has them.
    """
    people = [{"id": p.slack_id, "name": key, "real_name": p.name, "locale": p.language} for key, p in CAST.items()]
    told = {
        "team": {"id": WORKSPACE, "name": "Office", "domain": "office"},
        "bot": {"id": "U0BOT", "name": "onpace", "real_name": "OnPace"},
        "people": [*people, *more],
        "channels": [{"id": TEAM_CHANNEL, "name": "sales", "members": [p["id"] for p in people]}, *channels],
    }
    return Workspace(
        read_cast(told | TOKENS), yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8")), clock=clock or Clock(START)
    )


@dataclass
class Person:
    """Somebody at the page, with the bot at work behind it."""

    server: Server
    bot: Running
    port: int = 0
    id: str = HANA

    def write(self, text: str, channel: str = TEAM_CHANNEL) -> Json:
        """Type something; the message that answers."""
        before = len(self.server.workspace.messages(channel, self.id))
        assert self.server.workspace.write(self.id, channel, text) == ""
        return self.answer(before, channel)

    def answer(self, before: int, channel: str = TEAM_CHANNEL) -> Json:
        """The message after so many."""
        return until(lambda: answers(self.server.workspace.messages(channel, self.id)[before:]))[0].data

    def reads(self, words: str, channel: str = TEAM_CHANNEL) -> Json:
        """The latest message that says so, waited for."""
        found = until(lambda: [one for one in self.server.workspace.messages(channel, self.id) if words in one.data["text"]])
        return found[-1].data

    def press(self, message: Json, label: str, channel: str = TEAM_CHANNEL) -> None:
        """Tap the button of a message."""
        for block in message["blocks"]:
            for element in block.get("elements", []):
                if element.get("text", {}) and element.get("text", {}).get("text") == label:
                    action = {name: element[name] for name in ("action_id", "type", "value") if name in element}
                    place = f"{channel}:{message['ts']}"
                    told = self.server.workspace.act(
                        self.id, container="message", container_id=place, block_id=block["block_id"], action=action
                    )
                    assert told == ""
                    return
        raise AssertionError(f"no button {label}")

    def now(self, message: Json) -> Json:
        """The message as it is by now."""
        found = self.server.workspace.said.find(TEAM_CHANNEL, message["ts"])
        assert found
        return found.data


def answers(messages: Sequence[Message]) -> list[Message]:
    """Those that answer somebody: the live board comes by itself, whenever it is ready."""
    return [one for one in messages if not _key(one).startswith("board ")]


def _key(message: Message) -> str:
    return str(((message.data.get("metadata") or {}).get("event_payload") or {}).get("key", ""))


def furnished(url: str) -> str:
    """The database at this url, migrated and with the team in it, without a live board: it comes by itself, among what is counted."""
    engine = connect(url)
    migrate(engine)
    furnish(engine)
    with writing(engine) as session:
        postplans.keep(session, workspace_id=1, team_id=1, plan=postplans.Plan(Job.BOARD, wanted=False))
    engine.dispose()
    return url


def meet(server: Server, bot: Running, transport: str) -> Person:
    """The bot connected, one way or the other."""
    if transport == "socket":
        bot.said("connected by Socket Mode")
        return Person(server, bot)
    port = bot.said("listening")["port"]
    server.workspace.delivery = SignedHttp(f"http://127.0.0.1:{port}/slack/events", TOKENS["signing_secret"], server.workspace.clock)
    return Person(server, bot, port)


@contextmanager
def lived(folder: Path, transport: str, database_url: str, **own: str) -> Iterator[Person]:
    """Hana in a workspace where the bot runs on this database; `own` are further settings of its environment."""
    words = ("bot", "run", "--transport", transport, "--port", "0")
    with serve(workspace()) as server, started(folder / "log", *words, **(settings(server, database_url) | own)) as bot:
        yield meet(server, bot, transport)
