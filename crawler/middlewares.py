"""What stands between the spiders and the network, and between a callback and a bug in it."""

from collections.abc import Iterable
from typing import cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.guard import AddressRefused
from crawler.guarded import Guarded
from crawler.look import UNVERIFIED, look_of
from crawler.outcomes import of_defect
from crawler.sites import HostSilent
from crawler.tls import tls_problem
from records.observation import Observation

#: Bytes of the longest robots.txt that is read (RFC 9309 §2.5 asks for 500 KiB at least).
ROBOTS_MAXSIZE = 512 * 1024


def _spider(crawler: Crawler) -> Guarded:
    return cast(Guarded, crawler.spider)


class SiteMiddleware:
    """Lets out only what the guard permits, at every hop, with the manners of its host."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "SiteMiddleware":
        """Return one for *crawler*, as Scrapy asks for it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse *request*, or give it what the inventory says of its host.

        Redirected and repeated requests come through here again, with the meta of
        the one before, so everything is set afresh.
        """
        spider = _spider(self._crawler)
        refusal = spider.guard.refusal(request.url)
        if refusal:
            raise AddressRefused(refusal)
        if spider.sites.silent(request.url):
            raise HostSilent("the host timed out too often in this pass to be asked again")
        manners = spider.sites.manners(request.url)
        meta = request.meta
        meta[UNVERIFIED] = not manners.strict and spider.sites.distrusted(request.url)
        meta["autothrottle_dont_adjust_delay"] = manners.delay is not None
        for key in ("proxy", "_scheme_proxy"):
            meta.pop(key, None)
        if manners.proxy or manners.private:
            meta["proxy"] = manners.proxy or None
        if request.callback is NO_CALLBACK:
            meta["download_maxsize"] = ROBOTS_MAXSIZE
        else:
            meta["dont_obey_robotstxt"] = manners.own

    def process_response(self, request: Request, response: Response) -> Response:
        """Note that the host answers."""
        _spider(self._crawler).sites.answered(request.url)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Note that the host timed out."""
        if isinstance(exception, DownloadTimeoutError):
            _spider(self._crawler).sites.timed_out(request.url)


class TlsMiddleware:
    """Looks again without verifying where a certificate is broken and the site allows it."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "TlsMiddleware":
        """Return one for *crawler*, as Scrapy asks for it."""
        return cls(crawler)

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Return the request once more, unverified, when *exception* is about the certificate."""
        if request.meta.get(UNVERIFIED) or not tls_problem(exception):
            return None
        sites = _spider(self._crawler).sites
        if sites.manners(request.url).strict:
            request.meta["dont_retry"] = True
            return None
        sites.distrust(request.url)
        return request.replace(dont_filter=True)


class EveryLookEnds:
    """Turns a defect in a callback into an observation, so that one page never costs a target its look.

    A defect on another path of a thorough look ends it with what the target's own page came to.
    """

    def process_spider_exception(
        self, response: Response, exception: Exception
    ) -> Iterable[Observation] | None:
        """Return the observation of a look whose reading broke, or None when it had ended before."""
        look = look_of(response.meta)
        if look is None or look.ended:
            return None
        reading, address = look.settled or (of_defect(exception).reading(), response.url)
        return [look.end(reading, address=address)]
