"""What Slack was and will be told."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import Moment


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
    """The outbox: one message to post, with its state (storage.outbox)."""

    __table_args__ = (
        UniqueConstraint("workspace_id", "key"),
        Index("ix_outgoing_due", "state", "due_at"),
        Index("ix_outgoing_line", "workspace_id", "to", "state", "planned_at", "id"),  # who goes first to a place
        Index("ix_outgoing_served", "workspace_id", "to", "posted_at"),  # what a place got a moment ago
        Index("ix_outgoing_unasked", "workspace_id", "to", "unasked_on"),  # how much a person heard unasked
    )
    id: int | None = Field(default=None, primary_key=True)
    workspace_id: int = Field(foreign_key="workspace.id")
    key: str  # goes into the message's metadata, or the picture's file name
    to: str  # a channel, or a person's Slack id
    body: dict[str, Any] = Field(sa_type=JSON)  # text, blocks, picture
    planned_at: datetime = Field(sa_type=Moment)  # when it, or its latest edit, was first due: its place in the row
    due_at: datetime = Field(sa_type=Moment)
    state: str = "waiting"
    claimed_at: datetime | None = Field(default=None, sa_type=Moment)
    claimed_by: str = ""
    attempts: int = 0
    posted_at: datetime | None = Field(default=None, sa_type=Moment)
    ts: str = ""  # of the posted message; one that waits with a ts is edited in place
    trouble: str = ""
    unasked_on: date | None = None  # the reader's local day, of a message nobody asked for; None: asked for
