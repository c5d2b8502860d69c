"""Single articles, image posts, text posts and their like: one entry, and never complete."""

import re
from dataclasses import replace

from crawler.platforms.text import plain
from crawler.platforms.told import Told, told_nothing, told_posts
from crawler.platforms.wechat.accounts import account_of
from crawler.platforms.wechat.page import Page, link
from crawler.platforms.wechat.script_values import Held, first_of
from crawler.platforms.wechat.times import Sent, when_sent
from records.observation import Entry, Outcome

#: The element every article has; where it stands, no text of the page is taken for a notice.
ARTICLE_ID = "js_article"
#: Elements that only articles have, for pages that lost the one above.
_ARTICLE_IDS = ("activity-name", "publish_time", "js_content")
_ALBUMS = "album_info_list = ["
_MAX_ALBUMS_TEXT = 40_000
_ALBUM_ID = re.compile(r"(?:albumId:\s{0,4}['\"]|album_id=)(\d{5,25})")
_MAX_ALBUMS = 50


def is_article(page: Page) -> bool:
    """Return whether *page* is surely an article, whatever it quotes."""
    return page.has_id(ARTICLE_ID)


def resembles_article(page: Page) -> bool:
    """Return whether *page* has something that only articles have."""
    return any(map(page.has_id, _ARTICLE_IDS)) or "window.cgiDataNew" in page.scripts


def read_article(page: Page) -> Told:
    """Return the one entry that the article *page* is.

    UNREADABLE where nothing says when it was sent, UNDATED where what says so cannot be believed.
    """
    account = account_of(page)
    sent = when_sent(page)
    if sent is None:
        note = "an article without any of the known times: look whether the page is cut off or has a new form"
        told = told_nothing(Outcome.UNREADABLE, note, account=account)
    else:
        told = told_posts([_entry(page, sent)], account=account, found_by=sent.found_by, note=sent.note)
    return replace(told, albums=_albums(page))


def _entry(page: Page, sent: Sent) -> Entry:
    return Entry(
        title=_title(page),
        address=link(page.address, page.meta("og:url")) or link("", page.address),
        published_on=sent.on,
        published_at=sent.at,
        found_by=sent.found_by,
        sure=sent.sure,
    )


def _title(page: Page) -> str:
    return (
        plain(page.meta("og:title"))
        or plain(first_of(page.scripts, "msg_title", Held.VARIABLE))
        or page.text_of_id("activity-name")
    )


def _albums(page: Page) -> tuple[str, ...]:
    start = page.scripts.find(_ALBUMS)
    if start < 0:
        return ()
    end = page.scripts.find("];", start, start + _MAX_ALBUMS_TEXT)
    ids = _ALBUM_ID.findall(page.scripts, start, end if end >= 0 else start + _MAX_ALBUMS_TEXT)
    return tuple(dict.fromkeys(ids))[:_MAX_ALBUMS]
