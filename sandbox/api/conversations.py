"""Methods conversations.*: channels, DMs, history (docs.slack.dev/reference/methods)."""

from typing import Any

from sandbox.api.arguments import Arguments
from sandbox.errors import SlackError
from sandbox.ground import Ground
from sandbox.messages import Message
from sandbox.people import Channel, channel_json

KINDS = "public_channel"


def seen(workspace: Ground, told: str) -> Channel:
    """A channel the bot can see: public, or one it is in. SlackError channel_not_found (also for a private one without the bot)."""
    channel = workspace.channels.get(told)
    if channel is None or ((channel.is_private or channel.is_im) and workspace.bot.id not in channel.members):
        raise SlackError("channel_not_found")
    return channel


def spoken_in(workspace: Ground, told: str) -> Channel:
    """A channel by id, #name or a person's id (their DM), the bot being in it. SlackError: channel_not_found, not_in_channel."""
    named = next((channel.id for channel in workspace.channels.values() if not channel.is_im and channel.name == told.lstrip("#")), told)
    channel = seen(workspace, "D" + told[1:] if told in workspace.by_id else named)
    if workspace.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def kind(channel: Channel) -> str:
    """Its word in conversations.list's `types`."""
    return "im" if channel.is_im else "private_channel" if channel.is_private else "public_channel"


def told(workspace: Ground, channel: Channel) -> dict[str, Any]:
    """The channel as the bot sees it."""
    return channel_json(channel, workspace.bot.id, workspace.cast.people[0].id if workspace.cast.people else workspace.bot.id)


def open_(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """The DM with one person. SlackError: users_list_not_supplied, user_not_found, not_supported_by_sandbox (several people)."""
    if asked.text("channel"):
        channel = seen(workspace, asked.text("channel"))
    else:
        users = asked.names("users")
        if not users:
            raise SlackError("users_list_not_supplied")
        if len(users) > 1:
            raise SlackError("not_supported_by_sandbox")
        if users[0] not in workspace.by_id or users[0] == workspace.bot.id:
            raise SlackError("user_not_found")
        channel = workspace.channels["D" + users[0][1:]]
    whole = told(workspace, channel) if asked.flag("return_im") else {"id": channel.id}
    return {"no_op": True, "already_open": True, "channel": whole}


def list_(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """The channels the bot can see, of the types asked for (public ones when none)."""
    types = asked.names("types") or [KINDS]
    shown = [channel for channel in workspace.channels.values() if kind(channel) in types]
    visible = [channel for channel in shown if not channel.is_private or workspace.bot.id in channel.members]
    page, onward = asked.page(visible)
    return {"channels": [told(workspace, channel) for channel in page], **onward}


def info(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """One channel."""
    return {"channel": told(workspace, seen(workspace, asked.text("channel", "channel_not_found")))}


def members(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """Who is in it."""
    page, onward = asked.page(seen(workspace, asked.text("channel", "channel_not_found")).members)
    return {"members": page, **onward}


def join(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """The bot enters a public channel."""
    channel = seen(workspace, asked.text("channel", "channel_not_found"))
    if channel.is_private or channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    if workspace.bot.id not in channel.members:
        channel.members.append(workspace.bot.id)
        workspace.changed()
    return {"channel": told(workspace, channel)}


def history(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """What was said, newest first, within oldest and latest; never what was ephemeral. Metadata only with include_all_metadata."""
    channel = seen(workspace, asked.text("channel", "channel_not_found"))
    if workspace.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    between = [message for message in workspace.said.lasting(channel.id) if within(message, asked)]
    page, onward = asked.page(between[::-1], most=999)
    more = bool(onward["response_metadata"]["next_cursor"])
    hidden = () if asked.flag("include_all_metadata") else ("metadata",)
    shown = [{key: value for key, value in message.data.items() if key not in hidden} for message in page]
    return {"messages": shown, "has_more": more, "pin_count": 0} | (onward if more else {})


def within(message: Message, asked: Arguments) -> bool:
    """Whether it lies between oldest and latest, the ends only with `inclusive`."""
    oldest, latest = ticks(asked.text("oldest") or "0"), ticks(asked.text("latest") or "9999999999")
    if asked.flag("inclusive"):
        return oldest <= ticks(message.ts) <= latest
    return oldest < ticks(message.ts) < latest


def ticks(ts: str) -> int:
    """A ts in microseconds. SlackError invalid_ts_oldest."""
    whole, _, rest = ts.partition(".")
    if not (whole + rest).isdecimal():
        raise SlackError("invalid_ts_oldest")
    return int(whole) * 1_000_000 + int(rest.ljust(6, "0")[:6])
