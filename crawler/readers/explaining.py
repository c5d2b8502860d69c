"""Why a page reads as it does: its reader's own way, gone once more with what was weighed kept."""

from collections.abc import Iterator
from datetime import datetime

from crawler.readers.apis.api import Found
from crawler.readers.apis.catalogue import find_api
from crawler.readers.articles.header import Header, find_header
from crawler.readers.articles.shown import Shown, all_shown
from crawler.readers.articles.unshown import Unshown, all_unshown, find_unshown
from crawler.readers.column_list import NO_HINTS, Ranked, rank
from crawler.readers.explanation import Cause, Explanation, Fate, Place, Way
from crawler.readers.hinted import read_hinted
from crawler.readers.lists.choose import Candidate
from crawler.readers.lists.item import row_title
from crawler.readers.page import Page, UnparsedError, parse_page
from crawler.readers.paths import path_of_node, path_of_rows
from crawler.readers.refusal import REFUSALS, refusal_and_words
from crawler.readers.stub import stub_target
from crawler.readers.without_list import explained
from records.targets import ReadHints

#: How many of a page's likeliest lists are told.
SHOWN = 5


def explain_page(
    body: bytes, *, kind: str, address: str, now: datetime, charset: str = "", hints: ReadHints = NO_HINTS
) -> Explanation:
    """Return why the page *body* is read as it is; *kind* is ``article`` or what is read as a list.

    It goes the reader's own way with the same values, and never raises.
    """
    try:
        page = parse_page(body, address=address, now=now, charset=charset)
    except UnparsedError as fault:
        return Explanation(cause=Cause.UNPARSED, detail=str(fault))
    api = find_api(body, address=address, charset=charset)
    target = stub_target(page)
    if kind != "article" and hints.selects:
        return _of_hints(page, hints, api)
    if target:
        return Explanation(cause=Cause.STUB, follow=target, api=api)
    if kind == "article":
        return _of_article(page, api)
    return _of_list(rank(page), api)


def _of_article(page: Page, api: Found | None) -> Explanation:
    header = find_header(page)
    refused = None if header.shown else refusal_and_words(page)
    cause = Cause.REFUSED if refused else Cause.ARTICLE
    chosen = None if refused else header.shown or find_unshown(page)
    ways = tuple(_ways(page, header, chosen))
    return Explanation(cause=cause, words=refused[1] if refused else "", ways=ways, api=api)


def _of_hints(page: Page, hints: ReadHints, api: Found | None) -> Explanation:
    """Return what came of the selectors of *hints*, and the lists that the reader weighs without them."""
    reading, ranked = read_hinted(page, hints), rank(page)
    places = (_place(ranked, one, fate=Fate.UNASKED) for one in _told(ranked))
    return Explanation(
        cause=Cause.HINTS,
        detail=reading.note,
        follow=reading.follow,
        places=tuple(places),
        weighed=len(ranked.candidates),
        api=api,
    )


def _of_list(ranked: Ranked, api: Found | None) -> Explanation:
    best, detail, reading = ranked.dated, "", None
    if best:
        cause = Cause.LIKELIEST if best is ranked.first else Cause.PLACE
    else:
        cause = Cause.NO_LIST
        detail, reading = explained(ranked.listless)
    refused = refusal_and_words(ranked.grounds.page) if reading and reading.outcome in REFUSALS else None
    return Explanation(
        cause=cause,
        detail=detail,
        follow=reading.follow if reading else "",
        words=refused[1] if refused else "",
        places=tuple(_place(ranked, one, fate=_fate(ranked, one)) for one in _told(ranked)),
        weighed=len(ranked.candidates),
        api=api,
    )


def _told(ranked: Ranked) -> list[Candidate]:
    """Return the likeliest lists, each once and the one that was taken among them.

    The one that was taken stands where its own rows stand, without those that lead it in.
    """
    best, taken = ranked.dated, ranked.taken
    told: dict[object, Candidate] = {}
    for one in ranked.candidates:
        key = _key(one)
        told[key] = taken if taken and best and _key(best) == key else told.get(key, one)
    likeliest = list(told.values())[:SHOWN]
    return likeliest if taken is None or any(one is taken for one in likeliest) else [*likeliest[:-1], taken]


def _key(one: Candidate) -> object:
    rows = one.group.rows if one.group else ()
    return tuple((row.node, row.end_node) for row in rows) or one.spot.parent.index


def _place(ranked: Ranked, one: Candidate, *, fate: Fate) -> Place:
    grounds, group = ranked.grounds, one.group
    dates = [found.on for found in one.dating.dates if found] if one.dating else []
    path = path_of_rows(grounds, group) if group else None
    return Place(
        path=path.selector if path else path_of_node(grounds, one.spot.parent),
        exact=bool(path and path.exact),
        rows=len(group.rows) if group else 0,
        title=row_title(grounds, group.rows[0]) if group else _said(one, ranked),
        newest_on=max(dates, default=None),
        dated_by=one.dating.way if one.dating else "",
        score=one.score,
        needed=one.needed,
        signals=tuple((name, weight) for name, weight in one.signals.items() if weight),
        doubted=one.doubted,
        fate=fate,
    )


def _said(one: Candidate, ranked: Ranked) -> str:
    texts = ranked.grounds.texts_in(one.spot.first_text, one.spot.end_text)
    return " ".join(texts)[:80] if one.blank and one.blank.said else ""


def _fate(ranked: Ranked, one: Candidate) -> Fate:
    if one.blank:
        return Fate.BLANK
    if not one.is_dated:
        return Fate.UNDATED
    if one is ranked.taken:
        return Fate.WON
    if not one.dates_the_column:
        return Fate.DOUBTED if one.doubted else Fate.TOO_LITTLE
    return Fate.YIELDED if one is ranked.first and ranked.dated else Fate.LESS_LIKELY


def _ways(page: Page, header: Header, chosen: Shown | Unshown | None) -> Iterator[Way]:
    """Yield what each way of dating an article finds on *page*, marking the one that was *chosen*."""
    shown = all_shown(page, header.title, footer=header.footer)
    for name, labelled in (("label", True), ("header", False)):
        best = max((one for one in shown if one.labelled is labelled), key=_weight, default=None)
        if best:
            yield Way(name=name, on=best.stated.on, at=best.stated.at, answered=best == chosen)
    for one in all_unshown(page):
        yield Way(name=one.found_by, on=one.stated.on, at=one.stated.at, answered=one == chosen)


def _weight(shown: Shown) -> float:
    return shown.weight
