"""The part of the office's digest that tells which reminders went out in the week, and which did not."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from exporters.finding import NAME_LENGTH
from exporters.markup import shortened
from exporters.weekly.report import Heading, Part, Row, Value, clean
from exporters.words import FATES
from records.civil import civil_date
from records.inventory import Inventory
from records.notice import Fate, Notice, Via

_WHEN, _VIA = Heading(name="时间"), Heading(name="方式")
_FATE = Heading(name="发送情况", strong=True)
_KINDS, _ITEMS = Heading(name="类型"), Heading(name="内容", long=True)
_PEOPLE, _BY = Heading(name="收件人"), Heading(name="经办人")

_ITEMS_NAMED, _TROUBLE_LENGTH = 20, 120
_ORDER = (Fate.GIVEN_UP, Fate.WAITING, Fate.SENT, Fate.WITHDRAWN)


def notices_of(notices: Sequence[Notice], *, since: date, until: date) -> tuple[Notice, ...]:
    """Return the notices made or ended from *since* to *until*, both included, given up first."""

    def within(moment: datetime | None) -> bool:
        return moment is not None and since <= civil_date(moment) <= until

    ours = [one for one in notices if within(one.made_at) or within(one.ended_at)]
    return tuple(sorted(ours, key=lambda one: (_ORDER.index(one.fate), one.made_at, one.key)))


def notices_part(notices: Sequence[Notice], inventory: Inventory, names: Mapping[str, str]) -> Part:
    """Return the part of *notices*, in their order; *names* are the targets' by key."""
    units = {unit.key: unit.name for unit in inventory.units}
    return Part(
        title="本周提醒",
        sheet="本周提醒",
        note=_note(notices),
        nothing="本周没有发出提醒。",
        headings=(_FATE, _VIA, _WHEN, _KINDS, _ITEMS, _PEOPLE, _BY),
        rows=tuple(_row(one, units, names) for one in notices),
        about=("责任单位", "", "", ""),
    )


def unheard(notices: Sequence[Notice], inventory: Inventory) -> str:
    """Return what is said first of all of the notices that were given up; empty where none was."""
    lost = [one for one in notices if one.fate is Fate.GIVEN_UP]
    if not lost:
        return ""
    units = {unit.key: unit.name for unit in inventory.units}
    named = "、".join(dict.fromkeys(_unit(one, units) for one in lost))
    return f"有 {len(lost)} 份提醒未送达，请另行告知：{named}。原因见“本周提醒”。"


def _note(notices: Sequence[Notice]) -> str:
    counted = Counter(one.fate for one in notices)
    return "，".join(f"{FATES[fate]} {counted[fate]} 份" for fate in _ORDER if counted[fate])


def _row(notice: Notice, units: Mapping[str, str], names: Mapping[str, str]) -> Row:
    kinds = Counter(item.kind for item in notice.items)
    values: tuple[Value, ...] = (
        _fate(notice),
        str(notice.via),
        notice.ended_at or notice.made_at,
        "，".join(f"{kind} {number} 项" for kind, number in kinds.items()),
        _items(notice, names),
        "、".join(shortened(clean(name), NAME_LENGTH) for name in notice.people),
        shortened(clean(notice.by), NAME_LENGTH) or "系统",
    )
    return Row(name=_unit(notice, units), values=values)


def _unit(notice: Notice, units: Mapping[str, str]) -> str:
    return shortened(clean(units.get(notice.unit, notice.unit)), NAME_LENGTH)


def _fate(notice: Notice) -> str:
    if notice.fate is Fate.SENT and notice.via is not Via.MAIL:
        return "已告知"
    trouble = shortened(clean(notice.trouble), _TROUBLE_LENGTH) if notice.fate is not Fate.SENT else ""
    return "：".join(filter(None, [FATES[notice.fate], trouble]))


def _items(notice: Notice, names: Mapping[str, str]) -> str:
    told = [f"{names.get(item.target, clean(item.target))}({item.kind})" for item in notice.items]
    more = f"等 {len(told)} 项" if len(told) > _ITEMS_NAMED else ""
    return "、".join(told[:_ITEMS_NAMED]) + more
