"""What an address of a platform asks for, taken apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

from crawler.platforms.hosts import is_within

_MAX_ADDRESS = 4_000
_MAX_FIELDS = 100
#: Names in the addresses of log-in and verification pages. Queries are not asked: many hold ``verifyFp``.
_LOGIN = frozenset({"login", "passport", "signin"})
_CHECKED = ("captcha", "verify")
#: Longer segments are somebody's id.
_MAX_NAME = 40


@dataclass(frozen=True, kw_only=True)
class Place:
    """The parts of an address; empty where it has none."""

    host: str = ""
    path: str = ""
    query: Mapping[str, str] = field(default_factory=dict)

    def is_of(self, *domains: str) -> bool:
        """Return whether the host is one of *domains* or below one."""
        return any(is_within(self.host, domain) for domain in domains)

    def after(self, *segments: str) -> str:
        """Return the segment of the path that follows one of *segments*, or empty."""
        parts = self.path.split("/")
        return next((after for one, after in pairwise(parts) if one in segments), "")

    @property
    def is_wall(self) -> bool:
        """Whether it is a page for logging in or for being verified."""
        names = {*self.path.lower().split("/"), *self.host.split(".")}
        return bool(names & _LOGIN) or any(
            word in name for name in names for word in _CHECKED if len(name) <= _MAX_NAME
        )


def place_of(address: str) -> Place:
    """Return the parts of *address*; nothing where it is none."""
    try:
        parts = urlsplit(address[:_MAX_ADDRESS])
        query = dict(parse_qsl(parts.query, max_num_fields=_MAX_FIELDS))
        return Place(host=(parts.hostname or "").lower(), path=parts.path, query=query)
    except ValueError:
        return Place()
