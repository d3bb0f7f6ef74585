"""What forecasts are made of: how long bookings take and what becomes of them, who books how many, and what is open this month."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Date, Select, bindparam, case, func, literal_column, select, union_all
from sqlmodel import Session, col

from coaching.outlook import Booking, Open
from coaching.terms import State
from storage import dialect
from storage.figures.scope import Scope, Whose, is_one_of, listed
from storage.tables import Meeting, Tally

_TEAM = Whose(team=True, member=False)
_AGAIN = col(Meeting.moves) > 0  # one missed and booked again has moved, too


@dataclass(frozen=True)
class Made:
    """What a member made in some days: bookings, calls, and the first day with any of them; `lately`: the calls of the last ones;
    `called_on`: the days with calls.
    """

    bookings: int
    calls: int
    since: date | None
    lately: int = 0
    called_on: int = 0

    def __add__(self, more: "Made") -> "Made":
        """With what they made on other days, or of another kind."""
        since = min((one.since for one in (self, more) if one.since), default=None)
        calls, lately = self.calls + more.calls, self.lately + more.lately
        return Made(self.bookings + more.bookings, calls, since, lately, self.called_on + more.called_on)


@dataclass(frozen=True)
class Month:
    """A member's meetings of a month: so many held, and the open ones by day."""

    held: int
    open: tuple[Open, ...]


def bookings(session: Session, *, workspace_id: int, team_id: int, first: date, last: date) -> list[Booking]:
    """A team's bookings made on days first–last, alike ones together: for which day (the latest), and what they are now."""
    rows = dialect.run(session, _bookings(), vars(Scope(workspace_id, first, last, team_id))).all()
    return [Booking(booked_on, day, State(state), bool(again), count) for booked_on, day, state, again, count in rows]


def made(
    session: Session,
    *,
    workspace_id: int,
    first: date,
    last: date,
    lately: date | None = None,
    team_id: int | None = None,
    member_ids: Collection[int] | None = None,
) -> dict[int, Made]:
    """What each booked and called in a team, or each of these people anywhere, on days first–last, and from `lately` on; who did nothing
    is absent.
    """
    found: dict[int, Made] = {}
    scope = Scope(workspace_id, first, last, team_id, member_ids=listed(member_ids))
    told = vars(scope) | {"lately": lately or first}
    for member_id, since, booked, called, recent, days in dialect.run(session, _made(scope.whose), told):
        found[member_id] = found.get(member_id, Made(0, 0, None)) + Made(booked, called, since, recent, days)
    return found


def months(
    session: Session,
    *,
    workspace_id: int,
    first: date,
    last: date,
    team_id: int | None = None,
    member_ids: Collection[int] | None = None,
) -> Mapping[int, Month]:
    """Each one's meetings (of a team, or those of these people) whose latest day is one of first–last: held, and open (also past their
    time); who has none is absent.
    """
    found: dict[int, Month] = {}
    scope = Scope(workspace_id, first, last, team_id, member_ids=listed(member_ids))
    for member_id, day, state, again, count in dialect.run(session, _months(scope.whose), vars(scope)):
        month = found.get(member_id, Month(0, ()))
        held = count if state == State.HELD.value else 0
        found[member_id] = Month(month.held + held, month.open if held else (*month.open, Open(day, bool(again), count)))
    return found


@cache
def _bookings() -> Select[*tuple[Any, ...]]:
    alike = (col(Meeting.booked_on), col(Meeting.day), col(Meeting.state), _AGAIN)
    return select(*alike, func.count()).where(_TEAM.rows(Meeting, Meeting.booked_on)).group_by(*alike)


@cache
def _made(whose: Whose) -> CompoundSelect[Any]:
    nothing: Any = literal_column("0")
    recent = func.sum(case((col(Tally.day) >= bindparam("lately", type_=Date), Tally.calls), else_=0))
    days = func.count(case((col(Tally.calls) > 0, col(Tally.day))).distinct())
    booked: Select[*tuple[Any, ...]] = select(col(Meeting.member_id), func.min(Meeting.booked_on), func.count(), nothing, nothing, nothing)
    called: Select[*tuple[Any, ...]] = select(col(Tally.member_id), func.min(Tally.day), nothing, func.sum(Tally.calls), recent, days)
    return union_all(
        booked.where(whose.rows(Meeting, Meeting.booked_on)).group_by(col(Meeting.member_id)),
        called.where(whose.rows(Tally, Tally.day)).group_by(col(Tally.member_id)),
    )


@cache
def _months(whose: Whose) -> Select[*tuple[Any, ...]]:
    is_open = col(Meeting.state) == literal_column(f"'{State.BOOKED.value}'")
    open_on = case((is_open, col(Meeting.day)))  # of those held no day is asked: a row a member
    alike = (col(Meeting.member_id), open_on, col(Meeting.state), _AGAIN)
    there = (whose.rows(Meeting, Meeting.day), is_one_of(Meeting.state, (State.HELD, State.BOOKED)))
    return select(*alike, func.count()).where(*there).group_by(*alike).order_by(*alike)
