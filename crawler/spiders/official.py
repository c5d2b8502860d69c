"""WeChat's official interface, asked for one account: a token, each day looked back at, what was not sent."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from urllib.parse import quote

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.look import HIDDEN, LOOK, STEP, Look
from crawler.platforms.told import Told, told_nothing
from crawler.platforms.wechat.asking import ask_day, ask_published, ask_token, token_in
from crawler.platforms.wechat.official import read_days, read_official
from crawler.readers.apis.api import Ask
from crawler.readers.apis.json_answer import load
from crawler.spiders.climbing import SOONER, Climber, Step, broken_off
from records.civil import civil_date
from records.observation import Outcome

#: The step of a look that the interface is asked in.
OFFICIAL = "official"
#: Days that are looked back at: the longest limit for accounts, and the day it ends on.
DAYS = 15

Done = Callable[[Told], Iterator[Step]]


class OfficialInterface:
    """One account's interface, asked step by step; *done* gets what it came to."""

    def __init__(
        self, spider: Climber, look: Look, *, base: str, secret: str, counts_unsent: bool, done: Done
    ) -> None:
        self._spider, self._look, self._base, self._done = spider, look, base, done
        self._app_id, _, self._secret = secret.partition(":")
        self._counts_unsent = counts_unsent
        self._token = ""
        today = civil_date(spider.clock())
        self._left = [today - timedelta(days=number) for number in range(1, DAYS + 1)]
        self._days: list[tuple[date, bytes]] = []

    def begin(self) -> Request:
        """Return the request for the token."""
        if self._secret:
            self._look.hidden[self._secret] = HIDDEN
        return self._ask(ask_token(self._app_id, self._secret, base=self._base), self._with_token)

    def _with_token(self, response: Response) -> Iterator[Step]:
        self._token = token_in(response.body)
        if self._token:
            self._look.hidden |= {self._token: HIDDEN, quote(self._token, safe=""): HIDDEN}
        self._spider.witness(self._look, response)
        if not self._token:
            yield from self._done(_without(response))
            return
        yield self._next()

    def _next(self) -> Request:
        if self._left:
            return self._ask(ask_day(self._token, self._left[0], base=self._base), self._with_day)
        return self._ask(ask_published(self._token, base=self._base), self._with_published)

    def _with_day(self, response: Response) -> Iterator[Step]:
        self._spider.witness(self._look, response)
        self._days.append((self._left.pop(0), response.body))
        yield self._next()

    def _with_published(self, response: Response) -> Iterator[Step]:
        self._spider.witness(self._look, response)
        yield from self._done(
            read_days(
                self._days,
                response.body,
                seen_at=self._spider.clock(),
                counts_unsent=self._counts_unsent,
            )
        )

    def _failed(self, failure: Failure) -> Iterator[Step]:
        request, look, trouble = broken_off(failure)
        self._spider.witness_failure(look, request, trouble)
        yield from self._done(Told(reading=trouble.reading()))

    def _ask(self, ask: Ask, answered: Callable[[Response], Iterator[Step]]) -> Request:
        return Request(
            ask.url,
            method=ask.method,
            headers=dict(ask.headers),
            body=ask.body,
            callback=answered,
            errback=self._failed,
            meta={LOOK: self._look, STEP: OFFICIAL},
            priority=SOONER if self._look.begun_at else 0,
        )


def _without(response: Response) -> Told:
    """Return why there is no token."""
    if response.status != 200:
        return told_nothing(Outcome.BLOCKED, f"HTTP {response.status} instead of a token")
    told = read_official(load(response.body), address=response.url)
    if told.reading.outcome is Outcome.BLOCKED:
        return told
    return told_nothing(Outcome.UNREADABLE, f"no token was given: {told.reading.note}")
