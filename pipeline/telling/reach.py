"""Whether what the program is to tell people can reach them, by the inventory and the settings alone."""

from collections.abc import Iterator

from exporters.mail.compose import is_address
from pipeline.settings import Settings
from records.inventory import Inventory
from records.targets import ContactRole, Unit

#: The most units named.
_NAMED = 10


def reach(settings: Settings, inventory: Inventory) -> tuple[bool, str]:
    """Return whether nothing that the inventory names is unset, and a line that says how things stand."""
    unset = [f"XUNCHA_CHAT_{name}" for name in _chats(inventory) if name not in settings.chats]
    by_sms = any(person.sms for unit in inventory.units for person in unit.contacts)
    if by_sms and not settings.sms_url.get_secret_value():
        unset.append("XUNCHA_SMS_URL")
    if unset:
        return False, f"{', '.join(unset)}: the inventory names it and it is not set; set it or take it out"
    silent = [unit.key for unit in inventory.units if _answers(inventory, unit) and not _is_reached(unit)]
    named = ", ".join(silent[:_NAMED]) + (", …" if len(silent) > _NAMED else "")
    nobody = f"; nobody to write to at {named}: give a contact a mail" if silent else ""
    if not settings.notices:
        return True, f"off: see `xuncha notice plan`, then set XUNCHA_NOTICES=true{nobody}"
    return (
        True,
        f"on, {settings.notices_from:%H:%M} to {settings.notices_until:%H:%M} on working days{nobody}",
    )


def _chats(inventory: Inventory) -> Iterator[str]:
    named = (inventory.office.chat, *(unit.chat for unit in inventory.units))
    yield from dict.fromkeys(filter(None, named))


def _answers(inventory: Inventory, unit: Unit) -> bool:
    """Return whether *unit* answers for anything."""
    columns = (column.units for column in inventory.columns)
    return any(unit.key in units for units in columns) or any(
        account.unit == unit.key for account in inventory.accounts
    )


def _is_reached(unit: Unit) -> bool:
    return bool(unit.chat) or any(
        is_address(person.mail) and person.role is not ContactRole.LEADER for person in unit.contacts
    )
