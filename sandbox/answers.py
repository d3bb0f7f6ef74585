"""What the app answers with: a command's reply, a response_url's message, a submission's response_action."""

from collections.abc import Mapping
from typing import Any

from sandbox.errors import SlackError
from sandbox.ground import Ground
from sandbox.messages import LONGEST, SAID, Message, said
from sandbox.passes import ResponseUrl
from sandbox.shapes import Json
from sandbox.views import View


def worded(workspace: Ground, channel: str, told: Mapping[str, Any], longest: int = LONGEST) -> dict[str, Any]:
    """What a message there says, pictures from files among it being there for those who see it. SlackError: no_text, invalid_blocks, …"""
    content = said(told, longest)
    workspace.files.refuse_missing(content.get("blocks"), channel)
    return content


def to_command(workspace: Ground, person: str, channel: str, body: Json) -> str:
    """Show a command's immediate reply: ephemeral unless response_type says in_channel. What the person is told when it cannot be shown."""
    if not isinstance(body, Mapping) or not any(body.get(key) for key in SAID):
        return ""
    try:
        workspace.bot_says(channel, worded(workspace, channel, body), None if body.get("response_type") == "in_channel" else person)
    except SlackError as wrong:
        return f'The app\'s answer could not be shown: "{wrong.name}"'
    return ""


def to_response_url(workspace: Ground, key: str, body: Mapping[str, Any]) -> None:
    """Show, replace or delete by a response_url (docs.slack.dev, user interaction). SlackError: expired_url, used_url, no_text, …"""
    given = workspace.passes.answered(key)
    original = given.original and workspace.said.find(given.channel, given.original.ts)
    if body.get("delete_original"):
        if original:
            workspace.said.remove(original)
    elif body.get("replace_original") and original:
        replace(workspace, original, body)
    else:
        answer_anew(workspace, given, body)
    workspace.changed()


def replace(workspace: Ground, original: Message, body: Mapping[str, Any]) -> None:
    """The original in new words, at its place; it stays ephemeral or not."""
    kept = {key: value for key, value in original.data.items() if key not in ("text", "blocks", "attachments")}
    edited = {} if original.only_for else {"edited": {"user": workspace.cast.bot_id, "ts": workspace.said.ts()}}
    original.data = kept | worded(workspace, original.channel, body) | edited


def answer_anew(workspace: Ground, given: ResponseUrl, body: Mapping[str, Any]) -> None:
    """A new message, ephemeral unless it says in_channel."""
    workspace.bot_says(
        given.channel, worded(workspace, given.channel, body), None if body.get("response_type") == "in_channel" else given.person
    )


def to_submission(workspace: Ground, view: View, body: Json, trouble: str) -> dict[str, str]:
    """Do what the acknowledgement of a submission asks; the errors to show (docs.slack.dev, modals)."""
    told = body if isinstance(body, Mapping) else {}
    with workspace.lock:
        try:
            return respond(workspace, view, told)
        except SlackError:
            return {"": trouble}
        finally:
            workspace.changed()


def respond(workspace: Ground, view: View, told: Mapping[str, Any]) -> dict[str, str]:
    """One response_action: errors, update, push, clear; nothing closes the view. SlackError when Slack would not take it."""
    views, kind = workspace.views, told.get("response_action")
    workspace.files.refuse_missing(told.get("view"))
    if kind is None:
        views.drop(view)
    elif kind == "errors":
        return errors_of(view, told.get("errors"))
    elif kind == "update":
        views.update(view, told.get("view"))
    elif kind == "push":
        views.push(view.person, told.get("view"), view.id)
    elif kind == "clear":
        views.stacks[view.person] = []
    else:
        raise SlackError("invalid_arguments")
    return {}


def errors_of(view: View, told: Json) -> dict[str, str]:
    """Errors belong to input blocks of the view."""
    inputs = {block["block_id"] for block in view.data["blocks"] if block["type"] == "input"}
    if not isinstance(told, Mapping) or not told or not set(told) <= inputs:
        raise SlackError("invalid_arguments")
    return {str(block_id): str(sentence) for block_id, sentence in told.items()}
