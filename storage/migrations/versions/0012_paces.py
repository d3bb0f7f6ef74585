"""From where on a team calls a pace behind, and ahead."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

COLUMNS = {"behind_below": "90", "ahead_from": "100"}


def upgrade() -> None:
    with op.batch_alter_table("team") as batch:
        for name, usual in COLUMNS.items():
            batch.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default=usual))


def downgrade() -> None:
    with op.batch_alter_table("team") as batch:
        for name in COLUMNS:
            batch.drop_column(name)
