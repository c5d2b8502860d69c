"""A rendered page in the form in which every other answer reaches the spider."""

from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.look import PICTURE
from crawler.rendering.browser import Rendered


def response_of(rendered: Rendered, request: Request) -> Response:
    """Return *rendered* as the response to *request*, which is told where the browser was sent on.

    The request carries the picture, where one was taken. The flags are ``rendered``,
    and ``unsettled`` where something it asked for did not come.
    """
    if rendered.address != request.url:
        request.meta["redirect_urls"] = [request.url]
        request.meta["redirect_reasons"] = ["browser"]
    request.meta[PICTURE] = rendered.picture
    headers: dict[str, list[str]] = {"Content-Type": ["text/html; charset=utf-8"]}
    for name, value in rendered.headers:
        headers.setdefault(name, []).append(value)
    return HtmlResponse(
        rendered.address,
        status=rendered.status,
        headers=headers,
        body=rendered.document.encode("utf-8", errors="replace"),
        flags=["rendered"] if rendered.settled else ["rendered", "unsettled"],
        request=request,
        encoding="utf-8",
    )
