"""Methods chat.scheduleMessage and its kin: messages for later, on the workspace's clock (docs.slack.dev/reference/methods)."""

from secrets import token_hex
from typing import Any

from sandbox.answers import worded
from sandbox.api.arguments import Arguments
from sandbox.api.chat import words
from sandbox.api.conversations import meant, open_to_post
from sandbox.errors import SlackError
from sandbox.ground import Ground
from sandbox.messages import Scheduled

FARTHEST = 120 * 86_400  # seconds ahead ([R] chat.scheduleMessage: time_too_far)
WINDOW, MOST_IN_WINDOW = 300, 30  # messages to a channel in any 5 minutes ([R] chat.scheduleMessage: restricted_too_many)
LAST_MOMENT = 60  # seconds before it is posted, when it can be deleted no more ([R] chat.deleteScheduledMessage)


def schedule(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """A message for later. SlackError: invalid_time, time_in_past, time_too_far, restricted_too_many, and as chat.postMessage.

    One with metadata is accepted and never posted, as the method's page warns (docs.slack.dev, chat.scheduleMessage, bug alert).
    """
    channel = open_to_post(workspace, asked.text("channel", "channel_not_found"))
    at = moment(workspace, asked)
    near = [one for one in workspace.scheduled.values() if one.channel == channel.id and abs(one.at - at) < WINDOW]
    if len(near) >= MOST_IN_WINDOW:
        raise SlackError("restricted_too_many")
    one = Scheduled(f"Q{token_hex(5).upper()}", channel.id, at, int(now(workspace)), worded(workspace, channel.id, words(asked)))
    workspace.scheduled[one.id] = one
    workspace.registration.courier.later.after(at - now(workspace), lambda: post(workspace, one))
    message = {"type": "message", **workspace.author(), **one.data}
    return {"channel": channel.id, "scheduled_message_id": one.id, "post_at": at, "message": message}


def moment(workspace: Ground, asked: Arguments) -> int:
    """When it is to be posted, in seconds of the epoch."""
    try:
        at = asked.number("post_at", 0)
    except SlackError:
        raise SlackError("invalid_time") from None
    if at <= now(workspace):
        raise SlackError("time_in_past")
    if at > now(workspace) + FARTHEST:
        raise SlackError("time_too_far")
    return at


def post(workspace: Ground, one: Scheduled) -> None:
    """Its moment has come, unless it was deleted or the app has left; nobody is told when it can be posted no more."""
    with workspace.lock:
        if workspace.scheduled.pop(one.id, None) is None or "metadata" in one.data or not workspace.installed:
            return
        try:
            open_to_post(workspace, one.channel)
        except SlackError:
            return
        workspace.bot_says(one.channel, one.data)


def delete(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """Not to be posted after all. SlackError invalid_scheduled_message_id (unknown, posted, or within the last minute)."""
    channel = meant(workspace, asked.text("channel", "channel_not_found"))
    if channel is None:
        raise SlackError("channel_not_found")
    one = workspace.scheduled.get(asked.text("scheduled_message_id"))
    if one is None or one.channel != channel.id or one.at - now(workspace) < LAST_MOMENT:
        raise SlackError("invalid_scheduled_message_id")
    del workspace.scheduled[one.id]
    return {}


def listed(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """What is still to be posted, everywhere or in one channel, the next first."""
    channel = asked.text("channel")
    waiting = sorted((one for one in workspace.scheduled.values() if channel in ("", one.channel)), key=lambda one: one.at)
    page, onward = asked.page(waiting)
    return {"scheduled_messages": [one.told() for one in page], **onward}


def now(workspace: Ground) -> float:
    """The workspace's time in seconds."""
    return workspace.clock.now().timestamp()
