"""The unit an article names as its source (来源) in its header."""

import re

from crawler.readers.articles.title import Title
from crawler.readers.page import Page

_LABEL = r"(?:信息|稿件|文章)?(?:来源|发布机构|发布单位|供稿单位|发文机关)"
_LABELLED = re.compile(rf"{_LABEL}\s*[:：]\s*([^\s\]】)）|:：]{{2,40}})")
_ONLY_LABEL = re.compile(rf"{_LABEL}\s*[:：]?")
_REACH = 16
#: What follows a label that was left empty is the next label, or the first paragraph.
_LONGEST_NAME = 40
_NO_NAME = re.compile(r"[:：。，,]")


def find_source(page: Page, title: Title) -> str:
    """Return the unit named after a label near the title, else by the meta element, or an empty string."""
    start = max(0, title.at - _REACH)
    texts = [text.raw for text in page.outline.texts[start : max(0, title.at) + _REACH]]
    for index, text in enumerate(texts):
        labelled = _LABELLED.search(text)
        if labelled:
            return labelled[1]
        if _ONLY_LABEL.fullmatch(text) and index + 1 < len(texts) and _is_name(texts[index + 1]):
            return texts[index + 1]
    return page.metas.get("contentsource", "")


def _is_name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and not _NO_NAME.search(text)
