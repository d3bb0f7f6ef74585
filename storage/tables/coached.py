"""Coaching: what mentors expect of each rate, and the way of each trainee."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import Exact, Moment


class Threshold(SQLModel, table=True):
    """The rate a mentor expects from a day on. Set again, a row is added: the newest of the latest day counts, and history stays."""

    __table_args__ = (Index("ix_threshold_find", "team_id", "valid_from"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    team_id: int = Field(foreign_key="team.id")
    step: str  # coaching.funnel.Step
    valid_from: date
    rate: Decimal | None = Field(default=None, sa_type=Exact)  # 0 to 1; None: no longer expected
    set_by: int = Field(foreign_key="member.id")
    set_at: datetime = Field(sa_type=Moment)
    entry_id: int | None = Field(default=None, foreign_key="entry.id", index=True)


class Milestone(SQLModel, table=True):
    """One line in a rep's way as a trainee: appended, never changed (coaching.trainee.Way)."""

    __table_args__ = (Index("ix_milestone_member", "member_id", "day"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    kind: str  # graduated, kept (graduation declined), relapsed, spared (relapse declined)
    day: date
    at: datetime = Field(sa_type=Moment)
    actor_id: int = Field(foreign_key="member.id")
    reason: str = ""
    evidence: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)  # the rates as they stood
    entry_id: int | None = Field(default=None, foreign_key="entry.id", index=True)


class Reached(SQLModel, table=True):
    """A rate that was ready, by the day that made it so: whatever leads, volume and further calls come later, it was."""

    __table_args__ = (UniqueConstraint("member_id", "step", "day", "expected"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    step: str  # coaching.funnel.Step
    day: date
    expected: Decimal = Field(sa_type=Exact)  # the threshold it was ready for
