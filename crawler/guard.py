"""The address guard: which addresses a look may ask, by name and by number."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from scrapy.exceptions import IgnoreRequest

from crawler.platforms.hosts import domains_of, is_within
from records.inventory import Inventory

#: Characters of the longest address that is asked.
MAX_ADDRESS = 2_000

_DEFAULT_PORTS = {"http": 80, "https": 443}
_NAT64 = IPv6Network("64:ff9b::/96")


class AddressRefused(IgnoreRequest):
    """The guard does not let a request out; the message says why."""


class Reach(IntEnum):
    """How far an IP address reaches: later members need more leave than earlier ones."""

    PUBLIC = 0
    #: Private, loopback, link-local, shared: only for a host the inventory calls private.
    PRIVATE = 1
    #: Multicast, unspecified, reserved: never a web server.
    NEVER = 2


@dataclass(frozen=True, kw_only=True)
class Guard:
    """What the inventory allows; one with nothing in it allows nothing."""

    #: Hosts it names, lower case, international ones in their ASCII form.
    hosts: frozenset[str] = frozenset()
    #: Hosts with the ports it names for them, beside 80 and 443.
    ports: frozenset[tuple[str, int]] = frozenset()
    #: Hosts that may have a private address.
    private: frozenset[str] = frozenset()
    #: Domains of platforms, with all that is below them, on their usual ports.
    domains: frozenset[str] = frozenset()

    def refusal(self, address: str) -> str:
        """Return why *address* may not be asked, or an empty string; looks nothing up."""
        try:
            parts = urlsplit(address)
            host, port = normal_host(parts.hostname or ""), _port(parts)
        except ValueError:
            return "it is not an address"
        if parts.scheme not in _DEFAULT_PORTS:
            return f"{parts.scheme or 'no'} scheme, only http and https are asked"
        if not host or len(address) > MAX_ADDRESS or parts.username is not None:
            return "it is not a plain address"
        if host not in self.hosts and not any(is_within(host, each) for each in self.domains):
            return f"the inventory does not name the host {host}"
        if port not in _DEFAULT_PORTS.values() and (host, port) not in self.ports:
            return f"the inventory does not name port {port} of {host}"
        return ip_refusal(host, host, private=self.private) if _is_ip(host) else ""


def guard_of(inventory: Inventory, *, given: Iterable[str] = (), besides: Iterable[str] = ()) -> Guard:
    """Return the guard for *inventory*; a host is private only where a site of that host says so.

    An address that people *gave* lets its platform be asked, and nothing else; one
    *besides*, which the office set, is as good as named.
    """
    named = list(_named(inventory, besides))
    hosts = frozenset(host for host, _ in named)
    return Guard(
        domains=domains_of(inventory.accounts, hosts.union(map(host_of, given))),
        hosts=hosts,
        ports=frozenset(named),
        private=frozenset(host_of(site.home) for site in inventory.sites if site.private),
    )


def host_of(address: str) -> str:
    """Return the host of *address* in its normal form, or an empty string where it has none."""
    try:
        return normal_host(urlsplit(address).hostname or "")
    except ValueError:
        return ""


def normal_host(host: str) -> str:
    """Return *host* in lower case and ASCII, without a final dot; ValueError where it has no ASCII form."""
    bare = host.rstrip(".").lower()
    return bare if bare.isascii() else bare.encode("idna").decode("ascii")


def ip_refusal(host: str, ip: str, *, private: Collection[str]) -> str:
    """Return why no connection may go to *ip* for *host*, or an empty string.

    Only hosts in *private* may be at an address that is not public.
    """
    reach = reach_of(ip)
    if reach is Reach.PUBLIC or (reach is Reach.PRIVATE and host in private):
        return ""
    return f"{host} is at {ip}, which is not a public address"


def reach_of(ip: str) -> Reach:
    """Return how far *ip* reaches; an IPv4 address wrapped in an IPv6 one counts as itself."""
    outer = ip_address(ip)
    target = _inside(outer) or outer
    if target.is_loopback:
        return Reach.PRIVATE
    if target.is_multicast or target.is_unspecified or target.is_reserved:
        return Reach.NEVER
    return Reach.PUBLIC if target.is_global else Reach.PRIVATE


def _named(inventory: Inventory, besides: Iterable[str]) -> Iterator[tuple[str, int]]:
    addresses = [*besides, *(site.home for site in inventory.sites)]
    addresses += [column.url for column in inventory.columns]
    addresses += [column.read.api for column in inventory.columns if column.read.api]
    addresses += [source.url for account in inventory.accounts for source in account.sources if source.url]
    for parts in map(urlsplit, addresses):
        yield normal_host(parts.hostname or ""), _port(parts)


def _port(parts: SplitResult) -> int:
    return parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _inside(ip: IPv4Address | IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that packets for *ip* end up at, where it only wraps one."""
    if isinstance(ip, IPv4Address):
        return None
    if ip in _NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour
