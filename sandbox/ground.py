"""The state of the workspace: people, channels, messages, views, files. Thread-safe; JSON shapes are Slack's."""

import time
from collections.abc import Mapping, Sequence
from threading import Condition, RLock
from typing import Any

from sandbox.clock import Clock
from sandbox.deliveries import EVENT, Answer, Delivery, SignedHttp
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.messages import Message, Messages
from sandbox.passes import Passes
from sandbox.payloads import Payloads
from sandbox.people import Cast, Channel, Person, direct
from sandbox.sockets import SocketMode
from sandbox.views import View, Views


class Ground:
    """Everything in the workspace. Each change bumps `version` and wakes who waits, so that the page can follow."""

    team_id: str
    bot: Person
    clock: Clock
    commands: list[dict[str, Any]]  # slash_commands of the manifest

    def __init__(self, cast: Cast, manifest: Mapping[str, Any], *, clock: Clock | None = None, deliver_to: str = "") -> None:
        """An empty workspace with its people. Deliveries go to `deliver_to` as signed HTTP, without it over Socket Mode."""
        self.cast, self.manifest = cast, manifest
        self.team_id, self.bot = cast.team_id, cast.bot
        self.clock = clock or Clock()
        self.clock.when_moved = self.changed
        self.commands = list(manifest.get("features", {}).get("slash_commands", []))
        self.events = set(manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", []))
        self.url = ""  # where it is served
        self.lock = RLock()
        self.news = Condition(self.lock)
        self.version = 0
        self.stopped = False  # the server is going: nobody should wait for more
        self.unknown: dict[str, int] = {}  # methods asked for and not modelled → how often
        self.faults = Faults()
        self.faults.when_changed.append(self.changed)
        self.said = Messages(self.clock)
        self.views = Views({"team_id": cast.team_id, "app_id": cast.app_id, "bot_id": cast.bot_id, "app_installed_team_id": cast.team_id})
        self.files = Files()
        self.passes = Passes(time.monotonic)
        self.payloads = Payloads(cast)
        self.sockets = SocketMode(cast.app_id)
        self.delivery: Delivery = SignedHttp(deliver_to, cast.signing_secret, self.clock) if deliver_to else self.sockets
        self.by_id = {person.id: person for person in [cast.bot, *cast.people]}
        self.channels = {channel.id: channel for channel in [*cast.channels, *(direct(person, cast.bot) for person in cast.people)]}

    def people(self) -> Sequence[Person]:
        """Human beings, in the order of the file."""
        return self.cast.people

    def channels_of(self, person: str) -> Sequence[Channel]:
        """Channels the person is in, then their DM with the bot (always there)."""
        return [channel for channel in self.channels.values() if person in channel.members]

    def messages(self, channel: str, person: str) -> Sequence[Message]:
        """What the person sees there, oldest first, their ephemeral messages in place."""
        with self.lock:
            return self.said.seen_by(channel, person)

    def home_of(self, person: str) -> View | None:
        """The App Home published for the person."""
        return self.views.homes.get(person)

    def modals_of(self, person: str) -> Sequence[View]:
        """The person's open modals, the top one last."""
        with self.lock:
            return list(self.views.stack(person))

    def file(self, file_id: str) -> tuple[dict[str, Any], bytes]:
        """A file's JSON and content. KeyError."""
        file = self.files.arrived(file_id)
        return file.data, file.content or b""

    def wait(self, version: int, timeout: float) -> int:
        """Block until the version is newer than this or time is up; the version now."""
        with self.news:
            self.news.wait_for(lambda: self.version > version or self.stopped, timeout)
            return self.version

    def changed(self) -> None:
        """Something is different: wake who waits."""
        with self.news:
            self.version += 1
            self.news.notify_all()

    def stop(self) -> None:
        """Let everybody who waits go."""
        with self.news:
            self.stopped = True
            self.news.notify_all()

    def bot_says(self, channel: str, data: Mapping[str, Any], only_for: str | None = None) -> Message:
        """Keep a message of the bot's."""
        with self.lock:
            message = self.said.add(channel, {**self.author(), **data}, only_for)
            self.changed()
            return message

    def author(self) -> dict[str, Any]:
        """What a message of the bot's says of the bot."""
        profile = {
            "id": self.cast.bot_id,
            "app_id": self.cast.app_id,
            "name": self.bot.real_name,
            "deleted": False,
            "team_id": self.team_id,
        }
        return {"user": self.bot.id, "bot_id": self.cast.bot_id, "app_id": self.cast.app_id, "team": self.team_id, "bot_profile": profile}

    def response_url(self, person: str, channel: str, original: Message | None = None) -> str:
        """A new address for up to five answers."""
        return f"{self.url}/response/{self.passes.response(person, channel, original)}"

    def happened(self, subscribed_as: str, event: Mapping[str, Any]) -> Answer:
        """Tell the app of an event when its manifest asks for it."""
        if subscribed_as not in self.events:
            return Answer()
        return self.delivery.deliver(EVENT, self.payloads.event(event, int(self.clock.now().timestamp())))
