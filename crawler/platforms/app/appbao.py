"""应用宝: a page of labels and values. Its classes change with each release, so the labels are gone by."""

import re
from datetime import datetime

from crawler.platforms.addresses import place_of
from crawler.platforms.app.version import told_absent, told_version
from crawler.platforms.notices import Shown, outside_scripts, wall_in
from crawler.platforms.text import plain
from crawler.platforms.told import Identity, Told, told_nothing
from crawler.readers.decoding import decode
from records.observation import Outcome

_NUMBER, _UPDATED = "版本号", "更新时间"
_LABEL = re.compile(r"(版本号|更新时间)(?:\s?[:：]|\s|$)\s{0,9}(.*)")
_ABSENT = re.compile(r"找不到|(?<!\d)404(?!\d)")
_PACKAGE = re.compile(r"[A-Za-z]\w{0,60}(?:\.\w{1,60}){1,12}", re.ASCII)
_NAME = re.compile(r"<h1[^<>]{0,300}>([^<]{1,300})", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>")
#: Texts of a page that are looked at, and how long one with a label can be.
_MOST_TEXTS, _LONGEST = 20_000, 80


def read_page(body: bytes, shown: Shown, *, address: str, seen_at: datetime | None) -> Told:
    """Return the version that *body*, a page with *shown* on it, tells; GONE if its title denies it."""
    asked = place_of(address).after("appdetail")
    ids = (asked,) if _PACKAGE.fullmatch(asked) else ()
    text = decode(body)
    said = _labelled(text)
    name = _NAME.search(text)
    account = Identity(ids=ids, name=plain(name[1]) if name else "")
    if _UPDATED in said:
        return told_version(
            said.get(_NUMBER, ""), said[_UPDATED], account=account, field=_UPDATED, seen_at=seen_at
        )
    if not said and _ABSENT.search(shown.title):
        return told_absent("应用宝", ids=ids)
    words = wall_in(shown.text)
    if words and not said:
        return told_nothing(Outcome.BLOCKED, f"the page says {words}: look at the store", account=account)
    note = f"the page has no {_UPDATED}: its shape has changed, or it never loaded; look at the store"
    return told_nothing(Outcome.UNREADABLE, note, account=account)


def _labelled(text: str) -> dict[str, str]:
    """Return the values of the labels: the rest of a label's own text, or the text that follows it."""
    found: dict[str, str] = {}
    waiting = ""
    for piece in _MARKUP.sub("\n", outside_scripts(text)).split("\n", _MOST_TEXTS)[:_MOST_TEXTS]:
        words = piece.strip()
        if not words or len(words) > _LONGEST or words in (":", "："):
            continue
        label = _LABEL.fullmatch(words)
        waiting, value = (label[1], label[2]) if label else (waiting, words)
        if waiting and value:
            found.setdefault(waiting, value)
            waiting = ""
    return found
