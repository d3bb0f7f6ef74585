"""Methods chat.*: the bot's messages (docs.slack.dev/reference/methods)."""

from typing import Any

from sandbox.api.arguments import Arguments
from sandbox.api.conversations import spoken_in
from sandbox.errors import SlackError
from sandbox.ground import Ground
from sandbox.messages import Message, said


def words(asked: Arguments) -> dict[str, Any]:
    """The message's own part among the arguments."""
    return {
        "text": asked.text("text"),
        "blocks": asked.json("blocks", "invalid_blocks_format"),
        "attachments": asked.json("attachments"),
        "metadata": asked.json("metadata", "invalid_metadata_format"),
        "thread_ts": asked.text("thread_ts"),
    }


def post(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """A new message; to a person's id: in their DM. SlackError: channel_not_found, not_in_channel, no_text, …"""
    channel = spoken_in(workspace, asked.text("channel", "channel_not_found"))
    message = workspace.bot_says(channel.id, said(words(asked)))
    return {"channel": channel.id, "ts": message.ts, "message": message.data}


def post_ephemeral(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """A message one person sees. SlackError: user_not_in_channel …; its ts is good for nothing else."""
    channel = spoken_in(workspace, asked.text("channel", "channel_not_found"))
    if asked.text("user") not in channel.members:
        raise SlackError("user_not_in_channel")
    message = workspace.bot_says(channel.id, said(words(asked)), asked.text("user"))
    return {"message_ts": message.ts}


def update(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """Other content for a message of the bot's; what is not given of blocks and attachments stays. SlackError: message_not_found, …"""
    message = own(workspace, asked, "cant_update_message")
    given = words(asked)
    for kept in ("blocks", "attachments"):
        if given[kept] is None:
            given[kept] = message.data.get(kept)
    stays = {key: value for key, value in message.data.items() if key not in ("text", "blocks", "attachments")}
    edited = {"edited": {"user": workspace.bot.id, "ts": workspace.said.ts()}}
    message.data = stays | said(given) | edited
    workspace.changed()
    return {"channel": message.channel, "ts": message.ts, "text": message.data["text"], "message": message.data}


def delete(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """Remove a message of the bot's. SlackError: message_not_found, cant_delete_message."""
    message = own(workspace, asked, "cant_delete_message")
    workspace.said.remove(message)
    workspace.changed()
    return {"channel": message.channel, "ts": message.ts}


def own(workspace: Ground, asked: Arguments, refused_as: str) -> Message:
    """The bot's message meant by channel and ts; ephemeral ones cannot be reached this way."""
    channel = spoken_in(workspace, asked.text("channel", "channel_not_found"))
    message = workspace.said.find(channel.id, asked.text("ts", "message_not_found"))
    if message is None or message.only_for:
        raise SlackError("message_not_found")
    if message.data.get("user") != workspace.bot.id:
        raise SlackError(refused_as)
    return message
