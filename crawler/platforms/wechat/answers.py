"""What WeChat's public JSON answers have in common: a return code, items, and one account."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from crawler.platforms.moments import of_epoch
from crawler.platforms.text import plain
from crawler.platforms.told import Told, told_nothing
from crawler.platforms.wechat.accounts import biz_in
from crawler.platforms.wechat.page import link
from crawler.readers.apis.json_answer import dig, text_at
from crawler.readers.bounds import MAX_ROWS
from records.civil import civil_date
from records.observation import Entry, Outcome

Item = Mapping[str, object]
#: The code WeChat gives to whoever asks too often.
_TOO_OFTEN = "200013"


@dataclass(frozen=True, kw_only=True)
class Names:
    """What an answer calls the parts of its items."""

    link: str
    time: str


def fault_in(answer: object) -> Told | None:
    """Return what the answer's return code says against it, or None where it says nothing."""
    code = text_at(answer, "base_resp.ret")
    if code in ("", "0"):
        return None
    if code == _TOO_OFTEN:
        return told_nothing(Outcome.BLOCKED, f"WeChat says we ask too often (ret {code}): ask less often")
    said = plain(text_at(answer, "base_resp.err_msg", "base_resp.errmsg"))[:80]
    note = f"WeChat answered with ret {code} {said}".strip()
    return told_nothing(Outcome.UNREADABLE, f"{note}: look at the address that was asked")


def items_in(answer: object, *paths: str) -> list[Item] | None:
    """Return the items at the first of *paths* that stands there; a single one may be an object.

    None where nothing stands there, or something else.
    """
    found = next((value for value in (dig(answer, path) for path in paths) if value is not None), None)
    rows = [found] if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return None
    return rows[:MAX_ROWS]


def is_item(answer: object, *names: str) -> bool:
    """Return whether *answer* is an item by itself: an object that has all of *names*."""
    return isinstance(answer, dict) and all(name in answer for name in names)


def entries_of(items: Sequence[Item], names: Names, *, address: str, seen_at: datetime | None) -> list[Entry]:
    """Return the entries that *items* are, in their order."""
    return [_entry(item, names, address, seen_at) for item in items]


def ids_of(items: Sequence[Item], names: Names, *, address: str) -> tuple[str, ...]:
    """Return the biz that the items' links share, else the one that *address* asks for."""
    found = {biz_in(text_at(item, names.link)) for item in items} - {""}
    one = found.pop() if len(found) == 1 else ""
    biz = one or biz_in(address)
    return (biz,) if biz else ()


def _entry(item: Item, names: Names, address: str, seen_at: datetime | None) -> Entry:
    moment = of_epoch(item.get(names.time), seen_at=seen_at)
    return Entry(
        title=plain(text_at(item, "title")),
        address=link(address, text_at(item, names.link)),
        published_on=civil_date(moment) if moment else None,
        published_at=moment,
        found_by=names.time if moment else "",
        sure=1.0 if moment else 0.0,
    )
