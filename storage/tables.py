"""Every table on one page. Each row carries its workspace; times are UTC; `day` is the team's local date, stored at write time."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Index, UniqueConstraint
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as naive UTC in both databases."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.replace(tzinfo=UTC)


class Exact(TypeDecorator[Decimal]):
    """A number with up to four decimals, kept as an integer of ten-thousandths: sums are exact in both databases, SQLite knows no decimals."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else int(round(Decimal(value) * 10_000))

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        if value is None:
            return None
        exact = Decimal(value) / 10_000
        return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()


class Workspace(SQLModel, table=True):
    """A Slack workspace that installed OnPace."""

    id: int | None = Field(default=None, primary_key=True)
    slack_id: str = Field(unique=True)
    name: str = ""
    bot_user_id: str = ""
    created_at: datetime = Field(sa_type=Moment)


class Team(SQLModel, table=True):
    """A team of reps, with its calendar, language and visibility."""

    __table_args__ = (UniqueConstraint("workspace_id", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id", index=True)
    name: str
    timezone: str = "Asia/Tokyo"
    country: str = "JP"
    language: str = "ja"
    currency: str = "JPY"
    channel_id: str = ""
    visibility: str = "private"
    top_n: int = 3
    working_days: str = "01234"  # Monday is 0
    opens: time = time(9)
    closes: time = time(18)
    created_at: datetime = Field(sa_type=Moment)


class Scheme(SQLModel, table=True):
    """Weights, cap and ramp of a team's score, valid from a date."""

    __table_args__ = (UniqueConstraint("team_id", "valid_from"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    team_id: int = Field(foreign_key="team.id")
    valid_from: date
    weight_meetings: Decimal = Field(default=Decimal(6), sa_type=Exact)
    weight_qualified: Decimal = Field(default=Decimal(3), sa_type=Exact)
    weight_revenue: Decimal = Field(default=Decimal(1), sa_type=Exact)
    cap: Decimal | None = Field(default=None, sa_type=Exact)
    ramp: list[str] = Field(default_factory=lambda: ["0", "0.25", "0.5", "0.75", "1"], sa_type=JSON)


class Member(SQLModel, table=True):
    """A person who uses OnPace or whose numbers it keeps (imported people may have no Slack id)."""

    __table_args__ = (UniqueConstraint("workspace_id", "slack_id"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id", index=True)
    team_id: int | None = Field(default=None, foreign_key="team.id", index=True)
    slack_id: str | None = None
    dm_id: str = ""
    name: str = ""
    language: str = ""  # chosen in OnPace; "" = as in Slack
    slack_language: str = ""  # what Slack says; "" = not known yet: the team's
    is_rep: bool = False
    is_mentor: bool = False
    is_manager: bool = False
    is_ae: bool = False
    mentor_id: int | None = Field(default=None, foreign_key="member.id")
    start_date: date | None = None  # set for a new rep: the ramp runs from here
    balance_weight: int = 100  # an AE's share of new meetings
    active: bool = True
    created_at: datetime = Field(sa_type=Moment)


class Leave(SQLModel, table=True):
    """Days a member is away, first and last included."""

    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id", index=True)
    first: date
    last: date


class Closure(SQLModel, table=True):
    """A day the team is closed (or works although the calendar says no)."""

    __table_args__ = (UniqueConstraint("team_id", "day"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    team_id: int = Field(foreign_key="team.id")
    day: date
    working: bool = False


class Goal(SQLModel, table=True):
    """A month's target. Set again, a new row is added and the newest counts."""

    __table_args__ = (Index("ix_goal_find", "team_id", "month", "kpi", "goal_for", "member_id"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    team_id: int = Field(foreign_key="team.id")
    goal_for: str  # coaching.terms.GoalFor
    member_id: int | None = Field(default=None, foreign_key="member.id")
    month: date  # its first day; a goal holds for later months until set again
    kpi: str
    value: Decimal = Field(sa_type=Exact)  # meetings, share 0–1, or money
    set_by: int = Field(foreign_key="member.id")
    set_at: datetime = Field(sa_type=Moment)
    entry_id: int | None = Field(default=None, foreign_key="entry.id")


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
    entry_id: int | None = Field(default=None, foreign_key="entry.id")
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
    kind: str  # calls, appointment, meeting, activity, goal, settings
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
    call_id: int | None = Field(default=None, foreign_key="call.id")
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


class Answer(SQLModel, table=True):
    """What a delivery was answered with, so that the same delivery gets the same answer. Kept a day."""

    __table_args__ = (UniqueConstraint("workspace_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    key: str
    fingerprint: str
    at: datetime = Field(sa_type=Moment, index=True)
    body: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Outgoing(SQLModel, table=True):
    """The outbox: one message to post, with its state (waiting, claimed, posted, held, failed)."""

    __table_args__ = (UniqueConstraint("workspace_id", "key"), Index("ix_outgoing_due", "state", "due_at"))
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    key: str  # goes into the message's metadata, or the picture's file name
    to: str  # a channel, or a person's Slack id
    body: dict[str, Any] = Field(sa_type=JSON)  # text, blocks, picture
    due_at: datetime = Field(sa_type=Moment)
    state: str = "waiting"
    claimed_at: datetime | None = Field(default=None, sa_type=Moment)
    claimed_by: str = ""
    attempts: int = 0
    posted_at: datetime | None = Field(default=None, sa_type=Moment)
    ts: str = ""
    trouble: str = ""
