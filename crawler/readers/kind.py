"""Pages of which nobody said whether they are a column's list or an article."""

import re
from datetime import datetime

from crawler.readers.article import read_below
from crawler.readers.articles.header import Header, find_header
from crawler.readers.column_list import Ranked, rank, read_ranked
from crawler.readers.lists.choose import Candidate
from crawler.readers.lists.group import Row
from crawler.readers.lists.item import opens_by_script, row_link, row_title
from crawler.readers.page import Page, UnparsedError, parse_page
from crawler.readers.reading import Reading
from crawler.readers.stub import stub_target
from records.observation import Outcome

#: A text this long that is no link is a paragraph; so many characters of them make an article.
_PARAGRAPH = 40
_A_TEXT = 50
_MUCH_TEXT = 400
#: A link that says less than this is no row's title.
_SHORTEST_TITLE = 4
#: So many rows may be pieces of an article; and what a date with its label and time takes of a row.
_FEW = 2
_LONGEST_DATE = 40
#: Few rows that look less than this like a list are none.
_DOUBTFUL = 4.5
#: A heading of fewer characters names a column.
_SHORTEST_NAME = 10
#: What links beside an article's date do with the page; no item is called so.
_TOOLS = re.compile(r"\W*(?:打印|关闭|收藏|分享|转发|返回|字体|字号)[^，。]{0,4}\W*")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


def read_page_of_any_kind(
    body: bytes, *, address: str, now: datetime, charset: str = ""
) -> tuple[str, Reading]:
    """Return ``list`` or ``article``, told from the page alone, and that reader's reading; never raises.

    Rows with links and dates make a list; one title with a date of its own beside
    it and text below makes an article. What is neither is read as a list, whose
    reader knows what else a page can be.
    """
    try:
        page = parse_page(body, address=address, now=now, charset=charset)
    except UnparsedError as fault:
        return "list", Reading(outcome=Outcome.UNREADABLE, note=str(fault))
    target = stub_target(page)
    if target:
        return "list", Reading(outcome=Outcome.SHELL, follow=target, note="a stub that leads elsewhere")
    ranked, header = rank(page), find_header(page)
    if _is_article(page, ranked, header):
        return "article", read_below(page, header)
    return "list", read_ranked(ranked)


def _is_article(page: Page, ranked: Ranked, header: Header) -> bool:
    shown, listed = header.shown, _listed(ranked, header)
    says = _says(page, header)
    if not listed:
        if shown:
            return shown.near or says >= _A_TEXT
        return _is_titled(page, header) and says >= _A_TEXT and not _says_it_is_empty(ranked)
    if not shown or not shown.labelled:
        return False
    apart = not _is_inside(listed, shown.at)
    if _is_many(listed):
        return shown.near and apart and says >= _A_TEXT
    return (shown.near and (apart or says >= _A_TEXT)) or says >= _MUCH_TEXT


def _says_it_is_empty(ranked: Ranked) -> bool:
    best = ranked.candidates[0] if ranked.candidates else None
    return bool(best and best.blank and best.blank.said)


def _listed(ranked: Ranked, header: Header) -> Candidate | None:
    """Return the dated list of the page, or None for what can be a piece of an article."""
    best = ranked.dated
    if not best or not best.group:
        return None
    rows = best.group.rows
    titles = [_title_length(ranked, row) for row in rows]
    if _is_many(best):
        return best if sum(length >= _SHORTEST_TITLE for length in titles) * 2 > len(rows) else None
    if best.score < _DOUBTFUL or _is_inside(best, header.title.at):
        return None
    wholes = (ranked.grounds.chars_in(*row.texts) - _LONGEST_DATE for row in rows)
    plain = all(
        title >= _SHORTEST_TITLE and title * 2 > whole for title, whole in zip(titles, wholes, strict=True)
    )
    return best if plain else None


def _is_many(best: Candidate) -> bool:
    return bool(best.group and len(best.group.rows) > _FEW)


def _title_length(ranked: Ranked, row: Row) -> int:
    link = row_link(ranked.grounds, row)
    if not link:
        return len(row_title(ranked.grounds, row)) if opens_by_script(ranked.grounds, row) else 0
    text = ranked.grounds.outline.text_of(link) or link.element.get("title") or ""
    return 0 if _TOOLS.fullmatch(text) else len(text)


def _is_inside(best: Candidate, at: int) -> bool:
    return bool(best.group and best.group.first_text <= at < best.group.end_text)


def _is_titled(page: Page, header: Header) -> bool:
    """Return whether *page* has a title as an article has one: long, and said to be it."""
    title = header.title
    if title.at < 0 or len(title.text) < _SHORTEST_NAME:
        return False
    nodes = page.outline.nodes
    node = nodes[page.outline.texts[title.at].node]
    headed = node.tag in _HEADINGS or nodes[max(node.parent, 0)].tag in _HEADINGS
    return headed or bool(page.metas.get("articletitle"))


def _says(page: Page, header: Header) -> int:
    """Return how many characters the paragraphs below the title have, links and the footer left out."""
    nodes = page.outline.nodes
    end = header.footer if header.footer >= 0 else None
    texts = page.outline.texts[header.title.at + 1 : end]
    return sum(len(one.raw) for one in texts if len(one.raw) >= _PARAGRAPH and nodes[one.node].tag != "a")
