"""The Web API: every method the workspace knows, on one page."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from sandbox.api import account, chat, conversations, files, users, views
from sandbox.api.arguments import Arguments
from sandbox.errors import SlackError
from sandbox.ground import Ground

Method = Callable[[Ground, Arguments], dict[str, Any]]

METHODS: dict[str, Method] = {
    "api.test": account.api_test,
    "auth.test": account.auth_test,
    "apps.connections.open": account.connections_open,
    "bots.info": account.bots_info,
    "chat.delete": chat.delete,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.join": conversations.join,
    "conversations.list": conversations.list_,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_,
    "files.completeUploadExternal": files.complete,
    "files.getUploadURLExternal": files.upload_url,
    "files.info": files.info,
    "team.info": account.team_info,
    "users.info": users.info,
    "users.list": users.list_,
    "views.open": views.open_,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}


def call(workspace: Ground, method: str, token: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to one call, errors included. What is not known is said and remembered."""
    try:
        if method not in METHODS:
            workspace.unknown[method] = workspace.unknown.get(method, 0) + 1
            raise SlackError("unknown_method", req_method=method)
        admit(workspace, method, token)
        with workspace.lock:
            return {"ok": True} | deepcopy(METHODS[method](workspace, Arguments(given)))
    except SlackError as wrong:
        return wrong.answer()


def admit(workspace: Ground, method: str, token: str) -> None:
    """Whether the token is one, and of the kind the method takes. SlackError: not_authed, invalid_auth, not_allowed_token_type."""
    if method == "api.test":
        return
    if not token:
        raise SlackError("not_authed")
    kinds = {workspace.cast.bot_token: "bot", workspace.cast.app_token: "app"}
    if token not in kinds:
        raise SlackError("invalid_auth")
    if kinds[token] != ("app" if method == "apps.connections.open" else "bot"):
        raise SlackError("not_allowed_token_type")
