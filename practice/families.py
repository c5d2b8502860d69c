"""The ways a column can be marked up, from real portals' habits."""

from enum import StrEnum


class Family(StrEnum):
    """How a column's list is marked up; each has a template ``lists/<value>.html``."""

    #: ``li`` with the date in a ``span`` before the link.
    SPAN = "span"
    #: ``li`` with ``[来源]`` before the link and the date in brackets after it.
    BRACKET = "bracket"
    #: A table with a header and 序号.
    TABLE = "table"
    #: The same with a 来源 column.
    SOURCES = "sources"
    #: A table without a header, one row id a line, slash dates and spacer rows.
    SLASHES = "slashes"
    #: A block with the day in one element, year and month in another.
    BLOCKS = "blocks"
    #: One list cut into groups of five.
    GROUPS = "groups"
    #: ``dl`` with a ``dd`` a row.
    DEFINITIONS = "definitions"
    #: Records as XML in a script, which another script puts on the page.
    DATASTORE = "datastore"
    #: Parallel arrays of titles, years, months and days in a script.
    ARRAYS = "arrays"
    #: A table with both 成文日期 and 发布日期.
    TWO_DATES = "two_dates"
    #: One ``ul`` a row, with a summary and 发布时间.
    SUMMARIES = "summaries"
    #: Letters: 提交时间 and 回复时间.
    LETTERS = "letters"
    #: Pictures and titles without dates; the articles have them.
    PICTURES = "pictures"
    #: Month and day alone, here and in the articles.
    MONTH_DAY = "month_day"
    #: Nothing but a script that asks an API of this portal's own.
    SHELL = "shell"
    #: A unit that a product's api-gateway builds, its query in an attribute.
    UNIT = "unit"
    #: An empty list that says 共0条记录.
    NONE = "none"
    #: An empty list with a note that explains it (已备注).
    NOTE = "note"
    #: People and their posts.
    LEADERS = "leaders"
    #: A text without a list.
    TEXT = "text"
    #: Links to sub-columns.
    LANDING = "landing"


#: Families whose pages never have rows of their own.
ROWLESS = frozenset({Family.NONE, Family.NOTE, Family.LEADERS, Family.TEXT, Family.LANDING})

#: Families whose pages hold no row until a script has asked for them.
FILLED_BY_SCRIPT = frozenset({Family.SHELL, Family.UNIT})
