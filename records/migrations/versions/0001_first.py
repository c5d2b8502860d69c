"""The first tables."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str, length: int | None = None, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=nullable)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def upgrade() -> None:
    """Make the tables."""
    _make_inventories_and_passes()
    _make_observations()
    _make_verdicts()


def downgrade() -> None:
    """Drop them all, what they hold included."""
    for table in ("changes", "verdicts", "observations", "sightings", "readings", "passes", "inventories"):
        op.drop_table(table)


def _make_inventories_and_passes() -> None:
    op.create_table(
        "inventories",
        _text("version", 64),
        _text("content"),
        sa.PrimaryKeyConstraint("version", name="pk_inventories"),
    )
    op.create_table(
        "passes",
        _number("id"),
        _text("inventory", 64),
        _text("reader", 40),
        _text("scope"),
        _text("state", 12),
        _moment("started_at"),
        _moment("judged_at", nullable=True),
        _moment("finished_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_passes"),
        sa.ForeignKeyConstraint(["inventory"], ["inventories.version"], name="fk_passes_inventory"),
    )


def _make_observations() -> None:
    op.create_table(
        "readings",
        _text("digest", 64),
        _text("entries"),
        sa.PrimaryKeyConstraint("digest", name="pk_readings"),
    )
    op.create_table(
        "sightings",
        _text("target", 200),
        _text("entry", 64),
        _moment("first_seen_at"),
        sa.PrimaryKeyConstraint("target", "entry", name="pk_sightings"),
    )
    op.create_table(
        "observations",
        _number("id"),
        _number("pass_id"),
        _text("target", 200),
        _moment("seen_at"),
        _text("outcome", 12),
        _flag("complete"),
        _text("reading", 64, nullable=True),
        _text("evidence"),
        _text("how", 40),
        _text("reader", 40),
        _text("address"),
        _flag("noted"),
        _flag("verified"),
        _text("note"),
        sa.PrimaryKeyConstraint("id", name="pk_observations"),
        sa.ForeignKeyConstraint(["pass_id"], ["passes.id"], name="fk_observations_pass_id"),
        sa.ForeignKeyConstraint(["reading"], ["readings.digest"], name="fk_observations_reading"),
        sa.UniqueConstraint("pass_id", "target", "how", name="uq_observations_look"),
    )
    op.create_index("ix_observations_target_id", "observations", ["target", "id"])


def _make_verdicts() -> None:
    key = ("pass_id", "target", "rulebook")
    op.create_table(
        "verdicts",
        _number("pass_id"),
        _text("target", 200),
        _text("rulebook", 100),
        _number("position"),
        _text("rulebook_version", 64),
        _text("rule", 100),
        _text("clause"),
        _text("state", 12),
        _text("reason", 40),
        _moment("judged_at"),
        _text("certainty", 12, nullable=True),
        sa.Column("newest_on", sa.Date(), nullable=True),
        _text("newest_title"),
        sa.Column("due_on", sa.Date(), nullable=True),
        _moment("seen_at", nullable=True),
        _text("last_outcome", 12, nullable=True),
        _text("rests_on"),
        sa.PrimaryKeyConstraint(*key, name="pk_verdicts"),
        sa.ForeignKeyConstraint(["pass_id"], ["passes.id"], name="fk_verdicts_pass_id"),
    )
    op.create_index("ix_verdicts_target_rulebook", "verdicts", ["target", "rulebook", "pass_id"])
    op.create_table(
        "changes",
        *(_number("pass_id"), _text("target", 200), _text("rulebook", 100)),
        *(_text("before", 12), _text("after", 12)),
        *(_moment("changed_at"), _moment("claimed_at", nullable=True)),
        sa.PrimaryKeyConstraint(*key, name="pk_changes"),
        sa.ForeignKeyConstraint(["pass_id"], ["passes.id"], name="fk_changes_pass_id"),
    )
    op.create_index("ix_changes_changed_at", "changes", ["changed_at"])
