"""Name resolution behind the address guard: a refused address never reaches the connection.

Twisted connects to the very addresses this resolver hands over and asks for no
name a second time, so what was checked is what is connected to, and a name that
answers differently a moment later (DNS rebinding) gains nothing. IP literals
come through here as well.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, Self

from scrapy.crawler import CrawlerProcess
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.guard import ip_refusal, normal_host

Address = IPv4Address | IPv6Address


class Receiver(Protocol):
    """Twisted's IResolutionReceiver, as a type."""

    def resolutionBegan(self, resolution: object) -> None: ...  # noqa: N802, D102

    def addressResolved(self, address: Address) -> None: ...  # noqa: N802, D102

    def resolutionComplete(self) -> None: ...  # noqa: N802, D102


class Resolver(Protocol):
    """Twisted's IHostnameResolver, as a type."""

    def resolveHostName(  # noqa: N802, D102
        self,
        resolutionReceiver: Receiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[Address]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> object: ...


class _Reactor(Protocol):
    @property
    def nameResolver(self) -> Resolver: ...  # noqa: N802

    def installNameResolver(self, resolver: Resolver) -> object: ...  # noqa: N802


@implementer(IHostnameResolver)
class GuardedResolver:
    """Resolves through *inner* and passes on only the addresses a host may have.

    Until hosts are admitted, every host must have a public address.
    """

    def __init__(
        self,
        inner: Resolver,
        *,
        install: Callable[[Resolver], object] = lambda _resolver: None,
    ) -> None:
        self._inner = inner
        self._install = install
        self._private: set[str] = set()
        self._refusals: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: CrawlerProcess, reactor: _Reactor) -> Self:  # noqa: ARG003
        """Return a resolver around the one *reactor* has; Scrapy calls this once a process."""
        return cls(reactor.nameResolver, install=reactor.installNameResolver)

    def install_on_reactor(self) -> None:
        """Take the place of the resolver that is wrapped."""
        self._install(self)

    def admit(self, hosts: Iterable[str]) -> None:
        """Let *hosts* have private addresses from now on."""
        self._private.update(hosts)

    def refusal(self, host: str) -> str:
        """Return why the last resolution of *host* left nothing to connect to, or an empty string."""
        return self._refusals.get(normal_host(host), "")

    def resolveHostName(  # noqa: N802 - the interface's name and arguments
        self,
        resolutionReceiver: Receiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[Address]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> object:
        """Resolve *hostName*, telling *resolutionReceiver* only of permitted addresses."""
        receiver = _Sieve(resolutionReceiver, normal_host(hostName), self._private, self._refusals)
        return self._inner.resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


@implementer(IResolutionReceiver)
class _Sieve:
    """Stands between a resolver and the one who asked."""

    def __init__(self, asker: Receiver, host: str, private: set[str], refusals: dict[str, str]) -> None:
        self._asker = asker
        self._host = host
        self._private = private
        self._refusals = refusals
        self._permitted = False
        self._refusal = ""

    def resolutionBegan(self, resolution: object) -> None:  # noqa: N802
        self._asker.resolutionBegan(resolution)

    def addressResolved(self, address: Address) -> None:  # noqa: N802
        refusal = ip_refusal(self._host, address.host, private=self._private)
        if refusal:
            self._refusal = refusal
            return
        self._permitted = True
        self._asker.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        self._refusals[self._host] = "" if self._permitted else self._refusal
        self._asker.resolutionComplete()
