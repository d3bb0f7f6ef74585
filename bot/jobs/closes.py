"""The month: closed on its day, by itself; then told, the managers everybody's, each rep their own."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Engine

from bot.jobs.briefs import own
from bot.jobs.edition import Edition
from bot.scoreboard import Board, closing
from bot.scoreboard.bottleneck import help_most
from bot.talk import Post
from bot.views import month_closed as view
from coaching.calendar import Period, months_before
from coaching.terms import Role
from storage import agenda
from storage.engine import reading, writing
from storage.tables import id_of

log = structlog.get_logger()

NEWS_FOR = timedelta(days=3)  # after the closing


class Closer:
    """Closes what is due, whatever a team wants to be told of it."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        """Nothing is closed yet."""
        self._engine, self._clock = engine, clock

    def look(self) -> None:
        """Close the months whose day has come."""
        now = self._clock()
        with reading(self._engine) as session:
            found = [(team, closing.due(session, team=team, now=now)) for team in agenda.teams_at_work(session)]
        for team, month in found:
            if month is None:
                continue
            with writing(self._engine) as session:
                closing.close(session, team=team, month=month, now=now)
            log.info("a month was closed", team=team.name, month=f"{month:%Y-%m}")


def closes(edition: Edition) -> list[Post]:
    """Of the month that was closed a moment ago; nothing where nothing happened in it."""
    team, month = edition.team, months_before(edition.day, 1)
    found = closing.closed(edition.session, team=team, member=None, period=month, now=edition.now)
    if found is None or found.board.is_empty or edition.now - found.at > NEWS_FOR or _is_before(edition, month):
        return []
    lines = [view.Line(row, help_most(edition.session, board=own(found.board, row))) for row in found.board.by_member]
    to_managers = [
        Post(f"close {id_of(team)} {month.first:%Y-%m} {one.id}", str(one.slack_id), *view.of_team(edition.words(one), found.board, lines))
        for one in edition.managers
    ]
    return [*to_managers, *_to_reps(edition, found.board, lines)]


def _is_before(edition: Edition, month: Period) -> bool:
    """Whether it was to be closed before the team came to OnPace: a history is no news."""
    day = closing.closes_on(edition.session, team=edition.team, period=month)
    return day is not None and day < edition.team.created_at.astimezone(edition.zone).date()


def _to_reps(edition: Edition, board: Board, lines: list[view.Line]) -> Iterator[Post]:
    """Who manages as well heard of everybody."""
    mine = {id_of(line.row.member): line for line in lines}
    heard = {one.id for one in edition.managers}
    for one in edition.having(Role.REP):
        if one.id not in heard and id_of(one) in mine:
            line = mine[id_of(one)]
            said = view.of_rep(edition.words(one), own(board, line.row), line)
            yield Post(f"close {one.id} {board.period.first:%Y-%m}", str(one.slack_id), *said)
