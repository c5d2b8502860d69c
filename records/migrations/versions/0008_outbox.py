"""What units are told, and what is on its way."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "notices",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("unit", sa.String(200), nullable=False),
        sa.Column("via", sa.String(12), nullable=False),
        sa.Column("people", sa.Text(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_notices"),
    )
    op.create_index("ix_notices_made_at", "notices", ["made_at"])
    _items()
    _outgoing()


def _items() -> None:
    op.create_table(
        "notice_items",
        sa.Column("notice", sa.String(200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("occasion", sa.Date(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("newest_on", sa.Date()),
        sa.Column("due_on", sa.Date()),
        sa.PrimaryKeyConstraint("notice", "position", name="pk_notice_items"),
        sa.ForeignKeyConstraint(["notice"], ["notices.key"], name="fk_notice_items_notice_notices"),
    )
    op.create_index("ix_notice_items_target", "notice_items", ["target"])


def _outgoing() -> None:
    op.create_table(
        "outgoing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("notice", sa.String(200)),
        sa.Column("channel", sa.String(12), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False, server_default="[]"),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("not_after", _MOMENT),
        sa.Column("fate", sa.String(12), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", _MOMENT, nullable=False),
        sa.Column("claimed_until", _MOMENT),
        sa.Column("uncertain", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("ended_at", _MOMENT),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outgoing"),
        sa.UniqueConstraint("key", name="uq_outgoing_key"),
        sa.ForeignKeyConstraint(["notice"], ["notices.key"], name="fk_outgoing_notice_notices"),
    )
    op.create_index("ix_outgoing_fate_next_at", "outgoing", ["fate", "next_at"])
    op.create_index("ix_outgoing_notice", "outgoing", ["notice"])


def downgrade() -> None:
    """Drop them, what they hold included."""
    for table in ("outgoing", "notice_items", "notices"):
        op.drop_table(table)
