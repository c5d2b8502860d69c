"""What a pass was judged with, so that it can be judged again."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; passes judged before it have an empty one."""
    op.add_column("passes", sa.Column("judged_with", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("passes", "judged_with")
