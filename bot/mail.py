"""Unasked messages into the outbox: each once, never at night, never more than a person can bear in a day."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlmodel import Session

from bot.talk import Post
from coaching.due import speakable
from coaching.posts import MOST_A_DAY, reminders
from storage import agenda, outbox
from storage.tables import Team

log = structlog.get_logger()


def put(session: Session, team: Team, posts: Iterable[Post], now: datetime, **more: Any) -> int:  # noqa: ANN401 - what a body holds besides
    """How many went in. To a person nothing in the team's quiet hours (it waits for their end, if it is of use then) and no more than
    MOST_A_DAY of their local day, the reminders of practices still to come among them: what is too much is left out and noted in the
    log; it stands in the next brief anyway.
    """
    outbox.count_alone(session, workspace_id=team.workspace_id)
    return sum(_put(session, team, post, now, more) for post in posts)


def put_needed(session: Session, team: Team, posts: Iterable[Post], now: datetime, **more: Any) -> int:  # noqa: ANN401
    """The same for what a day of practice needs, and for what could not be posted: it counts, and is never left out. In the quiet hours it
    waits for their end, but not where that would be too late: who practises at eight is reminded before.
    """
    return sum(_put(session, team, post, now, more, needed=True) for post in posts)


def put_after(session: Session, team: Team | None, posts: Iterable[Post], now: datetime, *, workspace_id: int, by: str) -> None:
    """What follows something a person did (`by`: their Slack id), at once: they wait for it. To others of a team it counts as unasked, so
    that the rest of their day is the quieter, and is never left out.
    """
    day = now.astimezone(ZoneInfo(team.timezone)).date() if team else None
    for post in posts:
        heard_on = day if is_person(post.to) and post.to != by else None
        about: dict[str, Any] = {"workspace_id": workspace_id, "key": post.key, "to": post.to, "body": post.body()}
        outbox.put(session, **about, due_at=now, unasked_on=heard_on)


def _put(session: Session, team: Team, post: Post, now: datetime, more: dict[str, Any], *, needed: bool = False) -> bool:
    about: dict[str, Any] = {"workspace_id": team.workspace_id, "key": post.key, "to": post.to, "body": post.body() | more}
    if not is_person(post.to):
        return outbox.put(session, **about, due_at=now)
    zone = ZoneInfo(team.timezone)
    at = speakable(now, zone, team.quiet_from, team.quiet_until)
    if post.until and post.until <= at:
        if not needed:
            return False
        at = now
    day = at.astimezone(zone).date()
    if not needed and not has_room(session, team, post.to, at):
        log.info("left out: enough was said that day", key=post.key, to=post.to)
        return False
    return outbox.put(session, **about, due_at=at, unasked_on=day)


def has_room(session: Session, team: Team, to: str, at: datetime) -> bool:
    """Whether a person bears one more at a moment of their day: besides what they heard, and what a practice will remind them of."""
    zone = ZoneInfo(team.timezone)
    day = at.astimezone(zone).date()
    midnight = datetime.combine(day + timedelta(days=1), time(), zone)
    ahead = agenda.unreminded(session, workspace_id=team.workspace_id, to=to, after=at, before=midnight)
    return outbox.heard(session, workspace_id=team.workspace_id, to=to, day=day) + reminders(ahead) < MOST_A_DAY


def is_person(to: str) -> bool:
    """Whether this Slack id is a person's, not a channel's."""
    return to[:1] in ("U", "W")
