"""Weibo: any one page or answer of it, alone."""

from datetime import datetime

from crawler.platforms.told import Told
from crawler.platforms.weibo.answer import understand


def read(body: bytes, *, address: str = "", seen_at: datetime | None = None) -> Told:
    """Return what *body* says, which came from *address* in the end; never raises.

    *seen_at* is the moment it was fetched, aware; without it neither 15小时前 nor 04-24
    is a date. What a whole visit says, ``visit.read_visit`` tells.
    """
    return understand(body, address=address, seen_at=seen_at).told
