"""How the watching itself fares: what the looks came to, the passes, the clock, the database."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import accumulate, chain
from statistics import median

from exporters.metrics.family import Family, Kind, Part, Sample, gauge
from exporters.metrics.scrape import Scrape
from records.inventory import Inventory
from records.observation import Outcome
from records.snapshot import Snapshot
from records.vitals import PORTAL, SECONDS, Durations, Vitals

_BOUNDS = (*(str(bound) for bound in SECONDS), "+Inf")


def of_watching(scrape: Scrape) -> Iterator[Family]:
    """Yield what is told of the watching, whatever it found."""
    yield from _of_looks(scrape)
    vitals = scrape.vitals
    yield gauge(
        "xuncha_pass_completed_timestamp_seconds",
        "When the last finished pass over everything ended.",
        samples=_moment(vitals.completed_at),
    )
    yield gauge(
        "xuncha_oldest_unknown_timestamp_seconds",
        "Since when the target that is UNKNOWN for longest has been so.",
        samples=_moment(vitals.oldest_unknown_at),
    )
    yield gauge(
        "xuncha_clock_skew_seconds",
        "By how much the servers' clocks are ahead of ours: the median of the newest looks.",
        samples=_skew(scrape.snapshot),
    )
    yield gauge(
        "xuncha_database_bytes", "How much room the database takes.", samples=[((), vitals.database_bytes)]
    )


def _of_looks(scrape: Scrape) -> Iterator[Family]:
    snapshot, tally = scrape.snapshot, scrape.vitals.looks
    platforms = _platforms(snapshot.inventory, scrape.vitals)
    yield gauge(
        "xuncha_newest_looks",
        "The newest look at each target by what it came to.",
        *("outcome", "platform"),
        samples=_newest(snapshot, platforms),
    )
    counts = [
        ((outcome, platform), tally.outcomes.get((outcome, platform), 0))
        for platform in platforms
        for outcome in Outcome
    ]
    yield Family(
        name="xuncha_looks_total",
        kind=Kind.COUNTER,
        meaning="Looks that were ever kept by what they came to.",
        parts=(Part(labels=("outcome", "platform"), samples=counts),),
    )
    yield _durations({platform: tally.durations.get(platform, Durations()) for platform in platforms})


def _durations(taken: Mapping[str, Durations]) -> Family:
    totals = [((platform,), took.total) for platform, took in taken.items()]
    counts = [((platform,), sum(took.counts)) for platform, took in taken.items()]
    buckets = chain.from_iterable(_buckets(platform, took) for platform, took in taken.items())
    return Family(
        name="xuncha_look_duration_seconds",
        kind=Kind.HISTOGRAM,
        meaning="How long looks took from their first request to their end.",
        parts=(
            Part(suffix="_bucket", labels=("platform", "le"), samples=buckets),
            Part(suffix="_sum", labels=("platform",), samples=totals),
            Part(suffix="_count", labels=("platform",), samples=counts),
        ),
    )


def _platforms(inventory: Inventory, vitals: Vitals) -> Sequence[str]:
    """Return the portal and the platforms that have accounts or once had a look."""
    accounts = {account.platform.value for account in inventory.accounts}
    looked = {platform for _outcome, platform in vitals.looks.outcomes}
    return (PORTAL, *sorted((accounts | looked) - {PORTAL}))


def _newest(snapshot: Snapshot, platforms: Sequence[str]) -> Iterator[Sample]:
    inventory, looks = snapshot.inventory, snapshot.looks
    counter = Counter(
        (looks[column.key].outcome, PORTAL) for column in inventory.columns if column.key in looks
    )
    counter.update(
        (looks[account.key].outcome, account.platform.value)
        for account in inventory.accounts
        if account.key in looks
    )
    for platform in platforms:
        yield from (((outcome, platform), counter[outcome, platform]) for outcome in Outcome)


def _buckets(platform: str, took: Durations) -> Iterator[Sample]:
    yield from (
        ((platform, bound), number) for bound, number in zip(_BOUNDS, accumulate(took.counts), strict=True)
    )


def _moment(moment: datetime | None) -> list[Sample]:
    return [((), moment.timestamp())] if moment else []


def _skew(snapshot: Snapshot) -> list[Sample]:
    known = [look.skew for look in snapshot.looks.values() if look.skew is not None]
    return [((), median(known))] if known else []
