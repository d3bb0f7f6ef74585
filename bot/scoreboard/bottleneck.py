"""Which step of the funnel holds a month back: against the goal, one's own usual months, the last one, and the team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any

from sqlmodel import Session

from bot.scoreboard.board import Board
from bot.scoreboard.book import team_calendar
from coaching.bottleneck import Bottleneck, Factor, Flow, compare, returns
from coaching.calendar import Period, months_before
from coaching.funnel import Funnel
from coaching.terms import Role
from storage import figures, members
from storage.tables import Member, id_of

USUAL_MONTHS = 3
FROM_DAY, NEW_FROM_DAY = Decimal(2), 10.0  # business days gone before anything is said, and to who has no usual of their own
LEAST = 0.5  # meetings: less is not worth a sentence


class Against(StrEnum):
    """What a month is held against."""

    GOAL = "goal"
    USUAL = "usual"  # the three months before
    LAST_MONTH = "last_month"
    TEAM = "team"  # the same month of the whole team, per rep and day


@dataclass(frozen=True)
class Help:
    """What would help most: the step, and the meetings its being off the usual cost so far. `days`: business days gone.

    `of_team`: there is no usual of one's own yet. `waiting`: not the step, but a word on so many meetings, of which `meetings` were
    probably held.
    """

    factor: Factor
    meetings: float
    usual: float
    days: float
    of_team: bool
    waiting: int = 0


def help_most(session: Session, *, board: Board) -> Help | None:
    """What would bring a month the most; None where that is less than half a meeting, too early to say, the goal is reached, or where
    nothing is left to do: once new bookings count for the next month only what is booked can be held, after the last day a word be given.
    """
    look = _look(session, board)
    found = (_word(look), _step(look, _open_steps(board))) if look else ()
    return max((one for one in found if one and one.meetings >= LEAST), key=lambda one: one.meetings, default=None)


def cost_most(session: Session, *, board: Board) -> Help | None:
    """The step that cost a month the most, once words change it no more; None where help_most says nothing of steps either."""
    look = _look(session, board)
    found = _step(look, tuple(Factor)) if look else None
    return found if found and found.meetings >= LEAST else None


def split(session: Session, *, board: Board) -> Mapping[Against, Bottleneck]:
    """The month's gap in parts, against everything there is to hold it against; what it is held against is cut to the days gone by."""
    if not _is_sayable(board):
        return {}
    look = _Look(session, board)
    found = {
        Against.GOAL: look.goal,
        Against.USUAL: None if look.is_new else look.usual,
        Against.LAST_MONTH: look.last_month,
        Against.TEAM: look.of_team if board.member else None,
    }
    return {against: compare(flow, look.now) for against, flow in found.items() if flow}


def _is_sayable(board: Board) -> bool:
    """Whether it is a month of which enough is over."""
    return board.team is not None and board.pace is not None and board.pace.elapsed_days >= FROM_DAY


def _look(session: Session, board: Board) -> "_Look | None":
    """None where nothing can be said of steps yet."""
    look = _Look(session, board) if _is_sayable(board) and not board.is_reached else None
    return look if look and look.usual and not (look.is_new and look.elapsed < NEW_FROM_DAY) else None


def _word(look: "_Look") -> Help | None:
    """A word on the meetings that wait for one: as many as the forecast takes for held, as usual where there is none."""
    waiting, forecast = look.board.funnel.waiting, look.board.forecast
    chance = forecast.wordless if forecast and forecast.wordless is not None else look.often
    return Help(Factor.HELD, waiting * chance, look.often, look.elapsed, look.is_new, waiting) if waiting else None


def _step(look: "_Look", steps: Sequence[Factor]) -> Help | None:
    """Meetings without a word count as held as often as usual: nobody's held rate fell because a tap is missing."""
    assert look.usual
    found = returns(look.usual, replace(look.now, held=look.now.held + look.board.funnel.waiting * look.often))
    best = next((one for one in found if one in steps), None)
    return Help(best, found[best], look.usual.value(best) or 0.0, look.elapsed, look.is_new) if best else None


def _open_steps(board: Board) -> Sequence[Factor]:
    """What can still be done better in the month."""
    if board.pace is None or not board.pace.remaining_days:
        return ()
    return (Factor.HELD,) if board.is_late else tuple(Factor)


