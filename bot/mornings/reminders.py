"""Both are reminded before a practice begins: of those that follow each other closely, by one message before the first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from bot.mornings.day import Day
from bot.mornings.posts import put
from bot.scoreboard.pairs import Pair
from bot.talk import Post
from bot.views import practice_told as view
from coaching.posts import CLOSELY
from storage import agenda, practices
from storage.engine import reading, writing
from storage.tables import Member, Practice, Team, id_of

BEFORE = timedelta(minutes=10)  # both are reminded so long before a practice
RECENTLY = BEFORE + CLOSELY + timedelta(hours=1)  # nothing older names a practice ahead


@dataclass(frozen=True)
class Reminder:
    """One message to somebody, of practices in order of time."""

    team: Team
    post: Post
    rows: Sequence[Practice]


def remind(engine: Engine, teams: frozenset[int], now: datetime) -> None:
    """Of practices of these teams that begin in a moment, whoever was not reminded of that start yet; never after it."""
    with reading(engine) as session:
        due = list(_due(session, [row for row in agenda.beginning(session, after=now, until=now + BEFORE) if row.team_id in teams], now))
    if due:
        with writing(engine) as session:
            for one in due:
                times = {id_of(row): row.starts_at for row in one.rows}
                if agenda.held(session, practice_ids=list(times)) and agenda.stand(session, times=times):
                    put(session, one.team, [one.post], now, **agenda.naming(list(times.items())[1:]))


def _due(session: Session, rows: Sequence[Practice], now: datetime) -> Iterator[Reminder]:
    told: set[tuple[int, int, datetime]] = set()
    for workspace in {row.workspace_id for row in rows}:
        told |= agenda.reminded(session, workspace_id=workspace, since=now - RECENTLY)
    for row in rows:
        day = Day(session, session.get_one(Team, row.team_id), row.day, now)
        for side in day.pairs([row])[0].sides:
            if (id_of(side), id_of(row), row.starts_at) not in told and day.hears(side):
                found = _reminder(day, side, row)
                told |= {(id_of(side), id_of(one), one.starts_at) for one in found.rows}
                yield found


def _reminder(day: Day, side: Member, row: Practice) -> Reminder:
    """Of this practice, and of those of theirs that follow it closely."""
    span = {"start": row.starts_at, "end": row.starts_at + CLOSELY + timedelta(microseconds=1)}
    found = practices.taken(day.session, workspace_id=row.workspace_id, member_ids=[id_of(side)], **span)
    then = [one for one in found if one.starts_at > row.starts_at and one.team_id == row.team_id]
    shown: list[Pair] = day.pairs([row, *then])
    key = agenda.of_one(id_of(row), id_of(side), soon=row.starts_at)
    return Reminder(day.team, Post(key, str(side.slack_id), *view.soon(day.reader(side), shown), until=row.starts_at), [row, *then])
