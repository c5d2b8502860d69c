"""What Prometheus scrapes, read from the newest snapshot: timestamps and deadlines, never ages."""

from collections.abc import Callable, Iterator

from exporters.metrics.family import Family
from exporters.metrics.of_office import build_info, of_office
from exporters.metrics.of_posting import of_posting
from exporters.metrics.of_sites import of_sites
from exporters.metrics.of_targets import of_targets
from exporters.metrics.of_verdicts import of_verdicts
from exporters.metrics.of_watching import of_watching
from exporters.metrics.scrape import Scrape
from exporters.metrics.text import written
from records.snapshot import Snapshot

#: Returns what is told now, or None before the first pass.
Read = Callable[[], Scrape | None]


class Exposition:
    """The metrics of what *read* returns, asked for afresh at each scrape.

    What rests on the snapshot alone is written once for each, as long as *read*
    returns the same one.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._last: tuple[Snapshot | None, bytes] = (None, b"")

    def text(self) -> bytes:
        """Return them in Prometheus' text format, UTF-8; before the first pass the release alone."""
        scrape = self._read()
        if scrape is None:
            return written([build_info()], office="")
        office = scrape.snapshot.inventory.office.name
        return written(_now(scrape), office=office) + self._of_snapshot(scrape.snapshot, office)

    def _of_snapshot(self, snapshot: Snapshot, office: str) -> bytes:
        last, text = self._last
        if last is not snapshot:
            text = written(_as_long_as_it_stands(snapshot), office=office)
            self._last = (snapshot, text)
        return text


def exposition(read: Read) -> bytes:
    """Return the metrics of what *read* returns, as ``Exposition.text`` does, once."""
    return Exposition(read).text()


def _now(scrape: Scrape) -> Iterator[Family]:
    """Yield what may differ at the next scrape: little of it goes by target."""
    yield build_info()
    yield from of_office(scrape)
    yield from of_sites(scrape)
    yield from of_watching(scrape)
    yield from of_posting(scrape)


def _as_long_as_it_stands(snapshot: Snapshot) -> Iterator[Family]:
    yield from of_targets(snapshot)
    yield from of_verdicts(snapshot)
