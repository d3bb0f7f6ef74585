"""What members do: leads, entries, calls and their tally, efforts, meetings and their histories."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import Exact, Moment


class Lead(SQLModel, table=True):
    """A company or person to call."""

    __table_args__ = (Index("ix_lead_folded", "workspace_id", "folded"), UniqueConstraint("workspace_id", "key"))
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    team_id: int | None = Field(default=None, foreign_key="team.id")
    name: str
    folded: str  # coaching.leads.fold(name)
    source: str = ""
    owner_id: int | None = Field(default=None, foreign_key="member.id")
    key: str | None = None  # its identity in an imported file
    entry_id: int | None = Field(default=None, foreign_key="entry.id", index=True)
    created_at: datetime = Field(sa_type=Moment)


class Entry(SQLModel, table=True):
    """One thing a person entered, which Undo takes back as a whole."""

    __table_args__ = (UniqueConstraint("workspace_id", "key"), Index("ix_entry_recent", "actor_id", "at"))
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    actor_id: int = Field(foreign_key="member.id")
    at: datetime = Field(sa_type=Moment)
    key: str  # the delivery that made it
    fingerprint: str  # hash of the delivery's content
    kind: str  # calls, appointment, meeting, activity, goal, setting (can be put back), settings
    summary: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # what its Undo line says
    undone_at: datetime | None = Field(default=None, sa_type=Moment)


class Call(SQLModel, table=True):
    """One dial or one inbound call. Never updated; an undone entry's calls are deleted."""

    __table_args__ = (UniqueConstraint("workspace_id", "key"), Index("ix_call_member_day", "member_id", "day"))
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    team_id: int = Field(foreign_key="team.id")
    member_id: int = Field(foreign_key="member.id")
    lead_id: int | None = Field(default=None, foreign_key="lead.id", index=True)
    entry_id: int | None = Field(default=None, foreign_key="entry.id", index=True)
    at: datetime = Field(sa_type=Moment)
    day: date
    direction: str = "outbound"
    outcome: str
    source: str = ""
    talk_seconds: int = 0
    wrap_up_seconds: int = 0
    notes: str = ""
    call_back_at: datetime | None = Field(default=None, sa_type=Moment)
    key: str | None = None


class Tally(SQLModel, table=True):
    """The daily rollup of calls: what `calls` holds, added up; written in the same transaction and rebuildable."""

    __table_args__ = (Index("ix_tally_member_day", "member_id", "day"), {"sqlite_with_rowid": False})  # a team's month lies side by side
    team_id: int = Field(foreign_key="team.id", primary_key=True)
    day: date = Field(primary_key=True)
    member_id: int = Field(foreign_key="member.id", primary_key=True)
    source: str = Field(primary_key=True)
    direction: str = Field(primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    calls: int = 0
    contacts: int = 0
    appointments: int = 0
    talk_seconds: int = 0
    wrap_up_seconds: int = 0


class Effort(SQLModel, table=True):
    """E-mails and non-call work of a day (coaching.terms.Activity)."""

    __table_args__ = (UniqueConstraint("workspace_id", "key"), Index("ix_effort_member_day", "member_id", "day"))
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    team_id: int = Field(foreign_key="team.id")
    member_id: int = Field(foreign_key="member.id")
    entry_id: int | None = Field(default=None, foreign_key="entry.id", index=True)
    at: datetime = Field(sa_type=Moment)
    day: date
    activity: str
    amount: int
    key: str | None = None


class Meeting(SQLModel, table=True):
    """A meeting. The columns from `state` on are derived from its events (coaching.meeting.derive) and rewritten with each."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index("ix_meeting_held", "team_id", "state", "day"),
        Index("ix_meeting_member_day", "member_id", "day"),
        Index("ix_meeting_won", "team_id", "won_on"),
        Index("ix_meeting_booked_on", "team_id", "booked_on"),
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    team_id: int = Field(foreign_key="team.id")
    member_id: int = Field(foreign_key="member.id")  # the rep who booked it
    lead_id: int | None = Field(default=None, foreign_key="lead.id", index=True)
    ae_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    call_id: int | None = Field(default=None, foreign_key="call.id", index=True)  # an undone call looks for its meeting
    entry_id: int | None = Field(default=None, foreign_key="entry.id", index=True)
    origin: str = "call"
    source: str = ""
    direction: str = "outbound"
    key: str | None = None
    booked_on: date  # local day of the booking: the appointment's day
    state: str = "booked"
    starts_at: datetime = Field(sa_type=Moment)
    day: date  # local day of starts_at
    moves: int = 0
    missed: int = 0
    verdict: str = "pending"
    won_amount: Decimal | None = Field(default=None, sa_type=Exact)
    won_on: date | None = None


class MeetingEvent(SQLModel, table=True):
    """One line of a meeting's history: appended, never changed."""

    __table_args__ = (UniqueConstraint("workspace_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    entry_id: int | None = Field(default=None, foreign_key="entry.id", index=True)
    at: datetime = Field(sa_type=Moment)  # when it was recorded
    kind: str  # coaching.terms.Happening
    actor_id: int | None = Field(default=None, foreign_key="member.id")
    authority: str = "rep"  # rep, ae or manager: whose word it is
    starts_at: datetime | None = Field(default=None, sa_type=Moment)  # booked, moved
    amount: Decimal | None = Field(default=None, sa_type=Exact)  # won
    won_on: date | None = None  # won
    voids_id: int | None = Field(default=None, foreign_key="meetingevent.id")  # corrected
    key: str | None = None
