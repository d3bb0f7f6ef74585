"""What the app is told, in the shapes of Slack's published payloads."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from secrets import token_hex
from typing import Any

from sandbox.messages import Message
from sandbox.people import Cast, Channel, Person
from sandbox.shapes import Json
from sandbox.views import View

VERIFICATION_TOKEN = "sandbox-verification"
UNKNOWN = "x_unknown_field"
OWN_WORDS = ("values", "blocks", "attachments", "metadata", "shares")


def known_as(channel: Channel) -> str:
    """A channel's name in payloads: a private one keeps it to itself (docs.slack.dev, slash commands)."""
    return "privategroup" if channel.is_private else channel.name


def with_unknown(told: Json) -> Json:
    """The payload with a field nobody knows in each of its objects: Slack adds fields without notice (docs.slack.dev, Events API), and an
    app that chokes on them should choke here. Objects whose keys are the app's own words stay as they are.
    """
    if isinstance(told, list):
        return [with_unknown(part) for part in told]
    if not isinstance(told, Mapping):
        return told
    return {key: part if key in OWN_WORDS else with_unknown(part) for key, part in told.items()} | {UNKNOWN: {"nested": [1, None]}}


@dataclass(frozen=True)
class Payloads:
    """Builds payloads for one app in one team, with all the fields of Slack's published samples that apply.

    In an Enterprise Grid the fields of the enterprise are filled, else null or left out, as Slack does.
    """

    cast: Cast

    def grid(self) -> dict[str, str]:
        """The enterprise beside a team; nothing without one."""
        cast = self.cast
        return {"enterprise_id": cast.enterprise_id, "enterprise_name": cast.enterprise_name} if cast.enterprise_id else {}

    def in_grid(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """An event with what only an Enterprise Grid's says (docs.slack.dev, user object, member_joined_channel)."""
        told, cast = deepcopy(dict(event)), self.cast
        if not cast.enterprise_id:
            return told
        if told["type"] == "member_joined_channel":
            told["enterprise"] = cast.enterprise_id
        if isinstance(told.get("user"), dict) and not told["user"].get("is_stranger"):
            flags = {flag: told["user"].get(flag, False) for flag in ("is_admin", "is_owner", "is_primary_owner")}
            told["user"]["enterprise_user"] = {"id": told["user"]["id"], **self.grid(), **flags}
        return told

    def slash(self, person: Person, channel: Channel, command: str, text: str, more: Mapping[str, str]) -> dict[str, Any]:
        """A slash command; `more` is trigger_id and response_url. Always strings, as a form has it."""
        app = {"token": VERIFICATION_TOKEN, "api_app_id": self.cast.app_id, "is_enterprise_install": "false"}
        team = {"team_id": self.cast.team_id, "team_domain": self.cast.domain, **self.grid()}
        where = {"channel_id": channel.id, "channel_name": known_as(channel)}
        said = {"user_id": person.id, "user_name": person.name, "command": command, "text": text}
        return {**app, **team, **where, **said, **more, UNKNOWN: "unknown"}

    def interaction(self, kind: str, person: Person, more: Mapping[str, Any]) -> dict[str, Any]:
        """An interaction: of every one its beginning, then its own part."""
        cast = self.cast
        enterprise = {"id": cast.enterprise_id, "name": cast.enterprise_name} if cast.enterprise_id else None
        beginning = {
            "type": kind,
            "token": VERIFICATION_TOKEN,
            "api_app_id": cast.app_id,
            "is_enterprise_install": False,
            "team": {"id": cast.team_id, "domain": cast.domain, **self.grid()},
            "enterprise": enterprise,
            "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team_id or cast.team_id},
        }
        told: dict[str, Any] = with_unknown(beginning | deepcopy(dict(more)))
        return told

    def in_message(self, person: Person, channel: Channel, message: Message, response_url: str) -> dict[str, Any]:
        """An action in a message. An ephemeral message is not sent along (docs.slack.dev, block_actions)."""
        flags = {"is_ephemeral": message.only_for is not None, "is_app_unfurl": False}
        thread = {"thread_ts": message.data["thread_ts"]} if message.is_reply else {}
        container = {"type": "message", "message_ts": message.ts, "channel_id": channel.id, **flags, **thread}
        where = {"container": container, "channel": {"id": channel.id, "name": known_as(channel)}, "response_url": response_url}
        return self.interaction("block_actions", person, where if message.only_for else where | {"message": message.data})

    def in_view(self, person: Person, view: View) -> dict[str, Any]:
        """An action in a modal or on App Home."""
        return self.interaction("block_actions", person, {"container": {"type": "view", "view_id": view.id}, "view": view.data})

    def submission(self, person: Person, view: View) -> dict[str, Any]:
        """A submitted modal."""
        return self.interaction("view_submission", person, {"view": view.data, "response_urls": []})

    def closing(self, person: Person, view: View, cleared: bool) -> dict[str, Any]:
        """A closed modal."""
        return self.interaction("view_closed", person, {"view": view.data, "is_cleared": cleared})

    def event(self, event: Mapping[str, Any], at: int) -> dict[str, Any]:
        """An event in its wrapper."""
        team, enterprise = self.cast.team_id, self.cast.enterprise_id or None
        bot = {"enterprise_id": enterprise, "team_id": team, "user_id": self.cast.bot.id, "is_bot": True, "is_enterprise_install": False}
        wrapped: dict[str, Any] = with_unknown(
            {
                "token": VERIFICATION_TOKEN,
                "team_id": team,
                "context_team_id": team,
                "context_enterprise_id": enterprise,
                "api_app_id": self.cast.app_id,
                "event": self.in_grid(event),
                "type": "event_callback",
                "event_id": "Ev" + token_hex(5).upper(),
                "event_time": at,
                "authorizations": [bot],
                "is_ext_shared_channel": event.get("channel") in [channel.id for channel in self.cast.channels if channel.is_ext_shared],
                "event_context": token_hex(12),
            }
        )
        return wrapped | ({"enterprise_id": enterprise} if enterprise else {})


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
