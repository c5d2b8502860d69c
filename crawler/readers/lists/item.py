"""What one row is about: its title, its address and the unit it names as its source."""

import re
from datetime import date

from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Row
from crawler.readers.lists.header import Header, cell
from crawler.readers.outline import Node
from crawler.readers.signs import Sign

_GENERIC = re.compile(
    r"\W*(?:详情|详细|详细信息|查看|查看全文|查看详情|阅读全文|全文|更多|点击查看|点击进入|下载|进入|more)\W*",
    re.I,
)
_CUT_OFF = re.compile(r"(?:\.{2,}|…+)$")
_LABELLED_SOURCE = re.compile(
    r"(?:信息)?(?:来源|发布机构|发布单位|发布部门|责任单位|供稿单位|发文机关|发文单位)\s*[:：]\s*([^\s\]】)）|]{2,40})"
)
_SOURCE_LABEL = re.compile(r"(?:信息)?(?:来源|发布机构|发布单位|发布部门|责任单位|供稿单位)\s*[:：]?")
_BRACKETED_UNIT = re.compile(
    r"[\[【〔(（]\s*([^\[\]【】〔〕()（）\d]{1,30}?"
    r"(?:局|办|办公室|委|委员会|镇|乡|街道|街道办事处|院|中心|政府|站|所|处|会|社|部|厅|队|馆|校|园|公司|开发区|管委会))\s*[\]】〕)）]"
)
_LONGEST_TITLE = 300
#: What a date is labelled with, whoever else is named beside it.
_DATE_LABEL = re.compile(r"(?:时间|日期)\W*$")


def row_link(grounds: Grounds, row: Row) -> Node | None:
    """Return the link that carries *row*'s title: the one that says most, or None."""
    place = (row.node, row.end_node)
    if place not in grounds.row_links:
        grounds.row_links[place] = _find_link(grounds, row)
    return grounds.row_links[place]


def _find_link(grounds: Grounds, row: Row) -> Node | None:
    links = [grounds.outline.nodes[index] for index in grounds.outline.links_in(row.node, row.end_node)]
    if len(links) < 2:
        return links[0] if links else None
    return max(links, key=lambda link: _says(grounds, link))


def _says(grounds: Grounds, link: Node) -> tuple[bool, int]:
    """Return whether *link* says more than "read on", and how long its title is; weighed once a link."""
    if link.index not in grounds.links_say:
        telling = not _GENERIC.fullmatch(grounds.outline.text_of(link))
        grounds.links_say[link.index] = (telling, len(_link_title(grounds, link)))
    return grounds.links_say[link.index]


def opens_by_script(grounds: Grounds, row: Row) -> bool:
    """Return whether a click on *row*, or on a piece of it, is a script's to answer."""
    return any("onclick" in node.element.attrib for node in grounds.outline.nodes[row.node : row.end_node])


def row_address(grounds: Grounds, row: Row) -> str:
    """Return the absolute address *row* leads to; empty for none and for javascript: links."""
    link = row_link(grounds, row)
    first = grounds.page.absolute(link.element.get("href")) if link else ""
    if first:
        return first
    links = (grounds.outline.nodes[index] for index in grounds.outline.links_in(row.node, row.end_node))
    return next(filter(None, (grounds.page.absolute(one.element.get("href")) for one in links)), "")


def row_title(grounds: Grounds, row: Row) -> str:
    """Return the title of *row*: whole from the link's title attribute where the text is cut off."""
    link = row_link(grounds, row)
    shown = _link_title(grounds, link) if link else _longest(grounds, *row.texts)
    return (shown or _longest(grounds, *row.texts))[:_LONGEST_TITLE]


def row_source(grounds: Grounds, row: Row, header: Header) -> str:
    """Return the unit *row* names as its source or publisher, or an empty string."""
    if header.source >= 0:
        return "".join(grounds.texts_in(*cell(grounds, row, header.source)))
    texts = grounds.texts_in(*row.texts)
    for index, text in enumerate(texts):
        labelled = _LABELLED_SOURCE.search(text)
        if labelled:
            return labelled[1]
        if _SOURCE_LABEL.fullmatch(text) and index + 1 < len(texts):
            return texts[index + 1]
        bracketed = _BRACKETED_UNIT.fullmatch(text)
        if bracketed:
            return bracketed[1]
    return ""


def row_written_on(grounds: Grounds, row: Row, header: Header) -> date | None:
    """Return the day *row*'s file was made, where the table's *header* names a cell for it."""
    if header.written < 0:
        return None
    signs = (grounds.signs[index] for index in grounds.dateish_in(*cell(grounds, row, header.written)))
    return next((sign.stated[0].on for sign in signs if sign.stated), None)


def _link_title(grounds: Grounds, link: Node) -> str:
    """Return the link's title: the attribute where the text is cut off or empty, else the text.

    A link around a whole row says more than its title; its longest text is taken then.
    """
    offered = " ".join((link.element.get("title") or "").split())
    start, end = link.first_text, link.end_text
    shown = _longest(grounds, start, end) if grounds.shows_date(start, end) else grounds.outline.text_of(link)
    if offered and (not shown or _CUT_OFF.search(shown) or offered.startswith(shown)):
        return offered
    return shown


def _longest(grounds: Grounds, start: int, end: int) -> str:
    """Return the longest text of the range that is not there for a date."""
    signs = grounds.signs
    texts = [
        grounds.outline.texts[index].raw
        for index in range(start, end)
        if not (index in signs and _is_date(signs[index]))
    ]
    return max(texts, key=len, default="")


def _is_date(sign: Sign) -> bool:
    return sign.alone or bool(sign.stated and _DATE_LABEL.search(sign.plain, 0, sign.stated[0].start))
