"""Whose figures, of which days. Statements are built once for each kind of scope; values are bound when they run."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Date, and_, bindparam, literal, select
from sqlmodel import col

from coaching.terms import State
from storage.tables import Effort, Meeting, Moment, Tally, Team

COUNTED = tuple(state.value for state in State if state is not State.WITHDRAWN)
FIRST, LAST, NOW = bindparam("first", type_=Date), bindparam("last", type_=Date), bindparam("now", type_=Moment)

Source: TypeAlias = type[Tally] | type[Effort] | type[Meeting]
Day: TypeAlias = date | None  # as a column of the model


@dataclass(frozen=True)
class Whose:
    """Whose figures a statement is about: of a team, a member, both, some people, or (none of them) the workspace."""

    team: bool
    member: bool
    people: bool = False

    def rows(self, model: Source, day: Day) -> ColumnElement[bool]:
        """The model's rows of them, by the day given; withdrawn meetings left out."""
        whose = [col(model.workspace_id) == bindparam("workspace_id"), col(day).between(FIRST, LAST)]
        if self.member:
            whose.append(col(model.member_id) == bindparam("member_id"))
        if self.people:
            whose.append(col(model.member_id).in_(bindparam("member_ids", expanding=True)))
        if self.team:
            whose.append(col(model.team_id) == bindparam("team_id"))
        elif not self.member and not self.people:  # the indexes begin with the team
            whose.append(col(model.team_id).in_(select(col(Team.id)).where(col(Team.workspace_id) == bindparam("workspace_id"))))
        if model is Meeting:
            whose.append(is_one_of(Meeting.state, COUNTED))
        return and_(*whose)


@dataclass(frozen=True)
class Scope:
    """Whose figures, of which days."""

    workspace_id: int
    first: date
    last: date
    team_id: int | None = None
    member_id: int | None = None
    member_ids: Sequence[int] | None = None

    @property
    def whose(self) -> Whose:
        return Whose(self.team_id is not None, self.member_id is not None, self.member_ids is not None)


def listed(member_ids: Collection[int] | None) -> Sequence[int] | None:
    """As a statement takes them."""
    return None if member_ids is None else sorted(member_ids)


def is_one_of(column: Any, values: Sequence[str]) -> ColumnElement[bool]:  # noqa: ANN401 - a model's attribute
    """IN with a fixed list: a plain one is spelt out anew at each execution."""
    return col(column).in_([literal(value) for value in values])


def is_ahead() -> ColumnElement[bool]:
    """Booked ahead, wherever it is said: one whose time has passed by the bound `now` waits for a word instead (design §2)."""
    return and_(col(Meeting.state) == State.BOOKED.value, col(Meeting.starts_at) > NOW)
