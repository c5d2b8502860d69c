"""A notice as a mail: short, whole on a telephone, and honest in a dark room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from css_inline import CSSInliner
from markupsafe import Markup

from exporters.markup import environment
from exporters.notices.item import Item
from exporters.notices.told import Group, Told
from exporters.words import REMINDER, URGENT_REMINDER
from records.notice import NoticeKind

#: What some mail programs fold away or some servers hold back is far longer than this, in bytes of HTML.
HTML_BYTES = 30_000
#: A longer address stands behind the name alone, in characters.
_LINK_SHOWN = 120
_LINK_BEHIND = 500
#: How many items are told in full and how many in a line each: the most that HTML_BYTES allow.
_BOUNDS = (*((full, 200) for full in (20, 16, 12, 10, 8, 6, 4, 3, 2, 1)), (1, 60), (1, 30), (1, 10), (1, 0))
#: What the subject says first; whatever else there is comes after it.
_SUBJECT: tuple[str, ...] = (NoticeKind.URGED, NoticeKind.DUE_SOON, NoticeKind.OVERDUE)
_FOLDER = Path(__file__).parent
_STYLE = (_FOLDER / "mail.css").read_text(encoding="utf-8")
_TEMPLATE = environment(_FOLDER).get_template("mail.html.j2")
_INLINER = CSSInliner(load_remote_stylesheets=False)


@dataclass(frozen=True, kw_only=True)
class NoticeMail:
    """One mail, as ``exporters.mail`` sends it."""

    subject: str
    #: A document with its styles inlined, below HTML_BYTES.
    html: str
    #: The plain-text twin, complete even where the HTML tells items in a line.
    text: str


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A group as the HTML shows it: the first items in full, the next in a line each, the rest counted."""

    kind: str
    title: str
    number: int
    full: Sequence[Item]
    brief: Sequence[Item]
    left_out: int


def notice_mail(told: Told) -> NoticeMail:
    """Return *told* as a mail; its subject can stand in a header."""
    return NoticeMail(subject=_subject(told), html=_html(told), text=_text(told))


def _subject(told: Told) -> str:
    ranks = {words: rank for rank, words in enumerate(_SUBJECT)}
    soon_first = sorted(told.counts, key=lambda count: ranks.get(count[0], len(ranks)))
    counts = "，".join(f"{number} 项{words}" for words, number in soon_first)
    subject = f"【巡查】{told.unit}：{counts}"
    return "".join(character if character.isprintable() else " " for character in subject)


def _html(told: Told) -> str:
    html = ""
    for full, brief in _BOUNDS:
        rendered = _TEMPLATE.render(
            told=told,
            title=URGENT_REMINDER if told.urged else REMINDER,
            parts=_parts(told.groups, full, brief),
            shown=_LINK_SHOWN,
            behind=_LINK_BEHIND,
            style=Markup(_STYLE),  # noqa: S704 - our own file, not a value
        )
        html = _INLINER.inline(rendered)
        if len(html.encode()) < HTML_BYTES:
            break
    return html


def _parts(groups: Sequence[Group], full: int, brief: int) -> Iterator[_Part]:
    """Yield the groups with *full* items told in full among all of them, and *brief* in a line each."""
    for group in groups:
        first, rest = group.items[:full], group.items[full:]
        full -= len(first)
        lines = rest[:brief]
        brief -= len(lines)
        yield _Part(
            kind=group.kind,
            title=group.title,
            number=len(group.items),
            full=first,
            brief=lines,
            left_out=len(rest) - len(lines),
        )


def _text(told: Told) -> str:
    lines = [f"{told.unit}：", f"监测时间点：{told.at}", "", told.opening, told.asked]
    for group in told.groups:
        lines += ["", f"{group.title}（{len(group.items)} 项）"]
        for number, item in enumerate(group.items, start=1):
            lines += [f"{number}. {item.noun}：{item.full_name}（{item.standing}）", *_item_lines(item)]
    lines += ["", _feedback(told), *(f"检查依据：{book}" for book in told.basis), told.office]
    return "\n".join(lines) + "\n"


def _item_lines(item: Item) -> Iterator[str]:
    for label, value in item.facts:
        yield f"   {label}：{value}"
    if item.hint:
        yield f"   {item.hint}"
    if item.link:
        yield f"   {item.link}"


def _feedback(told: Told) -> str:
    who = f"致电{told.office} {told.phone}" if told.phone else f"与{told.office}联系"
    return f"情况反馈：如与实际情况不符或需要协助，请{who}。"
