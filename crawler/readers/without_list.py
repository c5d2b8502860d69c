"""What a page is that shows no dated list: empty, undated, a landing page, a shell, a wall, or a riddle."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from crawler.readers.lists.blank import Blank
from crawler.readers.lists.choose import Candidate
from crawler.readers.lists.grounds import Grounds
from crawler.readers.lists.group import Row
from crawler.readers.lists.item import row_address, row_link, row_title
from crawler.readers.lists.landmarks import Landmarks
from crawler.readers.page import Page
from crawler.readers.reading import Reading
from crawler.readers.refusal import refusal_of, wall_mark
from crawler.readers.shell import fills_itself, is_mounted, shows_template
from crawler.readers.stub import frame_target
from records.observation import Entry, Outcome

#: A group that looks less than this like the column's list is the page's furniture.
_A_LIST = 2.5
_LONGEST_NAME = 9
#: A text of fewer characters is a name or a label, and fewer in all are no column's content.
_SENTENCE = 25
_A_TEXT = 100


@dataclass(kw_only=True, frozen=True)
class Listless:
    """A page on which nothing dated was found."""

    grounds: Grounds
    landmarks: Landmarks
    #: What looks most like the column's list, or None where nothing repeats.
    best: Candidate | None

    @property
    def page(self) -> Page:
        """The page itself."""
        return self.grounds.page

    @property
    def blank(self) -> Blank | None:
        """The sign of emptiness, where that looks most like the column's list."""
        return self.best.blank if self.best else None


def read_without_list(case: Listless) -> Reading:
    """Return the reading of a page on which nothing dated was found; UNREADABLE where nothing explains it."""
    return explained(case)[1]


def explained(case: Listless) -> tuple[str, Reading]:
    """Return the name of what explains such a page, and the reading it comes to; empty where nothing does."""
    found = ((name, explain(case)) for name, explain in EXPLANATIONS.items())
    unknown = Reading(outcome=Outcome.UNREADABLE, note="no list was recognised")
    return next(((name, reading) for name, reading in found if reading), ("", unknown))


def _is_a_wall(case: Listless) -> Reading | None:
    mark = wall_mark(case.page)
    return Reading(outcome=Outcome.BLOCKED, note=f"a firewall's page: {mark}") if mark else None


def _says_that_it_is_empty(case: Listless) -> Reading | None:
    if not case.blank or not case.blank.said:
        return None
    return Reading(outcome=Outcome.EMPTY, complete=True, noted=case.blank.noted, found_by="words")


def _refuses(case: Listless) -> Reading | None:
    refusal = refusal_of(case.page)
    return Reading(outcome=refusal, note=f"the page says: {case.page.title[:80]}") if refusal else None


def _stands_in_a_frame(case: Listless) -> Reading | None:
    target = frame_target(case.page)
    note = "the content stands in a frame"
    return Reading(outcome=Outcome.SHELL, follow=target, note=note) if target else None


def _has_an_empty_list(case: Listless) -> Reading | None:
    """Return the reading of a list's frame that is empty without a word.

    It is proof only where the server, which wrote a pager of one page for it, had it
    ready, and no script has a handle to fill it by: an id, a request, a template.
    """
    if not case.blank:
        return None
    ready = case.landmarks.pages == 1 and not case.blank.node.element.get("id")
    fills = fills_itself(case.page)
    if ready and not fills:
        return Reading(outcome=Outcome.EMPTY, complete=True, found_by="frame")
    note = "the list's frame is empty, and the page does not say why"
    return Reading(outcome=Outcome.UNREADABLE, note=note, may_be_filled=fills)


def _shows_its_template(case: Listless) -> Reading | None:
    note = "the page's template was not filled"
    return Reading(outcome=Outcome.SHELL, note=note) if shows_template(case.page) else None


def _lists_without_dates(case: Listless) -> Reading | None:
    best = case.best
    if not best or not best.group or not best.dating or best.score < _A_LIST:
        return None
    rows = best.group.rows
    if fills_itself(case.page) and (best.doubted or len(rows) == 1):
        return None
    entries = tuple(_undated_entry(case.grounds, row) for row in rows)
    if best.dating.yearless:
        return Reading(outcome=Outcome.UNDATED, entries=entries, note="the rows' dates have no year")
    if _are_names_of_columns(case.grounds, rows):
        return Reading(outcome=Outcome.LANDING, entries=entries, note="the page leads to sub-columns")
    return Reading(outcome=Outcome.UNDATED, entries=entries, note="the rows show no dates")


def _is_a_text(case: Listless) -> Reading | None:
    """Return the reading of a column that is one text, such as 机构职能: it has content, and no list."""
    below, footer = case.landmarks.breadcrumb + 1, case.landmarks.footer
    texts = case.page.outline.texts[below : footer if footer >= 0 else None]
    said = sum(len(text.raw) for text in texts if len(text.raw) >= _SENTENCE)
    if said < _A_TEXT:
        return None
    entry = Entry(title=case.landmarks.own_name or case.page.title, address=case.page.address, sure=0.0)
    return Reading(outcome=Outcome.UNDATED, entries=(entry,), note="the column is one text without a list")


def _is_filled_by_a_script(case: Listless) -> Reading | None:
    filled = fills_itself(case.page) or is_mounted(case.page)
    return Reading(outcome=Outcome.SHELL, note="a script fills the page") if filled else None


#: What can explain such a page, asked in this order. A new explanation is a function and a line.
EXPLANATIONS: Mapping[str, Callable[[Listless], Reading | None]] = {
    "it is a firewall's page": _is_a_wall,
    "it says that it is empty": _says_that_it_is_empty,
    "it refuses": _refuses,
    "its content stands in a frame": _stands_in_a_frame,
    "its list is there and empty": _has_an_empty_list,
    "its template was not filled": _shows_its_template,
    "it lists things without dates": _lists_without_dates,
    "a script fills it": _is_filled_by_a_script,
    "it is one text": _is_a_text,
}


def _undated_entry(grounds: Grounds, row: Row) -> Entry:
    return Entry(title=row_title(grounds, row), address=row_address(grounds, row), sure=0.0)


def _are_names_of_columns(grounds: Grounds, rows: tuple[Row, ...]) -> bool:
    """Return whether the rows are names of columns: short, and leading to folders and index pages."""
    links = [row_link(grounds, row) for row in rows]
    folders = [link for link in links if link and _is_folder(link.element.get("href") or "")]
    lengths = sorted(len(row_title(grounds, row)) for row in rows)
    return lengths[len(lengths) // 2] <= _LONGEST_NAME and len(folders) * 2 >= len(links)


def _is_folder(href: str) -> bool:
    last = href.partition("?")[0].rpartition("/")[2]
    return not last or "." not in last or last.startswith(("index", "list", "col", "more", "node"))
