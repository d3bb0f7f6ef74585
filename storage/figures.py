"""The figures of /kpi, by SQLAlchemy Core over the rollup: never an ORM loop."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from coaching.funnel import Funnel


def funnel(session: Session, *, workspace_id: int, first: date, last: date, now: datetime, team_id: int | None = None, member_id: int | None = None) -> Funnel:
    """The funnel of a member, a team, or the whole workspace (neither given) over days first–last."""
    raise NotImplementedError


def by_member(session: Session, *, workspace_id: int, first: date, last: date, now: datetime, team_id: int | None = None) -> dict[int, Funnel]:
    """Each member's funnel; members with nothing are absent."""
    raise NotImplementedError


def by_source(session: Session, *, workspace_id: int, first: date, last: date, now: datetime, team_id: int | None = None, member_id: int | None = None) -> dict[str, Funnel]:
    """Funnels by source ("" where none was named)."""
    raise NotImplementedError


def by_ae(session: Session, *, workspace_id: int, first: date, last: date, now: datetime, team_id: int | None = None) -> dict[int | None, Funnel]:
    """Funnels from the meeting on, by AE."""
    raise NotImplementedError


def held_by_day(session: Session, *, workspace_id: int, first: date, last: date, team_id: int | None = None, member_id: int | None = None) -> dict[date, int]:
    """Meetings held per local day."""
    raise NotImplementedError


def booked_by_day(session: Session, *, workspace_id: int, first: date, last: date, team_id: int | None = None, member_id: int | None = None) -> dict[date, int]:
    """Meetings in state booked per local day of their time: what may come, and what waits for a word."""
    raise NotImplementedError


@dataclass(frozen=True)
class Today:
    """The counts on the call pad."""

    calls: int
    contacts: int
    appointments: int


def today(session: Session, *, workspace_id: int, member_id: int, day: date) -> Today:
    """A member's counts of one day; appointments include those by e-mail."""
    raise NotImplementedError


def last_entry_at(session: Session, *, workspace_id: int, team_id: int | None = None, member_id: int | None = None) -> datetime | None:
    """When something was last entered: the data is complete to then, as far as anybody knows."""
    raise NotImplementedError


def sources(session: Session, *, workspace_id: int, team_id: int, most: int = 30) -> Sequence[str]:
    """Source names in use, most used first."""
    raise NotImplementedError
