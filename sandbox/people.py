"""Who and where: people, channels, and the file they are read from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo


@dataclass
class Person:
    """A user of the workspace (or the bot's user)."""

    id: str
    name: str  # handle
    real_name: str
    locale: str = "en-US"
    tz: str = "Asia/Tokyo"
    title: str = ""  # what they are in the demo team, shown on the page
    is_bot: bool = False
    is_restricted: bool = False
    deleted: bool = False


@dataclass
class Channel:
    """A channel, private channel or DM (`is_im`; then members are the person and the bot)."""

    id: str
    name: str
    members: list[str] = field(default_factory=list)
    is_im: bool = False
    is_private: bool = False


@dataclass
class Cast:
    """What the people file says: the team, the bot, the people, the channels, the app's tokens."""

    team_id: str
    team_name: str
    domain: str
    bot: Person
    people: list[Person]
    channels: list[Channel]
    bot_token: str = "xoxb-sandbox"
    app_token: str = "xapp-sandbox"
    signing_secret: str = "sandbox-secret"
    app_id: str = "A0SANDBOX"
    bot_id: str = "B0SANDBOX"


def read_cast(told: Mapping[str, Any]) -> Cast:
    """The people file's content as a cast. The bot is in every channel unless it says `bot: false`. KeyError names what is missing."""
    team, bot = told["team"], Person(**told["bot"], is_bot=True)
    tokens = {key: told[key] for key in ("bot_token", "app_token", "signing_secret") if key in told}
    return Cast(
        team_id=team["id"],
        team_name=team["name"],
        domain=team["domain"],
        bot=bot,
        people=[Person(**person) for person in told["people"]],
        channels=[read_channel(channel, bot) for channel in told.get("channels", [])],
        **tokens,
    )


def read_channel(told: Mapping[str, Any], bot: Person) -> Channel:
    """One channel of the file."""
    members = [member for member in told["members"] if member != bot.id]
    return Channel(
        id=told["id"],
        name=told["name"],
        members=[*members, bot.id] if told.get("bot", True) else members,
        is_private=told.get("is_private", False),
    )


def direct(person: Person, bot: Person) -> Channel:
    """The DM of a person with the bot; its name in payloads is Slack's."""
    return Channel(id="D" + person.id[1:], name="directmessage", members=[person.id, bot.id], is_im=True)


def user_json(person: Person, team_id: str, now: datetime, with_locale: bool = False) -> dict[str, Any]:
    """A user as users.info tells it (docs.slack.dev, user object): locale only when asked for, a deactivated user without zone."""
    told: dict[str, Any] = {
        "id": person.id,
        "team_id": team_id,
        "name": person.name,
        "deleted": person.deleted,
        "real_name": person.real_name,
        "profile": {"real_name": person.real_name, "display_name": person.name, "title": person.title, "team": team_id},
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": 0,
    }
    if person.deleted:
        return told
    flags = {
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": False,
    }
    offset = now.astimezone(ZoneInfo(person.tz)).utcoffset()
    zone = {"tz": person.tz, "tz_label": person.tz, "tz_offset": int(offset.total_seconds()) if offset else 0}
    return told | flags | zone | ({"locale": person.locale} if with_locale else {})


def channel_json(channel: Channel, viewer: str, creator: str) -> dict[str, Any]:
    """A channel as conversations.info tells it (docs.slack.dev, conversation object)."""
    if channel.is_im:
        other = next(member for member in channel.members if member != viewer)
        return {"id": channel.id, "created": 0, "is_im": True, "is_archived": False, "is_org_shared": False, "user": other, "is_open": True}
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_archived": False,
        "is_general": channel.name == "general",
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "is_member": viewer in channel.members,
        "created": 0,
        "creator": creator,
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(channel.members),
    }
