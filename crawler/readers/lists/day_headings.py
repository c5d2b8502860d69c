"""Lists whose dates stand above the rows: a day, or a year, heads the rows below it."""

from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Group, Row
from crawler.readers.signs import Sign

#: How many texts above the first row its heading may stand.
_REACH = 2
#: One dated heading is a clock; it takes two to make a habit. A year right above its rows is no clock.
_FEWEST = 2


def day_headings(grounds: Grounds, group: Group) -> tuple[Sign, ...]:
    """Return the heading each of *group*'s rows stands under, or nothing where they stand under none.

    A heading is a text that is a day, a year or a year and month and nothing else,
    between two rows or just above the first. Where one follows the last row, they are
    the dates of the rows above them.
    """
    end = group.rows[-1].end_text
    if grounds.headings_in(end, min(end + 1, group.parent.end_text)):
        return ()
    start = max(0, group.first_text - _REACH)
    standing = grounds.headings_in(start, group.end_text)
    if len(standing) == 1:
        return _one_year(grounds, group, standing[0])
    if len(standing) < _FEWEST or len(group.rows) < _FEWEST:
        return ()
    found = _found(grounds, group)
    return found if len({*map(id, found)}) >= _FEWEST else ()


def _one_year(grounds: Grounds, group: Group, heading: int) -> tuple[Sign, ...]:
    """Return the year that heads all rows of *group*; nothing for a link, or for a fuller date."""
    sign, outline = grounds.signs[heading], grounds.outline
    linked = outline.nodes[outline.texts[heading].node].tag == "a"
    above = heading < group.first_text and not linked
    return (sign,) * len(group.rows) if above and sign.parts and not sign.parts.month else ()


def _found(grounds: Grounds, group: Group) -> tuple[Sign, ...]:
    found: list[Sign] = []
    above = max(0, group.first_text - _REACH)
    for row in group.rows:
        index = _last_heading(grounds, above, row)
        if index is not None:
            found.append(grounds.signs[index])
        elif found:
            found.append(found[-1])
        else:
            return ()
        above = row.end_text
    return tuple(found)


def _last_heading(grounds: Grounds, above: int, row: Row) -> int | None:
    standing = grounds.headings_in(above, row.first_text)
    return standing[-1] if standing else None
