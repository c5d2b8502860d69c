"""What people were told, and what is on its way to them."""

from collections.abc import Iterator

from exporters.metrics.family import Family, Kind, Part, gauge
from exporters.metrics.scrape import Scrape
from records.notice import Fate, NoticeKind, Via
from records.outgoing import Channel


def of_posting(scrape: Scrape) -> Iterator[Family]:
    """Yield the counts of notices and messages; a unit that the inventory lost keeps its key as its name."""
    post, units = scrape.vitals.post, scrape.snapshot.inventory.units
    names = {unit.key: unit.name for unit in units}
    yield Family(
        name="xuncha_notices_total",
        kind=Kind.COUNTER,
        meaning="Items that units were told of, by what was said and how.",
        parts=(
            Part(
                labels=("unit", "kind", "via"),
                samples=[
                    ((names.get(unit, unit), _code(kind), _code(via)), count)
                    for (unit, kind, via), count in post.told.items()
                ],
            ),
        ),
    )
    yield gauge(
        "xuncha_outgoing",
        "Messages by how they leave the house and what became of them.",
        *("channel", "fate"),
        samples=[
            ((channel, fate), post.outgoing.get((channel, fate), 0)) for channel in Channel for fate in Fate
        ],
    )
    yield gauge(
        "xuncha_outgoing_oldest_timestamp_seconds",
        "When the oldest message was made that could be sent and is not.",
        samples=[((), post.waiting_since.timestamp())] if post.waiting_since else [],
    )


def _code(what: NoticeKind | Via) -> str:
    return what.name.lower()
