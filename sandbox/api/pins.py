"""Methods pins.*: messages pinned to their channel (docs.slack.dev/reference/methods)."""

from typing import Any

from sandbox.api.arguments import Arguments
from sandbox.api.conversations import seen, spoken_in
from sandbox.errors import SlackError
from sandbox.ground import Ground
from sandbox.messages import Message

MOST_PINS = 100  # in one channel (slack.com/help, pin messages)


def add(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """Pin a message. SlackError: no_item_specified, message_not_found, already_pinned, too_many_pins, …"""
    message = item(workspace, asked)
    if message.pinned:
        raise SlackError("already_pinned")
    if len(pinned(workspace, message.channel)) >= MOST_PINS:
        raise SlackError("too_many_pins")
    message.data = message.data | {"pinned_to": [message.channel]}
    workspace.changed()
    return {}


def remove(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """Take a pin away. SlackError: no_item_specified, message_not_found, no_pin, …"""
    message = item(workspace, asked)
    if not message.pinned:
        raise SlackError("no_pin")
    message.data = {key: value for key, value in message.data.items() if key != "pinned_to"}
    workspace.changed()
    return {}


def list_(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """What is pinned there, the newest first."""
    channel = seen(workspace, asked.text("channel", "channel_not_found"))
    return {"items": [{"type": "message", "channel": channel.id, "message": one.data} for one in pinned(workspace, channel.id)[::-1]]}


def pinned(workspace: Ground, channel: str) -> list[Message]:
    """A channel's pins."""
    return [message for message in workspace.said.lasting(channel) if message.pinned]


def item(workspace: Ground, asked: Arguments) -> Message:
    """The message meant by channel and timestamp; nobody can pin what is ephemeral."""
    channel = spoken_in(workspace, asked.text("channel", "channel_not_found"))
    message = workspace.said.find(channel.id, asked.text("timestamp", "no_item_specified"))
    if message is None or message.only_for:
        raise SlackError("message_not_found")
    return message
