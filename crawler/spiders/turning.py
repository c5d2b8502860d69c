"""The step that turns to pages 2…n: the first page is pinned or unsorted, or the past is asked for."""

from collections.abc import Iterator
from dataclasses import replace

from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.look import PAGE, RENDERED, Look
from crawler.pages import read_pager
from crawler.readers.apis.api import Ask
from crawler.several_pages import Pages, ends_after, worth_reading_on
from crawler.spiders.climbing import Answer, Climber, Step, asking, broken_off

PAGES = "pages"
#: The steps whose answer was read from the page that its pager stands on.
_SHOWS_ITS_PAGER = frozenset({PAGE, RENDERED})


def turn_pages(climber: Climber, look: Look, answer: Answer) -> Step | None:
    """Return the request for the next page, or None where it is not needed or not told of."""
    now = climber.clock()
    if look.how not in _SHOWS_ITS_PAGER:
        return None
    goes_back = look.back_to is not None and ends_after(answer.reading, look.back_to)
    if not goes_back and not worth_reading_on(answer.reading, today=now.date()):
        return None
    pager = read_pager(answer.response, now=now, number=1)
    turning = _Turning(climber, look, answer, Pages(first=answer.reading, pager=pager, back_to=look.back_to))
    address = turning.next_address()
    return turning.ask(address) if address else None


class _Turning:
    """One look's pages, asked for one after another."""

    def __init__(self, climber: Climber, look: Look, answer: Answer, pages: Pages) -> None:
        self._climber = climber
        self._look = look
        self._answer = answer
        self._pages = pages

    def next_address(self) -> str:
        address = self._pages.next_address()
        return "" if not address or self._climber.guard.refusal(address) else address

    def ask(self, address: str) -> Step:
        return asking(self._look, Ask(url=address), step=PAGES, answered=self.read, failed=self.failed)

    def read(self, response: Response) -> Iterator[Step]:
        self._climber.witness(self._look, response)
        reading = self._climber.read(response, self._look)
        pager = read_pager(response, now=self._climber.clock(), number=self._pages.count + 1)
        self._pages.add(reading, pager)
        yield self._next_step()

    def failed(self, failure: Failure) -> Iterator[Step]:
        """End with the pages that could be had."""
        request, look, trouble = broken_off(failure)
        self._climber.witness_failure(look, request, trouble)
        self._pages.over = True
        yield self._next_step()

    def _next_step(self) -> Step:
        address = self.next_address()
        if address:
            return self.ask(address)
        if self._pages.count > 1:
            self._look.how = PAGES
        answer = replace(self._answer, reading=self._pages.reading())
        return self._climber.answer(self._look, answer)
