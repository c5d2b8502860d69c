"""What the machinery around a spider needs of it."""

from typing import Protocol

from crawler.guard import Guard
from crawler.sites import Sites


class Guarded(Protocol):
    """A spider that brings the rules its requests are sent under."""

    guard: Guard
    sites: Sites
