"""What ``xuncha read --explain`` says: why a page reads as it does, for people and for programs."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from crawler.next_pages import Pager, find_pager
from crawler.readers.apis.api import Found
from crawler.readers.column_list import NO_HINTS
from crawler.readers.explaining import explain_page
from crawler.readers.explanation import Cause, Explanation, Fate, Place, Way
from exporters.markup import printable, shortened
from pipeline.reading import SavedPage, bytes_of
from records.targets import ReadHints

_LONGEST_TITLE = 40
_LONGEST_BODY = 200

#: What decided, as a sentence with places for its figures.
_CAUSES: Mapping[Cause, str] = {
    Cause.UNPARSED: "it was not parsed: {detail}",
    Cause.STUB: "it is a stub that leads to {follow}, which is read instead",
    Cause.HINTS: "it is read by the selectors given{detail}{follow}; without them the reader weighs:",
    Cause.ARTICLE: "it is read as an article; the dates that were found:",
    Cause.REFUSED: "it shows no date and refuses, saying {words!r}; the dates it carries are not believed:",
    Cause.LIKELIEST: "of {weighed} possible lists the likeliest has dates",
    Cause.PLACE: "of {weighed} possible lists the likeliest stands where something else belongs, "
    "and one nearly as likely does not",
    Cause.NO_LIST: "none of {weighed} possible lists was taken; {detail}{follow}{words}",
}
_FATES: Mapping[Fate, str] = {
    Fate.WON: "taken",
    Fate.LESS_LIKELY: "another is likelier",
    Fate.YIELDED: "yields to the one taken",
    Fate.TOO_LITTLE: "too little like a list: needs {needed:g}",
    Fate.DOUBTED: "doubted for its place: needs {needed:g}",
    Fate.UNDATED: "no dates",
    Fate.BLANK: "a sign that nothing is there",
    Fate.UNASKED: "not asked",
}


@dataclass(frozen=True, kw_only=True)
class Why:
    """Why one page reads as it does, and what it says of the pages after it."""

    explanation: Explanation
    pager: Pager


def why(page: SavedPage, *, kind: str, hints: ReadHints = NO_HINTS) -> Why:
    """Return why *page*, which was read as *kind* and by *hints*, reads as it does."""
    body = bytes_of(page)
    explanation = explain_page(body, kind=kind, address=page.url, now=page.now, hints=hints)
    pager = Pager() if kind == "article" else find_pager(body, address=page.url, now=page.now)
    return Why(explanation=explanation, pager=pager)


def why_data(told: Why) -> Mapping[str, Any]:
    """Return *told* as JSON's kinds of values."""
    explanation = told.explanation
    return {
        "cause": explanation.cause.value,
        "detail": explanation.detail or None,
        "follow": explanation.follow or None,
        "words": explanation.words or None,
        "weighed": explanation.weighed,
        "lists": [_place_data(place) for place in explanation.places],
        "dates": [_way_data(way) for way in explanation.ways],
        "api": _api_data(explanation.api) if explanation.api else None,
        "pager": asdict(told.pager) if told.pager != Pager() else None,
    }


def why_lines(told: Why) -> Iterator[str]:
    """Yield *told* for a person, indented, whatever was scraped made printable."""
    return (f"{'  ' * depth}{printable(line)}" for depth, line in _lines(told))


def _lines(told: Why) -> Iterator[tuple[int, str]]:
    """Yield each line with how far it is indented."""
    explanation = told.explanation
    yield 1, _cause_words(explanation)
    for place in explanation.places:
        yield from _place_lines(place)
    for way in explanation.ways:
        yield 2, f"{way.name}: {way.at or way.on}{', which answered' if way.answered else ''}"
    if explanation.api:
        ask = explanation.api.ask
        sent = shortened(ask.body.decode("utf-8", errors="replace"), _LONGEST_BODY)
        yield 1, f"list API {explanation.api.name}: {ask.method} {ask.url} {sent}".rstrip()
    if told.pager != Pager():
        count = f"{told.pager.count} pages" if told.pager.count else "pages"
        yield 1, f"pager: {count}, next {told.pager.next or 'unknown'}"


def _cause_words(explanation: Explanation) -> str:
    sentence, told = _CAUSES[explanation.cause], explanation
    if explanation.cause is Cause.NO_LIST:
        detail = told.detail or "and nothing explains the page"
        words = f", saying {told.words!r}" if told.words else ""
        return sentence.format(weighed=told.weighed, detail=detail, follow=_leading(told), words=words)
    if explanation.cause is Cause.HINTS:
        return sentence.format(detail=f": {told.detail}" if told.detail else "", follow=_leading(told))
    return sentence.format(detail=told.detail, follow=told.follow, words=told.words, weighed=told.weighed)


def _leading(told: Explanation) -> str:
    return f", to {told.follow}" if told.follow else ""


def _place_lines(place: Place) -> Iterator[tuple[int, str]]:
    dated = f", newest {place.newest_on}, dated {place.dated_by}" if place.newest_on else ""
    others = "" if place.exact or not place.rows else " (selects others too)"
    fate = _FATES[place.fate].format(needed=place.needed)
    yield 2, f"{fate}: {place.path}{others}, {place.rows} rows{dated}"
    if place.title:
        yield 3, shortened(place.title, _LONGEST_TITLE)
    sums = ", ".join(f"{weight:+.2g} {name}" for name, weight in place.signals)
    yield 3, f"{place.score:.2f} = {sums or '0'}"


def _place_data(place: Place) -> Mapping[str, Any]:
    return {
        "path": place.path,
        "exact": place.exact,
        "rows": place.rows,
        "title": place.title or None,
        "newest_on": place.newest_on.isoformat() if place.newest_on else None,
        "dated_by": place.dated_by or None,
        "score": place.score,
        "needed": place.needed,
        "signals": dict(place.signals),
        "doubted": place.doubted,
        "fate": place.fate.value,
    }


def _way_data(way: Way) -> Mapping[str, Any]:
    at = way.at.isoformat() if way.at else None
    return {"found_by": way.name, "on": way.on.isoformat(), "at": at, "answered": way.answered}


def _api_data(api: Found) -> Mapping[str, Any]:
    body = api.ask.body.decode("utf-8", errors="replace")
    return {"name": api.name, "method": api.ask.method, "url": api.ask.url, "body": body or None}
