"""The answers of WeChat's official interface, one by one: errors, figures of days, what was published.

Figures (``getarticletotaldetail``) hold all that was published, by day and a day late.
What was published without being sent to followers (``freepublish``) is there at once.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from crawler.platforms.moments import of_epoch
from crawler.platforms.posts import post, rows_at, stated_at
from crawler.platforms.text import plain
from crawler.platforms.told import Identity, Told, told_nothing
from crawler.readers.apis.json_answer import count_at, dig, text_at
from crawler.readers.apis.rows import absolute
from records.observation import Entry, Outcome

FIGURES_BY, PUBLISHED_BY = "ref_date", "update_time"
#: ``publish_type``: sent to the followers (群发), and published without a notice to them (未开启通知).
SENT, UNSENT = "0", "1"
#: What mends each error. The interface's own words are not repeated: they may hold what was sent to it.
_REMEDIES: Mapping[str, str] = {
    "40164": "the address we ask from is not in the account's list: add it to the IP白名单 of the 公众平台",
    "40013": "there is no such appid: mend it in the account's secret",
    "40125": "the secret is not this account's: have the owner make a new one and set it",
    "48001": "the account has no right to this interface: it has to be verified (认证), or to authorise it",
    "40001": "the token is not the newest: ask for one anew, and see that nobody else asks for this account",
    "42001": "the token is older than two hours: ask for one anew",
    "45009": "the day's quota is used up: ask again tomorrow",
    "40097": "an argument is wrong, or stands in the query: all but the token belongs into the body, as JSON",
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MESSAGE = re.compile(r"[?&]mid=(\d{1,20})&(?:amp;)?idx=(\d{1,3})(?!\d)", re.ASCII)
_BIZ = re.compile(r"[?&]__biz=([A-Za-z0-9+/]{8,24}={0,2})")
#: ``update_time`` moves whenever an article is edited.
_LESS_SURE = 0.8


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article that the account's interface lists."""

    entry: Entry
    #: ``mid_idx``, the same in both lists, or what else tells it from others.
    key: str
    #: Its ``publish_type``.
    kind: str


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one answer adds to the others."""

    articles: Sequence[Article] = ()
    #: Why the answer is not all that it should be, or None.
    fault: Told | None = None


def is_figures(answer: object) -> bool:
    """Return whether *answer* is that of ``getarticletotaldetail``."""
    rows = rows_at(answer, "list")
    return rows is not None and (
        dig(answer, "is_delay") is not None or any("ref_date" in row for row in rows)
    )


def is_published(answer: object) -> bool:
    """Return whether *answer* is that of ``freepublish/batchget``."""
    counted = dig(answer, "total_count") is not None or dig(answer, "item_count") is not None
    return counted and rows_at(answer, "item") is not None


def refused(answer: object) -> Told | None:
    """Return what an error says and how it is mended, or that a token tells nothing; else None."""
    code = plain(text_at(answer, "errcode"))[:20]
    if code in _REMEDIES:
        return told_nothing(Outcome.BLOCKED, f"errcode {code}: {_REMEDIES[code]}")
    if code not in ("", "0"):
        return told_nothing(Outcome.UNREADABLE, f"errcode {code}: look it up in WeChat's list of codes")
    if dig(answer, "access_token") is not None:
        return told_nothing(Outcome.PARTIAL, "a token, which says nothing of the posts: ask with it")
    return None


def figures(answer: object, *, on: date | None = None, seen_at: datetime | None) -> Part:
    """Return the articles that figures list, each on its ``ref_date``; *on* is the one day asked for.

    At fault where they are delayed, or hold anything that is not of that day.
    """
    rows = rows_at(answer, "list")
    if rows is None:
        return Part(fault=told_nothing(Outcome.UNREADABLE, "an answer without figures: ask again"))
    articles = [
        Article(
            entry=_figure(row, seen_at),
            key=text_at(row, "msgid") or f"{on} {number}",
            kind=text_at(row, "publish_type"),
        )
        for number, row in enumerate(rows)
    ]
    wanting = _wanting(answer, on, articles)
    return Part(articles=articles, fault=told_nothing(Outcome.PARTIAL, wanting) if wanting else None)


def published(answer: object, *, seen_at: datetime | None) -> Part:
    """Return the articles published without being sent, dated by their last edit; deleted ones are left out.

    None at all is no fault: an account may send whatever it publishes.
    """
    rows = rows_at(answer, "item")
    if rows is None:
        note = "freepublish: an answer without its list: ask again"
        return Part(fault=told_nothing(Outcome.UNREADABLE, note))
    if not rows and count_at(answer, "total_count") != 0:
        note = "freepublish: an empty page that counts some, or does not count: ask again"
        return Part(fault=told_nothing(Outcome.PARTIAL, note))
    articles = [article for row in rows for article in _published(row, seen_at)]
    if all(article.entry.published_on for article in articles):
        return Part(articles=articles)
    note = "freepublish: an article without its update_time: look at the answer"
    return Part(articles=articles, fault=told_nothing(Outcome.PARTIAL, note))


def account_of(articles: Iterable[Article]) -> Identity:
    """Return the account that the links of *articles* name, where they name one alone."""
    found = {match[1] for match in (_BIZ.search(article.entry.address) for article in articles) if match}
    return Identity(ids=tuple(found) if len(found) == 1 else ())


def _figure(row: Mapping[str, object], seen_at: datetime | None) -> Entry:
    said = text_at(row, "ref_date")
    stated = stated_at(said, seen_at=seen_at) if _DAY.fullmatch(said) else None
    return Entry(
        title=plain(text_at(row, "title")),
        address=absolute("", text_at(row, "content_url")),
        published_on=stated.on if stated else None,
        found_by=FIGURES_BY if stated else "",
        sure=1.0 if stated else 0.0,
    )


def _wanting(answer: object, on: date | None, articles: Sequence[Article]) -> str:
    days = {article.entry.published_on for article in articles}
    if dig(answer, "is_delay") is not False:
        return "the figures are delayed (is_delay): ask again later in the day"
    if None in days:
        return "an article without its ref_date: look at the answer"
    if on and days - {on}:
        return "articles of another day than the one asked for: ask for one day at a time"
    return ""


def _published(row: Mapping[str, object], seen_at: datetime | None) -> list[Article]:
    moment = of_epoch(row.get(PUBLISHED_BY), seen_at=seen_at)
    number = text_at(row, "article_id")
    news = rows_at(row, "content.news_item")
    articles = []
    for place, item in enumerate([{}] if news is None else news):
        if item.get("is_deleted") in (True, 1, "true", "1"):
            continue
        address = absolute("", text_at(item, "url"))
        message = _MESSAGE.search(address)
        entry = post(
            title=text_at(item, "title"),
            address=address,
            moment=moment,
            found_by=PUBLISHED_BY,
            sure=_LESS_SURE,
        )
        key = f"{message[1]}_{message[2]}" if message else f"{number} {place}"
        articles.append(Article(entry=entry, key=key, kind=UNSENT))
    return articles
