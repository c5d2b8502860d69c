"""What the office is: the release that it runs, its rulebooks, how far its calendar reaches."""

from collections.abc import Iterator
from datetime import timedelta
from importlib.metadata import PackageNotFoundError, version

from exporters.findings import rulebook_labels
from exporters.markup import web_address
from exporters.metrics.family import Family, Sample, gauge
from exporters.metrics.scrape import Scrape
from records.civil import start_of
from records.inventory import Inventory

_DAY = timedelta(days=1)


def build_info() -> Family:
    """Return the family that names the installed release."""
    return gauge(
        "xuncha_build_info",
        "The running release of xuncha, always 1.",
        "version",
        samples=[((_installed_release(),), 1)],
    )


def of_office(scrape: Scrape) -> Iterator[Family]:
    """Yield what is told of the office and its rulebooks."""
    inventory = scrape.snapshot.inventory
    yield gauge(
        "xuncha_office_info",
        "The office that inspects and the address of its board, always 1.",
        "board",
        samples=[((web_address(inventory.office.board_url),), 1)],
    )
    yield gauge(
        "xuncha_rulebook_info",
        "A rulebook that states rest on, always 1.",
        *("rulebook", "title", "number", "words", "first"),
        samples=_rulebooks(inventory),
    )
    yield gauge(
        "xuncha_calendar_end_timestamp_seconds",
        "The end of the last day of which it is known whether it is worked, Asia/Shanghai.",
        samples=[((), start_of(scrape.calendar_ends_on + _DAY).timestamp())],
    )


def _rulebooks(inventory: Inventory) -> Iterator[Sample]:
    for place, (book, words) in enumerate(rulebook_labels(inventory)):
        yield (book.key, book.title, book.number, words, "no" if place else "yes"), 1


def _installed_release() -> str:
    try:
        return version("xuncha")
    except PackageNotFoundError:
        return "unknown"
