"""Who was on leave lately is known by their own last business days: those before the team's are read, as many as they were away."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from bot.scoreboard.book import Book, team_calendar
from coaching.calendar import Calendar, Period
from coaching.outlook import REACH, Rep, own_window
from storage import figures, members
from storage.figures import Made
from storage.tables import id_of

FURTHEST = timedelta(days=730)  # a longer leave leaves nobody's pace to be known


class Back:
    """The reps of a book who were away on business days of the team's window; of nobody else anything is read."""

    def __init__(self, book: Book, first: date, today: date) -> None:
        """`first`: of the team's window."""
        self._book, self._first, self._today = book, first, today

    @cached_property
    def _away(self) -> list[int]:
        book = self._book
        lately = frozenset(book.calendar.days(self._first, self._today))
        return [id_of(rep) for rep in book.reps if not lately.isdisjoint(book.away_of(rep))]

    @cached_property
    def calendar(self) -> Calendar:
        """The team's, with the holidays of as far back as is looked."""
        book, since = self._book, self._today - FURTHEST
        period = Period(since, book.period.last + REACH)
        return team_calendar(book.session, team=book.team, period=period) if self._away else book.calendar

    @cached_property
    def _leave(self) -> Mapping[int, frozenset[date]]:
        span = {"first": self._today - FURTHEST, "last": self._today}
        return members.leave_days(self._book.session, workspace_id=self._book.team.workspace_id, member_ids=self._away, **span)

    @cached_property
    def _firsts(self) -> Mapping[int, date]:
        """When each one's own window begins."""
        days = self.calendar.days(self._today - FURTHEST, self._today) if self._away else []
        return {one: own_window(days, self._leave[one], self._first) for one in self._away}

    def made(self, lately: date) -> dict[int, Made]:
        """What they made before the team's window, wherever; who did nothing is absent."""
        alike, found = defaultdict[date, list[int]](list), dict[int, Made]()
        for one, first in self._firsts.items():
            alike[first].append(one)
        where: dict[str, Any] = {"workspace_id": self._book.team.workspace_id, "last": self._first - timedelta(days=1), "lately": lately}
        for first, whose in alike.items():
            found |= figures.made(self._book.session, **where, first=first, member_ids=whose)
        return found

    def seen(self, one: int, rep: Rep) -> Rep:
        """A rep of the forecast, with their own window."""
        return replace(rep, first=self._firsts[one], leave=rep.leave | self._leave[one]) if one in self._firsts else rep
