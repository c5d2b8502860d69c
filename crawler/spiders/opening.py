"""The step that opens a list's newest few articles, where the list shows no dates."""

from collections.abc import Iterator
from dataclasses import replace

from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.articles import articles_to_open, with_dates
from crawler.look import Look
from crawler.pages import read_opened
from crawler.readers.apis.api import Ask
from crawler.spiders.climbing import Answer, Climber, Step, asking, broken_off
from records.observation import Entry

ARTICLES = "articles"


def open_articles(climber: Climber, look: Look, answer: Answer) -> Step | None:
    """Return the request for the first article worth opening, or None where none is."""
    unopened = list(articles_to_open(answer.reading, climber.guard))
    return _Opening(climber, look, answer, unopened).next_step() if unopened else None


class _Opening:
    """One look's articles, opened one after another."""

    def __init__(self, climber: Climber, look: Look, answer: Answer, unopened: list[str]) -> None:
        self._climber = climber
        self._look = look
        self._answer = answer
        self._unopened = unopened
        self._opened: dict[str, Entry] = {}

    def next_step(self) -> Step:
        if self._unopened:
            address = self._unopened[0]
            return asking(self._look, Ask(url=address), step=ARTICLES, answered=self.read, failed=self.failed)
        self._look.how = ARTICLES
        reading = with_dates(self._answer.reading, self._opened)
        return self._climber.answer(self._look, replace(self._answer, reading=reading))

    def read(self, response: Response) -> Iterator[Step]:
        self._climber.witness(self._look, response)
        entry = read_opened(response, now=self._climber.clock())
        if entry is not None:
            self._opened[self._unopened[0]] = entry
        del self._unopened[0]
        yield self.next_step()

    def failed(self, failure: Failure) -> Iterator[Step]:
        """Go on: the others may do."""
        request, look, trouble = broken_off(failure)
        self._climber.witness_failure(look, request, trouble)
        del self._unopened[0]
        yield self.next_step()
