"""What each address of the county answers at a moment."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from urllib.parse import parse_qsl

from practice.addresses import article_number, article_path, page_number
from practice.county import Account, Column, Site
from practice.families import Family
from practice.history import History
from practice.pages import POSTS, TEMPLATES, Pages, sheet_of
from practice.platforms.catalogue import Platforms
from practice.platforms.manners import Manner
from practice.wire import Answer, Request

_PHOTO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="190" height="110">'
    b'<rect width="190" height="110" fill="#cfdcec"/>'
    b'<path d="M0 110 60 45l38 40 32-30 60 55z" fill="#9fb6d4"/></svg>'
)
_GATEWAY = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_ROBOTS = b"User-agent: *\nAllow: /\n"


class Answers:
    """The county as a function from request, moment and manners to answer."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.county = history.county
        self.pages = Pages(history)
        self._platforms = Platforms(history, self.pages)
        self._sites: Mapping[str, Site] = {site.host: site for site in self.county.sites}
        self._fixed: Mapping[str, Answer] = {
            "/robots.txt": Answer(body=_ROBOTS, type="text/plain"),
            "/css/site.css": Answer(
                body=(TEMPLATES / "site.css").read_bytes(), type="text/css; charset=utf-8"
            ),
            "/images/photo.svg": Answer(body=_PHOTO, type="image/svg+xml"),
        }

    def answer(
        self, request: Request, now: datetime, *, manners: Mapping[str, Manner] | None = None
    ) -> Answer:
        """Return the answer to *request*; anything that is not there is 404.

        *manners* says by key how accounts are shown; without one it is as the county has it.
        """
        site = self._sites[request.host]
        if site.platform:
            found = self._platforms.answer(request, now, manners or {})
            if found:
                return _conditional(found, request)
        if request.method not in {"GET", "HEAD"}:
            return Answer(status=405, headers=(("Allow", "GET, HEAD"),))
        found = self._fixed.get(request.path) or self._find(site, request, now)
        return _conditional(found or self._missing(site), request)

    def _find(self, site: Site, request: Request, now: datetime) -> Answer | None:
        if site.platform:
            return self._platform(site, request.path, now)
        if request.path == "/":
            return _html(site, self.pages.home(site, now))
        return self._interface(request, now) or self._page(site, request, now)

    def _interface(self, request: Request, now: datetime) -> Answer | None:
        """Return what a list's API answers to the script that fills a page."""
        if request.path.startswith("/api/list/"):
            return self._api(request.path.removeprefix("/api/list/"), now)
        return self._unit(request, now) if request.path == _GATEWAY else None

    def _page(self, site: Site, request: Request, now: datetime) -> Answer | None:
        column = self.column_at(site, request.path)
        if column is None or (column.gone_from and now.date() >= column.gone_from):
            return None
        if column.stub and not request.path.startswith(column.list_path):
            return _html(site, self.pages.stub(column)) if request.path == column.path else None
        return self._in_column(site, column, request, now)

    def column_at(self, site: Site, path: str) -> Column | None:
        """Return the innermost column of *site* whose folder holds *path*."""
        inside = [one for one in self.county.columns if one.site == site.key and path.startswith(one.path)]
        return max(inside, key=lambda one: len(one.path), default=None)

    def account_at(self, site: Site, path: str) -> Account | None:
        """Return the account of the platform *site* whose page holds *path*."""
        accounts = (one for one in self.county.accounts if one.platform == site.platform)
        return next((one for one in accounts if path.startswith(one.path)), None)

    def account_of(self, site: Site, request: Request) -> Account | None:
        """Return the account of the platform *site* that *request* is about, by any of its addresses."""
        return self.account_at(site, request.path) or self._platforms.account_of(request)

    def _in_column(self, site: Site, column: Column, request: Request, now: datetime) -> Answer | None:
        name = request.path.removeprefix(column.list_path)
        if name == "dataproxy.jsp" and column.family is Family.DATASTORE:
            return self._records(column, request, now)
        if name.startswith("person_") and column.family is Family.LEADERS:
            return _html(site, self.pages.person(column, now))
        number = page_number(name)
        if number is not None:
            sheet = self.pages.sheet(column, number, now)
            return _html(site, self.pages.column(column, sheet, now)) if number < sheet.pages else None
        return self._article(site, request.path, article_number(name), now)

    def _article(self, site: Site, path: str, number: int | None, now: datetime) -> Answer | None:
        item = self.history.item(number, now) if number else None
        if item is None or article_path(self.county, item) != path:
            return None
        return _html(site, self.pages.article(item, now))

    def _records(self, column: Column, request: Request, now: datetime) -> Answer:
        page = request.query.removeprefix("page=")
        number = int(page) if page.isdecimal() else 0
        text = self.pages.records(self.pages.sheet(column, number, now))
        return Answer(body=text.encode(), type="text/xml; charset=utf-8")

    def _api(self, key: str, now: datetime) -> Answer | None:
        shells = {one.key: one for one in self.county.columns if one.family is Family.SHELL}
        if key not in shells:
            return None
        sheet = self.pages.sheet(shells[key], 0, now)
        rows = [
            {"title": item.title, "url": article_path(self.county, item), "publishTime": str(item.on)}
            for item in sheet.rows
        ]
        text = json.dumps({"code": 200, "data": {"total": sheet.total, "rows": rows}}, ensure_ascii=False)
        return Answer(body=text.encode(), type="application/json; charset=utf-8")

    def _unit(self, request: Request, now: datetime) -> Answer | None:
        """Return what the api-gateway builds, for whoever sends the whole query, paramJson included."""
        query = dict(parse_qsl(request.query))
        units = {one.key: one for one in self.county.columns if one.family is Family.UNIT}
        column = units.get(query.get("pageId", ""))
        if column is None or "paramJson" not in query:
            return None
        markup = self.pages.unit(self.pages.sheet(column, 0, now))
        text = json.dumps({"success": True, "code": "200", "data": {"html": markup}}, ensure_ascii=False)
        return Answer(body=text.encode(), type="application/json; charset=utf-8")

    def _platform(self, site: Site, path: str, now: datetime) -> Answer | None:
        if path == "/":
            return _html(site, self.pages.notice(site.name, "请从账号主页进入"))
        account = self.account_at(site, path)
        if account is None:
            return self._article(site, path, article_number(path), now)
        number = page_number(path.removeprefix(account.path))
        last = sheet_of(self.history.published(account.key, now), number=0, size=POSTS).pages
        if number is None or number >= last:
            return None
        return _html(site, self.pages.account(account, number, now))

    def _missing(self, site: Site) -> Answer:
        page = _html(site, self.pages.notice("页面不存在", "您访问的页面不存在或已被删除", site.charset))
        return Answer(status=404, body=page.body, type=page.type)


def _html(site: Site, text: str) -> Answer:
    """Return *text* in the site's charset; only a UTF-8 site names it in the header."""
    kind = "text/html; charset=utf-8" if site.charset == "utf-8" else "text/html"
    return Answer(body=text.encode(site.charset, "xmlcharrefreplace"), type=kind)


def _conditional(answer: Answer, request: Request) -> Answer:
    """Return *answer* with an ETag, or 304 where the client has just that."""
    if answer.status != 200:
        return answer
    etag = f'"{sha256(answer.body).hexdigest()[:20]}"'
    headers = (*answer.headers, ("ETag", etag))
    if request.headers.get("if-none-match") == etag:
        return Answer(status=304, type="", headers=headers)
    return replace(answer, headers=headers)
