"""Where things stand on a portal page: the breadcrumb, the column's name, the pager."""

import re
from dataclasses import dataclass, field

from crawler.readers.page import Page

_BREADCRUMB = re.compile(
    r"(?:当前|现在|目前|所在|您的|你的|您现在的|当前所在|您当前的?)的?(?:位置|栏目)|^(?:您)?位置\s*[:：]"
    r"|^(?:location|position)\s*[:：]|you are here",
    re.IGNORECASE,
)
#: The first step of a breadcrumb that is not announced, and what parts it from the second.
_HOME = re.compile(r"(?:网站|返回)?首\s?页|home", re.IGNORECASE)
_STEP = re.compile(r"[>»›＞》→/\\\-–—]")
_ARROWS = re.compile(r"^[>»›＞/\\\-\s·→:：]+|[>»›＞/\\\-\s·→:：]+$")
_MAX_BREADCRUMB = 200
_FEWEST_CRUMBS = 2
_TITLE_BREAKS = re.compile(r"[-_|—–·>»\s/,，]+")
#: A piece of a title that names the site says nothing of the column.
_SITE = re.compile(r"(?:人民政府|门户|政[府务]|信息|公众|官方)?(?:网站?|门户)$|人民政府(?:办公室)?$")
#: Words of a pager; the numbers are the page and how many there are.
_PAGER = re.compile(
    r"^(?:下一?|后一?|尾|末|最后一|上一?)页|共\s*(?P<pages>\d{1,5})\s*页|页次"
    r"|(?P<current>\d{1,5})\s*/\s*(?P<of>\d{1,5})\s*页|共\s*\d{1,7}\s*条|total\s*[:：]?\s*\d{1,7}",
    re.IGNORECASE,
)
_SCRIPTED_PAGER = re.compile(r"create\w{0,10}page\w{0,10}\s*\(\s*[\"']?(?P<pages>\d{1,5})?", re.IGNORECASE)
_LONGEST_PAGER_WORD = 60
_FOOTER = re.compile(
    r"版权所有|copyright|网站(?:最后|最近)?更新|ICP备|公网安备|(?:主办|承办)(?:单位)?\s*[:：]|网站标识码",
    re.IGNORECASE,
)


@dataclass(slots=True, kw_only=True)
class Landmarks:
    """The places a reader finds her way by; positions are text indexes, −1 for none."""

    breadcrumb: int = -1
    #: The texts the breadcrumb is made of.
    crumbs: range = range(0)
    #: What the column may be called, from the breadcrumb, the metas and the title.
    names: frozenset[str] = frozenset()
    #: The name the breadcrumb ends with, or the meta element gives.
    own_name: str = ""
    pagers: list[int] = field(default_factory=list)
    #: How many pages the pager tells of; 0 where it does not say.
    pages: int = 0
    #: Where the footer begins: the first line of its kind below the breadcrumb, or in the second half.
    footer: int = -1


def find_landmarks(page: Page) -> Landmarks:
    """Return the landmarks of *page*."""
    marks = Landmarks()
    texts = page.outline.texts
    for index, text in enumerate(texts):
        if len(text.raw) > _LONGEST_PAGER_WORD:
            continue
        if marks.breadcrumb < 0 and _opens_breadcrumb(page, index):
            marks.breadcrumb = index
        if marks.footer < 0 and _may_end(marks, index, len(texts)) and _FOOTER.search(text.raw):
            marks.footer = index
        pager = _PAGER.search(text.raw) if _may_be_pager(text.raw) else None
        if pager:
            marks.pagers.append(index)
            marks.pages = max(marks.pages, int(pager["pages"] or pager["of"] or 0))
    for script in page.outline.scripts:
        written = _SCRIPTED_PAGER.search(script.code[:2_000])
        if written:
            marks.pagers.append(script.text)
            marks.pages = max(marks.pages, int(written["pages"] or 0))
    marks.pagers.sort()
    marks.crumbs = _crumbs(page, marks.breadcrumb)
    marks.own_name = _last_name(page, marks.crumbs) or page.metas.get("columnname", "")
    titles = (name for name in _TITLE_BREAKS.split(page.title) if len(name) > 1 and not _SITE.search(name))
    marks.names = frozenset({*titles, marks.own_name, page.metas.get("columnname", "")} - {""})
    return marks


def _may_be_pager(raw: str) -> bool:
    """Return whether *raw* has one of the words without which no form of a pager is complete."""
    return "页" in raw or "条" in raw or "total" in raw.lower()


def _may_end(marks: Landmarks, index: int, count: int) -> bool:
    return index > marks.breadcrumb >= 0 or index * 2 > count


def _opens_breadcrumb(page: Page, index: int) -> bool:
    raw = page.outline.texts[index].raw
    if _BREADCRUMB.search(raw):
        return True
    home = _HOME.match(raw)
    if not home:
        return False
    following = page.outline.texts[index + 1 : index + 2]
    rest = raw[home.end() :].strip() or (following[0].raw if following else "")
    return bool(_STEP.match(rest))


def _crumbs(page: Page, index: int) -> range:
    """Return the texts of the breadcrumb that begins at the text *index*; none where its end is not told."""
    if index < 0:
        return range(0)
    outline = page.outline
    node = outline.nodes[outline.texts[index].node]
    while node.end_text - index < _FEWEST_CRUMBS and node.parent >= 0:
        node = outline.nodes[node.parent]
    chars = sum(len(text.raw) for text in outline.texts[index : node.end_text])
    return range(0) if chars > _MAX_BREADCRUMB or node.tag == "body" else range(index, node.end_text)


def _last_name(page: Page, crumbs: range) -> str:
    names = (_ARROWS.sub("", page.outline.texts[index].raw) for index in reversed(crumbs[1:]))
    return next((name for name in names if len(name) > 1), "")
