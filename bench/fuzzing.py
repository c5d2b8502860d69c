"""The fuzzer's run: every case goes to every reader that takes its kind, and what came of it is counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Protocol

from bench.cases import Case, make_case
from bench.grown.grammar import Grown
from bench.saved import SavedPage
from bench.score import Mark
from bench.trial import Tried, try_reading
from crawler.next_pages import find_pager
from crawler.readers.apis.catalogue import APIS, find_api, read_answer
from crawler.readers.article import read_article
from crawler.readers.articles.facts import read_article_facts
from crawler.readers.column_list import read_column_list
from crawler.readers.kind import read_page_of_any_kind
from crawler.readers.reading import Reading
from records.observation import Outcome

#: By which of its choices a grown page's mark is counted as well.
FACETS = ("form", "frame", "dress", "link", "order", "spelling")
_ACCUSES = frozenset({Outcome.EMPTY, Outcome.GONE})


class ReadBytes(Protocol):
    """Reads a page or an answer."""

    def __call__(self, body: bytes, *, address: str, now: datetime) -> object:
        """Return whatever it makes of *body*."""


def _find_api(body: bytes, *, address: str, now: datetime) -> object:  # noqa: ARG001
    return find_api(body, address=address)


#: What every page goes to.
PAGE_READERS: Mapping[str, ReadBytes] = {
    "list": read_column_list,
    "article": read_article,
    "any kind": read_page_of_any_kind,
    "facts": read_article_facts,
    "find_api": _find_api,
    "find_pager": find_pager,
}
#: What every answer goes to.
ANSWER_READERS: Mapping[str, ReadBytes] = {name: partial(read_answer, name) for name in APIS}
#: Whose answer to a grown page is held against what is true of it.
LIST_READER = "list"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A case that went wrong, and with whom."""

    case: Case
    reader: str
    #: What went wrong, in one line.
    what: str


@dataclass(kw_only=True)
class Tally:
    """What came of all cases so far."""

    #: Cases and readings by kind.
    cases: Counter[str] = field(default_factory=Counter)
    readings: Counter[str] = field(default_factory=Counter)
    raised: list[Fault] = field(default_factory=list)
    slow: list[Fault] = field(default_factory=list)
    #: Grown pages that were read as something else than they are.
    missed: list[Fault] = field(default_factory=list)
    #: Seconds of the slowest reading, and which it was.
    slowest: tuple[float, str] = (0.0, "")
    #: Marks of grown pages by facet and choice; all of them under two empty names.
    marks: Counter[tuple[str, str, Mark]] = field(default_factory=Counter)
    #: Of the grown pages with the right date, those whose title and number of rows are right as well.
    whole: int = 0

    def count(self, facet: str = "", choice: str = "") -> Mapping[Mark, int]:
        """Return how many grown pages of that *choice* came to each mark."""
        return {mark: self.marks[facet, choice, mark] for mark in Mark}

    @property
    def right(self) -> float:
        """The share of grown pages that were read as they were grown."""
        counts = self.count()
        return counts[Mark.RIGHT] / max(1, sum(counts.values()))


def fuzz(
    numbers: Iterable[int],
    *,
    seed: int,
    pages: Sequence[SavedPage],
    page_readers: Mapping[str, ReadBytes] = PAGE_READERS,
    answer_readers: Mapping[str, ReadBytes] = ANSWER_READERS,
    see: Callable[[Fault], None] = lambda _fault: None,
) -> Tally:
    """Return what came of the cases of those *numbers*; *see* gets each fault as it is found."""
    tally = Tally()
    for number in numbers:
        case = make_case(number, seed=seed, pages=pages)
        tally.cases[case.kind] += 1
        for name, read in (answer_readers if case.kind == "answer" else page_readers).items():
            tried = try_reading(partial(read, case.body, address=case.address, now=case.now))
            for faults, fault in _judge(tally, case, name, tried):
                faults.append(fault)
                see(fault)
    return tally


def mark_of(grown: Grown, reading: Reading) -> tuple[Mark, str]:
    """Return what *reading* is worth for the page *grown*, and what it said.

    Silence is right only of a page that cannot tell its newest date, and only where
    the reader says that the list is there and undated.
    """
    said = max((entry.published_on for entry in reading.entries if entry.published_on), default=None)
    told = (
        f"said {said or 'no date'} ({reading.outcome}), is {grown.newest or 'not to be told'} {reading.note}"
    )
    if said:
        return (Mark.RIGHT if said in {grown.newest, grown.also_right} else Mark.WRONG), told
    if reading.outcome in _ACCUSES:
        return Mark.WRONG, told
    undated = grown.newest is None and reading.outcome is Outcome.UNDATED
    return (Mark.RIGHT if undated else Mark.NONE), told


def is_whole(grown: Grown, reading: object) -> bool:
    """Return whether *reading* has as many entries as *grown* has rows, the newest with its own title."""
    if not isinstance(reading, Reading) or len(reading.entries) != grown.rows:
        return False
    newest = max(reading.entries, key=lambda entry: entry.published_on or date.min)
    return newest.published_on is None or newest.title in grown.titles


def _judge(tally: Tally, case: Case, name: str, tried: Tried) -> Iterable[tuple[list[Fault], Fault]]:
    tally.readings[case.kind] += 1
    if tried.seconds > tally.slowest[0]:
        tally.slowest = (tried.seconds, f"case {case.number}, {name}: {case.kind}, {case.made}")
    if tried.raised:
        yield tally.raised, Fault(case=case, reader=name, what=tried.raised)
    if tried.slow:
        yield tally.slow, Fault(case=case, reader=name, what=f"{tried.seconds:.2f} s")
    if case.grown and name == LIST_READER:
        mark, told = _marked(case.grown, tried)
        tally.whole += mark is Mark.RIGHT and is_whole(case.grown, tried.value)
        for facet, choice in (("", ""), *((facet, case.grown.chosen[facet]) for facet in FACETS)):
            tally.marks[facet, choice, mark] += 1
        if mark is not Mark.RIGHT:
            yield tally.missed, Fault(case=case, reader=name, what=f"{mark}: {told}")


def _marked(grown: Grown, tried: Tried) -> tuple[Mark, str]:
    if not isinstance(tried.value, Reading):
        return Mark.NONE, "said nothing"
    return mark_of(grown, tried.value)
