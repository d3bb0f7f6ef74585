"""Since when somebody is a rep, and who is no full member of the workspace in Slack."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("member") as batch:
        batch.add_column(sa.Column("rep_since", sa.Date(), nullable=True))
        batch.add_column(sa.Column("outside", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("member") as batch:
        for name in ("outside", "rep_since"):
            batch.drop_column(name)
