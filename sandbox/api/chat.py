"""Methods chat.*: the bot's messages (docs.slack.dev/reference/methods)."""

from typing import Any

from sandbox.answers import worded
from sandbox.api.arguments import Arguments
from sandbox.api.conversations import open_to_post, seen, spoken_in
from sandbox.errors import SlackError
from sandbox.ground import Ground
from sandbox.messages import Message

LONGEST_UPDATE = 4_000  # characters of text; a new message may have ten times as many ([R] chat.update: msg_too_long)


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
    """A new message; to a person's id: in their DM, also when they are deactivated (python-slack-sdk issue 1156). SlackError:
    channel_not_found, not_in_channel, is_archived, no_text, …"""
    channel = open_to_post(workspace, asked.text("channel", "channel_not_found"))
    message = workspace.bot_says(channel.id, worded(workspace, channel.id, words(asked)))
    return {"channel": channel.id, "ts": message.ts, "message": message.data}


def post_ephemeral(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """A message one person sees. SlackError: user_not_in_channel …; its ts is good for nothing else."""
    channel = open_to_post(workspace, asked.text("channel", "channel_not_found"))
    person = workspace.by_id.get(asked.text("user"))
    if person is None or person.id not in channel.members or person.deleted:
        raise SlackError("user_not_in_channel")
    told = worded(workspace, channel.id, words(asked))
    told.pop("metadata", None)  # "ignored here" ([R] chat.postEphemeral)
    return {"message_ts": workspace.bot_says(channel.id, told, person.id).ts}


def update(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """Other content for a message of the bot's. SlackError: message_not_found, is_inactive (an archived channel), msg_too_long, …

    Blocks stay where neither text nor blocks are given: a text alone removes them; metadata stay where none are given, {} removes them.
    """
    message = own(workspace, asked, "cant_update_message")
    if workspace.channels[message.channel].is_archived:
        raise SlackError("is_inactive")
    message.data = edited(workspace, message, words(asked))
    workspace.changed()
    return {"channel": message.channel, "ts": message.ts, "text": message.data["text"], "message": message.data}


def edited(workspace: Ground, message: Message, given: dict[str, Any]) -> dict[str, Any]:
    """The message as it is after chat.update ([R], arguments blocks and metadata)."""
    before = message.data
    if not given["text"]:
        given["text"] = before["text"] if given["blocks"] is None else ""
        given["blocks"] = before.get("blocks") if given["blocks"] is None else given["blocks"]
    for name in ("attachments", "metadata"):
        given[name] = before.get(name) if given[name] is None else given[name]
    told = worded(workspace, message.channel, given | {"thread_ts": ""}, LONGEST_UPDATE)
    stays = {key: value for key, value in before.items() if key not in ("text", "blocks", "attachments", "metadata")}
    return stays | told | {"edited": {"user": workspace.bot.id, "ts": workspace.said.ts()}}


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


def permalink(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """A message's address for people ([R] chat.getPermalink). SlackError: channel_not_found, message_not_found."""
    channel, ts = seen(workspace, asked.text("channel", "channel_not_found")), asked.text("message_ts", "message_not_found")
    if not any(message.ts == ts for message in workspace.said.lasting(channel.id)):
        raise SlackError("message_not_found")
    return {"channel": channel.id, "permalink": f"{workspace.url}/archives/{channel.id}/p{ts.replace('.', '')}"}
