"""Huawei's AppGallery: the answer to its page's script (``getTabDetail``)."""

import re
from collections.abc import Mapping
from datetime import datetime

from crawler.platforms.addresses import place_of
from crawler.platforms.app.version import told_version
from crawler.platforms.posts import rows_at
from crawler.platforms.text import plain
from crawler.platforms.told import Identity, Told, told_nothing
from crawler.readers.apis.json_answer import text_at
from records.observation import Outcome

#: The card that says which app it is, and the one that says when it was brought up to date.
_WHICH, _ABOUT = "detailhiddencard", "detailappinfocard"
#: ``2026/8/20``, without zeros.
_FIELD = "releaseDate"
_NUMBER = re.compile(r"C\d{3,20}", re.ASCII)


def recognises(answer: object) -> bool:
    """Return whether *answer* is that of ``getTabDetail``."""
    return isinstance(answer, dict) and ("layoutData" in answer or "rtnCode" in answer)


def read_tab(answer: object, *, address: str, seen_at: datetime | None) -> Told:
    """Return the version that the cards tell, where they are of the app that was asked for."""
    asked = _asked(address)
    code = plain(text_at(answer, "rtnCode"))[:20]
    if code not in ("", "0"):
        note = f"AppGallery answered with rtnCode {code}: listen to its page, which signs its questions"
        return _unreadable(note, asked)
    cards = _cards(answer)
    which, about = cards.get(_WHICH, {}), cards.get(_ABOUT, {})
    ids = tuple(plain(each) for each in (text_at(which, "appid"), text_at(which, "package")) if each)
    if not ids:
        note = "no card names an app: it is not listed, or the answer's shape has changed; look at the store"
        return _unreadable(note, asked)
    if asked and asked not in ids:
        return _unreadable(f"the cards are of another app, {ids[0]}: mend the source", asked)
    account = Identity(
        ids=ids, name=plain(text_at(which, "name")), principal=plain(text_at(about, "developer"))
    )
    return told_version(
        text_at(which, "versionName") or text_at(about, "version", "versionName"),
        about.get(_FIELD),
        account=account,
        field=_FIELD,
        address=f"https://appgallery.huawei.com/app/{ids[0]}" if _NUMBER.fullmatch(ids[0]) else "",
        seen_at=seen_at,
    )


def _cards(answer: object) -> Mapping[str, Mapping[str, object]]:
    """Return the first row of each card, by the card's name."""
    cards: dict[str, Mapping[str, object]] = {}
    for card in rows_at(answer, "layoutData") or ():
        rows = rows_at(card, "dataList")
        if rows:
            cards.setdefault(text_at(card, "layoutName"), rows[0])
    return cards


def _asked(address: str) -> str:
    """Return the number of the app that the address asks for (``uri=app|C…``, ``/app/C…``), or empty."""
    place = place_of(address)
    named = (place.query.get("uri", "").rpartition("|")[2], place.after("app"))
    return next(filter(_NUMBER.fullmatch, named), "")


def _unreadable(note: str, asked: str) -> Told:
    return told_nothing(Outcome.UNREADABLE, note, account=Identity(ids=(asked,) if asked else ()))
