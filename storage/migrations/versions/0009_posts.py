"""Posts a team wants, what was decided of each period, who is behind, live boards, closed months; unasked messages counted by day."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _id() -> "sa.Column[Any]":
    return sa.Column("id", sa.Integer(), primary_key=True)


def _to(name: str, table: str, *, nullable: bool = False, primary_key: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=nullable, primary_key=primary_key)


def _text(name: str) -> "sa.Column[Any]":
    return sa.Column(name, sa.String(), nullable=False)


def _moment(name: str, *, nullable: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, sa.DateTime(), nullable=nullable)


def _whose() -> tuple["sa.Column[Any]", ...]:
    return _id(), _to("workspace_id", "workspace"), _to("team_id", "team")


def upgrade() -> None:
    _rounds()
    _alarms()
    _boards()
    _counted()
    with op.batch_alter_table("team") as batch:
        batch.add_column(sa.Column("quiet_from", sa.Time(), nullable=False, server_default="20:00:00"))
        batch.add_column(sa.Column("quiet_until", sa.Time(), nullable=False, server_default="08:00:00"))
        batch.add_column(sa.Column("catch_up_minutes", sa.Integer(), nullable=False, server_default="120"))
        batch.add_column(sa.Column("close_day", sa.Integer(), nullable=False, server_default="5"))


def _rounds() -> None:
    op.create_table(
        "postplan",
        *_whose(),
        _text("job"),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("times", sa.JSON(), nullable=False),
        _text("days"),
        _text("channel_id"),
        _text("language"),
        sa.UniqueConstraint("team_id", "job"),
    )
    op.create_table(
        "round",
        *_whose(),
        _text("job"),
        _text("period"),
        _text("decision"),
        _moment("decided_at"),
        sa.Column("posts", sa.Integer(), nullable=False),
        sa.UniqueConstraint("team_id", "job", "period"),
    )
    op.create_index("ix_round_recent", "round", ["workspace_id", "decided_at"])


def _alarms() -> None:
    op.create_table(
        "alarm",
        *_whose(),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("behind", sa.Boolean(), nullable=False),
        _moment("since"),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.UniqueConstraint("team_id", "member_id", "month"),
    )
    op.create_table(
        "hush",
        _id(),
        _to("workspace_id", "workspace"),
        _to("member_id", "member"),
        _text("about"),
        _moment("until"),
        _text("reason"),
        _to("entry_id", "entry", nullable=True),
        sa.UniqueConstraint("member_id", "about"),
    )
    op.create_index("ix_hush_entry_id", "hush", ["entry_id"])


def _boards() -> None:
    op.create_table(
        "liveboard",
        _to("team_id", "team", primary_key=True),
        _to("workspace_id", "workspace"),
        _text("channel_id"),
        _text("key"),
        _text("shown"),
        _moment("changed_at", nullable=True),
        _moment("rests_until", nullable=True),
    )
    op.create_index("ix_liveboard_workspace_id", "liveboard", ["workspace_id"])
    op.create_table(
        "closedmonth",
        *_whose(),
        sa.Column("month", sa.Date(), nullable=False),
        _moment("closed_at"),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.UniqueConstraint("team_id", "month"),
    )


def _counted() -> None:
    with op.batch_alter_table("outgoing") as batch:
        batch.add_column(sa.Column("unasked_on", sa.Date(), nullable=True))
    op.create_index("ix_outgoing_unasked", "outgoing", ["workspace_id", "to", "unasked_on"])


def downgrade() -> None:
    op.drop_index("ix_outgoing_unasked", "outgoing")
    with op.batch_alter_table("outgoing") as batch:
        batch.drop_column("unasked_on")
    with op.batch_alter_table("team") as batch:
        for name in ("close_day", "catch_up_minutes", "quiet_until", "quiet_from"):
            batch.drop_column(name)
    for name in ("closedmonth", "liveboard", "hush", "alarm", "round", "postplan"):
        op.drop_table(name)
