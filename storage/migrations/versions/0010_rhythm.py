"""How often a team's reps practise: how long the new ones do daily, and how often the others after that."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

COLUMNS = {"new_days": "20", "unknown_a_week": "2", "below_a_week": "7"}


def upgrade() -> None:
    with op.batch_alter_table("team") as batch:
        for name, usual in COLUMNS.items():
            batch.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default=usual))


def downgrade() -> None:
    with op.batch_alter_table("team") as batch:
        for name in COLUMNS:
            batch.drop_column(name)
