"""What stands after a label: in its own text, in the next one, or in the table's next cell."""

import re
from collections.abc import Mapping

from crawler.readers.page import Page

#: A label with more than this before it is a sentence.
_MOST_BEFORE = 60
_LONGEST_VALUE = 60
_COLON = re.compile(r"\s*[】\]]?\s*[:：]\s*")
#: A label spread to the width of another: 索 引 号.
_SPREAD = re.compile(r"^[【\[]?(?:[\u4e00-\u9fff]\s+){1,3}[\u4e00-\u9fff](?=\s?[】\]]?\s?(?:[:：]|$))")
#: What follows a label and is a sentence is the article's text, not the label's value.
_SENTENCE = re.compile(r"[。；;!！]|[:：]$")
_MARKS = "【[ \u3000*·"
#: A value ends where the next label or a wide gap begins.
_ENDS = re.compile(r"\s{2,}|\u3000|\s(?=[^\s:：]{2,6}[:：])|[|｜]")


def labelled_values(page: Page, labels: Mapping[str, str], *, end: int) -> dict[str, str]:
    """Return the first value each of *labels* (name to pattern) has on *page*, above the text *end* if any.

    A label without a value is passed over: the next text is taken only if it is no label itself.
    """
    forms = {
        name: re.compile(rf"(?<![\u4e00-\u9fff])(?:{form})(?![\u4e00-\u9fff])")
        for name, form in labels.items()
    }
    texts = [text.raw for text in page.outline.texts[: end if end >= 0 else None]]
    found: dict[str, str] = {}
    for index in range(len(texts)):
        for name, form in forms.items():
            if name in found:
                continue
            value = _value(texts, index, form, cell=_is_cell(page, index))
            if value and not any(other.match(value.lstrip(_MARKS)) for other in forms.values()):
                found[name] = value
    return found


def _value(texts: list[str], index: int, form: re.Pattern[str], *, cell: bool) -> str:
    text = _SPREAD.sub(lambda spread: "".join(spread[0].split()), texts[index])
    label = form.search(text, 0, _MOST_BEFORE)
    if not label:
        return ""
    colon = _COLON.match(text, label.end())
    rest = text[colon.end() if colon else label.end() :]
    if colon and rest:
        return _ENDS.split(rest, maxsplit=1)[0].strip()[:_LONGEST_VALUE]
    alone = not text[: label.start()].strip(_MARKS) and not rest.strip(" 】]")
    following = texts[index + 1] if index + 1 < len(texts) else ""
    if not alone or not (colon or cell or following.startswith((":", "："))):
        return ""
    value = following.lstrip(":： ")
    return value if len(value) <= _LONGEST_VALUE and not _SENTENCE.search(value) else ""


def _is_cell(page: Page, index: int) -> bool:
    """Return whether the text stands in a table's cell or a list of terms, where a label needs no colon."""
    nodes = page.outline.nodes
    node = nodes[page.outline.texts[index].node]
    return bool({node.tag, nodes[max(node.parent, 0)].tag} & {"td", "th", "dt"})
