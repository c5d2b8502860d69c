"""The paths of a thorough look beside the column's own list, cheapest first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from scrapy.http import Response

from crawler.articles import ARTICLES_OPENED
from crawler.look import RENDERED
from crawler.pages import find_interface, read_elsewhere_in, read_interface, read_opened
from crawler.readers.apis.api import Ask
from crawler.readers.reading import Reading
from crawler.readers.sought import page_of
from crawler.spiders.case import Case
from crawler.spiders.interfacing import API
from crawler.spiders.opening import ARTICLES
from records.observation import Entry, Outcome
from records.targets import Render

HOME, PARENT, NEWEST, DATES = "home", "parent", "newest", "dates"
#: How an article's date is found where the page shows it, and where it names it too.
_LABEL, _SHOWN = "label", frozenset({"label", "header"})


@dataclass(frozen=True, kw_only=True)
class Path:
    """One other way to see a column."""

    #: The request to make, or None where the path does not exist.
    ask: Callable[[Case], Ask | None]
    #: Takes over what the answer shows; whether it told anything of the column.
    read: Callable[[Case, Response], bool]


def _ask_home(case: Case) -> Ask | None:
    return _page(case, case.home)


def _ask_parent(case: Case) -> Ask | None:
    return None if page_of(case.parent) == page_of(case.home) else _page(case, case.parent)


def _page(case: Case, address: str) -> Ask | None:
    itself = page_of(address) in {page_of(case.column.url), page_of(case.answer.response.url)}
    return Ask(url=address) if address and not itself else None


def _read_page(case: Case, response: Response) -> bool:
    found = read_elsewhere_in(response, sought=case.sought, now=case.climber.clock())
    return found is not None and case.saw(found)


def _ask_newest(case: Case) -> Ask | None:
    """Return the request for the article that dates the list; None where the ladder has opened articles."""
    newest = _newest(case)
    return Ask(url=newest.address) if newest and newest.address and case.look.how != ARTICLES else None


def _read_newest(case: Case, response: Response) -> bool:
    """Hold the date an article shows against the list's: a labelled one wins, and what it beat is noted."""
    listed, article = _newest(case), read_opened(response, now=case.climber.clock())
    if not (listed and listed.published_on and article and article.published_on):
        return False
    if article.published_on == listed.published_on:
        return article.found_by in _SHOWN
    if article.found_by != _LABEL:
        return False
    case.remark(f"the list dates its newest item {listed.published_on}, the article {article.published_on}")
    if article.published_on > listed.published_on:
        case.shows(replace(article, title=listed.title, address=listed.address))
    return True


def _newest(case: Case) -> Entry | None:
    dated = [entry for entry in case.answer.reading.entries if entry.published_on]
    return max(dated, key=lambda entry: str(entry.published_on), default=None)


def _ask_api(case: Case) -> Ask | None:
    """Return the request to the list API of a page that showed its list all the same."""
    if case.answer.response.status != 200 or API in case.look.requests:
        return None
    case.api = find_interface(case.answer.response, hints=case.look.hints)
    return case.api.ask if case.api else None


def _read_api(case: Case, response: Response) -> bool:
    assert case.api is not None
    page = case.answer.response.url
    reading = read_interface(case.api.name, response, page=page, now=case.climber.clock())
    return _compared(case, reading, by=f"the API {case.api.name}")


def _ask_undated(case: Case) -> Ask | None:
    address = case.next_undated()
    return Ask(url=address) if address else None


def _read_undated(case: Case, response: Response) -> bool:
    article = read_opened(response, now=case.climber.clock())
    if article is None or article.found_by not in _SHOWN:
        return False
    case.dates(article)
    return True


def _ask_rendered(case: Case) -> Ask | None:
    """Return the request for the page as a browser shows it, whose picture is kept as evidence."""
    if case.look.hints.render is Render.NEVER:
        case.remark("no screenshot: the inventory forbids rendering")
    elif not case.climber.settings.get("CHROMIUM"):
        case.remark("no screenshot: chromium-headless-shell is not installed")
    elif case.look.how != RENDERED:
        return Ask(url=case.answer.response.url)
    return None


def _read_rendered(case: Case, response: Response) -> bool:
    return _compared(case, case.climber.read(response, case.look), by="rendered")


def _compared(case: Case, reading: Reading, *, by: str) -> bool:
    """Take over what *reading* shows beside the list; whether it is a whole answer of the same kind."""
    case.lacks(reading.entries)
    listed = case.answer.reading
    if reading.outcome is not listed.outcome:
        case.remark(f"{by}: {reading.outcome} {reading.note}".rstrip())
        return reading.outcome is Outcome.READ
    return reading.complete or reading.outcome is not Outcome.READ


#: Each path by its name, which is kept in the observation where it answered.
PATHS: Mapping[str, Path] = {
    HOME: Path(ask=_ask_home, read=_read_page),
    PARENT: Path(ask=_ask_parent, read=_read_page),
    NEWEST: Path(ask=_ask_newest, read=_read_newest),
    API: Path(ask=_ask_api, read=_read_api),
    DATES: Path(ask=_ask_undated, read=_read_undated),
    RENDERED: Path(ask=_ask_rendered, read=_read_rendered),
}
#: What only dates the items that the paths before it found.
NEVER_A_PATH = frozenset({DATES})
#: The order in which they are tried; the browser is last, as it costs seconds.
SEQUENCE = (HOME, PARENT, NEWEST, API, *(DATES,) * ARTICLES_OPENED, RENDERED)
