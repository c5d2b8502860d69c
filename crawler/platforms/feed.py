"""Feeds that services make of accounts: RSS, Atom, JSON Feed. A dead one looks just like a silent account."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from urllib.parse import unquote

from lxml import etree

from crawler.platforms.posts import rows_at, stated_at
from crawler.platforms.text import plain
from crawler.platforms.told import Identity, Told, told_nothing, told_posts
from crawler.readers.apis.json_answer import load, text_at
from crawler.readers.apis.rows import absolute
from crawler.readers.apis.xml_answer import load_xml, named, own, text_of
from crawler.readers.bounds import MAX_ROWS, fault_of
from records.observation import Entry, Outcome

_CHANNEL = re.compile(rb"<(?:[\w-]{1,20}:)?channel[\s>]")
_BIZ = re.compile(r"[?&]__biz=([A-Za-z0-9+/]{8,24}(?:={1,2}|(?:%3[Dd]){1,2})?)")
#: How we-mp-rss calls itself. It writes civil times as if they were Greenwich's, or without any zone.
_NAIVE = re.compile(r"we[-_ ]?mp[-_ ]?rss|mp[-_ ]?we[-_ ]?rss", re.IGNORECASE)
#: How sure a date is that may be eight hours off, or one of the entry's last edit.
_LESS_SURE = 0.8
_JSON_FEED = "https://jsonfeed.org/version/"
#: The fields of an item that date it, the likeliest first; those of the channel never count.
_RSS_DATES = ("pubDate", "date")
_ATOM_DATES = ("published", "issued", "updated")
_JSON_DATES = ("date_published", "date_modified", "updated")
_EDITED = frozenset({"updated", "date_modified"})


@dataclass(frozen=True, kw_only=True)
class _Item:
    title: str
    link: str
    #: The name of the field that dates it, and what stands there.
    field: str
    date: str


@dataclass(frozen=True, kw_only=True)
class _Channel:
    title: str
    #: Its own addresses, which may name the account.
    links: Sequence[str]
    #: Whatever it says of the program that made it.
    maker: str
    items: Sequence[_Item]


def read_feed(body: bytes, *, address: str = "", seen_at: datetime | None = None) -> Told:
    """Return the posts that the feed *body* lists, dated by its items alone; a lower bound."""
    fault = fault_of(body)
    if fault:
        return told_nothing(Outcome.UNREADABLE, fault)
    channel = _xml_channel(body) if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else _json(body)
    if channel is None:
        note = "the answer is no feed, or a damaged one: see to the feed's own service"
        return told_nothing(Outcome.UNREADABLE, note)
    links = chain(channel.links, (item.link for item in channel.items))
    account = Identity(ids=_ids(links), name=plain(channel.title))
    if not channel.items:
        note = "the feed lists nothing, which says nothing of the account: see to the feed's own service"
        return told_nothing(Outcome.PARTIAL, note, account=account)
    is_naive = bool(_NAIVE.search(channel.maker))
    entries = [_entry(item, address, seen_at, is_naive=is_naive) for item in channel.items]
    found_by = next((entry.found_by for entry in entries if entry.found_by), "")
    note = "made by we-mp-rss, whose times may be eight hours off" if is_naive else ""
    return told_posts(entries, account=account, found_by=found_by, note=note)


def _entry(item: _Item, address: str, seen_at: datetime | None, *, is_naive: bool) -> Entry:
    stated = stated_at(item.date, seen_at=seen_at)
    is_less_sure = is_naive or item.field in _EDITED
    return Entry(
        title=plain(item.title),
        address=absolute(address, item.link[:4_000]),
        published_on=stated.on if stated else None,
        published_at=stated.at if stated else None,
        found_by=item.field if stated else "",
        sure=(_LESS_SURE if is_less_sure else 1.0) if stated else 0.0,
    )


def _xml_channel(body: bytes) -> _Channel | None:
    is_rss = _CHANNEL.search(body) is not None
    root = load_xml(body, holding="channel" if is_rss else "feed")
    if root is None:
        return None
    return _rss(root) if is_rss else _atom(root)


def _rss(root: etree._Element) -> _Channel:
    channel = next(named(root, "channel"))
    items = [_item(item, _link_of(item), _RSS_DATES) for item in islice(named(root, "item"), MAX_ROWS)]
    maker = " ".join((text_of(channel, "generator"), text_of(channel, "link")))
    return _Channel(
        title=text_of(channel, "title"), links=(text_of(channel, "link"),), maker=maker, items=items
    )


def _atom(root: etree._Element) -> _Channel:
    feed = next(named(root, "feed"))
    items = [_item(entry, _href(entry), _ATOM_DATES) for entry in islice(named(root, "entry"), MAX_ROWS)]
    links = (_href(feed), text_of(feed, "id"))
    maker = " ".join((text_of(feed, "generator", "author"), *links))
    return _Channel(title=text_of(feed, "title"), links=links, maker=maker, items=items)


def _json(body: bytes) -> _Channel | None:
    """Return what a JSON Feed says, or the list of the same kind that we-mp-rss makes."""
    answer = load(body)
    rows = rows_at(answer, "items")
    is_own = rows is not None and any("channel_name" in row for row in rows)
    if rows is None or not (is_own or text_at(answer, "version").startswith(_JSON_FEED)):
        return None
    items = []
    for row in rows:
        field = next((name for name in _JSON_DATES if text_at(row, name)), "")
        title, link = text_at(row, "title", "content_text"), text_at(row, "url", "external_url", "link")
        items.append(_Item(title=title, link=link, field=field, date=text_at(row, field) if field else ""))
    links = (text_at(answer, "home_page_url", "link"),)
    maker = "we-mp-rss" if is_own else " ".join((text_at(answer, "author.name"), *links))
    return _Channel(title=text_at(answer, "title", "name"), links=links, maker=maker, items=items)


def _link_of(item: etree._Element) -> str:
    """Return where an RSS *item* leads; an identity that is no address is none."""
    link, guid = text_of(item, "link"), text_of(item, "guid")
    return link or (guid if guid.startswith(("http://", "https://")) else "")


def _item(element: etree._Element, link: str, fields: Iterable[str]) -> _Item:
    field = next((name for name in fields if text_of(element, name)), "")
    date = text_of(element, field) if field else ""
    return _Item(title=text_of(element, "title"), link=link, field=field, date=date)


def _href(element: etree._Element) -> str:
    links = (link for link in own(element, "link") if link.get("rel", "alternate") == "alternate")
    return next((link.get("href") or "" for link in links), "")


def _ids(links: Iterable[str]) -> tuple[str, ...]:
    """Return the one ``__biz`` that the *links* name, or nothing where they name none or several."""
    found = {unquote(match[1]) for match in map(_BIZ.search, (link[:4_000] for link in links)) if match}
    return tuple(found) if len(found) == 1 else ()
