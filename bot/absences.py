"""What Slack says of somebody (user_change): their name and language, and that a guest or a deactivated account takes part no more."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
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
from storage.engine import reading, writing
from storage.tables import Member, Practice, Team, id_of

AHEAD = timedelta(days=400)


@dataclass(frozen=True)
class Kept:
    """Who is no full member of a workspace, kept with the members: Slack's last word holds over a restart, and everywhere."""

    answering: Answering

    def note(self, workspace: str, outside: Mapping[str, bool]) -> None:
        """What Slack says of these people now; nothing is written where it said so before."""
        with reading(self.answering.engine) as session:
            if not _changed(session, workspace, outside):
                return
        with writing(self.answering.engine) as session:
            told = [_turned(self.answering, session, one) for one in _changed(session, workspace, outside, lock=True)]
        if any(told):
            self.answering.wake()

    def unheard(self, workspace: str, heard: Collection[str]) -> Sequence[str]:
        """Who takes part, or was said to be outside, and is not among these people."""
        with reading(self.answering.engine) as session:
            found = workspaces.find(session, slack_id=workspace)
            left = members.unheard(session, workspace_id=id_of(found), heard=heard) if found else []
        return [str(one.slack_id) for one in left]


def heard(answering: Answering, workspace: str, user: Mapping[str, Any]) -> None:
    """Take it in; who is a guest or deactivated now has no practice ahead any more, and the other side of each is told. Told twice,
    nothing is new."""
    profile = answering.directory.learn(workspace, user)
    Kept(answering).note(workspace, {str(user["id"]): not profile.human})


def _changed(session: Session, workspace: str, outside: Mapping[str, bool], *, lock: bool = False) -> Sequence[Member]:
    found = workspaces.find(session, slack_id=workspace)
    return members.said_anew(session, workspace_id=id_of(found), outside=outside, lock=lock) if found else []


def _turned(answering: Answering, session: Session, member: Member) -> bool:
    """Slack says the opposite of before. Whether anybody was told."""
    was, now = members.rep_of(member), answering.clock()
    member.outside = not member.outside
    if member.outside:
        return _call_off(answering, session, member)
    if team := session.get(Team, member.team_id):
        members.note_rep(member, was=was, today=now.astimezone(ZoneInfo(team.timezone)).date())
    return False


def _call_off(answering: Answering, session: Session, member: Member) -> bool:
    """Whether anybody was told."""
    now, one = answering.clock(), id_of(member)
    rows = practices.taken(session, workspace_id=member.workspace_id, member_ids=[one], start=now, end=now + AHEAD)
    posts = list(_cancelled(answering, session, member, [row for row in rows if row.starts_at > now]))
    for team, post in posts:
        mail.put_needed(session, team, [post], now)
    return bool(posts)


def _cancelled(answering: Answering, session: Session, member: Member, rows: Iterable[Practice]) -> Iterable[tuple[Team, Post]]:
    """What the other side of each is told: nobody asked for it, and whoever would have come needs it."""
    for row in rows:
        practices.say(session, practice=row, kind=Deed.CANCELLED, actor_id=None, now=answering.clock(), reason="left")
        (pair,) = pairs(session, workspace_id=member.workspace_id, found=[row])
        (other,) = [one for one in pair.sides if one.id != member.id]
        if other.slack_id and other.takes_part:
            reader = _reader(answering, session, pair, other)
            said = called_off(reader, pair, member, left=True)
            yield reader.team, Post(f"practice-off {pair.id} {other.id}", other.slack_id, *said, until=row.starts_at)


def _reader(answering: Answering, session: Session, pair: Pair, member: Member) -> Reader:
    team = session.get_one(Team, pair.practice.team_id)
    words = Words(team.language, ZoneInfo(team.timezone), team.currency)
    return Reader(session, team, member, words, answering.clock()).instead(member)
