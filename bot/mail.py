"""Unasked messages into the outbox: each once, never at night, never more than a person can bear in a day."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlmodel import Session

from bot.joined import joined
from bot.talk import Post
from coaching.agreement import LIVE
from coaching.due import speakable
from coaching.posts import MOST_A_DAY, reminders
from storage import agenda, alarms, outbox, practices
from storage.tables import Member, Practice, Team

log = structlog.get_logger()

NOTHING: Mapping[str, Any] = {}


def put(session: Session, team: Team, posts: Iterable[Post], now: datetime, **more: Any) -> int:  # noqa: ANN401 - what a body holds besides
    """How many went in. To a person nothing in the team's quiet hours (it waits for their end, if it is of use then) and no more than
    MOST_A_DAY of their local day, the reminders of practices still to come among them: what is too much is left out and noted in the
    log; it stands in the next brief anyway. What a post that went in is the first to say of a pace is told with it, and by nothing else.
    """
    outbox.count_alone(session, workspace_id=team.workspace_id)
    went = [post for post in posts if _put(session, team, post, now, more)]
    for member_id, day in [post.warned for post in went if post.warned]:
        about: dict[str, Any] = {"workspace_id": team.workspace_id, "team_id": team.id, "member_id": member_id, "month": day.replace(day=1)}
        alarms.turn(session, **about, behind=True, now=now, today=day)
    return len(went)


def put_needed(session: Session, team: Team, posts: Iterable[Post], now: datetime, **more: Any) -> int:  # noqa: ANN401
    """The same for what a day of practice needs, and for what could not be posted: it counts, and is never left out. In the quiet hours it
    waits for their end, but not where that would be too late: who practises at eight is reminded before.
    """
    return sum(_put(session, team, post, now, more, needed=True) for post in posts)


def put_after(session: Session, team: Team | None, posts: Iterable[Post], now: datetime, *, workspace_id: int, by: str) -> None:
    """What follows something a person did (`by`: their Slack id), at once: they wait for it. To others of a team it counts as unasked, so
    that the rest of their day is the quieter, and is never left out; what became of a practice is told in place where enough was said.
    """
    day = now.astimezone(ZoneInfo(team.timezone)).date() if team else None
    for post in posts:
        heard_on = day if is_person(post.to) and post.to != by else None
        if heard_on and team and told_in_place(session, team, post, now, now):
            continue
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
    if needed and told_in_place(session, team, post, at, now, more):
        return True
    return outbox.put(session, **about, due_at=at, unasked_on=day)


def told_in_place(session: Session, team: Team, post: Post, at: datetime, now: datetime, more: Mapping[str, Any] = NOTHING) -> bool:
    """Where somebody bears no more on that day: whether the word on a practice was told by editing what they have of the day, its
    practices first. A calendar file cannot be: it waits for a day with room, and tells of another day's practice where nothing can be
    edited. False where they bear it, or it is about today and there is nothing to edit.
    """
    day, where = at.astimezone(ZoneInfo(team.timezone)).date(), {"workspace_id": team.workspace_id}
    if not agenda.is_of_practice(post.key) or _bears(session, team, post, at):
        return False
    if post.file:
        log.info("a calendar file waits: enough was said that day", key=post.key, to=post.to)
        return True
    if not agenda.known(session, **where, keys=[post.key]):
        had = agenda.editable(session, **where, to=post.to, day=day, about=post.key)
        if not any(outbox.rewrite(session, **where, key=one.key, body=joined(one, post), now=now) for one in had):
            return _is_later(session, team, post, day)
        agenda.told_otherwise(session, **where, key=post.key, to=post.to, body=post.body() | dict(more), now=now)
    return True


def tells_later(session: Session, team: Team, post: Post, now: datetime) -> bool:
    """Whether the word on a practice of another day can be told neither by a message today nor in place."""
    if not agenda.is_of_practice(post.key) or _bears(session, team, post, now):
        return False
    day = now.astimezone(ZoneInfo(team.timezone)).date()
    had = agenda.editable(session, workspace_id=team.workspace_id, to=post.to, day=day, about=post.key)
    return not had and _is_later(session, team, post, day)


def _is_later(session: Session, team: Team, post: Post, day: date) -> bool:
    practice = _practice(session, team, post)
    return practice is not None and practice.day > day


def _bears(session: Session, team: Team, post: Post, at: datetime) -> bool:
    """Room for the reminders still to come is kept: also for that of a practice which may be planned in place of one called off."""
    day = at.astimezone(ZoneInfo(team.timezone)).date()
    if agenda.goes_first(post.key):
        return outbox.heard(session, workspace_id=team.workspace_id, to=post.to, day=day) < MOST_A_DAY
    return has_room(session, team, post.to, at, besides=_may_have_another(session, team, post, day))


def _practice(session: Session, team: Team, post: Post) -> Practice | None:
    """What a message is about, where it is one practice."""
    return practices.find(session, workspace_id=team.workspace_id, practice_id=int(agenda.practice_of(post.key) or 0))


def _may_have_another(session: Session, team: Team, post: Post, day: date) -> bool:
    """Whether it is off, and its rep, who reads, may be given another one on this day, which was planned."""
    row = _practice(session, team, post)
    if row is None or row.day != day or row.state in LIVE or session.get_one(Member, row.rep_id).slack_id != post.to:
        return False
    return practices.plan_of(session, workspace_id=team.workspace_id, team_id=row.team_id, day=day) is not None


def has_room(session: Session, team: Team, to: str, at: datetime, *, besides: int = 0) -> bool:
    """Whether a person bears one more at a moment of their day: besides what they heard, and what a practice will remind them of, and so
    many more.
    """
    zone = ZoneInfo(team.timezone)
    day = at.astimezone(zone).date()
    midnight = datetime.combine(day + timedelta(days=1), time(), zone)
    ahead = agenda.unreminded(session, workspace_id=team.workspace_id, to=to, after=at, before=midnight)
    return outbox.heard(session, workspace_id=team.workspace_id, to=to, day=day) + reminders(ahead) + besides < MOST_A_DAY


def is_person(to: str) -> bool:
    """Whether this Slack id is a person's, not a channel's."""
    return to[:1] in ("U", "W")
