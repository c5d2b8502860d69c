"""Lists whose dates stand above the rows: a day, or a year, heads the rows below it."""

from crawler.readers.lists.group import Grounds, Group, Row
from crawler.readers.signs import Sign

#: How many texts above the first row its heading may stand.
_REACH = 2
#: One dated heading is a clock; it takes two to make a habit, or one that is a heading by its element.
_FEWEST = 2
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption"})


def day_headings(grounds: Grounds, group: Group) -> tuple[Sign, ...]:
    """Return the heading each of *group*'s rows stands under, or nothing where they stand under none.

    A heading is a text that is a day, a year or a year and month and nothing else,
    between two rows or just above the first.
    """
    start = max(0, group.first_text - _REACH)
    standing = grounds.headings_in(start, group.end_text)
    if not standing or (len(standing) < _FEWEST and not _is_years(grounds, standing[0], group)):
        return ()
    found = _found(grounds, group)
    return found if len({*map(id, found)}) >= min(_FEWEST, len(standing)) else ()


def _is_years(grounds: Grounds, index: int, group: Group) -> bool:
    """Return whether the text *index* is a heading of one year above all of *group*'s rows."""
    parts, outline = grounds.signs[index].parts, grounds.outline
    tag = outline.nodes[outline.texts[index].node].tag
    return bool(parts and not parts.month and tag in _HEADINGS and index < group.first_text)


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
