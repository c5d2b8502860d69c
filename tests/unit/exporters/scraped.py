"""Scrapes of the practice county built by hand, with vital signs, one of them with hostile words all over."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from exporters.metrics.exposition import exposition
from exporters.metrics.scrape import Scrape
from records.notice import Fate, NoticeKind, Via
from records.observation import Outcome
from records.outgoing import Channel
from records.probe import Probe
from records.snapshot import Snapshot
from records.vitals import PORTAL, SECONDS, Durations, LookTally, PostTally, Vitals
from tests.unit.exporters.county import NATIONAL, NOW, OWN, UNITS, column, county, fresh, snapshot

VITALS = Vitals(
    completed_at=NOW,
    oldest_unknown_at=NOW - timedelta(days=9),
    probes={"portal": Probe(site="portal", at=NOW - timedelta(minutes=5), seconds=0.7)},
    looks=LookTally(
        outcomes={(Outcome.READ, PORTAL): 40, (Outcome.BLOCKED, "wechat"): 2},
        durations={PORTAL: Durations(counts=(1, 2, *(0,) * (len(SECONDS) - 2), 3), total=400.5)},
    ),
    database_bytes=1_234_567,
    post=PostTally(
        outgoing={(Channel.MAIL, Fate.SENT): 7, (Channel.CHAT, Fate.GIVEN_UP): 1},
        waiting_since=NOW - timedelta(hours=1),
        told={("zfb", NoticeKind.DUE_SOON, Via.MAIL): 12, ("jyj", NoticeKind.OVERDUE, Via.PHONE): 1},
    ),
)

#: Quotes, line breaks, controls, a lone surrogate, marks of direction, what a format would take for a place.
HOSTILE = 'a"b\\c\nd\r\x00\x1b[31m\ud800\u202e\u2067{}%s<script>😀'
#: The same as a reader may see it.
MILD = 'a"b\\c d [31m {}%s<script>😀'


def scraped(told: Snapshot, vitals: Vitals = VITALS) -> Scrape:
    """Return what is scraped of the snapshot *told* and *vitals*, the calendar known to the year's end."""
    return Scrape(snapshot=told, vitals=vitals, calendar_ends_on=date(2026, 12, 31))


def samples(scrape: Scrape | None, name: str) -> list[Sample]:
    """Return the samples of that *name*, as the client's own parser reads them."""
    families = text_string_to_metric_families(exposition(lambda: scrape).decode())
    return [sample for family in families for sample in family.samples if sample.name == name]


def value(scrape: Scrape | None, name: str, /, **labels: str) -> float | None:
    """Return the value of the one sample of that *name* with these *labels* and others; None without any."""
    (*found,) = (each.value for each in samples(scrape, name) if labels.items() <= each.labels.items())
    assert len(found) <= 1
    return found[0] if found else None


def described(scrape: Scrape) -> Mapping[str, tuple[str, frozenset[str]]]:
    """Return each exposed metric's kind and its labels without ``office``."""
    families = text_string_to_metric_families(exposition(lambda: scrape).decode())
    return {
        family.name + "_total" * (family.type == "counter"): (
            family.type,
            frozenset(label for sample in family.samples for label in sample.labels) - {"office"},
        )
        for family in families
    }


def _hostile() -> Snapshot:
    """Return a snapshot in which whatever somebody typed is hostile."""
    units = (replace(UNITS[0], name=HOSTILE), replace(UNITS[1], name=HOSTILE + "\n"), *UNITS[2:])
    shared = column("a", HOSTILE, "zfb jyj")
    verdicts = tuple(replace(each, clause=HOSTILE) for each in fresh("a", "news", 1, 6))
    told = snapshot([shared], [verdicts], units=units, office=HOSTILE)
    site = replace(told.inventory.sites[0], name=HOSTILE)
    books = (replace(OWN, title=HOSTILE, number=HOSTILE), NATIONAL)
    return replace(told, inventory=replace(told.inventory, sites=(site,), rulebooks=books))


SCRAPE = scraped(county())
HOSTILE_SCRAPE = scraped(_hostile())
