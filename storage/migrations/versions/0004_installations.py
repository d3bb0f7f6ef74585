"""Installations of workspaces, and what erasing a workspace looks up."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("workspace_id", sa.Integer(), sa.ForeignKey("workspace.id"), nullable=False, unique=True),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("bot_user_id", sa.String(), nullable=False),
        sa.Column("app_id", sa.String(), nullable=False),
        sa.Column("scopes", sa.String(), nullable=False),
        sa.Column("installed_by", sa.String(), nullable=False),
        sa.Column("installed_at", sa.DateTime(), nullable=False),
        sa.Column("uninstalled_at", sa.DateTime(), nullable=True),
    )
    op.create_index("ix_installation_uninstalled_at", "installation", ["uninstalled_at"])
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("digest", sa.String(), nullable=False, unique=True),
        sa.Column("until", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_passage_until", "passage", ["until"])
    for name in ("lead", "goal"):  # an entry that is erased or undone looks for what it made
        op.create_index(f"ix_{name}_entry_id", name, ["entry_id"])


def downgrade() -> None:
    for name in ("lead", "goal"):
        op.drop_index(f"ix_{name}_entry_id", name)
    for name in ("passage", "installation"):
        op.drop_table(name)
