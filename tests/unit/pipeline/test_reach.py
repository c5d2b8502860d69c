"""Whether reminders can reach the units, by what the inventory and the settings say."""

from dataclasses import replace

from pipeline.settings import Settings
from pipeline.telling.reach import reach
from records.inventory import Inventory
from records.targets import Contact, ContactRole, Unit
from tests.unit.exporters.county import county

ON = Settings(notices=True)


def inventory(*people: Contact, chat: str = "") -> Inventory:
    """Return the county, every unit with these *people* and this *chat*."""
    found = county().inventory
    return replace(found, units=tuple(_with(unit, people, chat) for unit in found.units))


def _with(unit: Unit, people: tuple[Contact, ...], chat: str) -> Unit:
    return replace(unit, contacts=people, chat=chat)


def test_notices_that_are_off_are_said_with_the_way_to_begin() -> None:
    reached, told = reach(Settings(), inventory(Contact(name="甲", mail="a@b.test")))
    assert reached
    assert told == "off: see `xuncha notice plan`, then set XUNCHA_NOTICES=true"


def test_units_without_anybody_to_write_to_are_named() -> None:
    leader = Contact(name="乙", mail="b@b.test", role=ContactRole.LEADER)
    reached, told = reach(ON, inventory(leader))
    assert reached
    assert told.startswith("on, 08:30 to 11:30 on working days; nobody to write to at zfb, jyj, ")


def test_a_chat_and_a_gateway_that_are_not_set_are_wrong() -> None:
    by_phone = Contact(name="甲", mail="a@b.test", phone="0719-0000000", sms=True)
    reached, told = reach(ON, inventory(by_phone, chat="JYJ"))
    assert not reached
    assert told.startswith("XUNCHA_CHAT_JYJ, XUNCHA_SMS_URL: the inventory names it and it is not set")
