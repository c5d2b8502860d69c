"""The step that renders a page which a script fills."""

from collections.abc import Iterator
from dataclasses import replace

from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.look import RENDERED, Look
from crawler.outcomes import one_line
from crawler.readers.apis.api import Ask
from crawler.spiders.climbing import NO_ANSWER, Answer, Climber, Step, asking, broken_off
from records.targets import ReadHints, Render

_REMEDY = "rendering it needs chromium-headless-shell, which is not installed"


def render(climber: Climber, look: Look, answer: Answer) -> Step | None:
    """Return the request that renders the page of *answer*, or None where nothing calls for it."""
    if not _calls_for(answer, look.hints):
        return None
    rendering = _Rendering(climber, look, answer)
    if not climber.settings.get("CHROMIUM"):
        return rendering.without(_REMEDY)
    address = answer.response.url
    return asking(look, Ask(url=address), step=RENDERED, answered=rendering.read, failed=rendering.failed)


def _calls_for(answer: Answer, hints: ReadHints) -> bool:
    if hints.render is Render.NEVER or answer.response.status != 200:
        return False
    return hints.render is Render.ALWAYS or answer.reading.is_unfilled


class _Rendering:
    """One look's page in the browser."""

    def __init__(self, climber: Climber, look: Look, answer: Answer) -> None:
        self._climber = climber
        self._look = look
        self._answer = answer

    def without(self, why: str) -> Step:
        """Return what follows from the page as it was sent, with a note of *why* it was not rendered."""
        sent = self._answer.reading
        note = one_line("; ".join(filter(None, (sent.note, why))))
        return self._climber.answer(self._look, replace(self._answer, reading=replace(sent, note=note)))

    def read(self, response: Response) -> Iterator[Step]:
        self._climber.witness(self._look, response)
        reading = self._climber.read(response, self._look)
        if reading.outcome in NO_ANSWER and not reading.follow:
            yield self.without(f"rendered: {reading.outcome} {reading.note}")
            return
        self._look.how = RENDERED
        yield self._climber.answer(self._look, Answer(reading=reading, response=response))

    def failed(self, failure: Failure) -> Iterator[Step]:
        """Keep to what was sent: a browser that fails says nothing of the target."""
        request, look, trouble = broken_off(failure)
        self._climber.witness_failure(look, request, trouble)
        yield self.without(trouble.note)
