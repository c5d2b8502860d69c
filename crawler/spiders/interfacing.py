"""The step that asks a page's list API, where a script was to fill the page from it."""

from collections.abc import Iterator
from dataclasses import replace

from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.look import Look
from crawler.outcomes import one_line
from crawler.pages import find_interface, read_interface
from crawler.readers.apis.api import Found
from crawler.readers.reading import Reading
from crawler.spiders.climbing import Answer, Climber, Step, asking, broken_off
from records.observation import Outcome

API = "api"

#: What an API may answer for its page: a failure of the API is none of the column's.
_ANSWERS = frozenset({Outcome.READ, Outcome.EMPTY, Outcome.UNDATED})


def ask_api(climber: Climber, look: Look, answer: Answer) -> Step | None:
    """Return the request to the API that the inventory names or the page is filled from; None without one."""
    if answer.response.status != 200 or not (look.hints.api or answer.reading.is_unfilled):
        return None
    found = find_interface(answer.response, hints=look.hints)
    if not found:
        return None
    asking_it = _Asking(climber, look, answer, found)
    refusal = climber.guard.refusal(found.ask.url)
    if refusal:
        return asking_it.without(f"the API {found.name} is not asked: {refusal}")
    return asking(look, found.ask, step=API, answered=asking_it.read, failed=asking_it.failed)


class _Asking:
    """One look's API."""

    def __init__(self, climber: Climber, look: Look, answer: Answer, found: Found) -> None:
        self._climber = climber
        self._look = look
        self._answer = answer
        self._found = found

    def without(self, why: str) -> Step:
        """Return what follows from the page alone, with a note of *why* its API did not help.

        Where the inventory names the API, the page alone is not fallen back on: the office said what to read.
        """
        named = bool(self._look.hints.api)
        sent = Reading(outcome=Outcome.UNREADABLE) if named else self._answer.reading
        note = one_line("; ".join(filter(None, (sent.note, why))))
        return self._climber.answer(self._look, replace(self._answer, reading=replace(sent, note=note)))

    def read(self, response: Response) -> Iterator[Step]:
        self._climber.witness(self._look, response)
        page = self._answer.response.url
        reading = read_interface(self._found.name, response, page=page, now=self._climber.clock())
        if reading.outcome not in _ANSWERS:
            yield self.without(f"the API {self._found.name}: {reading.outcome} {reading.note}")
            return
        self._look.how = API
        yield self._climber.answer(self._look, replace(self._answer, reading=reading))

    def failed(self, failure: Failure) -> Iterator[Step]:
        """Keep to the page: an API that fails says nothing of the target."""
        request, look, trouble = broken_off(failure)
        self._climber.witness_failure(look, request, trouble)
        yield self.without(f"the API {self._found.name}: {trouble.note}")
