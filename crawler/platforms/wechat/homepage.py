"""Homepages (页面模板) as JSON: chosen by hand, so only a lower bound."""

from datetime import datetime

from crawler.platforms.told import Identity, Told, told_nothing, told_posts
from crawler.platforms.wechat.answers import Names, entries_of, fault_in, ids_of, is_item, items_in
from crawler.readers.apis.json_answer import dig
from records.observation import Outcome

_NAMES = Names(link="link", time="sendtime")
#: What answers a POST, and what answers a GET.
_LISTS = ("appmsg_list", "data.homepage_render.appmsg_list")


def recognises(answer: object) -> bool:
    """Return whether *answer* is a homepage's, or a single item of one."""
    lists = (*_LISTS, "data.homepage_render")
    return is_item(answer, "sendtime", "link") or any(dig(answer, path) is not None for path in lists)


def read_homepage(answer: object, *, address: str, seen_at: datetime | None) -> Told:
    """Return the posts that the homepage lists."""
    fault = fault_in(answer)
    if fault:
        return fault
    is_one = is_item(answer, "sendtime", "link")
    items = items_in({"item": answer}, "item") if is_one else items_in(answer, *_LISTS)
    if items is None:
        note = "a homepage's answer without its list: look at the address that was asked"
        return told_nothing(Outcome.UNREADABLE, note)
    account = Identity(ids=ids_of(items, _NAMES, address=address))
    if not items:
        note = "the homepage lists nothing, which says nothing of the account: give an article too"
        return told_nothing(Outcome.PARTIAL, note, account=account)
    entries = entries_of(items, _NAMES, address=address, seen_at=seen_at)
    return told_posts(entries, account=account, found_by=_NAMES.time)
