"""What stands round a grown column's own list, and how the whole page is spelt."""

import re
from collections.abc import Callable, Mapping
from random import Random

from bench.grown import blocks
from bench.grown.column import CLASSES, COLUMN

Dress = Callable[[Random, str], str]


def _main(chance: Random, own: str) -> str:
    """Return *own* under what says that it is the column's: the way to it, its name, or both."""
    above = chance.choice(["both", "crumbs", "heading"])
    heading = "" if above == "crumbs" else f"<h2>{COLUMN}</h2>"
    way = "" if above == "heading" else blocks.crumbs(chance)
    main = f"{way}{heading}{own}{blocks.pager(chance)}"
    for _ in range(chance.randrange(4)):
        main = f'<div class="{chance.choice(CLASSES)}">{main}</div>'
    return main


def _page(chance: Random, body: str) -> str:
    head = f"<title>{COLUMN}_演练县人民政府</title>"
    return f"<html><head>{head}</head><body>{blocks.menu(chance)}{body}{blocks.footer(chance)}</body></html>"


def _bare(chance: Random, own: str) -> str:
    return _page(chance, _main(chance, own))


def _after(chance: Random, own: str) -> str:
    heading = chance.choice(["热点新闻", "政务要闻", "通知公告"])
    return _page(chance, _main(chance, own) + blocks.newer(chance, heading))


def _before(chance: Random, own: str) -> str:
    heading = chance.choice(["推荐阅读", "政务要闻", "通知公告"])
    return _page(chance, blocks.newer(chance, heading) + _main(chance, own))


def _both(chance: Random, own: str) -> str:
    before, after = blocks.newer(chance, "政务要闻"), blocks.newer(chance, "热门排行")
    return _page(chance, before + _main(chance, own) + after)


def _alike(chance: Random, own: str) -> str:
    """Return *own* between neighbours whose rows are built as the plainest own rows are."""
    like = "<span>{0:%Y-%m-%d}</span>"
    before, after = (blocks.newer(chance, heading, like=like) for heading in ("政务要闻", "公示公告"))
    return _page(chance, before + _main(chance, own) + after)


def _beside(chance: Random, own: str) -> str:
    """Return *own* in the second of two columns of one frame, the way to it above both."""
    side = blocks.subcolumns(chance) + blocks.newer(chance, chance.choice(["热点新闻", "推荐阅读"]))
    heading = chance.choice(["", f"<h2>{COLUMN}</h2>"])
    right = f'<div class="right">{heading}{own}{blocks.pager(chance)}</div>'
    return _page(
        chance, f'<div class="main">{blocks.crumbs(chance)}<div class="left">{side}</div>{right}</div>'
    )


def _menus(chance: Random, own: str) -> str:
    return _page(chance, blocks.subcolumns(chance) + _main(chance, own) + blocks.popular(chance))


def _tabs(chance: Random, own: str) -> str:
    heads = blocks.tabs([COLUMN, "新闻发布会"])
    return _page(chance, _main(chance, f"{heads}{own}{blocks.newer(chance, '新闻发布会', hidden=True)}"))


def _in_tables(chance: Random, own: str) -> str:
    """Return *own* in a page laid out by tables, a neighbour in the cell beside it."""
    side = blocks.newer(chance, "热点新闻")
    cells = f'<td width="220">{side}</td><td>{_main(chance, own)}</td>'
    return _page(chance, f'<table width="1000"><tr>{cells}</tr></table>')


#: What stands around the list. A new one is a function and a line.
DRESSES: Mapping[str, Dress] = {
    "bare": _bare,
    "newer items after it": _after,
    "newer items before it": _before,
    "newer items on both sides": _both,
    "neighbours built alike": _alike,
    "newer items beside it": _beside,
    "menus and a ranking": _menus,
    "hidden tabs": _tabs,
    "a layout of tables": _in_tables,
}

_CLOSING = re.compile(r"</(?:li|dd|dt|tr|td|p)>")
_TAG = re.compile(r"<(/?)([a-z]\w*)")


_SCRIPT = re.compile(r"(<script.*?</script>)", re.DOTALL)


def _as_it_is(text: str) -> str:
    return text


def _upper(text: str) -> str:
    return _TAG.sub(lambda tag: f"<{tag[1]}{tag[2].upper()}", text)


def _unclosed(text: str) -> str:
    return _CLOSING.sub("", text)


def _airy(text: str) -> str:
    return text.replace("><", ">\r\n\t<").replace("<a ", " \n<a ")


#: How the same page is spelt.
SPELLINGS: Mapping[str, Callable[[str], str]] = {
    "close": _as_it_is,
    "airy": _airy,
    "in capitals": _upper,
    "without closing tags": _unclosed,
}


def spell(spelling: str, page: str) -> str:
    """Return *page* in one of the SPELLINGS; what stands in scripts is kept."""
    pieces = _SCRIPT.split(page)
    spelt = SPELLINGS[spelling]
    return "".join(piece if piece.startswith("<script") else spelt(piece) for piece in pieces)
