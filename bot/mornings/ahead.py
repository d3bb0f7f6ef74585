"""Practices ahead: one that cannot take place is called off, and the other side told."""

from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session

from bot.mornings.day import Day
from bot.mornings.posts import put
from bot.scoreboard.pairs import Pair
from bot.talk import Post
from bot.views import practice_told as view
from coaching.agreement import Deed
from storage import agenda, practices
from storage.engine import reading, writing
from storage.tables import Member, Practice, Team, id_of


def call_off(engine: Engine, teams: frozenset[int], now: datetime) -> None:
    """Practices of these teams whose rep or mentor left, is outside, has not that role any more, is of another team now, or is away that day."""
    with reading(engine) as session:
        rows = [row for row in agenda.hindered(session, after=now) if row.team_id in teams]
        off = [(row, *_called_off(session, row, now)) for row in rows]
    for row, reason, posts in off:
        with writing(engine) as session:
            found = practices.find(session, workspace_id=row.workspace_id, practice_id=id_of(row), lock=True)
            if found and found in agenda.hindered(session, after=now):
                practices.say(session, practice=found, kind=Deed.CANCELLED, actor_id=None, now=now, reason=reason)
                put(session, session.get_one(Team, row.team_id), posts, now)


def _day(session: Session, row: Practice, now: datetime) -> tuple[Day, Pair]:
    day = Day(session, session.get_one(Team, row.team_id), row.day, now)
    return day, day.pairs([row])[0]


def _called_off(session: Session, row: Practice, now: datetime) -> tuple[str, list[Post]]:
    """Why, and what the other side is told."""
    day, pair = _day(session, row, now)
    gone = [one for one in pair.sides if not _stays(one, pair)]
    missing = (gone or [one for one in pair.sides if one.id in day.away])[0]
    (other,) = [one for one in pair.sides if one.id != missing.id]
    if not day.hears(other):
        return "left" if gone else "away", []
    said = view.called_off(day.reader(other), pair, missing, left=bool(gone))
    return "left" if gone else "away", [Post(f"practice-off {pair.id} {other.id}", str(other.slack_id), *said)]


def _stays(member: Member, pair: Pair) -> bool:
    """Whether somebody is still what they are in this practice."""
    if member.id == pair.mentor.id:
        return member.takes_part and member.is_mentor and member.team_id in (pair.practice.team_id, None)
    return member.takes_part and member.is_rep and member.team_id == pair.practice.team_id
