"""Sogou's search of WeChat: late and incomplete, so a hint and never more.

Its links expire within hours and are no evidence: the entries have no address.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from lxml import etree

from crawler.platforms.moments import of_epoch
from crawler.platforms.told import Identity, Told, told_nothing, told_posts
from crawler.platforms.wechat.page import Page, asked, elements_of, text_of
from records.civil import civil_date
from records.observation import Entry, Outcome

_HOST = "weixin.sogou.com"
_CARD, _ARTICLE = "sogou_vr_11002301_box_", "sogou_vr_11002601_box_"
_ROW_ID = re.compile(rf"(?<=\s)id=[\"']?(?:{_CARD}|{_ARTICLE})\d")
_ANTISPIDER = ("seccodeForm", "seccodeImage")
_NOTHING = "noresult_part1_container"
_REFUSED = re.compile(r"您的访问过于频繁|网络中存在异常访问请求")
#: A page of results has ten.
_MAX_RESULTS = 20
_FOUND_BY = "timeConvert"
_TIME = re.compile(r"timeConvert\(\s{0,4}['\"]?(\d{9,10})['\"]?\s{0,4}\)", re.ASCII)
_HINT = "a hint of Sogou's, which is late and incomplete"


@dataclass(frozen=True, kw_only=True)
class _Card:
    account: Identity
    entries: tuple[Entry, ...]


def is_sogou(page: Page) -> bool:
    """Return whether *page* is Sogou's: by its address, else by its results or its question."""
    if page.host == _HOST or _ROW_ID.search(page.markup):
        return True
    return any(map(page.has_id, (*_ANTISPIDER, _NOTHING))) or page.has_class("b404-box")


def read_sogou(page: Page) -> Told:
    """Return the posts of the one account that the results are of; PARTIAL for none or for several."""
    root = page.root
    cards = _rows(root, _CARD) if root is not None else []
    articles = _rows(root, _ARTICLE) if root is not None else []
    if cards:
        return _of_cards([_card(row, page.seen_at) for row in cards], asked(page.address, "query"))
    if articles:
        return _of_articles(articles, page.seen_at)
    if _is_refusal(page):
        note = "Sogou asks for a verification: leave it for today, and look at an article instead"
        return told_nothing(Outcome.BLOCKED, note)
    if page.has_id(_NOTHING) or page.has_class("b404-box"):
        note = f"nothing found, {_HINT}: it says nothing of the account"
        return told_nothing(Outcome.PARTIAL, note)
    return told_nothing(
        Outcome.UNREADABLE, "a page of Sogou's without results: look whether it has a new form"
    )


def _is_refusal(page: Page) -> bool:
    in_page = any(map(page.has_id, _ANTISPIDER)) or _REFUSED.search(page.markup[:100_000]) is not None
    return page.path.startswith("/antispider") or in_page


def _of_cards(cards: Sequence[_Card], query: str) -> Told:
    """Return the card whose 微信号 was asked for, or the only one: accounts of one name are common."""
    exact = [card for card in cards if query and query.lower() in map(str.lower, card.account.ids)]
    chosen = exact or cards
    if len(chosen) > 1:
        note = f"{len(cards)} accounts of different names or 微信号, and {_HINT}: ask by the 微信号"
        return told_nothing(Outcome.PARTIAL, note)
    card = chosen[0]
    if not card.entries:
        note = f"the account without a latest article, and {_HINT}: look at an article instead"
        return told_nothing(Outcome.PARTIAL, note, account=card.account)
    return told_posts(card.entries, account=card.account, found_by=_FOUND_BY, note=_HINT)


def _of_articles(rows: Sequence[etree._Element], seen_at: datetime | None) -> Told:
    names = {next((text_of(name) for name in elements_of(row, "all-time-y2")), "") for row in rows}
    if len(names) > 1:
        note = f"articles of {len(names)} accounts whose names differ, and {_HINT}: ask by the 微信号"
        return told_nothing(Outcome.PARTIAL, note)
    entries = [_entry(row, row.find(".//h3//a"), seen_at) for row in rows]
    return told_posts(entries, account=Identity(name=names.pop()), found_by=_FOUND_BY, note=_HINT)


def _card(row: etree._Element, seen_at: datetime | None) -> _Card:
    label = row.find(".//label[@name='em_weixinhao']")
    number = text_of(label) if label is not None else ""
    name = _link(row, "account_name_")
    facts = dict(_facts(row))
    principal = next((text_of(text) for title, text in facts.items() if "认证" in title), "")
    latest = next((text for title, text in facts.items() if "最近文章" in title), None)
    article = _link(latest, "account_article_") if latest is not None else None
    entries = () if latest is None or article is None else (_entry(latest, article, seen_at),)
    account = Identity(
        ids=(number,) if number else (), name=text_of(name) if name is not None else "", principal=principal
    )
    return _Card(account=account, entries=entries)


def _facts(row: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    for fact in islice(row.iter("dl"), _MAX_RESULTS):
        title, text = fact.find("dt"), fact.find("dd")
        if title is not None and text is not None:
            yield text_of(title), text


def _link(row: etree._Element, prefix: str) -> etree._Element | None:
    return next((one for one in row.iter("a") if (one.get("uigs") or "").startswith(prefix)), None)


def _entry(row: etree._Element, article: etree._Element | None, seen_at: datetime | None) -> Entry:
    scripts = (_TIME.search(script.text or "") for script in row.iter("script"))
    epoch = next((match[1] for match in scripts if match), "")
    moment = of_epoch(epoch, seen_at=seen_at)
    return Entry(
        title=text_of(article) if article is not None else "",
        published_on=civil_date(moment) if moment else None,
        published_at=moment,
        found_by=_FOUND_BY if moment else "",
        sure=1.0 if moment else 0.0,
    )


def _rows(root: etree._Element, prefix: str) -> list[etree._Element]:
    found = (row for row in root.iter("li") if (row.get("id") or "").startswith(prefix))
    return list(islice(found, _MAX_RESULTS))
