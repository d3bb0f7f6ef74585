"""What is told unasked: which posts a team wants and when, what was decided of each period, who is behind, boards, closed months."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import Moment


class PostPlan(SQLModel, table=True):
    """What a team chose for a job's post; a job without a row is as it is shipped."""

    __table_args__ = (UniqueConstraint("team_id", "job"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    team_id: int = Field(foreign_key="team.id")
    job: str  # coaching.posts.Job
    wanted: bool = True
    times: list[str] = Field(default_factory=list, sa_type=JSON)  # "12:00", local; []: as shipped
    days: str = ""  # Monday is 0; "": every business day
    channel_id: str = ""  # "": the team's
    language: str = ""  # of posts to a channel; "": the team's


class Round(SQLModel, table=True):
    """What was decided of one period of a job: a period is decided once, by whichever process is first."""

    __table_args__ = (UniqueConstraint("team_id", "job", "period"), Index("ix_round_recent", "workspace_id", "decided_at"))
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    team_id: int = Field(foreign_key="team.id")
    job: str
    period: str  # the local day and time it was due, "2026-11-20 12:00"
    decision: str  # coaching.posts.Decision
    decided_at: datetime = Field(sa_type=Moment)
    posts: int = 0


class Alarm(SQLModel, table=True):
    """Whether somebody is warned of their pace in a month (design §3)."""

    __table_args__ = (UniqueConstraint("team_id", "member_id", "month"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    team_id: int = Field(foreign_key="team.id")
    member_id: int = 0  # 0: the team as a whole
    month: date  # its first day
    behind: bool = False
    since: datetime = Field(sa_type=Moment)
    told_on: date | None = None  # the local day of the latest message about a flip


class LiveBoard(SQLModel, table=True):
    """The one message of a team's channel that is kept current."""

    team_id: int = Field(foreign_key="team.id", primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id", index=True)
    channel_id: str
    key: str  # of the message in the outbox
    shown: str = ""  # fingerprint of what it says
    changed_at: datetime | None = Field(default=None, sa_type=Moment)  # of the oldest change it does not show yet
    rests_until: datetime | None = Field(default=None, sa_type=Moment)  # no edit before: Slack's 50 a minute are shared


class Hush(SQLModel, table=True):
    """What a person does not want to hear of again before some moment."""

    __table_args__ = (UniqueConstraint("member_id", "about"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    member_id: int = Field(foreign_key="member.id")
    about: str  # "pace", "meeting 12", "day 2026-11-20"
    until: datetime = Field(sa_type=Moment)
    reason: str = ""
    entry_id: int | None = Field(default=None, foreign_key="entry.id", index=True)


class ClosedMonth(SQLModel, table=True):
    """A month as it was closed (design §2.9): it does not change any more; what comes late is shown beside it."""

    __table_args__ = (UniqueConstraint("team_id", "month"),)
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    team_id: int = Field(foreign_key="team.id")
    month: date
    closed_at: datetime = Field(sa_type=Moment)
    figures: dict[str, Any] = Field(sa_type=JSON)  # bot.scoreboard.closing: the board of the team and of each rep
