"""Albums (合集) as pages: the same items, without a word on what follows."""

import re
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from lxml import etree

from crawler.platforms.moments import of_epoch
from crawler.platforms.text import plain
from crawler.platforms.told import Identity, Told, as_partial, told_nothing, told_posts
from crawler.platforms.wechat.accounts import biz_in
from crawler.platforms.wechat.album import OLDEST_FIRST, runs_to_newer
from crawler.platforms.wechat.page import Page, elements_of, link, text_of
from crawler.readers.bounds import MAX_ROWS
from records.civil import civil_date
from records.observation import Entry, Outcome

_PATH = "/mp/appmsgalbum"
_ITEM = "js_album_item"
_TIME = "js_article_create_time"
_AUTHOR = "album__author-name"
#: Elements of one item; real ones have some ten.
_MAX_PARTS = 60
_BIZ_LINK = re.compile(r"[?&](?:amp;)?__biz=([A-Za-z0-9+/]{8,24}={0,2})")


def is_album_page(page: Page) -> bool:
    """Return whether *page* is an album's: by its address, else by its items."""
    return page.path == _PATH or page.has_class(_ITEM) or page.has_id("js_tag_name")


def read_album_page(page: Page) -> Told:
    """Return the posts that the album's page shows; PARTIAL where they run from old to new."""
    root = page.root
    items = list(islice(elements_of(root, _ITEM), MAX_ROWS)) if root is not None else []
    if root is None or not items:
        note = "an album's page without items: ask for it with f=json"
        return told_nothing(Outcome.UNREADABLE, note)
    entries = [_entry(item, page.address, page.seen_at) for item in items]
    name = next((text_of(author) for author in elements_of(root, _AUTHOR)), "")
    account = Identity(ids=tuple(_ids(items, page.address)), name=name)
    told = told_posts(entries, account=account, found_by=_TIME)
    return as_partial(told, OLDEST_FIRST) if runs_to_newer(entries) else told


def _entry(item: etree._Element, address: str, seen_at: datetime | None) -> Entry:
    shown = next((text_of(time) for time in elements_of(item, _TIME, among=_MAX_PARTS)), "")
    moment = of_epoch(shown, seen_at=seen_at)
    return Entry(
        title=plain(item.get("data-title") or ""),
        address=link(address, item.get("data-link") or ""),
        published_on=civil_date(moment) if moment else None,
        published_at=moment,
        found_by=_TIME if moment else "",
        sure=1.0 if moment else 0.0,
    )


def _ids(items: list[etree._Element], address: str) -> Iterator[str]:
    links = (_BIZ_LINK.search(item.get("data-link") or "") for item in items)
    found = {match[1] for match in links if match}
    biz = found.pop() if len(found) == 1 else biz_in(address)
    if biz:
        yield biz
