"""Visits without a browser, for the days that have none: the same questions that the pages' scripts ask.

Only the practice platforms are asked in this way, whose scripts we know; the answers go
through the product's own readers as if a browser had heard them.
"""

import asyncio
import re
from collections.abc import Callable, Iterator, Mapping
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, Request, build_opener

from scrapy import Request as Asked
from scrapy.http import Response

from bench.practised.visits import PLAIN
from crawler.handler import GuardedHandler
from crawler.look import HEARD, WISH
from crawler.platforms.weibo.profile import timeline_container
from crawler.rendering.visited import Heard, Wish

_SECONDS = 5
_SIGNATURE = re.compile(rb'a_bogus: "([^"]{0,200})"')
_REQUEST_ID = re.compile(rb'request_id = "([^"]{0,200})"')


class PlainHandler(GuardedHandler):
    """The product's handler, which makes visits without a browser where the order says so."""

    async def _visit(self, request: Asked) -> Response:
        if self.crawler.settings["CHROMIUM"] != PLAIN:
            return await super()._visit(request)
        wish: Wish = request.meta[WISH]
        document, heard = await asyncio.to_thread(visit, request.url, wish.owner)
        request.meta[HEARD] = heard
        if document.address != request.url:
            request.meta["redirect_urls"], request.meta["redirect_reasons"] = [request.url], ["browser"]
        return Response(document.address, status=document.status, body=document.body, request=request)


def visit(address: str, platform: str) -> tuple[Heard, tuple[Heard, ...]]:
    """Return the document at *address* and what the scripts of a page of *platform* are answered."""
    opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
    document = _get(opener, address)
    if "/visitor/visitor" in document.address:
        document = _as_visitor(opener, address, document)
    ask = _ASKS.get(platform)
    return document, tuple(ask(opener, document)) if ask and document.status == 200 else ()


def _as_visitor(opener: OpenerDirector, address: str, page: Heard) -> Heard:
    found = _REQUEST_ID.search(page.body)
    sent = urlencode({"cb": "visitor_gray_callback", "request_id": found[1].decode() if found else ""})
    _get(opener, urljoin(page.address, "/visitor/genvisitor2"), sent.encode())
    return _get(opener, address)


def _weibo(opener: OpenerDirector, page: Heard) -> Iterator[Heard]:
    if "/u/" not in page.address:
        return
    uid = urlsplit(page.address).path.rpartition("/")[2]
    asked = urljoin(page.address, f"/api/container/getIndex?type=uid&value={uid}")
    profile = _get(opener, asked)
    yield profile
    container = timeline_container(profile.body)
    if container:
        yield _get(opener, f"{asked}&containerid={container}")


def _douyin(opener: OpenerDirector, page: Heard) -> Iterator[Heard]:
    sec_uid = urlsplit(page.address).path.rpartition("/")[2]
    query = {"aid": "6383", "sec_user_id": sec_uid, "max_cursor": "0", "count": "18"}
    yield from _signed(opener, page, "/aweme/v1/web/aweme/post/", query)


def _toutiao(opener: OpenerDirector, page: Heard) -> Iterator[Heard]:
    token = urlsplit(page.address).path.rpartition("/")[2]
    query = {"category": "profile_all", "token": token, "max_behot_time": "0", "aid": "24"}
    yield from _signed(opener, page, "/api/pc/list/feed", query)


def _kuaishou(opener: OpenerDirector, page: Heard) -> Iterator[Heard]:
    account = urlsplit(page.address).path.rpartition("/")[2]
    yield _get(opener, urljoin(page.address, f"/live_api/profile/public?count=12&principalId={account}"))


def _signed(opener: OpenerDirector, page: Heard, path: str, query: Mapping[str, str]) -> Iterator[Heard]:
    signature = _SIGNATURE.search(page.body)
    if signature:
        full = urlencode({**query, "a_bogus": signature[1].decode()})
        yield _get(opener, urljoin(page.address, f"{path}?{full}"))


def _get(opener: OpenerDirector, address: str, sent: bytes | None = None) -> Heard:
    try:
        with opener.open(Request(address, data=sent), timeout=_SECONDS) as answer:
            return Heard(
                address=answer.url, method="GET", status=answer.status, headers=(), body=answer.read()
            )
    except HTTPError as error:
        return Heard(address=error.url, method="GET", status=error.code, headers=(), body=error.read())


_ASKS: Mapping[str, Callable[[OpenerDirector, Heard], Iterator[Heard]]] = {
    "weibo": _weibo,
    "douyin": _douyin,
    "toutiao": _toutiao,
    "kuaishou": _kuaishou,
}
