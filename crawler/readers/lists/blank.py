"""Signs that the column's list is there and has nothing in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.header import names_dates
from crawler.readers.outline import Node

_SAYS_SO = re.compile(
    r"(?:共|总共|合计|总计)有?\s*0\s*(?:条|篇|个|项)|(?<!\d)0\s*条(?:记录|信息|数据|结果)|total\s*[:：]?\s*0(?!\d)"
    r"|(?:暂|尚|还)(?:时)?(?:无|没有|未有)(?:任何|相关|更多|此类|该类|最新|本栏目|有关|发布)*(?:的)?"
    r"(?:信息|内容|数据|记录|文章|新闻|公告|文件|资料|资讯|动态|作品|视频|推文|图文|微博)"
    r"|(?:没有|未|无)(?:找到|查到|检索到|查询到)?(?:任何|相关|符合条件|符合|匹配)*的?(?:信息|内容|数据|记录|文章)(?![\w])"
    r"|(?:栏目|内容|页面|信息)(?:正在)?(?:建设|完善|整理|更新)中",
    re.IGNORECASE,
)
#: What makes such a sentence an explanation (已备注) and not only a statement.
_EXPLAINS = re.compile(
    r"备注|说明|由于|因为|因[^此]|未(?:发生|产生|出台|制定|开展)|没有(?:发生|产生|出台|制定|开展)|无此(?:类|项)|不涉及|职能"
)
_LONGEST_SENTENCE = 120
_LONGEST_STATEMENT = 40
_FRAMES = frozenset({"ul", "ol", "dl", "tbody", "table"})


@dataclass(slots=True, kw_only=True, frozen=True)
class Blank:
    """One such sign."""

    #: The element it stands in, and how many texts stand before it and up to its end.
    node: Node
    first_text: int
    end_text: int
    #: The page says in words that there is nothing; otherwise only the frame is empty.
    said: bool
    #: It explains why.
    noted: bool = False


def find_blanks(grounds: Grounds) -> list[Blank]:
    """Return the signs of an empty list; what a visitor cannot see is none."""
    return [*_sentences(grounds), *_frames(grounds)]


def _sentences(grounds: Grounds) -> Iterator[Blank]:
    outline = grounds.outline
    for index, text in enumerate(outline.texts):
        node = outline.nodes[text.node]
        if (
            node.hidden
            or len(text.raw) > _LONGEST_SENTENCE
            or node.tag == "a"
            or not _SAYS_SO.search(text.raw)
        ):
            continue
        noted = bool(_EXPLAINS.search(text.raw))
        if noted or len(text.raw) <= _LONGEST_STATEMENT:
            yield Blank(node=node, first_text=index, end_text=index + 1, said=True, noted=noted)


def _frames(grounds: Grounds) -> Iterator[Blank]:
    for node in grounds.outline.nodes:
        if node.tag not in _FRAMES or node.hidden or grounds.outline.has_link(node.index, node.end):
            continue
        empty = node.first_text == node.end_text and node.tag != "table"
        headed = node.tag == "table" and _only_header(grounds, node)
        if empty or headed:
            yield Blank(node=node, first_text=node.first_text, end_text=node.end_text, said=False)


def _only_header(grounds: Grounds, table: Node) -> bool:
    rows = [node for node in grounds.outline.nodes[table.index : table.end] if node.tag == "tr"]
    told = [row for row in rows if row.end_text > row.first_text]
    return len(told) == 1 and names_dates(grounds, table)
