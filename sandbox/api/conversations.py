"""Methods conversations.*: channels, DMs, history (docs.slack.dev/reference/methods)."""

import re
from typing import Any

from sandbox.api.arguments import Arguments
from sandbox.errors import SlackError
from sandbox.ground import Ground
from sandbox.messages import Message
from sandbox.people import Channel, Person, channel_json, of_several

KINDS = "public_channel"  # when no `types` are given ([R] conversations.list)
MOST_OPENED = 8  # people in one group DM ([R] conversations.open: too_many_users)


def meant(workspace: Ground, told: str) -> Channel | None:
    """The conversation called by its id, #name or a person's id (their DM), whether the bot can see it or not."""
    if told in workspace.by_id:
        return workspace.channels.get("D" + told[1:])
    named = (channel for channel in workspace.channels.values() if not channel.is_im and channel.name == told.lstrip("#"))
    return workspace.channels.get(told) or next(named, None)


def seen(workspace: Ground, told: str) -> Channel:
    """A channel the bot can see: public, or one it is in. SlackError channel_not_found (also for a private one without the bot)."""
    channel = workspace.channels.get(told)
    if channel is None or ((channel.is_private or channel.is_im) and workspace.bot.id not in channel.members):
        raise SlackError("channel_not_found")
    return channel


def spoken_in(workspace: Ground, told: str) -> Channel:
    """A channel by id, #name or a person's id (their DM), the bot being in it. SlackError: channel_not_found, not_in_channel."""
    if told in workspace.by_id and workspace.by_id[told].is_bot:
        raise SlackError("cannot_dm_bot")
    channel = meant(workspace, told)
    channel = seen(workspace, channel.id if channel else told)
    if workspace.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def open_to_post(workspace: Ground, told: str) -> Channel:
    """A conversation a message can go to ([R] chat.postMessage). SlackError as above, and is_archived, messages_tab_disabled.

    chat:write.public speaks in public channels without being in them (docs.slack.dev, scopes).
    """
    channel = meant(workspace, told)
    if channel is None or channel.kind != "public_channel" or "chat:write.public" not in workspace.granted:
        channel = spoken_in(workspace, told)
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.is_im and not has_messages_tab(workspace):
        raise SlackError("messages_tab_disabled")
    return channel


def has_messages_tab(workspace: Ground) -> bool:
    """Whether people can be written to in the app's own tab: yes, unless the manifest says no."""
    return bool(workspace.manifest.get("features", {}).get("app_home", {}).get("messages_tab_enabled", True))


def told(workspace: Ground, channel: Channel) -> dict[str, Any]:
    """The channel as the bot sees it."""
    return channel_json(channel, workspace.bot.id, workspace.cast.people[0].id if workspace.cast.people else workspace.bot.id)


