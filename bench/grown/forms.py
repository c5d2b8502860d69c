"""How the rows of a grown column write their dates, and whether the page then tells the newest.

A row's *chance* is the page's: seeded alike for every row, so that all are written alike.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from random import Random

from bench.grown.column import TODAY
from bench.grown.numerals import in_numerals, wide
from records.civil import SHANGHAI

_MONTHS = 12
_WEEK = 7


def always(_days: Sequence[date]) -> bool:
    """Return True: whatever the days, the page tells the newest."""
    return True


def _never(_days: Sequence[date]) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Form:
    """One way to write dates."""

    write: Callable[[Random, date], str]
    #: Whether what is written of these days, from the top, tells their newest.
    settles: Callable[[Sequence[date]], bool] = always
    #: Somebody who knows portals takes the newest as it is meant even where it is not settled.
    guessable: bool = False
    #: The fewest rows it is used for, and the most days back from today.
    least: int = 1
    most_back: int | None = None
    #: The addresses carry the days.
    dated_links: bool = False
    #: The rows show a date of their own; where they do not, their titles must name no other day.
    shown: bool = True
    #: Only a list that runs from new to old is written so.
    falling: bool = False
    #: The one frame it belongs to, which then holds no other form.
    frame: str = ""


def _nothing(_chance: Random, _on: date) -> str:
    return ""


def _full(chance: Random, on: date) -> str:
    shapes = (
        *("{0:%Y-%m-%d}", "{0:%Y/%m/%d}", "{0:%Y.%m.%d}", "{0.year}/{0.month}/{0.day}", "{0:%Y年%m月%d日}"),
        *("{0.year}年{0.month}月{0.day}日", "{0.year}-{0.month}-{0.day}", "{0.year}.{0.month}.{0.day}"),
    )
    return chance.choice(shapes).format(on)


def _plain(chance: Random, on: date) -> str:
    return f"<span>{_full(chance, on)}</span>"


def _bracketed(chance: Random, on: date) -> str:
    round_it = chance.choice(["[{}]", "（{}）", "({})", "【{}】", "&lt;{}&gt;"])
    return f"<em>{round_it.format(_full(chance, on))}</em>"


def _timed(chance: Random, on: date) -> str:
    moment = chance.choice(["10:08", "10:08:31", "00:00:00.0", "9:05"])
    return f"<span>{chance.choice(['{} {}', '[{} {}]', '({} {})']).format(_full(chance, on), moment)}</span>"


def _labelled(chance: Random, on: date) -> str:
    label = chance.choice(["发布时间：", "发布日期:", "时间：", "日期："])
    after = chance.choice(["", " 阅读次数：3071", f" 点击：{on.year}次", " 来源：县教育局"])
    return f"<p>{label}{_full(chance, on)}{after}</p>"


def _parts(chance: Random, on: date) -> str:
    year, month, day, sep = f"{on.year}", f"{on.month:02}", f"{on.day:02}", chance.choice("-/.")
    pieces = chance.choice(
        (
            *((day, f"{year}{sep}{month}"), (day, f"{year}年{month}月"), (f"{year}{sep}{month}", day)),
            *((f"{month}{sep}{day}", year), (f"{month}月{day}日", f"{year}年"), (year, f"{month}{sep}{day}")),
            *((f"--{year}--", f"{month}-{day}"), (day, f"{on.month}月", year), (f"{on.month}月", day, year)),
            (f"{year}年", f"{on.month}月", f"{on.day}日"),
        )
    )
    tags = chance.choice([("b", "i", "u"), ("p", "p", "p"), ("span", "em", "strong"), ("div", "p", "span")])
    inner = "".join(f"<{tag}>{piece}</{tag}>" for tag, piece in zip(tags, pieces, strict=False))
    return f'<div class="time">{inner}</div>'


def _from_now(chance: Random, on: date) -> str:
    back = (TODAY - on).days
    words = {
        0: ["刚刚", "5分钟前", "3小时前", "今天", "今天 08:10"],
        1: ["昨天", "昨天 10:08", "15小时前", "1天前"],
        2: ["前天", "2天前"],
    }
    return f"<span>{chance.choice(words.get(back, [f'{back}天前']))}</span>"


def _from_now_or_full(chance: Random, on: date) -> str:
    return _from_now(chance, on) if (TODAY - on).days < _WEEK else f"<span>{on}</span>"


def _this_year_without_it(_chance: Random, on: date) -> str:
    return f"<span>{on:%m-%d}</span>" if on.year == TODAY.year else f"<span>{on}</span>"


def _one_year_only(days: Sequence[date]) -> bool:
    """Return whether the rows without a year can be of one year only, given those with one."""
    if days[0].year != TODAY.year:
        return True
    turn = next(((new, old) for new, old in pairwise(days) if old.year != TODAY.year), None)
    return turn is not None and turn[0].replace(year=TODAY.year - 1, day=min(turn[0].day, 28)) < turn[1]


def _moment(chance: Random, on: date) -> str:
    moment = datetime(on.year, on.month, on.day, 10, 8, tzinfo=SHANGHAI)
    stamp = int(moment.timestamp())
    return chance.choice(
        (
            *(f'<i data-time="{stamp}"></i>', f'<i data-timestamp="{stamp}000"></i>'),
            *(f'<time datetime="{moment.isoformat()}"></time>', f'<span data-date="{on}"></span>'),
        )
    )


def _asked_and_answered(chance: Random, on: date) -> str:
    asked = date.fromordinal(on.toordinal() - 6)
    return f"<p>[提交时间：{_full(chance, asked)}] 县教育局 [回复时间：{_full(chance, on)}]</p>"


def _month_and_day(chance: Random, on: date) -> str:
    return f"<span>{on.strftime(chance.choice(['%m-%d', '%m/%d', '[%m-%d]', '%m月%d日', '%m.%d']))}</span>"


def _two_digit_year(chance: Random, on: date) -> str:
    return f"<span>{on.strftime(chance.choice(['%y-%m-%d', '%y/%m/%d', '[%y.%m.%d]']))}</span>"


def _told_month(days: Sequence[date]) -> bool:
    return any(on.day > _MONTHS for on in days)


#: How a column writes its dates. A new way is a line, and a function where it has variants.
FORMS: Mapping[str, Form] = {
    "plain": Form(write=_plain),
    "in brackets": Form(write=_bracketed),
    "with a time": Form(write=_timed),
    "labelled": Form(write=_labelled),
    "label apart": Form(
        write=lambda chance, on: f"<label>发布日期：</label><span>{_full(chance, on)}</span>"
    ),
    "wide digits": Form(write=lambda chance, on: f"<span>{wide(_full(chance, on))}</span>"),
    "numerals": Form(write=lambda chance, on: f"<span>{in_numerals(on, zero=chance.choice('〇○'))}</span>"),
    "eight digits": Form(write=lambda _, on: f"<span>{on:%Y%m%d}</span>"),
    "two-digit year": Form(write=_two_digit_year, least=3),
    "month first": Form(
        write=lambda _, on: f"<span>[{on:%m/%d/%Y}]</span>", settles=_told_month, guessable=True, least=3
    ),
    "in parts": Form(write=_parts),
    "told from now": Form(write=_from_now, most_back=3),
    "told from now, then in full": Form(write=_from_now_or_full),
    "a moment in an attribute": Form(write=_moment),
    "month and day, the year in the link": Form(write=_month_and_day, dated_links=True),
    "month and day, this year": Form(
        write=_this_year_without_it, settles=_one_year_only, guessable=True, falling=True
    ),
    "month and day alone": Form(write=_month_and_day, settles=_never),
    "month and day under years": Form(write=_month_and_day, falling=True, frame="under years"),
    "a day above its rows": Form(write=_nothing, shown=False, falling=True, frame="under days"),
    "asked and answered": Form(write=_asked_and_answered),
    "the link alone": Form(write=_nothing, dated_links=True, shown=False),
    "no date": Form(write=_nothing, settles=_never, shown=False),
}
