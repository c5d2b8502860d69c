"""robots.txt, obeyed also when many requests wait for it together."""

import asyncio
import logging
from collections import defaultdict

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached


class RobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's own, one request at a time for each server.

    Scrapy lets all requests of a server wait for one Deferred, which gives its
    answer to the first of them and None to the others: they would be let through.
    A robots.txt that cannot be had is no error to report, as the page will tell.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        logging.getLogger(RobotsTxtMiddleware.__module__).setLevel(logging.CRITICAL)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """Return the rules of the server *request* goes to, or None where it has none."""
        async with self._locks[urlparse_cached(request).netloc]:
            return await super().robot_parser(request)
