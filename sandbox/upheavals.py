"""What administrators do to a workspace that the app has to live with: archived channels, a removed bot, people gone, a revoked token."""

from typing import Any

from sandbox.ground import Ground
from sandbox.people import Channel, user_json


def archive(workspace: Ground, channel: str, *, archived: bool = True) -> None:
    """Archive a channel, or bring it back: channel_archive, channel_unarchive, for private ones group_…. KeyError, ValueError for a DM."""
    where = room(workspace, channel)
    with workspace.lock:
        where.is_archived = archived
        workspace.changed()
    kind = f"{'group' if where.is_private else 'channel'}_{'archive' if archived else 'unarchive'}"
    tell(workspace, kind, where, {"channel": channel, "user": workspace.people()[0].id, "is_moved": 0})


def remove_bot(workspace: Ground, channel: str) -> None:
    """Take the bot out of a channel: member_left_channel. KeyError, ValueError."""
    where = room(workspace, channel)
    with workspace.lock:
        there = workspace.bot.id in where.members
        where.members = [member for member in where.members if member != workspace.bot.id]
        workspace.changed()
    if there:
        workspace.happened("member_left_channel", membership(workspace, "member_left_channel", where))


def invite_bot(workspace: Ground, channel: str) -> None:
    """Bring the bot into a channel: member_joined_channel. KeyError, ValueError."""
    where = room(workspace, channel)
    with workspace.lock:
        there = workspace.bot.id in where.members
        where.members = [*where.members, *([] if there else [workspace.bot.id])]
        workspace.changed()
    if not there:
        inviter = {"inviter": workspace.people()[0].id}
        workspace.happened("member_joined_channel", membership(workspace, "member_joined_channel", where) | inviter)


def deactivate(workspace: Ground, person: str, *, deleted: bool = True) -> None:
    """Deactivate somebody, who is signed out and has no form open any more, or bring them back: user_change. KeyError."""
    with workspace.lock:
        who = workspace.by_id[person]
        who.deleted = deleted
        workspace.views.stacks.pop(person, None)
        now = workspace.clock.now()
        user = user_json(who, workspace.team_id, now, with_locale=True)
        event = {"type": "user_change", "user": user, "cache_ts": int(now.timestamp()), "event_ts": workspace.said.ts()}
        workspace.changed()
    workspace.happened("user_change", event)


def revoke_token(workspace: Ground) -> None:
    """The bot token works no more; the app is told by tokens_revoked."""
    workspace.registration.revoke(workspace)


def room(workspace: Ground, channel: str) -> Channel:
    """A channel that is not a DM. KeyError, ValueError."""
    where = workspace.channels[channel]
    if where.is_im or where.is_mpim:
        raise ValueError("a direct message cannot be archived or left")
    return where


def tell(workspace: Ground, kind: str, where: Channel, event: dict[str, Any]) -> None:
    """An event of a channel, for the app that is in it."""
    if workspace.bot.id in where.members:
        workspace.happened(kind, {"type": kind, **event, "event_ts": workspace.said.ts()})


def membership(workspace: Ground, kind: str, where: Channel) -> dict[str, Any]:
    """The bot's own coming or going (docs.slack.dev, member_joined_channel: `channel_type` is C or G)."""
    about = {"type": kind, "user": workspace.bot.id, "channel": where.id, "channel_type": "G" if where.is_private else "C"}
    return about | {"team": workspace.team_id, "event_ts": workspace.said.ts()}
