"""The state of the workspace: people, channels, messages, views, files. Thread-safe; JSON shapes are Slack's."""

import time
from collections.abc import Mapping, Sequence
from threading import Condition, RLock
from typing import Any

from sandbox.clock import Clock
from sandbox.deliveries import EVENT, Answer, Delivery
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.messages import Message, Messages, Scheduled
from sandbox.passes import Passes
from sandbox.payloads import Payloads
from sandbox.people import Cast, Channel, Person, direct
from sandbox.rates import Rates
from sandbox.registration import Nowhere, Registration
from sandbox.sockets import SocketMode
from sandbox.views import View, Views


class Ground:
    """Everything in the workspace. Each change bumps `version` and wakes who waits, so that the page can follow."""

    team_id: str
    bot: Person
    clock: Clock
    registration: Registration  # the app
    installed: bool  # whether the app is, here
    granted: set[str]  # the scopes it was given here

    def __init__(self, cast: Cast, manifest: Mapping[str, Any], *, clock: Clock | None = None, deliver_to: str = "") -> None:
        """An empty workspace with its people, the app installed. Deliveries go to `deliver_to`, without it over Socket Mode."""
        self.cast, self.team_id, self.bot = cast, cast.team_id, cast.bot
        self.clock = clock or Clock()
        self.clock.when_moved.append(self.changed)
        self.url = ""  # where it is served
        self.lock = RLock()
        self.news = Condition()  # its own lock, the innermost of all: whoever holds any other may tell of a change
        self.version = 0
        self.stopped = False  # the server is going: nobody should wait for more
        self.unknown: dict[str, int] = {}  # methods asked for and not modelled → how often
        self.said = Messages(self.clock)
        self.scheduled: dict[str, Scheduled] = {}
        self.views = Views({"team_id": cast.team_id, "app_id": cast.app_id, "bot_id": cast.bot_id, "app_installed_team_id": cast.team_id})
        self.files = Files(self.clock)
        self.rates = Rates(lambda: self.clock.now().timestamp())
        self.passes = Passes(time.monotonic, lambda: self.clock.now().timestamp())
        self.payloads = Payloads(cast)
        self.by_id = {person.id: person for person in [cast.bot, *cast.people]}
        self.channels = {channel.id: channel for channel in [*cast.channels, *(direct(person, cast.bot) for person in cast.people)]}
        self.invited = [channel.id for channel in cast.channels if cast.bot.id in channel.members]
        self.belong(Registration(cast, manifest, self.clock, deliver_to))
        self.registration.workspaces.append(self)
        self.registration.install(self, self.registration.scopes)

    @property
    def manifest(self) -> Mapping[str, Any]:
        """The app's."""
        return self.registration.manifest

    @property
    def commands(self) -> list[dict[str, Any]]:
        """The slash commands people have here: the manifest's, as long as the app is installed."""
        return list(self.manifest.get("features", {}).get("slash_commands", [])) if self.installed else []

    @property
    def events(self) -> set[str]:
        """The event types the app subscribed to."""
        return set(self.manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", []))

    @property
    def faults(self) -> Faults:
        """What is switched on, for the app as a whole."""
        return self.registration.faults

    @property
    def sockets(self) -> SocketMode:
        """The app's connections."""
        return self.registration.sockets

    @property
    def delivery(self) -> Delivery:
        """The way to the app from here."""
        return self.registration.delivery if self.installed else Nowhere()

    @delivery.setter
    def delivery(self, way: Delivery) -> None:
        self.registration.delivery = way

    def belong(self, registration: Registration) -> None:
        """Be a workspace of this Slack, the app not installed."""
        self.registration = registration
        self.cast.app_id, self.cast.app_token, self.cast.signing_secret = (
            registration.app_id,
            registration.app_token,
            registration.signing_secret,
        )
        self.views.owner["app_id"] = registration.app_id
        self.installed, self.granted = False, set()
        self.part()
        self.faults.when_changed.append(self.changed)
        self.sockets.when_changed.append(self.changed)

    def welcome(self, token: str, granted: set[str]) -> None:
        """The app is here: its bot is active, and people invite it to the channels the file has it in."""
        with self.lock:
            self.cast.bot_token, self.granted, self.installed = token, granted, True
            self.bot.deleted = False
            for channel in (self.channels[one] for one in self.invited):
                if self.bot.id not in channel.members:
                    channel.members.append(self.bot.id)
        self.changed()

    def part(self) -> None:
        """The bot's user is deactivated and in no channel any more."""
        with self.lock:
            self.bot.deleted = True
            for channel in self.channels.values():
                if channel.kind not in ("im", "mpim") and self.bot.id in channel.members:
                    channel.members.remove(self.bot.id)
        self.changed()

    def left(self) -> None:
        """The app is not here any more, nor what it was allowed."""
        with self.lock:
            self.installed, self.granted = False, set()
            self.passes.triggers.clear()
            self.passes.responses.clear()
        self.changed()

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
        self.registration.courier.close()

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

    def deliver(self, kind: str, payload: dict[str, Any]) -> Answer:
        """Send something to the app, as long as it is installed here. Never with the lock held."""
        return self.registration.courier.deliver(kind, payload) if self.installed else Answer(failed="unreachable")

    def happened(self, subscribed_as: str, event: Mapping[str, Any]) -> Answer:
        """Tell the app of an event when its manifest asks for it."""
        if subscribed_as not in self.events:
            return Answer()
        return self.deliver(EVENT, self.payloads.event(event, int(self.clock.now().timestamp())))
