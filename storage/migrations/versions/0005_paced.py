"""Finding what was posted a moment ago."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_outgoing_posted", "outgoing", ["workspace_id", "posted_at"])


def downgrade() -> None:
    op.drop_index("ix_outgoing_posted", "outgoing")
