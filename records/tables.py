"""The database's tables, for SQLite and PostgreSQL alike."""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
)

from records.civil import SHANGHAI, require_aware

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC and given back in Asia/Shanghai."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return *value* in UTC; a moment without a time zone is refused."""
        if value is None:
            return None
        require_aware(value)
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return *value* in Asia/Shanghai, aware."""
        if value is None:
            return None
        moment = value if value.tzinfo else value.replace(tzinfo=UTC)
        return moment.astimezone(SHANGHAI)


#: Every inventory a pass used, whole, so that old verdicts can be judged again.
inventories = Table(
    "inventories",
    metadata,
    Column("version", String(64), primary_key=True),
    Column("content", Text, nullable=False),
)

#: One run over the inventory or the keys of its scope: ``open`` until judged, then ``finished``;
#: ``abandoned`` when it was left too long.
passes = Table(
    "passes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("inventory", ForeignKey("inventories.version"), nullable=False),
    Column("reader", String(40), nullable=False),
    Column("scope", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("judged_at", Moment),
    Column("finished_at", Moment),
    #: What it was judged by beside the looks: settings and decisions, as JSON; empty before that was kept.
    Column("judged_with", Text, nullable=False, server_default=""),
)

#: What a list showed, by the digest of its entries: a page that stays the same is kept once.
readings = Table(
    "readings",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("entries", Text, nullable=False),
)

#: When an entry was first seen in a target's list.
sightings = Table(
    "sightings",
    metadata,
    Column("target", String(200), primary_key=True),
    Column("entry", String(64), primary_key=True),
    Column("first_seen_at", Moment, nullable=False),
)

#: One look at one target by one way.
observations = Table(
    "observations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pass_id", ForeignKey("passes.id"), nullable=False),
    Column("target", String(200), nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("reading", ForeignKey("readings.digest")),
    Column("evidence", Text, nullable=False),
    Column("how", String(40), nullable=False),
    Column("reader", String(40), nullable=False),
    Column("address", Text, nullable=False),
    Column("noted", Boolean, nullable=False),
    Column("verified", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    Column("thorough", Boolean, nullable=False, server_default=false()),
    Column("paths", Text, nullable=False, server_default="[]"),
    Column("elsewhere", Text, nullable=False, server_default="[]"),
    Column("moved_to", Text, nullable=False, server_default=""),
    Column("skew", Float),
    #: What a platform said of the account, as JSON; empty where it said nothing.
    Column("account", Text, nullable=False, server_default=""),
    #: How long the look took; None of a person's own, and where that was not kept.
    Column("seconds", Float),
    UniqueConstraint("pass_id", "target", "how", name="uq_observations_look"),
    Index("ix_observations_target_id", "target", "id"),
    Index("ix_observations_target_seen_at", "target", "seen_at"),
)

#: What a pass judged; rests_on and entries' titles are kept beside it so that it explains itself.
verdicts = Table(
    "verdicts",
    metadata,
    Column("pass_id", ForeignKey("passes.id"), primary_key=True),
    Column("target", String(200), primary_key=True),
    Column("rulebook", String(100), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("rulebook_version", String(64), nullable=False),
    Column("rule", String(100), nullable=False),
    Column("clause", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("judged_at", Moment, nullable=False),
    Column("certainty", String(12)),
    Column("newest_on", Date),
    Column("newest_title", Text, nullable=False),
    Column("due_on", Date),
    Column("seen_at", Moment),
    Column("last_outcome", String(12)),
    Column("rests_on", Text, nullable=False),
    Column("first_key", Integer),
    Column("first_key_at", Moment),
    Column("second_key", Integer),
    Column("one_source", Boolean, nullable=False, server_default=false()),
    Index("ix_verdicts_target_rulebook", "target", "rulebook", "pass_id"),
)

#: Every change of a known state; claimed before anybody is told.
changes = Table(
    "changes",
    metadata,
    Column("pass_id", ForeignKey("passes.id"), primary_key=True),
    Column("target", String(200), primary_key=True),
    Column("rulebook", String(100), primary_key=True),
    Column("before", String(12), nullable=False),
    Column("after", String(12), nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("claimed_at", Moment),
    Index("ix_changes_changed_at", "changed_at"),
)

#: Failures of the look itself, by the pass they were found in.
incidents = Table(
    "incidents",
    metadata,
    Column("pass_id", ForeignKey("passes.id"), primary_key=True),
    Column("kind", String(12), primary_key=True),
    Column("host", String(255), primary_key=True),
    Column("from_at", Moment, nullable=False),
    Column("until_at", Moment, nullable=False),
    Column("note", Text, nullable=False),
    Index("ix_incidents_until_at", "until_at"),
)

#: What named people decided about findings; nothing is ever written over.
reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("target", String(200), nullable=False),
    Column("rulebook", String(100), nullable=False),
    Column("state", String(12), nullable=False),
    Column("newest_on", Date),
    Column("decision", String(12), nullable=False),
    Column("by", Text, nullable=False),
    Column("reviewed_at", Moment, nullable=False),
    Column("note", Text, nullable=False),
    Index("ix_reviews_target", "target", "rulebook"),
)

#: Whether a site's home page opened, and in how many seconds; None where it did not.
probes = Table(
    "probes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", String(200), nullable=False),
    Column("at", Moment, nullable=False),
    Column("seconds", Float),
    Index("ix_probes_site_at", "site", "at"),
)

#: Links of accounts' articles that people gave by hand, each once; PostgreSQL's index bounds their length.
given_links = Table(
    "given_links",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("target", String(200), nullable=False),
    Column("url", Text, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("given_by", Text, nullable=False),
    Column("via", String(12), nullable=False),
    UniqueConstraint("target", "url"),
)
