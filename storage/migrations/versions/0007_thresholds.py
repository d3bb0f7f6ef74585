"""What mentors expect of each rate, and the way of each trainee."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "threshold",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("team_id", sa.Integer(), sa.ForeignKey("team.id"), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=True),
        sa.Column("set_by", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("entry_id", sa.Integer(), sa.ForeignKey("entry.id"), nullable=True),
    )
    op.create_index("ix_threshold_find", "threshold", ["team_id", "valid_from"])
    op.create_index("ix_threshold_entry_id", "threshold", ["entry_id"])
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspace.id"), nullable=False),
        sa.Column("member_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("entry_id", sa.Integer(), sa.ForeignKey("entry.id"), nullable=True),
    )
    op.create_index("ix_milestone_member", "milestone", ["member_id", "day"])
    op.create_index("ix_milestone_entry_id", "milestone", ["entry_id"])


def downgrade() -> None:
    for name in ("milestone", "threshold"):
        op.drop_table(name)
