"""What the inventory says of each host, and what a pass learns of it on the way."""

import asyncio
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest

from crawler.guard import host_of
from records.inventory import Inventory
from records.targets import Tls

#: Time-outs in a row after which a host is not asked again in a pass.
HOST_TIMEOUTS = 5


class HostSilent(IgnoreRequest):
    """The host timed out so often in this pass that it is not asked again."""


@dataclass(frozen=True, kw_only=True)
class Manners:
    """How a host is to be asked; the default is for one that no site describes."""

    #: robots.txt is not asked.
    own: bool = False
    #: A certificate that is not in order ends the look.
    strict: bool = False
    #: Seconds between two requests; None for a delay that adapts.
    delay: float | None = None
    #: The proxy for it alone, or empty.
    proxy: str = ""
    #: On our own network, where the environment's proxy has no business.
    private: bool = False


class Sites:
    """The manners for each address, which certificates were broken, and which hosts fell silent."""

    def __init__(self, inventory: Inventory) -> None:
        self._sites = {_origin(site.home): site for site in inventory.sites}
        self._by_host = {host_of(site.home): site for site in reversed(inventory.sites)}
        self._broken: set[str] = set()
        self._timeouts: Counter[str] = Counter()
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def manners(self, address: str) -> Manners:
        """Return the manners for *address*: its own site's, or those of another site of that host."""
        site = self._sites.get(_origin(address)) or self._by_host.get(host_of(address))
        if site is None:
            return Manners()
        strict = site.tls is Tls.STRICT
        return Manners(own=site.own, strict=strict, delay=site.delay, proxy=site.proxy, private=site.private)

    def slots(self) -> dict[str, dict[str, Any]]:
        """Return Scrapy's DOWNLOAD_SLOTS: the slowest delay that any site of a host names."""
        delays: dict[str, float] = {}
        for site in self._sites.values():
            if site.delay is not None:
                host = host_of(site.home)
                delays[host] = max(site.delay, delays.get(host, 0.0))
        return {host: {"delay": delay, "concurrency": 1} for host, delay in delays.items()}

    def turn(self, address: str) -> asyncio.Lock:
        """Return the lock that whoever talks with the host of *address* must hold.

        Scrapy's own limit of one request a host does not hold where the delay is
        zero: requests that arrive together all see a free slot.
        """
        return self._turns[host_of(address)]

    def distrust(self, address: str) -> None:
        """Remember that the certificate at *address* is broken, so that it is tried only once."""
        self._broken.add(_origin(address))

    def distrusted(self, address: str) -> bool:
        """Return whether the certificate at *address* was found broken in this pass."""
        return _origin(address) in self._broken

    def timed_out(self, address: str) -> None:
        """Count a time-out of the host of *address*."""
        self._timeouts[host_of(address)] += 1

    def answered(self, address: str) -> None:
        """Forget the time-outs of the host of *address*."""
        self._timeouts.pop(host_of(address), None)

    def silent(self, address: str) -> bool:
        """Return whether the host of *address* timed out so often in a row that asking on is idle."""
        return self._timeouts[host_of(address)] >= HOST_TIMEOUTS


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}".lower()
