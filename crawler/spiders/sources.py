"""The look at an account: each of its sources is asked once, and what they say is taken together."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import quote

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.look import HEARD, HIDDEN, LOOK, PAGE, STEP, VISIT, WISH, Look
from crawler.platforms.catalogue import Sent, read_source
from crawler.platforms.merging import Answered, decisive, merged, said_by
from crawler.platforms.told import Told, told_nothing
from crawler.platforms.ways import WAYS, Way
from crawler.platforms.weibo.asking import user_timeline
from crawler.rendering.visited import Wish
from crawler.spiders.climbing import SOONER, Climber, Step, broken_off
from crawler.spiders.official import OfficialInterface
from records.observation import Observation, Outcome
from records.targets import Account, Platform, Source, SourceKind

#: Blocked visits in a row after which a platform is left alone for the rest of the pass.
BLOCKS = 3
_STOPPED = f"{BLOCKS} visits in a row were blocked, so the platform was left alone for the rest of this pass"
_SECRETS = "write APPID:SECRET (WeChat) or the access token (Weibo) into it"
_NO_BROWSER = "opening it needs chromium-headless-shell, which is not installed"


@dataclass(kw_only=True)
class Blocks:
    """Blocked visits in a row, by platform: one that blocks on and on is not asked again in a pass."""

    _in_a_row: Counter[Platform] = field(default_factory=Counter)

    def count(self, platform: Platform, told: Told) -> None:
        """Count what a visit came to; anything but a block ends the row."""
        blocked = told.reading.outcome is Outcome.BLOCKED
        self._in_a_row[platform] = self._in_a_row[platform] + 1 if blocked else 0

    def stopped(self, platform: Platform) -> bool:
        """Return whether the pass over *platform* is over."""
        return self._in_a_row[platform] >= BLOCKS


class Asker(Climber, Protocol):
    """What the look at an account needs of its spider."""

    blocks: Blocks
    #: Where the official interface of each platform that has one is, what lets us in by the name that the
    #: inventory gives it, and whether what was published without being sent counts as a post.
    interfaces: Mapping[Platform, str]
    secrets: Mapping[str, str]
    counts_unsent: bool

    def next_on(self, platform: Platform) -> Iterator[Step]:
        """Yield the first step of the next look on *platform*, where one is waiting for this one's end."""


class Asking:
    """One account's look."""

    def __init__(self, spider: Asker, look: Look, account: Account, sources: Sequence[Source]) -> None:
        self._spider, self._look, self._account = spider, look, account
        self._left = list(sources)
        self._source: Source
        self._answers: list[Answered] = []
        self._address = ""

    def next_step(self) -> Step:
        """Return the request for the next source, or the end of the look."""
        ways = WAYS[self._account.platform]
        while self._left:
            self._source = self._left.pop(0)
            way = ways.get(self._source.kind)
            if way is None or not self._place:
                continue
            refusal = self._refusal(way)
            if refusal is None:
                return self._ask_it(way)
            self._answers.append(self._answered(refusal))
        self._look.says = said_by(self._account, self._answers)
        self._look.how = decisive(self._account, self._answers) or PAGE
        return self._look.end(merged(self._account, self._answers), address=self._address)

    @property
    def _is_interface(self) -> bool:
        """Whether the source is the platform's interface, granted by the account's owner."""
        return self._source.kind is SourceKind.OFFICIAL

    @property
    def _place(self) -> str:
        """Where the source is asked; empty for one that cannot be asked yet."""
        if self._is_interface:
            return self._spider.interfaces.get(self._account.platform, "")
        return self._source.url

    def _refusal(self, way: Way) -> Told | None:
        """Return why the source is not asked, or None where it may be."""
        if self._spider.blocks.stopped(self._account.platform):
            return told_nothing(Outcome.BLOCKED, _STOPPED)
        if self._is_interface and self._source.secret not in self._spider.secrets:
            note = f"the variable XUNCHA_SECRET_{self._source.secret} is not set: {_SECRETS}"
            return told_nothing(Outcome.BLOCKED, note)
        refusal = self._spider.guard.refusal(self._place)
        if refusal:
            return told_nothing(Outcome.UNREADABLE, f"refused by the address guard: {refusal}")
        if way.browser and not self._spider.settings.get("CHROMIUM"):
            return told_nothing(Outcome.UNREADABLE, _NO_BROWSER)
        return None

    def _ask_it(self, way: Way) -> Request:
        if not self._is_interface:
            return self._ask(self._source.url, way)
        secret = self._spider.secrets[self._source.secret]
        if self._account.platform is Platform.WECHAT:
            return self._ask_wechat(secret)
        self._look.hidden |= dict.fromkeys(filter(None, (secret, quote(secret, safe=""))), HIDDEN)
        return self._ask(user_timeline(self._account.id, secret, base=self._place), way)

    def _ask_wechat(self, secret: str) -> Request:
        return OfficialInterface(
            self._spider,
            self._look,
            base=self._place,
            secret=secret,
            counts_unsent=self._spider.counts_unsent,
            done=self._with_interface,
        ).begin()

    def _with_interface(self, told: Told) -> Iterator[Step]:
        self._address = self._address or self._place
        self._answers.append(self._answered(told))
        yield from self._going_on(self.next_step())

    def _ask(self, address: str, way: Way) -> Request:
        wish = Wish(owner=self._account.platform.value, hears=way.hears, until=way.until)
        step = VISIT if way.browser else self._source.kind
        return Request(
            address,
            callback=self.read,
            errback=self.failed,
            headers=dict(self._look.headers),
            meta={LOOK: self._look, STEP: step, WISH: wish},
            priority=SOONER if self._look.begun_at else 0,
        )

    def read(self, response: Response) -> Iterator[Step]:
        """Take what *response* says, and go on."""
        try:
            step = self._after(response)
        except Exception:
            # A defect costs this account its look, and no other account of the platform.
            yield from self._spider.next_on(self._account.platform)
            raise
        yield from self._going_on(step)

    def failed(self, failure: Failure) -> Iterator[Step]:
        """Take that the source could not be had, and go on."""
        request, look, trouble = broken_off(failure)
        self._spider.witness_failure(look, request, trouble)
        self._address = self._address or (self._place if self._is_interface else request.url)
        self._answers.append(self._answered(Told(reading=trouble.reading())))
        yield from self._going_on(self.next_step())

    def _after(self, response: Response) -> Step:
        self._spider.witness(self._look, response)
        self._address = self._address or (self._place if self._is_interface else response.url)
        told = self._told(response)
        self._spider.blocks.count(self._account.platform, told)
        self._answers.append(self._answered(told))
        return self.next_step()

    def _going_on(self, step: Step) -> Iterator[Step]:
        yield step
        if isinstance(step, Observation):
            yield from self._spider.next_on(self._account.platform)

    def _told(self, response: Response) -> Told:
        if self._source.kind is SourceKind.PAGE:
            return Told(reading=self._spider.read(response, self._look))
        heard = response.meta.get(HEARD, ())
        return read_source(
            self._account.platform,
            self._source.kind,
            Sent(address=response.url, status=response.status, body=response.body),
            [Sent(address=each.address, status=each.status, body=each.body) for each in heard],
            seen_at=self._spider.clock(),
        )

    def _answered(self, told: Told) -> Answered:
        way = WAYS[self._account.platform][self._source.kind]
        return Answered(kind=self._source.kind, address=self._source.url, proves=way.proves, told=told)
