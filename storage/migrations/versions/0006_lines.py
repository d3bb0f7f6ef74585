"""Finding the next message of a place among thousands that wait."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_outgoing_posted", "outgoing")
    op.create_index("ix_outgoing_line", "outgoing", ["workspace_id", "to", "state", "planned_at", "id"])
    op.create_index("ix_outgoing_served", "outgoing", ["workspace_id", "to", "posted_at"])


def downgrade() -> None:
    op.drop_index("ix_outgoing_served", "outgoing")
    op.drop_index("ix_outgoing_line", "outgoing")
    op.create_index("ix_outgoing_posted", "outgoing", ["workspace_id", "posted_at"])
