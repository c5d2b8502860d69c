"""What excuses a target on a day: a waiver of its own, or its site's leave to be offline."""

from collections.abc import Collection, Iterator
from datetime import date

from records.inventory import Inventory
from records.past import Span
from records.targets import Account, Column
from records.verdict import Reason


def excuse(
    page: Column | Account, keys: Collection[str], *, inventory: Inventory, day: date
) -> Reason | None:
    """Return why what is found of *page* on *day* is not counted, or None where it is.

    *keys* are those a waiver may name: the page's own and, of a share, the share's.
    """
    return next((why for why, span in _excuses(page, keys, inventory) if day in span), None)


def excused_days(page: Column | Account, keys: Collection[str], *, inventory: Inventory) -> tuple[Span, ...]:
    """Return the days on which what is found of *page* is not counted; *keys* are as for ``excuse``."""
    return tuple(span for _, span in _excuses(page, keys, inventory))


def _excuses(
    page: Column | Account, keys: Collection[str], inventory: Inventory
) -> Iterator[tuple[Reason, Span]]:
    for waiver in inventory.waivers:
        if waiver.target in keys:
            yield Reason.WAIVED, Span(from_on=waiver.from_on, until_on=waiver.until_on)
    site = page.site if isinstance(page, Column) else ""
    for closing in inventory.offline:
        if closing.site == site:
            yield Reason.OFFLINE, Span(from_on=closing.from_on, until_on=closing.until_on)
