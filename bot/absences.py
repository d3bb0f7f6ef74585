"""What Slack says of somebody (user_change): their name and language, and that a deactivated account takes part no more."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot import mail
from bot.answering import Answering
from bot.scoreboard.pairs import Pair, pairs
from bot.talk import Post
from bot.text import Words
from bot.views.practice import Reader
from bot.views.practice_told import called_off
from coaching.agreement import Deed
from storage import members, practices, workspaces
from storage.engine import writing
from storage.tables import Member, Practice, Team, id_of

AHEAD = timedelta(days=400)


def heard(answering: Answering, workspace: str, user: Mapping[str, Any]) -> None:
    """Take it in; who is deactivated has no practice ahead any more, and the other side of each is told. Told twice, nothing is new."""
    answering.directory.learn(workspace, user)
    if user.get("deleted"):
        with writing(answering.engine) as session:
            told = _call_off(answering, session, workspace, str(user["id"]))
        if told:
            answering.wake()


def _call_off(answering: Answering, session: Session, workspace: str, slack_id: str) -> bool:
    """Whether anybody was told."""
    found = workspaces.find(session, slack_id=workspace)
    member = members.by_slack_id(session, workspace_id=id_of(found), slack_id=slack_id) if found else None
    if member is None:
        return False
    now, one = answering.clock(), id_of(member)
    rows = practices.taken(session, workspace_id=member.workspace_id, member_ids=[one], start=now, end=now + AHEAD)
    posts = list(_cancelled(answering, session, member, [row for row in rows if row.starts_at > now]))
    _left(session, member)
    for team, post in posts:
        mail.put_needed(session, team, [post], now)
    return bool(posts)


def _left(session: Session, member: Member) -> None:
    """Nobody plans with them any more, as if a manager had said so; the only manager stays one, for they may come back."""
    managers = members.managers(session, workspace_id=member.workspace_id)
    if [one.id for one in managers] != [member.id]:
        member.active = False
        session.add(member)


def _cancelled(answering: Answering, session: Session, member: Member, rows: Iterable[Practice]) -> Iterable[tuple[Team, Post]]:
    """What the other side of each is told: nobody asked for it, and whoever would have come needs it."""
    for row in rows:
        practices.say(session, practice=row, kind=Deed.CANCELLED, actor_id=None, now=answering.clock(), reason="left")
        (pair,) = pairs(session, workspace_id=member.workspace_id, found=[row])
        (other,) = [one for one in pair.sides if one.id != member.id]
        if other.slack_id and other.active:
            reader = _reader(answering, session, pair, other)
            said = called_off(reader, pair, member, left=True)
            yield reader.team, Post(f"practice-off {pair.id} {other.id}", other.slack_id, *said, until=row.starts_at)


def _reader(answering: Answering, session: Session, pair: Pair, member: Member) -> Reader:
    team = session.get_one(Team, pair.practice.team_id)
    words = Words(team.language, ZoneInfo(team.timezone), team.currency)
    return Reader(session, team, member, words, answering.clock()).instead(member)
