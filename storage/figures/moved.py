"""Who came to a team from another: what they did there is theirs, and that team keeps it in its own figures."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Integer, Select, bindparam, or_, select, union
from sqlmodel import Session, col

from storage import dialect
from storage.figures.scope import FIRST, LAST, Source
from storage.tables import Effort, Meeting, Member, Tally, Team

WORKSPACE, TEAM = bindparam("workspace_id", type_=Integer), bindparam("team_id", type_=Integer)


def moved(session: Session, *, workspace_id: int, team_id: int, first: date, last: date) -> frozenset[int]:
    """The team's people who have figures in another one: calls, meetings or e-mails since `first`, or a win of days first–last.

    Where there is no other team, nothing is looked through.
    """
    asked = {"workspace_id": workspace_id, "team_id": team_id, "first": first, "last": last}
    return frozenset(one for (one,) in dialect.run(session, _moved(), asked))


@cache
def _moved() -> CompoundSelect[Any]:
    others = select(col(Team.id)).where(col(Team.workspace_id) == WORKSPACE, col(Team.id) != TEAM)
    people: Select[*tuple[Any, ...]] = select(col(Member.id)).where(col(Member.workspace_id) == WORKSPACE, col(Member.team_id) == TEAM)
    sources: tuple[Source, ...] = (Tally, Meeting, Effort)
    there = [
        select(col(one.day)).where(col(one.member_id) == col(Member.id), col(one.day) >= FIRST, col(one.team_id) != TEAM).exists()
        for one in sources
    ]
    won: Select[*tuple[Any, ...]] = select(col(Meeting.member_id)).where(
        col(Meeting.team_id).in_(others), col(Meeting.won_on).between(FIRST, LAST), col(Meeting.member_id).in_(people)
    )
    return union(people.where(others.exists(), or_(*there)), won)
