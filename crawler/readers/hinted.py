"""Columns that name their own selectors, when all else has failed."""

from collections.abc import Sequence

from cssselect import SelectorError
from lxml import etree
from lxml.cssselect import CSSSelector

from crawler.dates.plain import plain
from crawler.dates.stated import Stated, compact_date, find_dates
from crawler.readers.bounds import MAX_ROWS
from crawler.readers.lists.choose import candidates
from crawler.readers.lists.dating import date_group
from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Group, Row
from crawler.readers.lists.header import find_header
from crawler.readers.lists.item import row_address, row_source, row_title
from crawler.readers.lists.landmarks import find_landmarks
from crawler.readers.lists.order import proves_silence
from crawler.readers.lists.ways import RowDate
from crawler.readers.outline import Node
from crawler.readers.page import Page
from crawler.readers.reading import Reading
from crawler.readers.refusal import refusal_of
from crawler.readers.shell import fills_itself, is_mounted, shows_template
from crawler.readers.stub import stub_target
from records.observation import Entry, Outcome
from records.targets import ReadHints

_LONGEST_NOTE = 300


def read_hinted(page: Page, hints: ReadHints) -> Reading:
    """Return what the selectors of *hints* find on *page*; what they leave out is found as ever.

    A selector that is wrong or finds nothing makes the page UNREADABLE with a note
    that names it: the reader's own search is not fallen back on, for the office
    asked for these rows. Where there are no rows because the page is a stub, refuses
    or waits for a script, it says so instead.
    """
    grounds = Grounds(page)
    try:
        group = _group(grounds, hints.rows)
        if not group:
            return _without_rows(page, hints.rows)
        dates = _dates(grounds, group, hints.date)
        entries = tuple(
            _entry(grounds, group, row, dated, hints.link)
            for row, dated in zip(group.rows, dates, strict=True)
        )
    except (SelectorError, etree.XPathError) as error:
        return _failed(f"a selector of the inventory cannot be read: {error}")
    if not any(dates):
        return _failed(f"no row has a date by the selector {hints.date or '(none given)'!r}")
    complete = proves_silence([dated.on if dated else None for dated in dates], group.blocks, only_page=False)
    return Reading(outcome=Outcome.READ, complete=complete, entries=entries, found_by="selector")


def _without_rows(page: Page, selector: str) -> Reading:
    note = f"the selector for rows, {selector!r}, finds nothing" if selector else "no list was recognised"
    target, refusal = stub_target(page), refusal_of(page)
    if target:
        return Reading(outcome=Outcome.SHELL, follow=target, note="a stub that leads elsewhere")
    if refusal:
        return Reading(outcome=refusal, note=f"the page says: {page.title[:80]}")
    if shows_template(page) or fills_itself(page) or is_mounted(page):
        return Reading(outcome=Outcome.SHELL, note=f"{note}, and a script fills the page"[:_LONGEST_NOTE])
    return _failed(note)


def _failed(note: str) -> Reading:
    return Reading(outcome=Outcome.UNREADABLE, note=note[:_LONGEST_NOTE])


def _group(grounds: Grounds, selector: str) -> Group | None:
    """Return the selected rows, or the likeliest list where no *selector* is given."""
    if not selector:
        likely = candidates(grounds, find_landmarks(grounds.page))
        return next((candidate.group for candidate in likely if candidate.group), None)
    known = {node.element: node for node in grounds.outline.nodes}
    nodes = [known[element] for element in _select(grounds.page.root, selector) if element in known]
    rows = tuple(_row(node) for node in nodes[:MAX_ROWS])
    parent = grounds.outline.nodes[max(nodes[0].parent, 0)] if nodes else None
    return Group(parent=parent, tag=nodes[0].tag, rows=rows) if parent else None


def _row(node: Node) -> Row:
    return Row(node=node.index, end_node=node.end, first_text=node.first_text, end_text=node.end_text)


def _select(element: etree._Element, selector: str) -> list[etree._Element]:
    found = CSSSelector(selector, translator="html")(element)
    return [one for one in found if isinstance(one, etree._Element)] if isinstance(found, list) else []


def _dates(grounds: Grounds, group: Group, selector: str) -> Sequence[RowDate | None]:
    if not selector:
        return date_group(grounds, group).dates
    stated = [_selected_date(grounds, row, selector) for row in group.rows]
    return [RowDate(on=one.on, at=one.at) if one else None for one in stated]


def _selected_date(grounds: Grounds, row: Row, selector: str) -> Stated | None:
    """Return the first full date of the selected element, which may be spread over its nodes."""
    not_after = grounds.page.not_after
    for place in _select(grounds.outline.nodes[row.node].element, selector):
        texts = [plain(str(text)) for text in place.itertext()]
        for text in (*texts, plain("".join(texts))):
            stated = next(find_dates(text, not_after=not_after), None)
            compact = compact_date(text, not_after=not_after)
            if stated or compact:
                return stated or (Stated(on=compact) if compact else None)
    return None


def _entry(grounds: Grounds, group: Group, row: Row, dated: RowDate | None, selector: str) -> Entry:
    links = _select(grounds.outline.nodes[row.node].element, selector) if selector else []
    shown = " ".join("".join(map(str, links[0].itertext())).split()) if links else ""
    return Entry(
        title=(links[0].get("title") or shown) if links else row_title(grounds, row),
        address=grounds.page.absolute(links[0].get("href")) if links else row_address(grounds, row),
        published_on=dated.on if dated else None,
        published_at=dated.at if dated else None,
        source=row_source(grounds, row, find_header(grounds, group)),
        found_by="selector" if dated else "",
        sure=1.0 if dated else 0.0,
    )
