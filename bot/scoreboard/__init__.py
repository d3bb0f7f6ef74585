"""The scoreboard of a member, a team or a workspace: fetched from storage, computed by coaching, one frozen value."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from bot.scoreboard.board import Board, Row, actuals, as_json, attained, plain_funnel
from bot.scoreboard.book import Book, team_calendar
from bot.scoreboard.forecast import Forecasts
from coaching.calendar import Calendar, Period, months_before
from coaching.score import Weights
from storage import figures, meetings
from storage.tables import Member, Team, id_of

__all__ = [
    "Board",
    "Row",
    "actuals",
    "as_json",
    "attained",
    "of_member",
    "of_team",
    "of_team_in_short",
    "of_workspace",
    "plain_funnel",
    "recent_months",
    "team_calendar",
]


def of_team(session: Session, *, team: Team, period: Period, now: datetime) -> Board:
    """A team's board, with its reps and sources."""
    book = Book(session, team, period, now)
    book.expect_all()
    board, forecasts = book.board(None), Forecasts(book)
    waiting, pending = _unsettled(book) if forecasts.shown else (None, None)
    rows = tuple(replace(row, forecast=forecasts.of(row.member), wordless=_of(waiting, row.member)) for row in book.rows())
    ahead: dict[str, Any] = {"forecast": forecasts.of(None), "fan": forecasts.fan(None)}
    ahead |= {"wordless": _of(waiting, None), "unjudged": pending}
    return replace(board, by_member=rows, source_marks=_marks(session, board), **ahead)


def of_team_in_short(session: Session, *, team: Team, period: Period, now: datetime) -> Board:
    """A team's board without what is shown by rep, and without where each source should be."""
    book = Book(session, team, period, now)
    book.expect_all()
    forecasts = Forecasts(book)
    waiting = _unsettled(book)[0] if forecasts.shown else None
    return replace(book.board(None), forecast=forecasts.of(None), fan=forecasts.fan(None), wordless=_of(waiting, None))


def of_member(session: Session, *, team: Team, member: Member, period: Period, now: datetime, marks: bool = False) -> Board:
    """A member's board, on their own working days; `marks`: with where each source should be by now."""
    book = Book(session, team, period, now)
    forecasts = Forecasts(book)
    if forecasts.shown:
        book.expect_all()
    waiting = _unsettled(book)[0] if forecasts.shown else None
    board = replace(book.board(member), forecast=forecasts.of(member), fan=forecasts.fan(member), wordless=_of(waiting, member))
    return replace(board, source_marks=_marks(session, board)) if marks else board


def _unsettled(book: Book) -> tuple[Mapping[int | None, int], int]:
    """Meetings without a word by member, and (None) the team's, of who came from another team also those booked there; and how many of the
    team have no verdict."""
    where: dict[str, Any] = {"workspace_id": book.team.workspace_id, "now": book.now}
    found, pending = meetings.unsettled(book.session, **where, team_id=book.team_id)
    came = meetings.unsettled(book.session, **where, member_ids=book.moved)[0] if book.moved else {}
    whose: dict[int | None, int] = {None: sum(found.values())}
    whose.update((found | came).items())
    return whose, sum(pending.values())


def _of(waiting: Mapping[int | None, int] | None, member: Member | None) -> int | None:
    """A member's, or (None) the team's."""
    return None if waiting is None else waiting.get(id_of(member) if member else None, 0)


def of_workspace(session: Session, *, workspace_id: int, calendar: Calendar, period: Period, now: datetime) -> Board:
    """Everything a workspace has, all teams together: figures without goals."""
    where: dict[str, Any] = {"workspace_id": workspace_id, "first": period.first, "last": period.last}
    return Board(
        team=None,
        member=None,
        period=period,
        now=now,
        calendar=calendar,
        weights=Weights(),
        funnel=figures.funnel(session, **where, now=now),
        by_source=figures.by_source(session, **where, now=now),
        complete_to=figures.last_entry_at(session, workspace_id=workspace_id),
    )


def _marks(session: Session, board: Board) -> dict[str, Decimal]:
    """The expected meetings by source, as the sources shared the meetings of the last three months; empty without a pace or history."""
    if board.pace is None or board.pace.expected is None or board.team is None:
        return {}
    past = recent_months(board.period.first)
    whose = {"member_id": board.member.id} if board.member else {"team_id": board.team.id}
    held = figures.held_by_source(session, workspace_id=board.team.workspace_id, first=past.first, last=past.last, **whose)
    whole = sum(held.values())
    return {source: board.pace.expected * count / whole for source, count in held.items()}


def recent_months(day: date, count: int = 3) -> Period:
    """The `count` whole months before the one a day lies in."""
    return Period(months_before(day, count).first, months_before(day, 1).last)
