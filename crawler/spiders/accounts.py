"""Looks at new-media accounts (政务新媒体)."""

from collections.abc import Iterator

from scrapy.http import Response

from crawler.look import Look
from crawler.readers.reading import Reading
from crawler.spiders.looking import LookingSpider
from records.observation import Outcome

#: The sources that can be looked at: public pages that list all of an account's posts.
_READABLE = frozenset({"page"})
_NOT_THERE = frozenset({404, 410})


class AccountsSpider(LookingSpider):
    """One look at each account, by its first source that answers.

    An account without a readable source is UNREADABLE: nobody looked, so nothing
    can be said of it, least of all that its page is a shell or that it is silent.
    Nor is an account cancelled because a page about it is not there.
    """

    name = "accounts"

    def looks(self) -> Iterator[Look]:
        """Yield a look for each account, in inventory order."""
        for account in self.inventory.accounts:
            readable = (source.url for source in account.sources if source.kind in _READABLE)
            addresses = tuple(url for url in readable if url)
            yield Look(target=account.key, addresses=addresses, clock=self.clock)

    def read(self, response: Response, look: Look) -> Reading:
        """Return what *response* says of the account; GONE only where a page that is there says so."""
        if response.status in _NOT_THERE:
            note = f"HTTP {response.status}: its page is not there, which says nothing of the account"
            return Reading(outcome=Outcome.UNREADABLE, note=note)
        return super().read(response, look)
