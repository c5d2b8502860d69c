"""How long each look took."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of the looks before it nobody knows."""
    with op.batch_alter_table("observations") as table:
        table.add_column(sa.Column("seconds", sa.Float))


def downgrade() -> None:
    """Drop it."""
    with op.batch_alter_table("observations") as table:
        table.drop_column("seconds")
