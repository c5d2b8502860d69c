"""Account visits by a real browser, on the days that have one."""

from collections.abc import Iterator
from dataclasses import replace

from crawler.look import Look
from crawler.spiders.accounts import AccountsSpider
from records.targets import ReadHints, Render

#: What an order names in the browser's place where visits are made without one.
PLAIN = "plain"
#: Of the accounts every so many-th is visited on one day, others on the next.
EVERY = 4


class VisitedAccounts(AccountsSpider):
    """The product's looks at accounts, some of them told to render the page whatever it holds."""

    def looks(self) -> Iterator[Look]:
        """Yield the same looks, every few-th with a hint to render."""
        today = self.clock().toordinal()
        for place, look in enumerate(super().looks()):
            visited = place % EVERY == today % EVERY
            yield replace(look, hints=ReadHints(render=Render.ALWAYS)) if visited else look