def open_(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """The DM with one person, or the group DM with several. SlackError: users_list_not_supplied, user_not_found, user_disabled, …"""
    if asked.text("channel"):
        channel, known = seen(workspace, asked.text("channel")), True
        if channel.kind not in ("im", "mpim"):
            raise SlackError("method_not_supported_for_channel_type")
    else:
        people = invited(workspace, asked.names("users"))
        there = with_them(workspace, people)
        channel, known = there or begun(workspace, people), bool(there)
    whole = told(workspace, channel) if asked.flag("return_im") else {"id": channel.id}
    return {"no_op": known, "already_open": known, "channel": whole}


def invited(workspace: Ground, users: list[str]) -> list[Person]:
    """Whom a DM is opened with ([R] conversations.open)."""
    if not users:
        raise SlackError("users_list_not_supplied")
    if not set(users) <= set(workspace.by_id):
        raise SlackError("user_not_found")
    people = [workspace.by_id[user] for user in dict.fromkeys(users)]
    if any(person.is_bot for person in people):
        raise SlackError("cannot_dm_bot")
    if any(person.deleted for person in people):
        raise SlackError("user_disabled")
    if len(people) > MOST_OPENED:
        raise SlackError("too_many_users")
    return people


def with_them(workspace: Ground, people: list[Person]) -> Channel | None:
    """The DM or group DM these people have with the bot."""
    members = {workspace.bot.id, *(person.id for person in people)}
    private = (channel for channel in workspace.channels.values() if channel.kind in ("im", "mpim"))
    return next((channel for channel in private if set(channel.members) == members), None)


def begun(workspace: Ground, people: list[Person]) -> Channel:
    """A new group DM."""
    channel = of_several(people, workspace.bot, len(workspace.channels))
    workspace.channels[channel.id] = channel
    workspace.changed()
    return channel


def list_(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """The channels the bot can see, of the types asked for (public ones when none). SlackError: invalid_types, …"""
    page, onward = asked.page([channel for channel in of_types(workspace, asked) if not channel.is_private or in_it(workspace, channel)])
    return {"channels": [told(workspace, channel) for channel in page], **onward}


def of_bot(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """Those the bot is in ([R] users.conversations)."""
    page, onward = asked.page([channel for channel in of_types(workspace, asked) if in_it(workspace, channel)])
    return {"channels": [told(workspace, channel) for channel in page], **onward}


def of_types(workspace: Ground, asked: Arguments) -> list[Channel]:
    """Those of the kinds asked for, without archived ones where that is asked for."""
    types = asked.names("types") or [KINDS]
    if not set(types) <= {"public_channel", "private_channel", "im", "mpim"}:
        raise SlackError("invalid_types")
    every = [channel for channel in workspace.channels.values() if channel.kind in types]
    return [channel for channel in every if not (channel.is_archived and asked.flag("exclude_archived"))]


def in_it(workspace: Ground, channel: Channel) -> bool:
    """Whether the bot is a member."""
    return workspace.bot.id in channel.members


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
    if channel.is_archived:
        raise SlackError("is_archived")
    if workspace.bot.id not in channel.members:
        channel.members.append(workspace.bot.id)
        workspace.changed()
    return {"channel": told(workspace, channel)}


def history(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """What was said, newest first, within oldest and latest; never what was ephemeral or said in a thread ([R] conversations.history)."""
    channel = seen(workspace, asked.text("channel", "channel_not_found"))
    if workspace.bot.id not in channel.members:
        raise SlackError("not_in_channel")
    between = [message for message in workspace.said.lasting(channel.id) if within(message, asked) and not message.is_reply]
    page, onward = asked.page(between[::-1], most=999)
    more = bool(onward["response_metadata"]["next_cursor"])
    pinned = sum(message.pinned for message in workspace.said.lasting(channel.id))
    return {"messages": shown(page, asked), "has_more": more, "pin_count": pinned} | (onward if more else {})


def replies(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """A thread: the message it hangs on, then its replies, oldest first ([R] conversations.replies). SlackError thread_not_found, …"""
    channel = seen(workspace, asked.text("channel", "channel_not_found"))
    if not in_it(workspace, channel):
        raise SlackError("not_in_channel")
    ts = asked.text("ts", "thread_not_found")
    thread = [message for message in workspace.said.lasting(channel.id) if ts in (message.ts, message.data.get("thread_ts"))]
    if not thread:
        raise SlackError("thread_not_found")
    page, onward = asked.page(thread)
    return {"messages": shown(page, asked), "has_more": bool(onward["response_metadata"]["next_cursor"]), **onward}


def shown(messages: list[Message], asked: Arguments) -> list[dict[str, Any]]:
    """As the bot reads them: metadata only with include_all_metadata (docs.slack.dev, message metadata)."""
    hidden = () if asked.flag("include_all_metadata") else ("metadata",)
    return [{key: value for key, value in message.data.items() if key not in hidden} for message in messages]


def within(message: Message, asked: Arguments) -> bool:
    """Whether it lies between oldest and latest, the ends only with `inclusive`."""
    oldest, latest = ticks(asked.text("oldest") or "0"), ticks(asked.text("latest") or "9999999999")
    if asked.flag("inclusive"):
        return oldest <= ticks(message.ts) <= latest
    return oldest < ticks(message.ts) < latest


def ticks(ts: str) -> int:
    """A ts in microseconds. SlackError invalid_ts_oldest."""
    whole, _, rest = ts.partition(".")
    if not re.fullmatch(r"[0-9]{1,20}", whole) or not re.fullmatch(r"[0-9]{0,20}", rest):
        raise SlackError("invalid_ts_oldest")
    return int(whole) * 1_000_000 + int(rest.ljust(6, "0")[:6])
