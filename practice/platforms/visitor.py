"""Weibo's visitor step: without its two cookies nobody sees a page, and a visitor is made alone."""

import json
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote, urlsplit

from practice.county import Account
from practice.history import History
from practice.pages import Pages
from practice.platforms import ids
from practice.platforms.asked import Asked, fields, page, sent_to, with_cookies
from practice.wire import Answer, Request

#: Seconds it takes to make a visitor; another one that is asked for meanwhile fails.
MAKING = 0.3

_PAGE, MAKE_VISITOR = "/visitor/visitor", "/visitor/genvisitor2"
_MADE, _FAILED = 20_000_000, 50_011_001


def cookies_of(request: Request) -> Mapping[str, str]:
    """Return the cookies that came with *request*."""
    pairs = (one.partition("=") for one in request.headers.get("cookie", "").split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def is_visitor(request: Request) -> bool:
    """Return whether *request* comes with both cookies of a visitor."""
    cookies = cookies_of(request)
    seed, _, check = cookies.get("SUB", "").removeprefix("_2A25").partition(".")
    return bool(seed) and check == _check(seed) and cookies.get("SUBP") == _other(check)


def visitor_step(asked: Asked) -> Answer:
    """Return the step to the page that makes whoever asks a visitor and leads back."""
    back = quote(f"{asked.home}{asked.path}", safe="")
    query = f"entry=sinawap&a=enter&url={back}&domain=.weibo.cn&ua=php-sso_sdk_client&return_url={back}"
    return sent_to(f"{asked.home}{_PAGE}?{query}")


class Visitors:
    """``/visitor/visitor`` and ``/visitor/genvisitor2``."""

    def __init__(self, history: History, pages: Pages) -> None:
        self._pages = pages
        accounts = [one for one in history.county.accounts if one.platform == "weibo"]
        self._accounts = {f"/u/{ids.uid(one)}": one for one in accounts}

    def account_of(self, request: Request) -> Account | None:
        """Return whose page the visitor is on the way to."""
        query = {_PAGE: request.query, MAKE_VISITOR: urlsplit(request.headers.get("referer", "")).query}
        back = fields(query.get(request.path, "")).get("return_url", "")
        return self._accounts.get(urlsplit(back).path)

    def answer(self, asked: Asked) -> Answer | None:
        """Return the page, or to its script the callback that says whether a visitor was made."""
        if asked.path == _PAGE:
            request_id = ids.digest(16, "visitor", asked.request.query, asked.now).hex()
            return page(self._pages.render("platforms/weibo/visitor.html", request_id=request_id))
        if asked.path != MAKE_VISITOR or asked.request.method != "POST":
            return None
        form = fields(asked.request.body.decode("ascii", "replace"))
        call = form.get("cb", "")
        request_id = form.get("request_id", "")
        if not request_id or not call.isidentifier() or asked.manner.verifies_at(asked.now):
            return _called(call, {"retcode": _FAILED, "msg": "系统繁忙", "data": {}})
        failed = _called(call, {"retcode": _FAILED, "msg": "create visitor error", "data": {}})
        return replace(_made(call, request_id), takes=MAKING, meanwhile=failed)


def _made(call: str, request_id: str) -> Answer:
    """Return the callback with a visitor, whose cookies prove themselves by their digests."""
    seed = ids.digest(12, "seed", request_id).hex()
    sub, subp = f"_2A25{seed}.{_check(seed)}", _other(_check(seed))
    answer = _called(call, {"retcode": _MADE, "msg": "succ", "data": {"sub": sub, "subp": subp}})
    return with_cookies(answer, {"SUB": sub, "SUBP": subp})


def _called(call: str, data: Mapping[str, object]) -> Answer:
    name = call if call.isidentifier() else "callback"
    text = f"window.{name} && {name}({json.dumps(data)});"
    return Answer(body=text.encode(), type="text/html; charset=utf-8")


def _check(seed: str) -> str:
    return ids.digest(16, "SUB", seed).hex()


def _other(check: str) -> str:
    return "0033Wr" + ids.digest(24, "SUBP", check).hex()
