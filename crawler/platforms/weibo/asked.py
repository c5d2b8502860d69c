"""What an address of Weibo asks for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

#: A container's number: six digits that say what it holds, and the account's uid.
_OF_ACCOUNT = re.compile(r"[0-9]{6}([0-9]{5,16})(?:_.{0,80})?")
_PROFILE_PAGE = re.compile(r"/(?:u|profile)/([0-9]{5,20})/?")
_UID = re.compile(r"[0-9]{5,20}")
_NONE = frozenset({"", "0"})
_MAX_ADDRESS = 4_000
_MAX_FIELDS = 60


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The parts of an address that say whose posts it asks for, and which of them."""

    host: str = ""
    path: str = ""
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def container(self) -> str:
        """The ``containerid`` it asks for, or empty."""
        return self.query.get("containerid", "")

    @property
    def uid(self) -> str:
        """The account whose page or answers it asks for, or empty."""
        page = _PROFILE_PAGE.fullmatch(self.path)
        named = (self.query.get("uid", ""), self.query.get("value", ""), page[1] if page else "")
        return next(filter(_UID.fullmatch, named), "") or uid_of(self.container)

    @property
    def is_first(self) -> bool:
        """Whether it asks for the newest posts, and not for a later page."""
        later = self.query.get("since_id", ""), self.query.get("max_id", ""), self.query.get("cursor", "")
        return self.query.get("page", "") in {"", "0", "1"} and _NONE.issuperset(later)

    @property
    def is_filtered(self) -> bool:
        """Whether it asks for some kinds of posts only."""
        names = ("feature", "base_app", "start_time", "end_time", "starttime", "endtime")
        return not _NONE.issuperset(self.query.get(name, "") for name in names)


def asked(address: str) -> Asked:
    """Return what *address* asks for; nothing where it is none."""
    try:
        parts = urlsplit(address[:_MAX_ADDRESS])
        query = dict(parse_qsl(parts.query, max_num_fields=_MAX_FIELDS))
        return Asked(host=(parts.hostname or "").lower(), path=parts.path, query=query)
    except ValueError:
        return Asked()


def uid_of(container: str) -> str:
    """Return the uid in the number of an account's *container*, or empty."""
    match = _OF_ACCOUNT.fullmatch(container)
    return match[1] if match else ""
