"""Methods views.*: modals and App Home (docs.slack.dev/reference/methods)."""

from typing import Any

from sandbox.api.arguments import Arguments
from sandbox.errors import SlackError
from sandbox.ground import Ground
from sandbox.shapes import Json
from sandbox.views import View


def view_of(workspace: Ground, asked: Arguments) -> Json:
    """The view among the arguments, pictures from files in it being there."""
    told = asked.json("view", "invalid_arguments")
    workspace.files.refuse_missing(told, "", "invalid_arguments", "/view")
    return told


def shown(workspace: Ground, view: View) -> dict[str, Any]:
    """Tell of a view that is new or changed."""
    workspace.changed()
    return {"view": view.data}


def open_(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """A modal for who did something within 3 seconds. SlackError: invalid_, exchanged_, expired_trigger_id, invalid_arguments, …"""
    trigger = workspace.passes.pulled(asked.text("trigger_id", "invalid_arguments"))
    return shown(workspace, workspace.views.open(trigger.person, view_of(workspace, asked)))


def push(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """A modal upon the one something was done in. SlackError as views.open, and push_limit_reached, not_found ([R] views.push)."""
    trigger = workspace.passes.pulled(asked.text("trigger_id", "invalid_arguments"), in_modal=True)
    return shown(workspace, workspace.views.push(trigger.person, view_of(workspace, asked), trigger.view))


def update(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """Other content for an open view. SlackError: not_found, hash_conflict, …"""
    view = workspace.views.find(asked.text("view_id") or None, asked.text("external_id") or None)
    if view is None:
        raise SlackError("not_found")
    return shown(workspace, workspace.views.update(view, view_of(workspace, asked), asked.text("hash")))


def publish(workspace: Ground, asked: Arguments) -> dict[str, Any]:
    """A person's App Home. SlackError: user_not_found, hash_conflict, …"""
    user = asked.text("user_id", "invalid_arguments")
    if user not in workspace.by_id:
        raise SlackError("user_not_found")
    return shown(workspace, workspace.views.publish(user, view_of(workspace, asked), asked.text("hash")))
