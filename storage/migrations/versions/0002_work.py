"""Entries, leads, calls, meetings and goals."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("actor_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.UniqueConstraint("workspace_id", "key"),
    )
    op.create_index("ix_entry_recent", "entry", ["actor_id", "at"])
    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("team.id"), nullable=False),
        sa.Column("goal_for", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("kpi", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("set_by", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("entry_id", sa.Integer(), sa.ForeignKey("entry.id"), nullable=True),
    )
    op.create_index("ix_goal_find", "goal", ["team_id", "month", "kpi", "goal_for", "member_id"])
    op.create_table(
        "lead",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("team.id"), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=True),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("entry_id", sa.Integer(), sa.ForeignKey("entry.id"), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.UniqueConstraint("workspace_id", "key"),
    )
    op.create_index("ix_lead_folded", "lead", ["workspace_id", "folded"])
    op.create_table(
        "call",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("team.id"), nullable=False),
        sa.Column("member_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("lead_id", sa.Integer(), sa.ForeignKey("lead.id"), nullable=True),
        sa.Column("entry_id", sa.Integer(), sa.ForeignKey("entry.id"), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("talk_seconds", sa.Integer(), nullable=False),
        sa.Column("wrap_up_seconds", sa.Integer(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("call_back_at", sa.DateTime(), nullable=True),
        sa.Column("key", sa.String(), nullable=True),
        sa.UniqueConstraint("workspace_id", "key"),
    )
    op.create_index("ix_call_entry_id", "call", ["entry_id"])
    op.create_index("ix_call_lead_id", "call", ["lead_id"])
    op.create_index("ix_call_member_day", "call", ["member_id", "day"])
    op.create_table(
        "tally",
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("team.id"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("member_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("contacts", sa.Integer(), nullable=False),
        sa.Column("appointments", sa.Integer(), nullable=False),
        sa.Column("talk_seconds", sa.Integer(), nullable=False),
        sa.Column("wrap_up_seconds", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "day", "member_id", "source", "direction"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tally_member_day", "tally", ["member_id", "day"])
    op.create_table(
        "effort",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("team.id"), nullable=False),
        sa.Column("member_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("entry_id", sa.Integer(), sa.ForeignKey("entry.id"), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.UniqueConstraint("workspace_id", "key"),
    )
    op.create_index("ix_effort_entry_id", "effort", ["entry_id"])
    op.create_index("ix_effort_member_day", "effort", ["member_id", "day"])
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("team.id"), nullable=False),
        sa.Column("member_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("lead_id", sa.Integer(), sa.ForeignKey("lead.id"), nullable=True),
        sa.Column("ae_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=True),
        sa.Column("call_id", sa.Integer(), sa.ForeignKey("call.id"), nullable=True),
        sa.Column("entry_id", sa.Integer(), sa.ForeignKey("entry.id"), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=True),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("won_amount", sa.BigInteger(), nullable=True),
        sa.Column("won_on", sa.Date(), nullable=True),
        sa.UniqueConstraint("workspace_id", "key"),
    )
    op.create_index("ix_meeting_ae_id", "meeting", ["ae_id"])
    op.create_index("ix_meeting_booked_on", "meeting", ["team_id", "booked_on"])
    op.create_index("ix_meeting_call_id", "meeting", ["call_id"])
    op.create_index("ix_meeting_entry_id", "meeting", ["entry_id"])
    op.create_index("ix_meeting_held", "meeting", ["team_id", "state", "day"])
    op.create_index("ix_meeting_lead_id", "meeting", ["lead_id"])
    op.create_index("ix_meeting_member_day", "meeting", ["member_id", "day"])
    op.create_index("ix_meeting_won", "meeting", ["team_id", "won_on"])
    op.create_table(
        "meetingevent",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("meeting_id", sa.Integer(), sa.ForeignKey("meeting.id"), nullable=False),
        sa.Column("entry_id", sa.Integer(), sa.ForeignKey("entry.id"), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=True),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("won_on", sa.Date(), nullable=True),
        sa.Column("voids_id", sa.Integer(), sa.ForeignKey("meetingevent.id"), nullable=True),
        sa.Column("key", sa.String(), nullable=True),
        sa.UniqueConstraint("workspace_id", "key"),
    )
    op.create_index("ix_meetingevent_entry_id", "meetingevent", ["entry_id"])
    op.create_index("ix_meetingevent_meeting_id", "meetingevent", ["meeting_id"])


def downgrade() -> None:
    for name in ("meetingevent", "meeting", "effort", "tally", "call", "lead", "goal", "entry"):
        op.drop_table(name)
