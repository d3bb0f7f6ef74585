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


def known_as(channel: Channel) -> str:
    """A channel's name in payloads: a private one keeps it to itself (docs.slack.dev, slash commands)."""
    return "privategroup" if channel.is_private else channel.name


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
        where = {"team_id": self.cast.team_id, "team_domain": self.cast.domain, "channel_id": channel.id, "channel_name": known_as(channel)}
        return {**app, **where, "user_id": person.id, "user_name": person.name, "command": command, "text": text, **more}

    def interaction(self, kind: str, person: Person) -> dict[str, Any]:
        """The beginning of every interaction."""
        team, of = self.cast.team_id, self.cast.domain
        user = {"id": person.id, "username": person.name, "name": person.name, "team_id": team}
        return {"type": kind, **self.app(), "team": {"id": team, "domain": of}, "enterprise": None, "user": user}

    def in_message(self, person: Person, channel: Channel, message: Message, response_url: str) -> dict[str, Any]:
        """An action in a message. An ephemeral message is not sent along (docs.slack.dev, block_actions)."""
        container = {"type": "message", "message_ts": message.ts, "channel_id": channel.id, "is_ephemeral": message.only_for is not None}
        where = {"container": container, "channel": {"id": channel.id, "name": known_as(channel)}, "response_url": response_url}
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


def escaped(text: str, people: Sequence[Person], channels: Sequence[Channel], with_names: bool) -> str:
    """Typed text as Slack sends it on: &, <, > as entities, @name and #channel as ids (docs.slack.dev, formatting message text)."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = linked(text, "@", {person.name: person.id for person in people}, with_names)
    return linked(text, "#", {channel.name: channel.id for channel in channels if not channel.is_im}, with_names)


def linked(text: str, sign: str, ids: Mapping[str, str], with_names: bool) -> str:
    """Known names after the sign as ids; a name may be followed at once by words of a script without spaces (@hanaさん)."""
    names = "|".join(re.escape(name) for name in sorted(ids, key=len, reverse=True)) or "(?!)"
    known = re.compile(rf"(?<![A-Za-z0-9_<&]){sign}({names})(?![A-Za-z0-9_-])")
    return known.sub(lambda found: f"<{sign}{ids[found[1]]}" + (f"|{found[1]}>" if with_names else ">"), text)
