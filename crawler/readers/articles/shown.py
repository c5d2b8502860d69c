"""The publish date an article page shows: labelled first, else in the header below the title."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from crawler.dates.partial import combine
from crawler.dates.stated import Stated
from crawler.readers.articles.title import Title
from crawler.readers.outline import Node, Text
from crawler.readers.page import Page
from crawler.readers.signs import Sign, is_other_day, signs_of

#: What a label says, and how much that weighs; a label ends just before the date.
_LABELS: Mapping[str, tuple[re.Pattern[str], float]] = {
    "published": (
        re.compile(
            r"(?:发布|公布|公开|发稿|发表|上网|上传|登载)(?:于|时间|日期)?$|(?:时间|日期)发布$"
            r"|(?:release|publish|post|issu)(?:ed)?\s?(?:time|date|on)?$",
            re.IGNORECASE,
        ),
        6.0,
    ),
    "issued or renewed": (re.compile(r"(?:发文|更新|录入|添加|编辑)(?:于|时间|日期)?$|发布$"), 4.5),
    "time": (re.compile(r"(?:^|[^\u4e00-\u9fff])(?:文章|信息)?(?:时间|日期)$|^\s*(?:时间|日期)$"), 4.0),
}
_LABEL_AFTER = re.compile(r"^[\s\])）】]*(?:发布|公布|发表|更新)")
_PUNCTUATION = re.compile(r"[\s:：\[\](（【〔|]+$")
_LABEL_REACH = 16
#: A text of its own that is longer than this and ends without a colon labels nothing.
_LONGEST_LABEL = 6
#: How far below the title a header reaches, in texts, and what ends it: the first paragraph.
_HEADER_REACH = 14
_PARAGRAPH = 50
_SENTENCE = 16
_ABOVE_REACH = 3
#: How many neighbouring texts a header's date may be spread over.
_WIDEST = (2, 3)
#: A link that says more than this names another article.
_TITLE_LIKE = 5


@dataclass(slots=True, kw_only=True, frozen=True)
class Shown:
    """One date of the page, and how much it looks like the publish date."""

    stated: Stated
    weight: float
    labelled: bool
    #: The index of the text it stands in.
    at: int
    #: It stands beside or just below the title.
    near: bool


def find_shown(page: Page, title: Title, *, footer: int) -> Shown | None:
    """Return the date that the page shows as its publish date, or None.

    成文日期, deadlines, the page's clock and the dates of other articles are not
    taken, nor is a signature below the text; nothing is that stands below *footer*
    (a text's index, or −1).
    """
    return max(all_shown(page, title, footer=footer), key=lambda shown: shown.weight, default=None)


def all_shown(page: Page, title: Title, *, footer: int) -> list[Shown]:
    """Return every date of *page* that may be its publish date, in the page's order."""
    signs = ((index, sign) for index, sign in signs_of(page).items() if footer < 0 or index < footer)
    others = _Others(page=page)
    own = ((index, sign) for index, sign in signs if sign.stated and not others.hold(index))
    found = [shown for index, sign in own for shown in _weigh(page, title, index, sign)]
    parts = None if found else _in_parts(page, title, others)
    return [parts] if parts else found


def _in_parts(page: Page, title: Title, others: "_Others") -> Shown | None:
    """Return the date in the header whose day, month and year stand in neighbouring texts, or None."""
    if title.at < 0:
        return None
    signs = signs_of(page)
    for index in range(
        max(0, title.at - _ABOVE_REACH), min(title.at + _HEADER_REACH, len(page.outline.texts))
    ):
        for width in _WIDEST:
            on = _combined(page, [signs.get(at) for at in range(index, index + width)])
            if on and _place(page, title, index) and not others.hold(index):
                return Shown(stated=Stated(on=on), weight=1.0, labelled=False, at=index, near=True)
    return None


def _combined(page: Page, signs: list[Sign | None]) -> date | None:
    parts = [sign.parts for sign in signs if sign and sign.parts]
    return combine(parts, not_after=page.not_after) if len(parts) == len(signs) else None


def _weigh(page: Page, title: Title, index: int, sign: Sign) -> Iterator[Shown]:
    place, done = _place(page, title, index), 0
    for stated in sign.stated:
        label = _label_before(page, index, sign.plain[done : stated.start])
        done = stated.end
        if is_other_day(label):
            continue
        weight = next((weight for form, weight in _LABELS.values() if form.search(label)), 0.0)
        if not weight and _LABEL_AFTER.match(sign.plain[stated.end :]):
            weight = 4.0
        if weight or (place > 0 and _is_header(sign)):
            yield Shown(
                stated=stated,
                weight=weight + place + (0.5 if stated.at else 0.0),
                labelled=weight > 0,
                at=index,
                near=place > 0,
            )


def _label_before(page: Page, index: int, before: str) -> str:
    """Return what stands just before a date, in its own text or else in the one above, bare."""
    own = _PUNCTUATION.sub("", before[-_LABEL_REACH:])
    if own or index == 0:
        return own
    above = page.outline.texts[index - 1].raw
    is_label = above.endswith((":", "：")) or len(above) <= _LONGEST_LABEL
    return _PUNCTUATION.sub("", above[-_LABEL_REACH:]) if is_label else ""


def _place(page: Page, title: Title, index: int) -> float:
    """Return how much the place speaks for a date: most just below the title, nothing far from it."""
    if title.at < 0:
        return 0.0
    distance = index - title.at
    if -_ABOVE_REACH <= distance < 0:
        return 0.5
    if not 0 <= distance <= _HEADER_REACH or _has_paragraph(page.outline.texts[title.at + 1 : index]):
        return 0.0
    return 2.0 - distance / _HEADER_REACH


def _has_paragraph(texts: list[Text]) -> bool:
    return any(
        len(text.raw) >= _PARAGRAPH or (len(text.raw) >= _SENTENCE and text.raw.endswith(("。", "：", ":")))
        for text in texts
    )


def _is_header(sign: Sign) -> bool:
    """Return whether a text without a label may be the header's: a date with little beside it."""
    return sign.alone or len(sign.plain) <= _PARAGRAPH


@dataclass(kw_only=True, frozen=True)
class _Others:
    """The rows of *page* that name another article, each looked at once."""

    page: Page
    #: Whether the row that is an element names another, by the element's index.
    rows: dict[int, bool] = field(default_factory=dict)

    def hold(self, index: int) -> bool:
        """Return whether the text at *index* is hidden, linked, or in a row that names another article."""
        outline = self.page.outline
        node = outline.nodes[outline.texts[index].node]
        while node.parent >= 0:
            if node.hidden or node.tag == "a":
                return True
            if node.tag in ("li", "dd"):
                if node.index not in self.rows:
                    self.rows[node.index] = self._names_another(node)
                return self.rows[node.index]
            node = outline.nodes[node.parent]
        return False

    def _names_another(self, row: Node) -> bool:
        outline = self.page.outline
        links = (outline.nodes[index] for index in outline.links_in(row.index, row.end))
        return any(len(outline.text_of(link)) > _TITLE_LIKE for link in links)
