"""Links of accounts' articles that people gave by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "given_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(200), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("via", sa.String(12), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_given_links"),
        sa.UniqueConstraint("target", "url", name="uq_given_links_target"),
    )


def downgrade() -> None:
    """Drop it, what it holds included."""
    op.drop_table("given_links")
