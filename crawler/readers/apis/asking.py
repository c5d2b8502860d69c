"""Requests put together from what a page says; nothing is asked where a part of it cannot be known."""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from crawler.readers.apis.api import Ask
from crawler.readers.apis.frame import Frame
from crawler.readers.apis.script import UNKNOWN

_FORM = ("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
#: A chance number that scripts add so that no cache answers.
_AGAINST_CACHES = "_"
_JSON = ("Content-Type", "application/json;charset=UTF-8")


def get(frame: Frame, url: str, query: Mapping[str, str] | None = None) -> Ask | None:
    """Return the request that *frame*'s script makes for *url*, *query* written over its own; or None."""
    asked = _resolved(frame, url, query or {})
    return Ask(url=asked, headers=_as_a_script(frame)) if asked else None


def post_form(frame: Frame, url: str, form: Mapping[str, str]) -> Ask | None:
    """Return the request that sends *form* to *url*, or None where a part is unknown."""
    asked = _resolved(frame, url, {})
    if not asked or UNKNOWN in "".join(form.values()):
        return None
    body = urlencode(form).encode()
    return Ask(method="POST", url=asked, body=body, headers=(_FORM, *_as_a_script(frame)))


def post_json(frame: Frame, url: str, message: Mapping[str, object]) -> Ask | None:
    """Return the request that sends *message* as JSON to *url*, or None where a part is unknown."""
    asked = _resolved(frame, url, {})
    body = json.dumps(message, ensure_ascii=False)
    if not asked or UNKNOWN in body:
        return None
    headers = (_JSON, *_as_a_script(frame), ("Origin", urljoin(frame.here, "/").rstrip("/")))
    return Ask(method="POST", url=asked, body=body.encode("utf-8", errors="replace"), headers=headers)


def query_of(url: str) -> dict[str, str]:
    """Return the query of *url*, the last of a name counting; empty where it is no address."""
    try:
        return dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    except ValueError:
        return {}


def _as_a_script(frame: Frame) -> tuple[tuple[str, str], ...]:
    referer = quote(frame.here, safe="%/:=&?~#+!$,;'@()*[]")
    return (("Referer", referer), ("X-Requested-With", "XMLHttpRequest"))


def _resolved(frame: Frame, url: str, query: Mapping[str, str]) -> str:
    try:
        parts = urlsplit(urljoin(frame.here, url.strip()))
    except ValueError:
        return ""
    if query:
        kept = dict(parse_qsl(parts.query, keep_blank_values=True)) | dict(query)
        if kept.get(_AGAINST_CACHES) == UNKNOWN:
            del kept[_AGAINST_CACHES]
        parts = parts._replace(query=urlencode(kept))
    asked = urlunsplit(parts._replace(fragment=""))
    if UNKNOWN in asked or quote(UNKNOWN) in asked or parts.scheme not in ("http", "https"):
        return ""
    return quote(asked, safe="%/:=&?~+!$,;'@()*[]")
