"""A thorough look's other paths: once the list has been read, the rest of the site is asked to refute it."""

from collections.abc import Iterator

from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.readers.apis.api import Ask
from crawler.spiders.case import Case
from crawler.spiders.climbing import Step, asking, broken_off
from crawler.spiders.paths import NEVER_A_PATH, PATHS, SEQUENCE
from records.observation import Outcome

#: Stubs followed on one path.
_HOPS = 2
#: What accuses, or may accuse through the columns below: the rest says nothing that could be refuted.
_ACCUSES = frozenset({Outcome.EMPTY, Outcome.GONE, Outcome.LANDING})


def refute(case: Case) -> Step | None:
    """Return the first request on another path, or None where the reading accuses nobody."""
    reading = case.answer.reading
    if reading.outcome not in _ACCUSES and not (reading.outcome is Outcome.READ and reading.complete):
        return None
    case.look.settled = (reading, case.answer.response.url)
    return _Refuting(case).next_step()


class _Refuting:
    """One look's other paths, tried one after another; none of them changes what the list said."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._left = list(SEQUENCE)
        self._name = ""
        self._hops = 0
        #: Whether every certificate was in order before the paths were tried.
        self._verified = case.look.verified

    def next_step(self) -> Step:
        while self._left:
            self._name, self._hops = self._left.pop(0), 0
            ask = PATHS[self._name].ask(self._case)
            if ask is not None and not self._refused(ask):
                return self._send(ask)
        return self._case.climber.conclude(self._case.look, self._case.concluded())

    def read(self, response: Response) -> Iterator[Step]:
        case = self._case
        case.climber.witness(case.look, response)
        proved = case.look.verified or not self._verified
        answered = PATHS[self._name].read(case, response)
        case.look.verified = self._verified
        if answered and proved and self._name not in NEVER_A_PATH:
            case.look.paths.append(self._name)
        yield self._detour() or self.next_step()

    def failed(self, failure: Failure) -> Iterator[Step]:
        """Go on: a path that fails says nothing of the column."""
        request, look, trouble = broken_off(failure)
        self._case.climber.witness_failure(look, request, trouble)
        look.verified = self._verified
        self._case.remark(f"{self._name}: {trouble.note}")
        yield self.next_step()

    def _detour(self) -> Step | None:
        """Return the request for what a stub on this path leads to, or None."""
        address, self._case.follow = self._case.follow, ""
        self._hops += 1
        ask = Ask(url=address)
        return self._send(ask) if address and self._hops <= _HOPS and not self._refused(ask) else None

    def _refused(self, ask: Ask) -> bool:
        refusal = self._case.climber.guard.refusal(ask.url)
        if refusal:
            self._case.remark(f"{self._name}: {refusal}")
        return bool(refusal)

    def _send(self, ask: Ask) -> Step:
        return asking(self._case.look, ask, step=self._name, answered=self.read, failed=self.failed)