class _Look:
    """What a board is held against, each fetched when it is asked for."""

    def __init__(self, session: Session, board: Board) -> None:
        assert board.team is not None
        assert board.pace is not None
        self.session, self.board, self.team, self.pace = session, board, board.team, board.pace
        self.now, self.elapsed = Flow.of(board.funnel), float(board.pace.elapsed_days)
        self.before = Period(months_before(board.period.first, USUAL_MONTHS).first, months_before(board.period.first, 1).last)

    @cached_property
    def reps(self) -> Sequence[Member]:
        """The team's."""
        return members.of_team(self.session, workspace_id=self.team.workspace_id, team_id=id_of(self.team), role=Role.REP)

    @cached_property
    def own(self) -> Flow | None:
        """One's own three months before."""
        return self._past(self.before, self.board.member)

    @cached_property
    def is_new(self) -> bool:
        """Whether nothing was held in them."""
        return self.own is None or not self.own.held

    @cached_property
    def usual(self) -> Flow | None:
        """One's own usual, or the team's for who has none yet."""
        if not self.is_new or self.board.member is None:
            return None if self.is_new else self.own
        found = self._past(self.before, None)
        return found.times(1 / len(self.reps)) if found and found.held and self.reps else None

    @property
    def often(self) -> float:
        """The usual held rate."""
        return (self.usual.value(Factor.HELD) if self.usual else None) or 0.0

    @cached_property
    def last_month(self) -> Flow | None:
        """One's own month before."""
        return self._past(months_before(self.board.period.first, 1), self.board.member)

    @property
    def goal(self) -> Flow | None:
        """What the meetings expected by now take, backwards at the usual rates."""
        expected, usual = self.pace.expected, self.usual
        return usual.times(float(expected) / usual.held) if expected and usual and usual.held else None

    @cached_property
    def of_team(self) -> Flow | None:
        """This month of the whole team, as one of its reps would have it on the same days."""
        funnel = self._funnel(self.board.period, None)
        days = self._rep_days()
        return Flow.of(funnel).times(self.elapsed / days) if days and funnel.calls + funnel.appointments + funnel.due else None

    def _past(self, period: Period, member: Member | None) -> Flow | None:
        """A past period, cut to as many business days as this month has behind it; None where nothing was done."""
        flow = Flow.of(self._funnel(period, member))
        days = len(self._days(period, member))
        return flow.times(self.elapsed / days) if days and any(vars(flow).values()) else None

    def _funnel(self, period: Period, member: Member | None) -> Funnel:
        whose = {"member_id": member.id} if member else {"team_id": id_of(self.team)}
        where: dict[str, Any] = {"first": period.first, "last": period.last, **whose}
        return figures.funnel(self.session, workspace_id=self.team.workspace_id, now=self.board.now, **where)

    def _days(self, period: Period, member: Member | None) -> list[date]:
        """The business days of a member who was there, or of the team; none from before there was anything to count."""
        calendar = team_calendar(self.session, team=self.team, period=period)
        whose = {"member_id": member.id} if member else {"team_id": id_of(self.team)}
        began = figures.first_day(self.session, workspace_id=self.team.workspace_id, **whose)
        first = max(period.first, began or period.first)
        if member is None:
            return calendar.days(first, period.last)
        first = max(first, member.start_date or first)
        return calendar.without(self._away([member], period)[id_of(member)]).days(first, period.last)

    def _rep_days(self) -> float:
        """Business days gone by, of all reps together."""
        period, board = self.board.period, self.board
        calendar, away = team_calendar(self.session, team=self.team, period=period), self._away(self.reps, period)
        starts = {id_of(rep): max(period.first, rep.start_date or period.first) for rep in self.reps}
        return float(sum(calendar.without(away[one]).elapsed(first, period.last, board.now) for one, first in starts.items()))

    def _away(self, people: Sequence[Member], period: Period) -> dict[int, frozenset[date]]:
        ids = [id_of(one) for one in people]
        where: dict[str, Any] = {"workspace_id": self.team.workspace_id, "first": period.first, "last": period.last}
        return members.leave_days(self.session, **where, member_ids=ids)
