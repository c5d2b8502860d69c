"""Any page or answer of WeChat's, or of Sogou's about WeChat, told by its address and its marks."""

import re
from collections.abc import Callable
from datetime import datetime

from crawler.platforms.told import Told, told_nothing
from crawler.platforms.wechat import album, homepage, official
from crawler.platforms.wechat.about import is_about, read_about
from crawler.platforms.wechat.album_page import is_album_page, read_album_page
from crawler.platforms.wechat.article import is_article, read_article, resembles_article
from crawler.platforms.wechat.notices import is_notice, read_notice
from crawler.platforms.wechat.page import Page, open_page
from crawler.platforms.wechat.sogou import is_sogou, read_sogou
from crawler.platforms.wechat.verification import is_verification, read_verification
from crawler.readers.apis.json_answer import load
from crawler.readers.bounds import fault_of
from records.observation import Outcome

#: Answers in JSON: what tells one, and who reads it; the first that fits.
ANSWERS: tuple[tuple[Callable[[object], bool], Callable[..., Told]], ...] = (
    (homepage.recognises, homepage.read_homepage),
    (album.recognises, album.read_album),
    (official.recognises, official.read_official),
)
#: Pages, likewise. An article is told before a notice, for it may quote one.
PAGES: tuple[tuple[Callable[[Page], bool], Callable[[Page], Told]], ...] = (
    (is_verification, read_verification),
    (is_article, read_article),
    (is_sogou, read_sogou),
    (is_notice, read_notice),
    (is_about, read_about),
    (is_album_page, read_album_page),
    (resembles_article, read_article),
)
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,100}[\[{]")


def read(body: bytes, *, address: str = "", seen_at: datetime | None = None) -> Told:
    """Return what *body* says of an account; which kind it is, it tells by itself.

    *address* is where it came from in the end, after every redirect, and may be empty.
    *seen_at* is when it was fetched, aware; see ReadPlatform.
    """
    fault = fault_of(body)
    if fault:
        return told_nothing(Outcome.UNREADABLE, fault)
    if _JSON.match(body):
        return _read_answer(load(body), address=address, seen_at=seen_at)
    page = open_page(body, address=address, seen_at=seen_at)
    for recognises, tell in PAGES:
        if recognises(page):
            return tell(page)
    note = "no page of WeChat's or Sogou's that is known: look at what was sent"
    return told_nothing(Outcome.UNREADABLE, note)


def _read_answer(answer: object, *, address: str, seen_at: datetime | None) -> Told:
    for recognises, tell in ANSWERS:
        if recognises(answer):
            return tell(answer, address=address, seen_at=seen_at)
    note = "no answer of WeChat's that is known, or a damaged one: look at the address that was asked"
    return told_nothing(Outcome.UNREADABLE, note)
