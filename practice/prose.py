"""The few sentences of an article."""

from practice.draw import pick
from practice.history import Item

_OPENINGS = (
    "近日，{source}围绕“{title}”组织专门力量，把事项分到人、定到天。",
    "连日来，{source}就“{title}”有关事项认真安排，力求让群众少跑路。",
    "按照年初安排，{source}负责“{title}”的落实，相关工作正在有序展开。",
)
_MIDDLES = (
    "工作人员先到现场核对情况，再逐户听取意见，能当场办的当场办，一时办不了的登记在册。",
    "有关负责人介绍，下一步将把台账做细，把时限写清，每周对照检查一次。",
    "参加的群众表示，事情讲得明白，流程看得见，有疑问也知道该找谁。",
    "遇到雨雪天气时，安排将视情况顺延，并提前在本网站公布。",
    "需要进一步了解的，可在工作时间到所在乡镇便民服务窗口咨询。",
)
_CLOSINGS = (
    "后续情况将继续公布，欢迎监督。",
    "有关安排如有变化，以最新公布为准。",
    "各单位要对照分工抓好落实，确保事事有回音。",
)


def paragraphs(item: Item) -> tuple[str, ...]:
    """Return the text of *item* as paragraphs, always the same ones."""
    opening = pick(_OPENINGS, "opening", item.number).format(source=item.source, title=item.title)
    first = pick(_MIDDLES, "middle", item.number)
    second = pick([text for text in _MIDDLES if text != first], "second", item.number)
    return opening, first + second, pick(_CLOSINGS, "closing", item.number)


def summary(item: Item) -> str:
    """Return one sentence on *item* for a list that prints summaries."""
    return pick(_MIDDLES, "middle", item.number)
