"""Everybody who is asked: our reader, the naive tools, and other people's where they are installed."""

from collections.abc import Callable, Mapping
from functools import partial

from bench import installed
from bench.saved import SavedPage
from bench.score import Answer
from bench.script import first_date, newest_date
from bench.siblings import newest_of_siblings
from crawler.readers.article import read_article
from crawler.readers.column_list import read_column_list
from crawler.readers.lists.score import Weigh, score
from crawler.readers.reading import Reading
from records.civil import parse_moment

Tool = Callable[[bytes, SavedPage], Answer]

OURS = "xuncha"
NEWEST = "newest date"
SIBLINGS = "sibling group"
#: Stands where the page's site would: saved pages are read alone.
HOST = "http://page.invalid/"


def reading_of(body: bytes, page: SavedPage, *, weigh: Weigh = score) -> Reading:
    """Return our reader's own reading of *body*, as if *page* had just been fetched.

    *weigh* says how much a place looks like a column's list; an article's reader asks nobody.
    """
    address, now = HOST + page.path, parse_moment(page.now.isoformat())
    if page.is_list:
        return read_column_list(body, address=address, now=now, weigh=weigh)
    return read_article(body, address=address, now=now)


def ours(body: bytes, page: SavedPage, *, weigh: Weigh = score) -> Answer:
    """Return what our reader says of *body*: no crawl, one page alone."""
    reading = reading_of(body, page, weigh=weigh)
    newest_on = max((entry.published_on for entry in reading.entries if entry.published_on), default=None)
    return Answer(newest_on=newest_on, outcome=reading.outcome, note=reading.note)


def _newest(body: bytes, page: SavedPage) -> Answer:
    return Answer(newest_on=newest_date(body, now=page.now))


def _first(body: bytes, page: SavedPage) -> Answer:
    return Answer(newest_on=first_date(body, now=page.now))


def _siblings(body: bytes, page: SavedPage) -> Answer:
    return Answer(newest_on=newest_of_siblings(body, now=page.now) if page.is_list else None)


def _asked(name: str, body: bytes, page: SavedPage) -> Answer:
    return Answer(newest_on=installed.ask(name, body, page))


#: Who is asked whatever is installed.
_ALWAYS: Mapping[str, Tool] = {
    OURS: ours,
    NEWEST: _newest,
    "first date": _first,
    SIBLINGS: _siblings,
}


def tools() -> Mapping[str, Tool]:
    """Return everybody that can be asked here, by name."""
    others = {name: partial(_asked, name) for name in installed.INSTALLED if installed.is_installed(name)}
    return {**_ALWAYS, **others}


def left_out() -> list[str]:
    """Return the names of the tools that are not installed."""
    return [name for name in installed.INSTALLED if not installed.is_installed(name)]
