"""An index by which the newest looks at a target are found without going through all of them."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_observations_target_seen_at", "observations", ["target", "seen_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_observations_target_seen_at", "observations")
