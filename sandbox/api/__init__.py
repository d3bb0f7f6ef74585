"""The Web API: every method the workspace knows, on one page."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from sandbox.api import account, blocks, chat, conversations, files, oauth, pins, rules, scheduling, users, views
from sandbox.api.arguments import Arguments
from sandbox.errors import SlackError
from sandbox.ground import Ground

Method = Callable[[Ground, Arguments], dict[str, Any]]

METHODS: dict[str, Method] = {
    "api.test": account.api_test,
    "auth.test": account.auth_test,
    "apps.connections.open": account.connections_open,
    "apps.uninstall": oauth.uninstall,
    "auth.revoke": oauth.revoke,
    "blocks.validate": blocks.validate,
    "bots.info": account.bots_info,
    "chat.delete": chat.delete,
    "chat.deleteScheduledMessage": scheduling.delete,
    "chat.getPermalink": chat.permalink,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.postMessage": chat.post,
    "chat.scheduleMessage": scheduling.schedule,
    "chat.scheduledMessages.list": scheduling.listed,
    "chat.update": chat.update,
    "conversations.history": conversations.history,
    "conversations.info": conversations.info,
    "conversations.join": conversations.join,
    "conversations.list": conversations.list_,
    "conversations.members": conversations.members,
    "conversations.open": conversations.open_,
    "conversations.replies": conversations.replies,
    "files.completeUploadExternal": files.complete,
    "files.getUploadURLExternal": files.upload_url,
    "files.info": files.info,
    "oauth.v2.access": oauth.access,
    "pins.add": pins.add,
    "pins.list": pins.list_,
    "pins.remove": pins.remove,
    "team.info": account.team_info,
    "users.conversations": conversations.of_bot,
    "users.info": users.info,
    "users.list": users.list_,
    "views.open": views.open_,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}

OPEN = {"api.test", "oauth.v2.access"}  # methods that take no token ([R] api.test, oauth.v2.access)


def call(workspace: Ground, method: str, token: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to one call, errors included, from the workspace of its token. What is not known is said and remembered.

    RateLimitedError goes on to who answers over HTTP.
    """
    try:
        if method not in METHODS:
            workspace.unknown[method] = workspace.unknown.get(method, 0) + 1
            raise SlackError("unknown_method", req_method=method)
        home = admit(workspace, method, token)
        asked = Arguments(given)
        with home.lock:
            home.rates.spend(method, rules.RULES[method].tier, rules.place(home, asked))
            rules.permit(home, method, asked)
            return {"ok": True} | deepcopy(METHODS[method](home, asked))
    except SlackError as wrong:
        return wrong.answer()


def admit(workspace: Ground, method: str, token: str) -> Ground:
    """The workspace the token works in, if it is of the kind the method takes. SlackError: not_authed, invalid_auth, token_revoked,
    account_inactive, not_allowed_token_type."""
    if method in OPEN:
        return workspace
    home = workspace.registration.at(token)
    if (token == workspace.registration.app_token) != (method == "apps.connections.open"):
        raise SlackError("not_allowed_token_type")
    return home
