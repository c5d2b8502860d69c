"""An order to look: what the pipeline tells the child process that runs the spiders."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Annotated, ClassVar

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError

from records.civil import parse_moment
from records.errors import InputError
from records.targets import Platform


def _moment(text: str) -> str:
    parse_moment(text)
    return text


def _day(text: str) -> str:
    date.fromisoformat(text)
    return text


@dataclass(frozen=True, kw_only=True)
class CrawlOrder:
    """Which targets of a pass to look at, and how; one JSON object on standard input."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    #: Where the store is; it may hold a password, and therefore travels by standard input.
    database_url: str = field(repr=False)
    pass_id: int
    #: The folder XUNCHA_HOME; evidence goes to ``evidence`` in it.
    home: str
    #: Keys of columns and accounts.
    targets: tuple[str, ...]
    #: The ISO moment the clock stands at; None for the real one.
    now: Annotated[str, AfterValidator(_moment)] | None = None
    #: The product's name and the office's contact, as servers get to see it.
    user_agent: str
    #: Seconds between two requests to a host, where its site names none.
    delay: Annotated[float, Field(ge=0)]
    #: Seconds between two visits to a platform, give or take half of them.
    platform_pause: Annotated[float, Field(ge=0)] = 8.0
    #: Links to articles that people gave for accounts, by account, the newest first.
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: What lets us into official interfaces, by the name that the inventory gives it.
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    #: Where the official interfaces of platforms are, where that is not their own place.
    interfaces: Mapping[Platform, str] = field(default_factory=dict)
    #: Whether what an account published without sending it (发表, not 群发) counts as a post.
    counts_unsent: bool = True
    #: Seconds for one request; a look may take four times that.
    timeout: Annotated[float, Field(gt=0)]
    #: ETag and Last-Modified by target, of those whose next look may be answered 304: never one that is
    #: overdue by what is known, for UNCHANGED supports no adverse verdict.
    validators: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    #: Those of the targets whose look is to refute what is said of them, on other paths too: a second key.
    thorough: frozenset[str] = frozenset()
    #: The ISO day that lists are followed back to, page by page; None for no further than they have to be.
    back_to: Annotated[str, AfterValidator(_day)] | None = None
    #: The path of the browser for pages that a script fills; empty for none.
    chromium: str = ""
    chromium_sandbox: bool = True
    #: Python's name of the lowest level that is logged.
    log_level: Annotated[str, Field(pattern="^(DEBUG|INFO|WARNING|ERROR|CRITICAL)$")] = "WARNING"
    #: The process whose death ends this one; 0 where nobody said.
    parent: int = 0

    def to_json(self) -> str:
        """Return the order as ``read_order`` takes it."""
        return json.dumps(asdict(self) | {"thorough": sorted(self.thorough)}, ensure_ascii=False)


def read_order(text: str) -> CrawlOrder:
    """Return the order in *text*; InputError names what is wrong with it."""
    try:
        return TypeAdapter(CrawlOrder).validate_json(text)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise InputError(f"the order on standard input cannot be used: {faults}") from error
