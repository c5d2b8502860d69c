"""What excuses a target on a day: a waiver of its own, or its site's leave to be offline."""

from collections.abc import Collection
from datetime import date

from records.inventory import Inventory
from records.targets import Account, Column
from records.verdict import Reason


def excuse(
    page: Column | Account, keys: Collection[str], *, inventory: Inventory, day: date
) -> Reason | None:
    """Return why what is found of *page* on *day* is not counted, or None where it is.

    *keys* are those a waiver may name: the page's own and, of a share, the share's.
    """
    waived = (waiver for waiver in inventory.waivers if waiver.target in keys)
    if any(waiver.from_on <= day <= waiver.until_on for waiver in waived):
        return Reason.WAIVED
    site = page.site if isinstance(page, Column) else ""
    closed = (closing for closing in inventory.offline if closing.site == site)
    return Reason.OFFLINE if any(each.from_on <= day <= each.until_on for each in closed) else None
