"""Practices ahead: one that cannot take place is called off, and the other side told."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy import Engine
from sqlmodel import Session

from bot.mornings.day import Day
from bot.mornings.files import Files
from bot.mornings.posts import put, written
from bot.scoreboard.book import team_calendar
from bot.scoreboard.pairs import Pair
from bot.talk import Post
from bot.views import practice_told as view
from coaching.agreement import Deed
from coaching.calendar import Period
from storage import agenda, practices
from storage.engine import reading, writing
from storage.tables import Member, Practice, Team, id_of


def call_off(engine: Engine, teams: frozenset[int], now: datetime) -> None:
    """Practices of these teams whose rep or mentor left, has not that role any more, is of another team now, or is away that day."""
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


def close(engine: Engine, teams: frozenset[int], now: datetime) -> None:
    """Practices of these teams on a day the team does not work after all are called off, a mentor's of a day at once; both are told."""
    with reading(engine) as session:
        shut = sorted(_shut(session, teams, now), key=_at_once)
        parts = [list(rows) for _, rows in groupby(shut, key=_at_once)]
    for part in parts:
        with writing(engine) as session:
            for row in part:
                practices.find(session, workspace_id=row.workspace_id, practice_id=id_of(row), lock=True)
            rows = [row for row in _shut(session, teams, now) if _at_once(row) == _at_once(part[0])]
            for row in rows:
                practices.say(session, practice=row, kind=Deed.CANCELLED, actor_id=None, now=now, reason="closed")
            if rows:
                put(session, session.get_one(Team, rows[0].team_id), _told(session, rows, now), now)


def _at_once(row: Practice) -> tuple[int, date, int]:
    return row.team_id, row.day, row.mentor_id


def _shut(session: Session, teams: frozenset[int], now: datetime) -> Iterator[Practice]:
    """Practices ahead at a time that is on no business day of their team."""
    found: dict[int, list[Practice]] = {}
    for row in agenda.ahead(session, after=now):
        found.setdefault(row.team_id, []).append(row)
    for team_id in found.keys() & teams:
        rows = found[team_id]
        period = Period(min(row.day for row in rows) - timedelta(days=1), max(row.day for row in rows))
        calendar = team_calendar(session, team=session.get_one(Team, team_id), period=period)
        yield from (row for row in rows if not calendar.is_worked_at(row.starts_at))


def _told(session: Session, rows: Sequence[Practice], now: datetime) -> list[Post]:
    """What the people of one day's practices hear, and what takes them out of their calendars: no morning of that day would."""
    day = Day(session, session.get_one(Team, rows[0].team_id), rows[0].day, now)
    pairs = day.pairs(rows)
    people = {id_of(side): side for pair in pairs for side in pair.sides if day.hears(side)}
    posts = []
    for one, member in people.items():
        own = [pair for pair in pairs if one in (pair.rep.id, pair.mentor.id)]
        posts.append(Post(f"practice-off {own[0].id} {one}", str(member.slack_id), *view.closed(day.reader(member), own)))
    return posts + written(day, Files(day).gone(pairs))
