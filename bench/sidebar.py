"""The newer items of another column that a portal shows beside its lists."""

from collections.abc import Iterator
from datetime import date, timedelta

from bench.saved import SavedPage

#: A sidebar has so many items more than the list, and never fewer than the least.
MORE = 8
LEAST = 20
#: No item is older than so many days, where the list allows younger ones.
_SPAN = 40

_COLUMNS = (
    "气象提醒",
    "招商快讯",
    "文旅活动",
    "便民服务指南",
    "乡村振兴",
    "卫生健康知识",
    "数据开放",
    "安全生产",
)
_TITLES = (
    "演练县气象台发布大风蓝色预警",
    "城东片区自来水管网改造完成通水",
    "县图书馆冬季开放时间有调整",
    "全县中小学校车完成安全检查",
    "城北农贸市场重新开门迎客",
    "演练县苹果种植户收到首批订单",
    "县医院增设夜间门诊窗口",
    "环湖路段恢复双向通行",
    "便民大厅周六照常办理业务",
    "演练县第三届广场舞展演报名开始",
)


def sidebar(text: str, page: SavedPage, *, number: int) -> str:
    """Return the markup of a sidebar for *page*, longer than its list and newer than its newest.

    Where the list's newest is of the day it is looked at, the items are of that day.
    *number* tells two sidebars of one page apart; the column it is named after
    occurs nowhere in *text*.
    """
    count = max(page.items + MORE, LEAST)
    absent = [name for name in _COLUMNS if name not in text] or list(_COLUMNS)
    name = absent[number % len(absent)]
    rows = "".join(_row(place, day, number) for place, day in enumerate(_days(page, count), start=1))
    return f'<div class="beside"><h3>{name}</h3><ul class="beside-items">{rows}</ul></div>'


def _row(place: int, day: date, number: int) -> str:
    title = _TITLES[(place + number) % len(_TITLES)]
    return f'<li><a href="/beside{number}/{place}.html" title="{title}">{title}</a><span>{day}</span></li>'


def _days(page: SavedPage, count: int) -> Iterator[date]:
    """Yield *count* days, newest first, from the one *page* is looked at on back to its own newest."""
    newest = page.expected_on
    span = min((page.now - newest).days - 1, _SPAN) if newest else _SPAN
    for place in range(count):
        yield page.now - timedelta(days=max(span, 0) * place // count)
