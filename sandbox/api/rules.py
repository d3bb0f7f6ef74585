"""For each method of the Web API: the scopes it takes and how often it may be called, on one page.

Source: docs.slack.dev/reference/methods, each method's "Scopes" and "Rate limits", read in November 2026.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sandbox.api.arguments import Arguments
from sandbox.api.conversations import meant
from sandbox.errors import SlackError
from sandbox.ground import Ground

# A conversation's kind → what the scopes for it begin with (docs.slack.dev, Conversations API).
FAMILY = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}
LISTING = ("conversations.list", "users.conversations")


@dataclass(frozen=True)
class Rule:
    """Any of `scopes` will do (none: no scope is needed); "*:read" is channels:, groups:, im: or mpim:read by the conversation's kind.

    `tier` 0 is "special".
    """

    tier: int
    scopes: tuple[str, ...] = ()


CHAT, PINS = ("chat:write",), ("pins:write",)

RULES: dict[str, Rule] = {
    "api.test": Rule(4),
    "auth.test": Rule(0),
    "apps.connections.open": Rule(3),  # connections:write, which every app-level token here has
    "auth.revoke": Rule(3),
    "apps.uninstall": Rule(1),
    "blocks.validate": Rule(4),
    "bots.info": Rule(3, ("users:read",)),
    "chat.delete": Rule(3, CHAT),
    "chat.deleteScheduledMessage": Rule(3, CHAT),
    "chat.getPermalink": Rule(0),
    "chat.postEphemeral": Rule(4, CHAT),
    "chat.postMessage": Rule(0, CHAT),
    "chat.scheduleMessage": Rule(3, CHAT),
    "chat.scheduledMessages.list": Rule(3),
    "chat.update": Rule(3, CHAT),
    "conversations.history": Rule(3, ("*:history",)),
    "conversations.info": Rule(3, ("*:read",)),
    "conversations.join": Rule(3, ("channels:join",)),
    "conversations.list": Rule(2, ("*:read",)),
    "conversations.members": Rule(4, ("*:read",)),
    "conversations.open": Rule(3, ("*:write",)),
    "conversations.replies": Rule(3, ("*:history",)),
    "files.completeUploadExternal": Rule(4, ("files:write",)),
    "files.getUploadURLExternal": Rule(4, ("files:write",)),
    "files.info": Rule(4, ("files:read",)),
    "oauth.v2.access": Rule(0),
    "pins.add": Rule(2, PINS),
    "pins.list": Rule(2, ("pins:read",)),
    "pins.remove": Rule(2, PINS),
    "team.info": Rule(3, ("team:read",)),
    "users.conversations": Rule(3, ("*:read",)),
    "users.info": Rule(4, ("users:read",)),
    "users.list": Rule(2, ("users:read",)),
    "views.open": Rule(4),
    "views.publish": Rule(4),
    "views.push": Rule(4),
    "views.update": Rule(4),
}


def headers(method: str) -> dict[str, str]:
    """x-accepted-oauth-scopes: the scopes a method takes, any of them (docs.slack.dev, working with OAuth scopes)."""
    scopes = [scope for pattern in RULES.get(method, Rule(0)).scopes for scope in spelled(pattern, FAMILY)]
    return {"x-accepted-oauth-scopes": ",".join(scopes)} if scopes else {}


def spelled(pattern: str, kinds: Iterable[str]) -> list[str]:
    """The scopes a pattern stands for."""
    if "*" not in pattern:
        return [pattern]
    scopes = [pattern.replace("*", FAMILY[kind]) for kind in kinds]
    return ["channels:manage" if scope == "channels:write" else scope for scope in scopes]  # what a bot's is called


def permit(workspace: Ground, method: str, asked: Arguments) -> None:
    """SlackError missing_scope with what is needed and what was provided (docs.slack.dev, common errors)."""
    for kinds in wanted(workspace, method, asked):
        needed = [scope for pattern in RULES[method].scopes for scope in spelled(pattern, kinds)]
        if needed and workspace.granted.isdisjoint(needed):
            raise SlackError("missing_scope", needed=",".join(needed), provided=workspace.registration.told(workspace.granted))


def wanted(workspace: Ground, method: str, asked: Arguments) -> list[list[str]]:
    """Kinds of conversations the call is about; of each list one scope is enough. All kinds together where nobody can tell."""
    if method in LISTING:
        return [[kind] for kind in asked.names("types") or ["public_channel"] if kind in FAMILY] or [list(FAMILY)]
    if method == "conversations.open":
        several = len(asked.names("users")) > 1
        return [["mpim"] if several else ["im", "mpim"] if asked.text("channel") else ["im"]]
    channel = meant(workspace, asked.text("channel"))
    return [[channel.kind] if channel else list(FAMILY)]


def place(workspace: Ground, asked: Arguments) -> str:
    """Where a message goes, for the limit of each channel: one channel by whatever name it is called."""
    channel = meant(workspace, asked.text("channel"))
    return channel.id if channel else asked.text("channel")
