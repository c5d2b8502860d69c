"""An article's header: its title, the date shown with it, and where the page's footer begins."""

from dataclasses import dataclass

from crawler.readers.articles.shown import Shown, find_shown
from crawler.readers.articles.title import Title, find_title
from crawler.readers.lists.landmarks import find_landmarks
from crawler.readers.page import Page


@dataclass(slots=True, kw_only=True, frozen=True)
class Header:
    """What stands above an article's text."""

    title: Title
    #: The date that the page shows as its publish date, or None.
    shown: Shown | None
    #: The index of the footer's first text; −1 for none.
    footer: int = -1


def find_header(page: Page) -> Header:
    """Return the header of the article that *page* is, or would be if it were one."""
    landmarks = find_landmarks(page)
    title = find_title(page, breadcrumb=landmarks.breadcrumb)
    shown = find_shown(page, title, footer=landmarks.footer)
    return Header(title=title, shown=shown, footer=landmarks.footer)
