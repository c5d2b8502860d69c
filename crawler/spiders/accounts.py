"""Looks at new-media accounts (政务新媒体)."""

from collections import defaultdict, deque
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.guard import guard_of, host_of
from crawler.look import Look
from crawler.platforms.wechat.asking import BASE as WECHAT_INTERFACE
from crawler.platforms.weibo.asking import BASE as WEIBO_INTERFACE
from crawler.readers.reading import Reading
from crawler.spiders.climbing import Step
from crawler.spiders.looking import LookingSpider
from crawler.spiders.sources import Asking, Blocks
from records.observation import Outcome
from records.targets import Account, Platform, Source, SourceKind

#: Where the official interfaces of platforms are, unless an office has a relay of its own.
INTERFACES = {Platform.WECHAT: WECHAT_INTERFACE, Platform.WEIBO: WEIBO_INTERFACE}
#: A public page that lists all the account's posts: it is read as a column is.
_PAGE = SourceKind.PAGE
_NOT_THERE = frozenset({404, 410})


class AccountsSpider(LookingSpider):
    """One look at each account: at all its sources, or, of pages alone, at the first that answers.

    Platforms are visited side by side, the accounts of one platform one after another.

    An account without a readable source is UNREADABLE: nobody looked, so nothing
    can be said of it, least of all that its page is a shell or that it is silent.
    Nor is an account cancelled because a page about it is not there.
    """

    name = "accounts"

    def __init__(
        self,
        *,
        links: Mapping[str, Sequence[str]] | None = None,
        secrets: Mapping[str, str] | None = None,
        interfaces: Mapping[Platform, str] = INTERFACES,
        counts_unsent: bool = True,
        **options: Any,  # noqa: ANN401 - Scrapy's own
    ) -> None:
        super().__init__(**options)
        self.blocks = Blocks()
        self.secrets, self.counts_unsent = secrets or {}, counts_unsent
        self.interfaces: Mapping[Platform, str] = {**INTERFACES, **interfaces}
        self._accounts = {account.key: account for account in self.inventory.accounts}
        #: Links to articles that people gave, by account, the newest first.
        self.links = links or {}
        #: Looks that wait for the one before them on their platform.
        self._waiting: dict[Platform, deque[Look]] = defaultdict(deque)
        self.open_the_guard()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **options: Any) -> Self:  # noqa: ANN401
        """Return the spider; platforms are asked with a pause that is never twice the same."""
        spider = super().from_crawler(crawler, *args, **options)
        pause = crawler.settings.getfloat("PLATFORM_PAUSE")
        manner = {"delay": pause, "concurrency": 1, "jitter": 0.5}
        named = spider.sites.slots()
        slots = {host: named.get(host, manner) for host in map(host_of, spider.platform_addresses())}
        crawler.settings.set("DOWNLOAD_SLOTS", named | slots, priority="spider")
        return spider

    def platform_of(self, target: str) -> Platform:
        """Return the platform of the account *target*."""
        return self._accounts[target].platform

    def platform_addresses(self) -> Iterator[str]:
        """Yield the address of every source that is no page of the office's own."""
        for account in self._accounts.values():
            for source in self._sources(account):
                if source.url and source.kind != _PAGE:
                    yield source.url

    def open_the_guard(self) -> None:
        """Let what people gave be asked, and the official interface where an account's owner granted it."""
        given = [link for each in self.links.values() for link in each]
        granted = {
            account.platform
            for account in self._accounts.values()
            for source in account.sources
            if source.kind is SourceKind.OFFICIAL
        }
        interfaces = [place for platform, place in self.interfaces.items() if platform in granted]
        self.guard = guard_of(self.inventory, given=given, besides=interfaces)

    def looks(self) -> Iterator[Look]:
        """Yield a look for each account, in inventory order."""
        for account in self.inventory.accounts:
            pages = (source.url for source in account.sources if source.kind == _PAGE and source.url)
            yield Look(target=account.key, addresses=tuple(pages), clock=self.clock)

    async def start(self) -> AsyncIterator[Any]:
        """Yield the first step of every look at pages, and of the first look on each platform."""
        for look in self.wanted():
            if self._is_of_pages(look):
                yield self.begin(look)
            else:
                self._waiting[self._accounts[look.target].platform].append(look)
        for platform in self._waiting:
            for step in self.next_on(platform):
                yield step

    def next_on(self, platform: Platform) -> Iterator[Step]:
        """Yield the first step of the next look on *platform*, and all before it that end without one."""
        waiting = self._waiting[platform]
        while waiting:
            step = self.begin(waiting.popleft())
            yield step
            if isinstance(step, Request):
                return

    def begin(self, look: Look) -> Step:
        """Return the first step of *look*."""
        if self._is_of_pages(look):
            return super().begin(look)
        account = self._accounts[look.target]
        return Asking(self, look, account, self._sources(account)).next_step()

    def _is_of_pages(self, look: Look) -> bool:
        sources = self._sources(self._accounts[look.target])
        return all(source.kind == _PAGE for source in sources)

    def read(self, response: Response, look: Look) -> Reading:
        """Return what *response* says of the account; GONE only where a page that is there says so."""
        if response.status in _NOT_THERE:
            note = f"HTTP {response.status}: its page is not there, which says nothing of the account"
            return Reading(outcome=Outcome.UNREADABLE, note=note)
        return super().read(response, look)

    def _sources(self, account: Account) -> Sequence[Source]:
        given = self.links.get(account.key, ()) if account.platform is Platform.WECHAT else ()
        return (*(Source(kind=SourceKind.ARTICLE, url=link) for link in given), *account.sources)
