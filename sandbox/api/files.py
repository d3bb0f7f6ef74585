"""Methods files.*: the upload in three steps (docs.slack.dev, working with files)."""

from typing import Any

from sandbox.api.arguments import Arguments
from sandbox.api.conversations import open_to_post
from sandbox.errors import SlackError
from sandbox.files import File
from sandbox.ground import Ground
from sandbox.messages import said
from sandbox.people import Channel
from sandbox.shapes import Json


def upload_url(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """Step 1: where to send the bytes. SlackError invalid_arguments."""
    created = int(workspace.clock.now().timestamp())
    about = {"created": created, "timestamp": created, "user": workspace.bot.id, "user_team": workspace.team_id}
    name = asked.text("filename", "invalid_arguments")
    file_id, token = workspace.files.announce(name, asked.number("length", 0), asked.text("alt_txt"), about)
    private = f"{workspace.url}/files-pri/{workspace.team_id}-{file_id}/{name}"
    workspace.files.by_id[file_id].data |= {"url_private": private, "url_private_download": private, "permalink": private}
    return {"upload_url": f"{workspace.url}/upload/v1/{token}", "file_id": file_id}


def complete(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """Step 3: finish the files and show them in one message where asked. SlackError: file_not_found, channel_not_found, …"""
    listed = asked.json("files")
    if not isinstance(listed, list) or not listed or not all(isinstance(one, dict) for one in listed):
        raise SlackError("invalid_arguments")
    names = asked.names("channels") or asked.names("channel_id")
    channels = [open_to_post(workspace, name) for name in names]
    words = caption(asked)
    files = [workspace.files.finish(str(one.get("id")), one.get("title")) for one in listed]
    for channel in channels:
        show(workspace, channel, files, words)
    workspace.changed()
    return {"files": [workspace.files.told(file) for file in files]}


def caption(asked: Arguments) -> dict[str, Any]:
    """What stands with the files; initial_comment makes blocks ignored."""
    blocks: Json = None if asked.text("initial_comment") else asked.json("blocks", "invalid_blocks_format")
    if isinstance(blocks, list) and any(isinstance(one, dict) and one.get("type") == "markdown" for one in blocks):
        raise SlackError("internal_error")  # so Slack answers a markdown block here (python-slack-sdk issue 1756)
    told = {"text": asked.text("initial_comment"), "blocks": blocks, "thread_ts": asked.text("thread_ts")}
    return said(told) if told["text"] or blocks else {"text": ""} | ({"thread_ts": told["thread_ts"]} if told["thread_ts"] else {})


def show(workspace: Ground, channel: Channel, files: list[File], words: dict[str, Any]) -> None:
    """The message with the files."""
    message = workspace.bot_says(channel.id, {**words, "upload": True, "display_as_bot": False})
    for file in files:
        workspace.files.share(file, channel.id, message.ts, channel.is_private or channel.is_im)
    message.data["files"] = [file.data for file in files]


def info(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """One file. SlackError file_not_found."""
    try:
        file = workspace.files.arrived(asked.text("file", "file_not_found"))
        return {"file": workspace.files.told(file), "comments": []}
    except KeyError:
        raise SlackError("file_not_found") from None
