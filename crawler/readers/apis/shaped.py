"""Fields told by what they hold, for answers whose names are generated."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice, pairwise

from crawler.dates.stated import last_believed
from crawler.readers.apis.dated import date_of
from crawler.readers.apis.json_answer import Shape

_ADDRESS = re.compile(r"(?:https?:/)?/[^\s<>]{1,500}|\.{0,2}/[^\s<>]{1,500}|[\w./-]{1,300}\.s?html?")
_TITLE = re.compile(r"[\u4e00-\u9fff]{3}")
_MAX_TITLE = 200
#: Rows and fields that are looked at; a real answer has fewer.
_ENOUGH = 100
#: The share of rows in which a field must hold the like.
_MOST = 0.8
#: When a record was kept is not the date it shows: asked last.
_KEPT = re.compile(r"save|create|update|modif|crt|oper|load", re.IGNORECASE)
#: Numbers of records look like moments.
_NUMBERS = re.compile(r"(?:id|no|num|code|order|count|key)$", re.IGNORECASE)
_PUBLISHED = re.compile(r"pub|fbrq|fbsj|rel_?time|发布", re.IGNORECASE)


def shape_of(found: object, *, rows: str, total: tuple[str, ...], now: datetime) -> Shape | None:
    """Return where the rows *found* at the path *rows* keep title, address and dates; None without a title.

    Dates named for publication come first, those of keeping the record last; among
    equals the one by which the rows are sorted, and then the later one: what is
    published has been written before.
    """
    items = [row for row in found[:_ENOUGH] if isinstance(row, dict)] if isinstance(found, list) else []
    fields = _Fields(items=items, not_after=last_believed(now))
    dates, addresses = fields.dates(), fields.addresses()
    titles = fields.titles(beside=(*dates, *addresses))
    if not titles:
        return None
    return Shape(rows=(rows,), total=total, title=(titles[0],), address=addresses, date=dates)


@dataclass(frozen=True, kw_only=True)
class _Fields:
    items: Sequence[Mapping[str, object]]
    not_after: date

    def addresses(self) -> tuple[str, ...]:
        names = self._holding(lambda value: isinstance(value, str) and bool(_ADDRESS.fullmatch(value)))
        return tuple(sorted(names, key=lambda name: "pub" not in name.lower()))

    def dates(self) -> tuple[str, ...]:
        names = self._holding(lambda value: date_of(value, not_after=self.not_after) is not None)
        return tuple(sorted((name for name in names if not _NUMBERS.search(name)), key=self._rank))

    def titles(self, *, beside: Sequence[str]) -> list[str]:
        """Return the fields of Chinese text, the most various first, then the longest."""
        names = [name for name in self._holding(_is_title) if name not in beside]
        texts = {name: [str(row.get(name)) for row in self.items] for name in names}
        return sorted(names, key=lambda name: (-len({*texts[name]}), -sum(map(len, texts[name]))))

    def _holding(self, holds: Callable[[object], bool]) -> list[str]:
        names = dict.fromkeys(name for row in self.items for name in row if "." not in name)
        enough = _MOST * len(self.items)
        return [
            name
            for name in islice(names, _ENOUGH)
            if sum(holds(row.get(name)) for row in self.items) >= enough
        ]

    def _rank(self, name: str) -> tuple[bool, bool, bool, float]:
        stated = (date_of(row.get(name), not_after=self.not_after) for row in self.items)
        days = [found.on.toordinal() for found in stated if found]
        falls = all(earlier >= later for earlier, later in pairwise(days))
        later = sum(days) / max(1, len(days))
        return (bool(_KEPT.search(name)), not _PUBLISHED.search(name), not falls, -later)


def _is_title(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _MAX_TITLE and bool(_TITLE.search(value))
