"""The chosen list as entries, and whether it proves that nothing newer is there."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from crawler.readers.lists.choose import Candidate
from crawler.readers.lists.dating import Dating
from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Group
from crawler.readers.lists.header import find_header
from crawler.readers.lists.item import row_address, row_source, row_title, row_written_on
from crawler.readers.lists.landmarks import Landmarks
from crawler.readers.lists.order import proves_silence
from crawler.readers.reading import Reading
from crawler.readers.shell import fills_itself
from records.observation import Entry, Outcome

#: A dating less sure than this proves nothing by its silence.
_SURE_ENOUGH = 0.75
#: A list that looks nearly as much like the column's own, by how much.
_NEARLY = 1.0
_PAGER_NAME = re.compile(
    r"(?:^|[\s_-])(?:page|pages|pager|paging|pagination|laypage)(?:$|[\s_\d-])", re.IGNORECASE
)


def read_rows(
    grounds: Grounds, landmarks: Landmarks, best: Candidate, *, rivals: Sequence[Candidate]
) -> Reading:
    """Return the reading of the list *best*, its rows in the page's order.

    It is not complete while another list that looks nearly as much like the
    column's own shows a newer date.
    """
    if not best.group or not best.dating:
        raise ValueError("only a dated group can be read as rows")
    dates = [found.on if found else None for found in best.dating.dates]
    newest = max(filter(None, dates))
    rival = _newer_rival(best, newest, rivals)
    complete = (
        best.dating.sure >= _SURE_ENOUGH
        and not rival
        and proves_silence(dates, best.group.blocks, only_page=_is_only_page(grounds, landmarks))
    )
    return Reading(
        outcome=Outcome.READ,
        complete=complete,
        entries=tuple(_entries(grounds, best.group, best.dating)),
        found_by=_found_by(grounds, best.group, best.dating),
        note=f"another list on the page is newer ({rival})" if rival else "",
    )


def _entries(grounds: Grounds, group: Group, dating: Dating) -> Iterator[Entry]:
    header = find_header(grounds, group)
    found_by = _found_by(grounds, group, dating)
    for row, dated in zip(group.rows, dating.dates, strict=True):
        yield Entry(
            title=row_title(grounds, row),
            address=row_address(grounds, row),
            published_on=dated.on if dated else None,
            published_at=dated.at if dated else None,
            source=row_source(grounds, row, header),
            written_on=row_written_on(grounds, row, header),
            found_by=found_by if dated else "",
            sure=dating.sure if dated else 0.0,
        )


def _found_by(grounds: Grounds, group: Group, dating: Dating) -> str:
    """Return ``script`` for rows that were unfolded from one, else how the dating was found."""
    parent = group.parent
    written = any(parent.index <= index < parent.end for index in grounds.outline.written)
    return "script" if written and dating.found_by == "rows" else dating.found_by


def _newer_rival(best: Candidate, newest: date, rivals: Sequence[Candidate]) -> date | None:
    close = (rival for rival in rivals if best.score - rival.score < _NEARLY and not _overlap(best, rival))
    dates = (found.on for rival in close if rival.dating for found in rival.dating.dates if found)
    latest = max(dates, default=None)
    return latest if latest and latest > newest else None


def _overlap(one: Candidate, other: Candidate) -> bool:
    """Return whether both read the same stretch of the page."""
    if not one.group or not other.group:
        return False
    return one.group.first_text < other.group.end_text and other.group.first_text < one.group.end_text


def _is_only_page(grounds: Grounds, landmarks: Landmarks) -> bool:
    """Return whether the pager tells of one page, or nothing at all looks like a pager or could write one."""
    if landmarks.pages or landmarks.pagers:
        return landmarks.pages == 1
    names = (f"{one.element.get('id', '')} {one.element.get('class', '')}" for one in grounds.outline.nodes)
    return not fills_itself(grounds.page) and not any(map(_PAGER_NAME.search, names))
