"""The second key, incidents, reviews and probes."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, length: int | None = None) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def _added_text(name: str, default: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default=default)


def _added() -> dict[str, tuple[sa.Column[Any], ...]]:
    """Return the new columns of each table that was there before, each with what older rows get."""
    return {
        "observations": (
            _flag("thorough"),
            _added_text("paths", "[]"),
            _added_text("elsewhere", "[]"),
            _added_text("moved_to", ""),
            sa.Column("skew", sa.Float(), nullable=True),
        ),
        "verdicts": (
            _number("first_key", nullable=True),
            _moment("first_key_at", nullable=True),
            _number("second_key", nullable=True),
            _flag("one_source"),
        ),
    }


def upgrade() -> None:
    """Add the columns and make the tables."""
    for table, columns in _added().items():
        for column in columns:
            op.add_column(table, column)
    _make_incidents()
    _make_reviews_and_probes()


def downgrade() -> None:
    """Drop them all, what they hold included."""
    for table in ("probes", "reviews", "incidents"):
        op.drop_table(table)
    for table, columns in _added().items():
        for column in columns:
            op.drop_column(table, column.name)


def _make_incidents() -> None:
    op.create_table(
        "incidents",
        *(_number("pass_id"), _text("kind", 12), _text("host", 255)),
        *(_moment("from_at"), _moment("until_at"), _text("note")),
        sa.PrimaryKeyConstraint("pass_id", "kind", "host", name="pk_incidents"),
        sa.ForeignKeyConstraint(["pass_id"], ["passes.id"], name="fk_incidents_pass_id"),
    )
    op.create_index("ix_incidents_until_at", "incidents", ["until_at"])


def _make_reviews_and_probes() -> None:
    op.create_table(
        "reviews",
        *(_number("id"), _text("target", 200), _text("rulebook", 100), _text("state", 12)),
        sa.Column("newest_on", sa.Date(), nullable=True),
        *(_text("decision", 12), _text("by"), _moment("reviewed_at"), _text("note")),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
    )
    op.create_index("ix_reviews_target", "reviews", ["target", "rulebook"])
    op.create_table(
        "probes",
        *(_number("id"), _text("site", 200), _moment("at")),
        sa.Column("seconds", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_probes"),
    )
    op.create_index("ix_probes_site_at", "probes", ["site", "at"])
