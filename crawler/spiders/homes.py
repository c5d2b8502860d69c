"""Tries to open each site's home page, once."""

from collections.abc import Iterator
from typing import Any

from scrapy.http import Response

from crawler.look import Look
from crawler.readers.reading import Reading
from crawler.spiders.climbing import Answer, Step
from crawler.spiders.looking import LookingSpider
from records.observation import Outcome


class HomesSpider(LookingSpider):
    """One request for each home page, and those a stub there leads on to; nothing is tried again.

    Its observations say READ of a page that opened, whatever stands on it.
    """

    name = "homes"
    custom_settings = {"RETRY_ENABLED": False}  # noqa: RUF012 - Scrapy's own, and read before there is a spider

    def __init__(
        self,
        *,
        asked: dict[str, Look] | None = None,
        answered: set[str] | None = None,
        **options: Any,  # noqa: ANN401 - Scrapy's own
    ) -> None:
        super().__init__(**options)
        #: The looks under way and ended, by site: they know how long they took.
        self.asked = asked if asked is not None else {}
        #: The sites whose own server, and no proxy, answered anything at all.
        self.answered = answered if answered is not None else set()

    def looks(self) -> Iterator[Look]:
        """Yield a look at each site's home page, in inventory order."""
        for site in self.inventory.sites:
            self.asked[site.key] = look = Look(target=site.key, addresses=(site.home,), clock=self.clock)
            yield look

    def read(self, response: Response, look: Look) -> Reading:
        """Return READ for a page that opened, or what came in its place."""
        reading = super().read(response, look)
        whole = 200 <= response.status < 300 and response.body.strip() and "dataloss" not in response.flags
        kept_out = reading.outcome is Outcome.BLOCKED
        return reading if reading.follow or kept_out or not whole else Reading(outcome=Outcome.READ)

    def answer(self, look: Look, answer: Answer) -> Step:
        """Return where a stub leads, or the end: what is on the page is not asked any further."""
        if answer.reading.follow:
            return self._follow(look, answer.reading, answer.response.url)
        return self._settle(look, answer.reading, answer.response.url)

    def witness(self, look: Look, response: Response) -> None:
        """Note that the site's server answered; a try leaves no evidence."""
        if response.request and not response.request.meta.get("proxy"):
            self.answered.add(look.target)
