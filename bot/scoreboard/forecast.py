"""How a team's month may end: the records fetched for everybody at once, the forecasts of coaching.outlook."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlmodel import Session

from bot.scoreboard.back import Back
from bot.scoreboard.book import Book
from coaching.calendar import Period
from coaching.chance import Forecast
from coaching.fan import DayAhead, fan
from coaching.outlook import LATELY, Open, Outlook, Rep, window
from coaching.terms import Kpi
from storage import figures
from storage.figures import Made, Month
from storage.tables import Member, Team, id_of

EMPTY, NOT_SEEN = Month(0, ()), Made(0, 0, None)


def of(session: Session, *, team: Team, period: Period, now: datetime) -> Mapping[int | None, Forecast]:
    """The forecast of the team (None) and of every rep of it; empty for what is not the present month, and before anybody worked."""
    book = Book(session, team, period, now)
    book.expect_all()
    forecasts = Forecasts(book)
    whose: list[Member | None] = [None, *book.reps]
    found = ((member.id if member else None, forecasts.of(member)) for member in whose)
    return {member_id: forecast for member_id, forecast in found if forecast is not None}


class Forecasts:
    """The forecasts of a book's month, worked out when asked for; None for a past or future one and for a range."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.today = book.calendar.today(book.now)
        self.shown = book.period.is_month() and book.period.first <= self.today <= book.period.last

    @cached_property
    def _outlook(self) -> Outlook:
        book, first = self.book, window(self.book.calendar, self.today)
        where: dict[str, Any] = {"workspace_id": book.team.workspace_id, "team_id": book.team_id, "first": first, "last": self.today}
        history = figures.bookings(book.session, **where)
        lately = window(book.calendar, self.today, LATELY)
        made = figures.made(book.session, **where, lately=lately)
        began = min((one.since for one in made.values() if one.since), default=self.today)
        if book.moved:
            made |= figures.made(book.session, **where | {"team_id": None}, lately=lately, member_ids=book.moved)
        back = Back(book, first, self.today)
        earlier = back.made(lately)
        made |= {one: made.get(one, NOT_SEEN) + more for one, more in earlier.items()}
        reps = {id_of(rep): back.seen(id_of(rep), self._rep(rep, made.get(id_of(rep), NOT_SEEN), began)) for rep in book.reps}
        return Outlook(back.calendar, book.period, book.now, history, reps)

    def _rep(self, member: Member, made: Made, began: date) -> Rep:
        """Who did nothing yet has been there since they became a rep here, or the team began: a day without a booking is one, too."""
        month, book = self._own.get(id_of(member), EMPTY), self.book
        away = book.away_of(member) | {day for day in book.not_yet(member) if day >= self.today}
        goal = book.goals_of(member).get(Kpi.MEETINGS)
        known = book.calendar.today(member.created_at)
        since = made.since or max(began, known, member.start_date or began, member.rep_since or began)
        done: dict[str, Any] = {"bookings": made.bookings, "calls": made.calls, "lately": made.lately, "called_on": made.called_on}
        return Rep(float(goal) if goal else None, month.held, month.open, since=since, leave=away, **done)

    @cached_property
    def _months(self) -> Mapping[int, Month]:
        return figures.months(self.book.session, **self.book.where, team_id=self.book.team_id)

    @cached_property
    def _own(self) -> Mapping[int, Month]:
        """Each one's; of who came from another team also what they did there."""
        moved = self.book.moved
        return {**self._months, **(figures.months(self.book.session, **self.book.where, member_ids=moved) if moved else {})}

    @cached_property
    def _everybody(self) -> Rep:
        """The team's goal, and all its meetings, also of those who left."""
        goal = self.book.team_goals().get(Kpi.MEETINGS)
        months, alike = self._months.values(), Counter[tuple[date, bool]]()
        for one in (one for month in months for one in month.open):
            alike[one.day, one.again] += one.count
        together = tuple(Open(day, again, count) for (day, again), count in sorted(alike.items()))
        return Rep(float(goal) if goal else None, sum(month.held for month in months), together)

    def of(self, member: Member | None) -> Forecast | None:
        """A rep's, or (None) the team's; None for who is no rep."""
        if not self.shown:
            return None
        if member is None:
            return self._outlook.of_team(self._everybody)
        rep = self._outlook.reps.get(id_of(member))
        return None if rep is None else self._outlook.of(rep)

    def fan(self, member: Member | None) -> tuple[DayAhead, ...]:
        """Day by day to the month's end; empty where there is no forecast."""
        if self.of(member) is None:
            return ()
        reps = self._outlook.reps
        mine = reps[id_of(member)] if member else None
        return fan(self._outlook, mine or self._everybody, [mine] if mine else list(reps.values()))
