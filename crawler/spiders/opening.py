"""The steps that open a list's newest few articles: for their dates, or for the days they were made."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.articles import articles_to_ask, articles_to_open, with_dates, with_written_days
from crawler.look import Look
from crawler.pages import read_opened
from crawler.readers.apis.api import Ask
from crawler.readers.reading import Reading
from crawler.spiders.climbing import Answer, Climber, Step, asking, broken_off
from records.observation import Entry

ARTICLES = "articles"
WRITTEN = "written"

Taken = Callable[[Reading, Mapping[str, Entry]], Reading]


def open_articles(climber: Climber, look: Look, answer: Answer) -> Step | None:
    """Return the request for the first article worth opening, or None where none is."""
    unopened = list(articles_to_open(answer.reading, climber.guard))
    return _Opening(climber, look, answer, unopened, step=ARTICLES, take=with_dates).begin()


def ask_written_days(climber: Climber, look: Look, answer: Answer) -> Step | None:
    """Return the request for the first article whose day of making (成文日期) is to be asked, or None.

    Only of a column held to the time of 主动公开, whose list shows no such day; a look
    that has opened articles already knows what they say.
    """
    if not look.disclosure or look.requests[ARTICLES]:
        return None
    unopened = list(articles_to_ask(answer.reading, climber.guard))
    return _Opening(climber, look, answer, unopened, step=WRITTEN, take=with_written_days).begin()


class _Opening:
    """One look's articles, opened one after another in a *step*; *take* adds what they say to the list."""

    def __init__(
        self, climber: Climber, look: Look, answer: Answer, unopened: list[str], *, step: str, take: Taken
    ) -> None:
        self._climber = climber
        self._look = look
        self._answer = answer
        self._unopened = unopened
        self._step = step
        self._take = take
        self._opened: dict[str, Entry] = {}

    def begin(self) -> Step | None:
        return self.next_step() if self._unopened else None

    def next_step(self) -> Step:
        if self._unopened:
            ask = Ask(url=self._unopened[0])
            return asking(self._look, ask, step=self._step, answered=self.read, failed=self.failed)
        if self._step == ARTICLES:
            self._look.how = ARTICLES
        reading = self._take(self._answer.reading, self._opened)
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
