"""What the app is told, in the shapes of Slack's published payloads."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from sandbox.messages import Message
from sandbox.people import Cast, Channel, Person
from sandbox.views import View

VERIFICATION_TOKEN = "sandbox-verification"


@dataclass(frozen=True)
class Payloads:
    """Builds payloads for one app in one team."""

    cast: Cast

    def app(self) -> dict[str, Any]:
        """What every payload says of the app."""
        return {"token": VERIFICATION_TOKEN, "api_app_id": self.cast.app_id, "is_enterprise_install": False}

    def slash(self, person: Person, channel: Channel, command: str, text: str, more: Mapping[str, str]) -> dict[str, Any]:
        """A slash command; `more` is trigger_id and response_url. Always strings, as a form has it."""
        app = {"token": VERIFICATION_TOKEN, "api_app_id": self.cast.app_id, "is_enterprise_install": "false"}
        where = {"team_id": self.cast.team_id, "team_domain": self.cast.domain, "channel_id": channel.id, "channel_name": channel.name}
        return {**app, **where, "user_id": person.id, "user_name": person.name, "command": command, "text": text, **more}

    def interaction(self, kind: str, person: Person) -> dict[str, Any]:
        """The beginning of every interaction."""
        team, of = self.cast.team_id, self.cast.domain
        user = {"id": person.id, "username": person.name, "name": person.name, "team_id": team}
        return {"type": kind, **self.app(), "team": {"id": team, "domain": of}, "enterprise": None, "user": user}

    def in_message(self, person: Person, channel: Channel, message: Message, response_url: str) -> dict[str, Any]:
        """An action in a message. An ephemeral message is not sent along (docs.slack.dev, block_actions)."""
        container = {"type": "message", "message_ts": message.ts, "channel_id": channel.id, "is_ephemeral": message.only_for is not None}
        where = {"container": container, "channel": {"id": channel.id, "name": channel.name}, "response_url": response_url}
        shown = {} if message.only_for else {"message": deepcopy(message.data)}
        return self.interaction("block_actions", person) | where | shown

    def in_view(self, person: Person, view: View) -> dict[str, Any]:
        """An action in a modal or on App Home."""
        container = {"type": "view", "view_id": view.id}
        return self.interaction("block_actions", person) | {"container": container, "view": deepcopy(view.data)}

    def submission(self, person: Person, view: View) -> dict[str, Any]:
        """A submitted modal."""
        return self.interaction("view_submission", person) | {"view": deepcopy(view.data), "response_urls": []}

    def closing(self, person: Person, view: View, cleared: bool) -> dict[str, Any]:
        """A closed modal."""
        return self.interaction("view_closed", person) | {"view": deepcopy(view.data), "is_cleared": cleared}

    def event(self, event: Mapping[str, Any], at: int) -> dict[str, Any]:
        """An event in its wrapper."""
        bot = {
            "enterprise_id": None,
            "team_id": self.cast.team_id,
            "user_id": self.cast.bot.id,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": self.cast.team_id,
            "api_app_id": self.cast.app_id,
            "event": dict(event),
            "type": "event_callback",
            "event_id": "Ev" + token_hex(5).upper(),
            "event_time": at,
            "authorizations": [bot],
            "is_ext_shared_channel": False,
            "event_context": token_hex(12),
        }


MENTION = re.compile(r"(?<![\w<])@([\w.\-]+)")
CHANNEL = re.compile(r"(?<![\w<&])#([\w\-]+)")


def escaped(text: str, people: Sequence[Person], channels: Sequence[Channel], with_names: bool) -> str:
    """Typed text as Slack sends it on: &, <, > as entities, @name and #channel as ids (docs.slack.dev, formatting message text)."""
    by_name = {person.name: person.id for person in people}
    by_channel = {channel.name: channel.id for channel in channels}

    def linked(sign: str, ids: Mapping[str, str], name: str, typed: str) -> str:
        """The id form of one mention, or what was typed."""
        if name not in ids:
            return typed
        return f"<{sign}{ids[name]}|{name}>" if with_names else f"<{sign}{ids[name]}>"

    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = MENTION.sub(lambda found: linked("@", by_name, found[1], found[0]), text)
    return CHANNEL.sub(lambda found: linked("#", by_channel, found[1], found[0]), text)
