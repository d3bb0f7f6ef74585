"""Messages by channel: minting ts, keeping, finding, what a person sees."""

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from sandbox import blockkit
from sandbox.clock import Clock
from sandbox.errors import SlackError
from sandbox.shapes import Json


@dataclass
class Message:
    """A message as kept: `data` is Slack's JSON (ts, user / bot_id, text, blocks, files, metadata …).

    `only_for`: ephemeral, seen by this person.
    """

    channel: str
    ts: str
    data: dict[str, Any]
    only_for: str | None = None

    @property
    def pinned(self) -> bool:
        """Whether it is pinned to its channel."""
        return bool(self.data.get("pinned_to"))

    @property
    def is_reply(self) -> bool:
        """Whether it stands in a thread, under another message."""
        return self.data.get("thread_ts") not in (None, "", self.ts)


@dataclass(frozen=True)
class Scheduled:
    """A message for later: `at` and `created` in seconds of the epoch, `data` what it will say."""

    id: str
    channel: str
    at: int
    created: int
    data: dict[str, Any]

    def told(self) -> dict[str, Any]:
        """As chat.scheduledMessages.list shows it."""
        about = {"id": self.id, "channel_id": self.channel, "post_at": self.at, "date_created": self.created}
        return about | {"text": self.data["text"]}


class Messages:
    """All messages of the workspace; ts come from its clock and strictly increase."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.last = 0  # microseconds
        self.by_channel: dict[str, list[Message]] = {}

    def ts(self) -> str:
        """A new ts, later than any before, also when the clock was set back."""
        self.last = max(self.last + 1, int(self.clock.now().timestamp() * 1_000_000))
        return f"{self.last // 1_000_000}.{self.last % 1_000_000:06d}"

    def add(self, channel: str, data: Mapping[str, Any], only_for: str | None = None) -> Message:
        """Keep a new message under a new ts."""
        ts = self.ts()
        message = Message(channel, ts, {"type": "message", **data, "ts": ts}, only_for)
        self.by_channel.setdefault(channel, []).append(message)
        return message

    def find(self, channel: str, ts: str) -> Message | None:
        """The message there, ephemeral or not."""
        return next((message for message in self.by_channel.get(channel, []) if message.ts == ts), None)

    def remove(self, message: Message) -> None:
        """Delete it."""
        self.by_channel[message.channel].remove(message)

    def seen_by(self, channel: str, person: str) -> list[Message]:
        """What a person sees there, oldest first."""
        return [message for message in self.by_channel.get(channel, []) if message.only_for in (None, person)]

    def lasting(self, channel: str) -> list[Message]:
        """What everybody there sees, oldest first: ephemeral messages are never in a channel's history."""
        return [message for message in self.by_channel.get(channel, []) if message.only_for is None]

    def __iter__(self) -> Iterator[Message]:
        return (message for channel in self.by_channel.values() for message in channel)


# [R] chat.postMessage: what of it the author says
SAID = ("text", "blocks", "attachments", "metadata", "thread_ts")
LONGEST = 40_000  # characters ([R] chat.postMessage)
MOST_ATTACHMENTS = 100  # ([R] chat.postMessage)
LARGEST_METADATA = 8_000  # characters of JSON; Slack says metadata_too_large and not from where on: ours


def said(told: Mapping[str, Any], longest: int = LONGEST) -> dict[str, Any]:
    """The part of a message its author gives, checked as chat.postMessage does. SlackError: no_text, msg_too_long, invalid_blocks, …"""
    data = {key: deepcopy(told[key]) for key in SAID if told.get(key)}
    if not (data.get("text") or data.get("blocks") or data.get("attachments")):
        raise SlackError("no_text")
    data.setdefault("text", "")
    if not (isinstance(data["text"], str) and isinstance(data.get("thread_ts", ""), str) and listed(data.get("attachments", []))):
        raise SlackError("invalid_arguments")
    if len(data["text"]) > longest:
        raise SlackError("msg_too_long")
    if len(data.get("attachments") or ()) > MOST_ATTACHMENTS:
        raise SlackError("too_many_attachments")
    if "metadata" in data and not kept(data["metadata"]):
        del data["metadata"]
    if "blocks" in data:
        blockkit.refuse_wrong(data["blocks"], "message")
        data["blocks"] = blockkit.completed(data["blocks"])
    return data


def listed(attachments: Json) -> bool:
    """Whether they are attachments by their form."""
    return isinstance(attachments, list) and all(isinstance(one, dict) for one in attachments)


def kept(metadata: Json) -> bool:
    """Whether Slack keeps a message's metadata (docs.slack.dev, message metadata): an event_type with a full stop in it is dropped without
    a word (bolt-python issue 863). SlackError: invalid_metadata_format, invalid_metadata_schema, metadata_too_large.
    """
    if not isinstance(metadata, dict):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")
    if len(json.dumps(metadata, ensure_ascii=False)) > LARGEST_METADATA:
        raise SlackError("metadata_too_large")
    return bool(re.fullmatch(r"[A-Za-z0-9_-]+", metadata["event_type"]))
