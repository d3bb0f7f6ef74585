"""The state of the workspace: people, channels, messages, views, files. Thread-safe; JSON shapes are Slack's."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox.clock import Clock


@dataclass
class Person:
    """A user of the workspace (or the bot's user)."""

    id: str
    name: str  # handle
    real_name: str
    locale: str = "en-US"
    tz: str = "Asia/Tokyo"
    title: str = ""  # what they are in the demo team, shown on the page
    is_bot: bool = False
    is_restricted: bool = False
    deleted: bool = False


@dataclass
class Channel:
    """A channel, private channel or DM (`is_im`; then members are the person and the bot)."""

    id: str
    name: str
    members: list[str] = field(default_factory=list)
    is_im: bool = False
    is_private: bool = False


@dataclass
class Message:
    """A message as kept: `data` is Slack's JSON (ts, user / bot_id, text, blocks, files, metadata …); `only_for`: ephemeral, seen by this person."""

    channel: str
    ts: str
    data: dict[str, Any]
    only_for: str | None = None


@dataclass
class View:
    """An open modal or a published home: `data` is Slack's JSON with id, hash, state …."""

    id: str
    person: str
    data: dict[str, Any]


class Workspace:
    """Everything in the workspace. Each change bumps `version` and wakes who waits, so that the page can follow."""

    team_id: str
    bot: Person
    clock: Clock
    commands: list[dict[str, Any]]  # slash_commands of the manifest

    def people(self) -> Sequence[Person]:
        """Human beings, in the order of the file."""
        raise NotImplementedError

    def channels_of(self, person: str) -> Sequence[Channel]:
        """Channels the person is in, then their DM with the bot (always there)."""
        raise NotImplementedError

    def messages(self, channel: str, person: str) -> Sequence[Message]:
        """What the person sees there, oldest first, their ephemeral messages in place."""
        raise NotImplementedError

    def home_of(self, person: str) -> View | None:
        """The App Home published for the person."""
        raise NotImplementedError

    def modals_of(self, person: str) -> Sequence[View]:
        """The person's open modals, the top one last."""
        raise NotImplementedError

    def file(self, file_id: str) -> tuple[dict[str, Any], bytes]:
        """A file's JSON and content. KeyError."""
        raise NotImplementedError

    def wait(self, version: int, timeout: float) -> int:
        """Block until the version is newer than this or time is up; the version now."""
        raise NotImplementedError

    # What a person does on the page (or a test does for them). Each delivers to the bot and returns what the person is told at once ("" = nothing):
    # Slack's own sentence when the bot did not answer in 3 s or is not connected.

    def write(self, person: str, channel: str, text: str) -> str:
        """Send a message, or a slash command when it starts with one."""
        raise NotImplementedError

    def open_home(self, person: str) -> str:
        """Open App Home: app_home_opened."""
        raise NotImplementedError

    def act(self, person: str, *, container: str, container_id: str, block_id: str, action: dict[str, Any], state: dict[str, Any] | None = None) -> str:
        """Use an element. `container` is "message" (id `channel:ts`), "view" (a modal's view id) or "home"; `action` is the element's part of
        block_actions (action_id, type, value / selected_option / selected_date / selected_users …); `state` the values of all inputs there.
        """
        raise NotImplementedError

    def submit(self, person: str, view_id: str, values: dict[str, Any]) -> dict[str, str]:
        """Submit a modal with state.values; the bot's errors by block_id (then it stays open), {} when it closed, was updated or pushed upon. {"": sentence} when nothing answered."""
        raise NotImplementedError

    def close(self, person: str, view_id: str) -> None:
        """Close a modal (view_closed when it asked to be told)."""
        raise NotImplementedError

    def save(self, path: Path) -> None:
        """Keep messages, views and files in a folder, for the next start."""
        raise NotImplementedError

    def restore(self, path: Path) -> None:
        """Take up what was saved, if anything."""
        raise NotImplementedError
