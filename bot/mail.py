"""Unasked messages into the outbox: each once, never at night, never more than a person can bear in a day."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from sqlmodel import Session

from bot.talk import Post
from coaching.due import speakable
from coaching.posts import MOST_A_DAY
from storage import outbox
from storage.tables import Team

log = structlog.get_logger()


def put(session: Session, team: Team, posts: Iterable[Post], now: datetime) -> int:
    """How many went in. To a person nothing in the team's quiet hours (it waits for their end, if it is of use then) and no more than
    MOST_A_DAY of their local day: what is too much is left out and noted in the log; it stands in the next brief anyway.
    """
    return sum(_put(session, team, post, now) for post in posts)


def _put(session: Session, team: Team, post: Post, now: datetime) -> bool:
    if not is_person(post.to):
        return outbox.put(session, workspace_id=team.workspace_id, key=post.key, to=post.to, body=post.body(), due_at=now)
    zone = ZoneInfo(team.timezone)
    at = speakable(now, zone, team.quiet_from, team.quiet_until)
    if post.until and post.until <= at:
        return False
    day = at.astimezone(zone).date()
    if outbox.heard(session, workspace_id=team.workspace_id, to=post.to, day=day) >= MOST_A_DAY:
        log.info("left out: enough was said that day", key=post.key, to=post.to)
        return False
    return outbox.put(session, workspace_id=team.workspace_id, key=post.key, to=post.to, body=post.body(), due_at=at, unasked_on=day)


def is_person(to: str) -> bool:
    """Whether this Slack id is a person's, not a channel's."""
    return to[:1] in ("U", "W")
