"""Practices: scenarios and their versions, mentors' hours, the role-plays themselves and how they were marked."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables.columns import Exact, Moment

LIVE = text("state IN ('proposed', 'accepted')")  # a practice that will take place; PostgreSQL is told by storage.postgresql


class Scenario(SQLModel, table=True):
    """Something to practise; what is said and marked in it lies in its versions."""

    __table_args__ = (UniqueConstraint("team_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    team_id: int = Field(foreign_key="team.id")
    key: str  # of the starter set, else "own-<n>"
    step: str = ""  # the step it is for; "" = the whole call
    retired_at: datetime | None = Field(default=None, sa_type=Moment)


class ScenarioVersion(SQLModel, table=True):
    """A scenario's text and rubric as they were from some moment on: appended, never changed."""

    __table_args__ = (UniqueConstraint("scenario_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    scenario_id: int = Field(foreign_key="scenario.id")
    number: int
    texts: dict[str, Any] = Field(sa_type=JSON)  # language → title, brief, items (key, name, anchors), blockers (key → text)
    pass_mark: int = 70
    made_by: int | None = Field(default=None, foreign_key="member.id")
    made_at: datetime = Field(sa_type=Moment)


class Mentoring(SQLModel, table=True):
    """When a mentor can practise, and how often."""

    member_id: int = Field(foreign_key="member.id", primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    hours: dict[str, list[str]] = Field(default_factory=dict, sa_type=JSON)  # weekday (Monday "0") → "16:00", "18:00"; {}: the team's
    a_day: int = 4
    a_week: int = 12
    minutes: int = 30


class Commitment(SQLModel, table=True):
    """A time a mentor is not free."""

    __table_args__ = (Index("ix_commitment_member", "member_id", "starts_at"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    starts_at: datetime = Field(sa_type=Moment)
    ends_at: datetime = Field(sa_type=Moment)
    note: str = ""
    entry_id: int | None = Field(default=None, foreign_key="entry.id", index=True)


class Practice(SQLModel, table=True):
    """A role-play. Its history lies in its events; the database itself lets nobody be booked twice."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index("ux_practice_mentor", "mentor_id", "starts_at", unique=True, sqlite_where=LIVE),
        Index("ux_practice_rep", "rep_id", "starts_at", unique=True, sqlite_where=LIVE),
        Index("ix_practice_day", "team_id", "day"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    team_id: int = Field(foreign_key="team.id")
    key: str  # the morning's "<rep> <day>": one a day, whatever happens; by hand the delivery's
    rep_id: int = Field(foreign_key="member.id", index=True)
    mentor_id: int = Field(foreign_key="member.id", index=True)
    version_id: int = Field(foreign_key="scenarioversion.id")  # frozen when it is scheduled
    step: str = ""
    day: date
    starts_at: datetime = Field(sa_type=Moment)
    minutes: int = 30
    state: str = "proposed"  # coaching.practice.State, as its events leave it
    need: str = ""  # coaching.practice.Need; "" by hand
    evidence: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class PracticePlan(SQLModel, table=True):
    """A team's plan of one morning: made once; who could not be served, and why."""

    __table_args__ = (UniqueConstraint("team_id", "day"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    team_id: int = Field(foreign_key="team.id")
    day: date
    made_at: datetime = Field(sa_type=Moment)
    unserved: dict[str, str] = Field(default_factory=dict, sa_type=JSON)  # member id → coaching.placing.Why


class PracticeEvent(SQLModel, table=True):
    """One line of a practice's history: appended, never changed."""

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    practice_id: int = Field(foreign_key="practice.id", index=True)
    kind: str  # coaching.practice.Deed
    at: datetime = Field(sa_type=Moment)
    actor_id: int | None = Field(default=None, foreign_key="member.id")  # None: the morning's plan
    starts_at: datetime | None = Field(default=None, sa_type=Moment)  # proposed, moved
    reason: str = ""
    entry_id: int | None = Field(default=None, foreign_key="entry.id", index=True)


class Mark(SQLModel, table=True):
    """How one scorer marked a practice, and what they told the rep."""

    __table_args__ = (UniqueConstraint("practice_id", "scorer_id"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    practice_id: int = Field(foreign_key="practice.id")
    scorer_id: int = Field(foreign_key="member.id")
    at: datetime = Field(sa_type=Moment)
    marks: dict[str, int] = Field(sa_type=JSON)  # item key → 1 to 5
    blocked: list[str] = Field(default_factory=list, sa_type=JSON)
    total: Decimal = Field(sa_type=Exact)  # of 100
    passed: bool
    well: str = ""
    next: str = ""
    answer: str = ""  # the rep's
    entry_id: int | None = Field(default=None, foreign_key="entry.id", index=True)
