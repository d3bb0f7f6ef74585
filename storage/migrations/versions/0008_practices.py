"""Scenarios and their versions, mentors' hours, practices with their history, and how they were marked."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

LIVE = sa.text("state IN ('proposed', 'accepted')")


def _id() -> "sa.Column[Any]":
    return sa.Column("id", sa.Integer(), primary_key=True)


def _to(name: str, table: str, *, nullable: bool = False, primary_key: bool = False) -> "sa.Column[Any]":
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), nullable=nullable, primary_key=primary_key)


def upgrade() -> None:
    _scenarios()
    _mentoring()
    _practices()
    _marks()


def _scenarios() -> None:
    op.create_table(
        "scenario",
        _id(),
        _to("workspace_id", "workspace"),
        _to("team_id", "team"),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("retired_at", sa.DateTime(), nullable=True),
        sa.UniqueConstraint("team_id", "key"),
    )
    op.create_table(
        "scenarioversion",
        _id(),
        _to("workspace_id", "workspace"),
        _to("scenario_id", "scenario"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("pass_mark", sa.Integer(), nullable=False),
        _to("made_by", "member", nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.UniqueConstraint("scenario_id", "number"),
    )


def _mentoring() -> None:
    op.create_table(
        "mentoring",
        _to("member_id", "member", primary_key=True),
        _to("workspace_id", "workspace"),
        sa.Column("hours", sa.JSON(), nullable=False),
        sa.Column("a_day", sa.Integer(), nullable=False),
        sa.Column("a_week", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
    )
    op.create_table(
        "commitment",
        _id(),
        _to("workspace_id", "workspace"),
        _to("member_id", "member"),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        _to("entry_id", "entry", nullable=True),
    )
    op.create_index("ix_commitment_member", "commitment", ["member_id", "starts_at"])
    op.create_index("ix_commitment_entry_id", "commitment", ["entry_id"])


def _practices() -> None:
    op.create_table(
        "practice",
        _id(),
        _to("workspace_id", "workspace"),
        _to("team_id", "team"),
        sa.Column("key", sa.String(), nullable=False),
        _to("rep_id", "member"),
        _to("mentor_id", "member"),
        _to("version_id", "scenarioversion"),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("need", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.UniqueConstraint("workspace_id", "key"),
    )
    for who in ("mentor", "rep"):
        columns = [f"{who}_id", "starts_at"]
        op.create_index(f"ux_practice_{who}", "practice", columns, unique=True, sqlite_where=LIVE, postgresql_where=LIVE)
        op.create_index(f"ix_practice_{who}_id", "practice", columns[:1])
    op.create_index("ix_practice_day", "practice", ["team_id", "day"])
    op.create_table(
        "practiceplan",
        _id(),
        _to("workspace_id", "workspace"),
        _to("team_id", "team"),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("unserved", sa.JSON(), nullable=False),
        sa.UniqueConstraint("team_id", "day"),
    )
    op.create_table(
        "practiceevent",
        _id(),
        _to("workspace_id", "workspace"),
        _to("practice_id", "practice"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _to("actor_id", "member", nullable=True),
        sa.Column("starts_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        _to("entry_id", "entry", nullable=True),
    )
    op.create_index("ix_practiceevent_practice_id", "practiceevent", ["practice_id"])
    op.create_index("ix_practiceevent_entry_id", "practiceevent", ["entry_id"])


def _marks() -> None:
    op.create_table(
        "mark",
        _id(),
        _to("workspace_id", "workspace"),
        _to("practice_id", "practice"),
        _to("scorer_id", "member"),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("blocked", sa.JSON(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("well", sa.String(), nullable=False),
        sa.Column("next", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        _to("entry_id", "entry", nullable=True),
        sa.UniqueConstraint("practice_id", "scorer_id"),
    )
    op.create_index("ix_mark_entry_id", "mark", ["entry_id"])


def downgrade() -> None:
    for name in ("mark", "practiceevent", "practiceplan", "practice", "commitment", "mentoring", "scenarioversion", "scenario"):
        op.drop_table(name)
