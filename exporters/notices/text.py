"""A notice as text to be copied into a chat group: never longer than a group reads at a glance."""

from collections.abc import Sequence

from exporters.markup import shortened
from exporters.notices.item import Item
from exporters.notices.told import Told
from exporters.words import NO_ANSWER

#: The longest text, in characters.
MOST = 300

_UNIT, _OFFICE = 20, 20
#: The longest name where it is the only one, and where it is one of several.
_NAME, _NAME_OF_MANY = 24, 16


def notice_text(told: Told) -> str:
    """Return what *told* says in at most MOST characters, its lines parted by line feeds.

    Of many items it names the most urgent and says how many there are. A link is whole or not there.
    """
    return f"{text_title(told)}\n{text_body(told)}"


def text_title(told: Told) -> str:
    """Return the first line of the text: the unit, and what it is about."""
    head = f"【{'巡查催办' if told.urged else '巡查'}】{shortened(told.unit, _UNIT)}："
    if len(told.items) == 1:
        item = told.items[0]
        return f"{head}{item.noun}“{shortened(item.name, _NAME)}”{item.result}"
    return head + "，".join(f"{words} {number} 项" for words, number in told.counts)


def text_body(told: Told) -> str:
    """Return the rest of the text, so that with the first line it stays within MOST."""
    room = MOST - len(text_title(told)) - len("\n")
    lines = _of_one(told, room) if len(told.items) == 1 else _of_many(told, room)
    return "\n".join(lines)


def _of_one(told: Told, room: int) -> Sequence[str]:
    (item,) = told.items
    dates = [
        item.remark,
        f"最后更新：{item.newest}" if item.newest else "",
        f"最迟更新日期：{item.due}" if item.due else "",
    ]
    lines = [*filter(None, dates), _end(told)]
    left = room - _length(lines)
    for extra in filter(None, [item.hint, item.link]):
        if len(extra) < left:
            lines.insert(-1, extra)
            left -= len(extra) + 1
    return lines


def _of_many(told: Told, room: int) -> Sequence[str]:
    """Return as many items as there is room for, and then what links still fit, the first ones first."""
    end, rest = _end(told), f"等 {len(told.items)} 项"
    rows = [_row(number, item) for number, item in enumerate(told.items, start=1)]
    named = len(rows)
    while named and _length([*rows[:named], *([rest] if named < len(rows) else []), end]) > room:
        named -= 1
    lines = [[row] for row in rows[:named]]
    tail = [rest, end] if named < len(rows) else [end]
    left = room - _length([*rows[:named], *tail])
    for line, item in zip(lines, told.items, strict=False):
        if item.link and len(item.link) < left:
            line.append(item.link)
            left -= len(item.link) + 1
    return [*(part for line in lines for part in line), *tail]


def _row(number: int, item: Item) -> str:
    return f"{number}. {shortened(item.name, _NAME_OF_MANY)}（{item.standing}）{item.brief}"


def _end(told: Told) -> str:
    office = shortened(told.office, _OFFICE)
    who = f"致电 {told.phone}（{office}）" if told.phone else f"联系{office}"
    return f"{NO_ANSWER}；情况反馈请{who}。"


def _length(lines: Sequence[str]) -> int:
    """Return how many characters *lines* have when they are joined."""
    return sum(map(len, lines)) + len(lines) - 1
