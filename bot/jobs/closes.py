"""The month: closed on its day, by itself; then told, the managers everybody's, each rep their own."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Engine

from bot import scoreboard
from bot.jobs.briefs import own
from bot.jobs.edition import Edition
from bot.scoreboard import Board, closing
from bot.scoreboard.book import Book, team_calendar
from bot.scoreboard.bottleneck import cost_most
from bot.talk import Post
from bot.views import month_closed as view
from coaching.calendar import Period, months_before
from coaching.posts import Job
from coaching.terms import Role
from storage import agenda, closings, figures, members, postplans, teams
from storage.engine import reading, writing
from storage.tables import Member, Team, id_of

log = structlog.get_logger()

NEWS_FOR = 10  # business days after the closing: in which also those are told who were away; nobody was told: as long as the month lasts
TRIES = 3  # at figures of a moment at which nobody entered anything


class Closer:
    """Closes what is due, whatever a team wants to be told of it."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        """Nothing is closed yet."""
        self._engine, self._clock = engine, clock

    def look(self) -> None:
        """Close the months whose day has come."""
        now = self._clock()
        with reading(self._engine) as session:
            found = [(team, month) for team in agenda.teams_at_work(session) for month in closing.due(session, team=team, now=now)]
        for team, month in found:
            self._close(team, month, now)
            log.info("a month was closed", team=team.name, month=f"{month:%Y-%m}")

    def _close(self, team: Team, month: date, now: datetime) -> None:
        """The figures are made while people go on entering; whether they are still right is seen when they are written."""
        about: dict[str, Any] = {"team": team, "month": month, "now": now}
        for _ in range(TRIES):
            with reading(self._engine) as session:
                kept = closing.figured(session, **about)
            with writing(self._engine) as session:
                if closing.keep(session, **about, kept=kept):
                    return
        with writing(self._engine) as session:
            closing.close(session, **about)


def closes(edition: Edition) -> list[Post]:
    """Of what was closed lately: the last month, or the one before where that was only now; nothing where nothing happened in it."""
    return [post for month in _lately(edition) if _is_news(edition, month) for post in _told(edition, month)]


def unclosed(edition: Edition) -> list[Period]:
    """Of these months the ones whose day has come and that are not closed yet: they are closed first, and then told."""
    due = closing.due(edition.session, team=edition.team, now=edition.now)
    return [month for month in _lately(edition) if month.first in due and not _is_before(edition, month)]


def as_it_counts(edition: Edition, month: Period) -> list[Post]:
    """What it would say of a month that is not closed yet, if it were closed now."""
    board = scoreboard.of_team(edition.session, team=edition.team, period=month, now=edition.now)
    return [] if board.is_empty else of_board(edition, board)


def _lately(edition: Edition) -> list[Period]:
    return [months_before(edition.day, ago) for ago in (2, 1)]


def _is_news(edition: Edition, month: Period) -> bool:
    """For some days, whoever was told: each is told once. The last month stays news until it was told."""
    row = closings.find(edition.session, **edition.where, month=month.first)
    if row is None or _is_before(edition, month):
        return False
    day = row.closed_at.astimezone(edition.zone).date()
    since = team_calendar(edition.session, team=edition.team, period=Period(day, edition.day)).days(day, edition.day)
    return len(since) <= NEWS_FOR or (month.last == edition.month.first - timedelta(days=1) and not _was_told(edition, month))


def _was_told(edition: Edition, month: Period) -> bool:
    keys = [key for one in edition.people for key in (_managers_key(edition, month, one), _reps_key(month, one))]
    return bool(agenda.known(edition.session, workspace_id=edition.team.workspace_id, keys=keys))


def _managers_key(edition: Edition, month: Period, manager: Member) -> str:
    return f"close {id_of(edition.team)} {month.first:%Y-%m} {manager.id}"


def _reps_key(month: Period, rep: Member) -> str:
    return f"close {rep.id} {month.first:%Y-%m}"


def _told(edition: Edition, month: Period) -> list[Post]:
    found = closing.closed(edition.session, team=edition.team, member=None, period=month, now=edition.now)
    return [] if found is None or found.board.is_empty else of_board(edition, found.board)


def of_board(edition: Edition, board: Board) -> list[Post]:
    """What managers and reps hear of a month."""
    lines = [view.Line(row, cost_most(edition.session, board=own(board, row))) for row in board.by_member]
    to_managers = [
        Post(_managers_key(edition, board.period, one), str(one.slack_id), *view.of_team(edition.words(one), board, lines))
        for one in edition.managers
    ]
    return [*to_managers, *_to_reps(edition, board, lines)]


def _is_before(edition: Edition, month: Period) -> bool:
    """Whether it was to be closed before the team came to OnPace: a history is no news."""
    day = closing.closes_on(edition.session, team=edition.team, period=month)
    return day is not None and day < edition.team.created_at.astimezone(edition.zone).date()


def _to_reps(edition: Edition, board: Board, lines: list[view.Line]) -> Iterator[Post]:
    """Who manages as well heard of everybody; who changed team since hears it from one of the two."""
    mine = {id_of(line.row.member): line for line in lines}
    heard = {one.id for one in edition.managers}
    for one in _reps(edition, board):
        if one.id not in heard and id_of(one) in mine:
            line = mine[id_of(one)]
            said = view.of_rep(edition.words(one), own(board, line.row), line)
            yield Post(_reps_key(board.period, one), str(one.slack_id), *said)


def _reps(edition: Edition, board: Board) -> list[Member]:
    """The team's reps, and those of the month who are another team's by now, without those whom the other team tells."""
    period = board.period
    came = figures.moved(edition.session, **edition.where, first=period.first, last=period.last)
    gone = edition.there([row.member for row in board.by_member if row.member.team_id not in (None, id_of(edition.team))])
    moved = came | {id_of(one) for one in gone}
    reps = [*edition.having(Role.REP), *(one for one in gone if Role.REP in members.roles(one))]
    return [one for one in reps if id_of(one) not in moved or _teller(edition, one, period) == edition.team.id]


def _teller(edition: Edition, member: Member, month: Period) -> int | None:
    """Which team tells somebody their month: theirs, unless they came when it was over and had a goal where they were in it."""
    about: dict[str, Any] = {"workspace_id": edition.team.workspace_id, "first": month.first, "last": month.last, "now": edition.now}
    about["member_ids"] = [id_of(member)]
    there = [
        team
        for team in teams.every(edition.session, workspace_id=edition.team.workspace_id)
        if figures.by_member(edition.session, **about, team_id=id_of(team))
    ]
    if member.team_id in {team.id for team in there}:
        return member.team_id
    return next((team.id for team in there if _had_a_goal(edition, team, member, month)), member.team_id)


def _had_a_goal(edition: Edition, team: Team, member: Member, month: Period) -> bool:
    """Whether they had one in this team, which also tells it."""
    plans = postplans.of_team(edition.session, workspace_id=team.workspace_id, team_id=id_of(team))
    return plans[Job.CLOSE].wanted and bool(Book(edition.session, team, month, edition.now).goals_of(member))
