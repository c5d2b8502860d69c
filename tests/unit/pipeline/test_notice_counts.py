"""The quarter's figures of what units were told."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from pipeline.telling.notice_counts import counted, quarter_of, words_of
from records.civil import SHANGHAI
from records.notice import Fate, Notice, NoticeItem, NoticeKind, Via
from records.verdict import State

ITEM = NoticeItem(target="xwdt", kind=NoticeKind.OVERDUE, occasion=date(2026, 11, 20), state=State.OVERDUE)
NOTICE = Notice(
    key="notice.1",
    unit="czj",
    via=Via.MAIL,
    items=(ITEM, replace(ITEM, target="tzgg", kind=NoticeKind.DUE_SOON)),
    made_at=datetime(2026, 11, 23, 8, 30, tzinfo=SHANGHAI),
    fate=Fate.SENT,
)


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 11, 26), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2028, 2, 29), date(2028, 1, 1), date(2028, 3, 31)),
    ],
)
def test_a_quarter_has_three_months(day: date, first: date, last: date) -> None:
    assert quarter_of(day) == (first, last)


def test_an_item_counts_once_in_each_notice_that_told_its_unit() -> None:
    by_phone = replace(NOTICE, via=Via.PHONE, items=(ITEM,), unit="jyj")
    found = counted([NOTICE, by_phone])
    assert found.total == 3
    assert found.items[NoticeKind.OVERDUE, Via.PHONE] == 1
    assert found.by_unit == {"czj": 2, "jyj": 1}


@pytest.mark.parametrize("fate", [Fate.WAITING, Fate.WITHDRAWN, Fate.GIVEN_UP])
def test_what_reached_nobody_does_not_count(fate: Fate) -> None:
    found = counted([replace(NOTICE, fate=fate)])
    assert (found.total, found.given_up) == (0, fate is Fate.GIVEN_UP)


@pytest.mark.parametrize(
    ("state", "kind", "words"),
    [
        (State.OVERDUE, NoticeKind.OVERDUE, "超期未更新"),
        (State.BLANK, NoticeKind.OVERDUE, "空白栏目"),
        (State.GONE, NoticeKind.OVERDUE, "无法访问"),
        (State.BLANK, NoticeKind.URGED, "催办"),
        (State.FRESH, NoticeKind.DUE_SOON, "即将超期"),
    ],
)
def test_a_blank_page_is_called_blank_and_not_late(state: State, kind: NoticeKind, words: str) -> None:
    assert words_of(replace(ITEM, state=state, kind=kind)) == words
