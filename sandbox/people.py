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
    is_restricted: bool = False  # a guest, of several channels
    deleted: bool = False  # deactivated
    is_ultra_restricted: bool = False  # a guest of one channel
    is_admin: bool = False
    team_id: str = ""  # another team's, for who is here by Slack Connect

    @property
    def is_stranger(self) -> bool:
        """Somebody of another team, in a channel shared with it (docs.slack.dev, Slack Connect)."""
        return bool(self.team_id)


@dataclass
class Channel:
    """A channel, private channel or DM (`is_im`; then members are the person and the bot)."""

    id: str
    name: str
    members: list[str] = field(default_factory=list)
    is_im: bool = False
    is_private: bool = False
    is_archived: bool = False
    is_mpim: bool = False  # a DM of several people and the bot
    is_ext_shared: bool = False  # with another team, by Slack Connect

    @property
    def kind(self) -> str:
        """Its word in conversations.list's `types`."""
        if self.is_mpim:
            return "mpim"
        return "im" if self.is_im else "private_channel" if self.is_private else "public_channel"


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
    client_id: str = "1000000000.2000000000"
    client_secret: str = "sandbox-client-secret"
    app_id: str = "A0SANDBOX"
    bot_id: str = "B0SANDBOX"
    enterprise_id: str = ""  # of the Enterprise Grid the team belongs to; "" for none
    enterprise_name: str = ""


TOKENS = ("bot_token", "app_token", "signing_secret", "client_id", "client_secret")


def read_cast(told: Mapping[str, Any]) -> Cast:
    """The people file's content as a cast. The bot is in every channel unless it says `bot: false`. KeyError names what is missing.

    `enterprise: {id, name}` puts the team in an Enterprise Grid.
    """
    team, bot = told["team"], Person(**told["bot"], is_bot=True)
    tokens = {key: told[key] for key in TOKENS if key in told}
    return Cast(
        team_id=team["id"],
        team_name=team["name"],
        domain=team["domain"],
        bot=bot,
        people=[Person(**person) for person in told["people"]],
        channels=[read_channel(channel, bot) for channel in told.get("channels", [])],
        enterprise_id=told.get("enterprise", {}).get("id", ""),
        enterprise_name=told.get("enterprise", {}).get("name", ""),
        **tokens,
    )


def read_channel(told: Mapping[str, Any], bot: Person) -> Channel:
    """One channel of the file."""
    members = [member for member in told["members"] if member != bot.id]
    return Channel(
        id=told["id"],
        name=told["name"],
        members=[*members, bot.id] if told.get("bot", True) else members,
        **{flag: bool(told.get(flag)) for flag in ("is_private", "is_archived", "is_ext_shared")},
    )


def direct(person: Person, bot: Person) -> Channel:
    """The DM of a person with the bot; its name in payloads is Slack's."""
    return Channel(id="D" + person.id[1:], name="directmessage", members=[person.id, bot.id], is_im=True)


def of_several(people: list[Person], bot: Person, number: int) -> Channel:
    """A DM of the bot with several people; named as Slack names it."""
    names = "--".join(person.name for person in [bot, *people])
    members = [bot.id, *(person.id for person in people)]
    return Channel(id=f"G0MPIM{number}", name=f"mpdm-{names}-1", members=members, is_private=True, is_mpim=True)


def user_json(person: Person, team_id: str, now: datetime, with_locale: bool = False) -> dict[str, Any]:
    """A user as users.info tells it (docs.slack.dev, user object): locale only when asked for, a deactivated user without zone.

    Who is of another team says so by its id and `is_stranger`.
    """
    told: dict[str, Any] = {
        "id": person.id,
        "team_id": person.team_id or team_id,
        "name": person.name,
        "deleted": person.deleted,
        "real_name": person.real_name,
        "profile": profile_json(person, team_id),
        "is_bot": person.is_bot,
        "is_app_user": False,
        "is_stranger": person.is_stranger,
        "color": "9f69e7",
        "updated": 0,
    }
    if person.deleted:
        return told
    return told | rank_and_zone(person, now) | ({"locale": person.locale} if with_locale else {})


def rank_and_zone(person: Person, now: datetime) -> dict[str, Any]:
    """What only somebody active has: what they may do, and their time zone."""
    offset = now.astimezone(ZoneInfo(person.tz)).utcoffset()
    return {
        "is_admin": person.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_restricted or person.is_ultra_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "is_email_confirmed": True,
        "who_can_share_contact_card": "EVERYONE",
        "tz": person.tz,
        "tz_label": person.tz,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
    }


def profile_json(person: Person, team_id: str) -> dict[str, Any]:
    """A user's profile: what the client shows of them (docs.slack.dev, user profile object)."""
    return {
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "title": person.title,
        "phone": "",
        "skype": "",
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "avatar_hash": "",
        **{f"image_{size}": f"https://a.slack-edge.com/default-{size}.png" for size in (24, 32, 48, 72, 192, 512)},
        "first_name": person.real_name.partition(" ")[0],
        "last_name": person.real_name.partition(" ")[2],
        "team": person.team_id or team_id,
    }


def channel_json(channel: Channel, viewer: str, creator: str) -> dict[str, Any]:
    """A channel as conversations.info tells it (docs.slack.dev, conversation object)."""
    always = {"id": channel.id, "created": 0, "is_im": channel.is_im, "is_archived": channel.is_archived, "is_org_shared": False}
    if channel.is_im:
        return always | {"user": next(member for member in channel.members if member != viewer), "is_open": True}
    nothing = {"value": "", "creator": "", "last_set": 0}
    return always | {
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private and not channel.is_mpim,
        "is_mpim": channel.is_mpim,
        "is_private": channel.is_private,
        "is_general": channel.name == "general",
        "is_shared": channel.is_ext_shared,
        "is_ext_shared": channel.is_ext_shared,
        "is_pending_ext_shared": False,
        "is_member": viewer in channel.members,
        "creator": creator,
        "topic": nothing,
        "purpose": nothing,
        "num_members": len(channel.members),
    }
