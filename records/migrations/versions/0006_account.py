"""What a platform said of the account that was looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    with op.batch_alter_table("observations") as table:
        table.add_column(sa.Column("account", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it."""
    with op.batch_alter_table("observations") as table:
        table.drop_column("account")
