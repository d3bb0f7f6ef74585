"""Workspaces, teams, members and what was agreed with them."""

from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import Exact, Moment


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
    quiet_from: time = time(20)  # nothing unasked reaches a person from then
    quiet_until: time = time(8)  # until then
    catch_up_minutes: int = 120  # a post that could not go out in time is of use for so long
    close_day: int = 5  # the business day of the next month on which a month is closed
    behind_below: int = 90  # % of what is expected by now, below which a pace is behind
    ahead_from: int = 100  # and from which on it is ahead
    new_days: int = 20  # business days a new rep practises from their start, each day
    unknown_a_week: int = 2  # practices a week after them, while it is too early to say
    below_a_week: int = 7  # of one who is below; 7: every business day
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
    rep_since: date | None = None  # the day they became a rep, or came back as one; None: ever since they were entered
    balance_weight: int = 100  # an AE's share of new meetings
    active: bool = True
    outside: bool = False  # what Slack said last: a guest, a bot, or deactivated
    created_at: datetime = Field(sa_type=Moment)

    @property
    def takes_part(self) -> bool:
        """Whether they are planned with and told things: nobody said they left, and Slack calls them a full member."""
        return self.active and not self.outside


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
    entry_id: int | None = Field(default=None, foreign_key="entry.id", index=True)
