"""How often units were told of what: the figure that offices report (提醒单位栏目即将超期…次)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from exporters.words import STATES
from records.notice import Notice, NoticeItem, NoticeKind, Via
from records.verdict import State

#: The months of a quarter.
_THREE = 3


@dataclass(frozen=True, kw_only=True)
class Told:
    """Items that units were told of, by what was said and how; one item in one notice counts once."""

    items: Mapping[tuple[NoticeKind, Via], int]
    by_unit: Mapping[str, int]
    #: Notices that nobody took, for good.
    given_up: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.items.values())


def counted(notices: Iterable[Notice]) -> Told:
    """Return the counts of *notices*: of those that told their unit, by machine or by a person."""
    items: Counter[tuple[NoticeKind, Via]] = Counter()
    by_unit: Counter[str] = Counter()
    given_up = 0
    for notice in notices:
        given_up += notice.fate == "given_up"
        if notice.told:
            items.update((item.kind, notice.via) for item in notice.items)
            by_unit[notice.unit] += len(notice.items)
    return Told(items=items, by_unit=by_unit, given_up=given_up)


def words_of(item: NoticeItem) -> str:
    """Return what a unit was told of *item*: the second notice is of blank and missing pages too."""
    late = item.kind is NoticeKind.OVERDUE and item.state in {State.BLANK, State.GONE}
    return STATES[item.state] if late else item.kind.value


def quarter_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the calendar quarter that *day* is in."""
    month = (day.month - 1) // _THREE * _THREE + 1
    year, following = divmod(day.year * 12 + month - 1 + _THREE, 12)
    return date(day.year, month, 1), date.fromordinal(date(year, following + 1, 1).toordinal() - 1)
