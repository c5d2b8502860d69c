"""A rendered page in the form in which every other answer reaches the spider."""

from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.look import HEARD, PICTURE
from crawler.rendering.rendered import Rendered
from crawler.rendering.visited import Visited


def response_of(rendered: Rendered, request: Request) -> Response:
    """Return *rendered* as the response to *request*, which is told where the browser was sent on.

    The request carries the picture, where one was taken. The flags are ``rendered``,
    and ``unsettled`` where something it asked for did not come.
    """
    _note_the_way(request, rendered)
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


def response_of_visit(visited: Visited, request: Request) -> Response:
    """Return what stood at the end of a visit as the response to *request*, which carries what was heard."""
    _note_the_way(request, visited)
    request.meta[HEARD] = visited.heard
    headers: dict[str, list[str]] = {}
    for name, value in visited.headers:
        headers.setdefault(name, []).append(value)
    return Response(
        visited.address, status=visited.status, headers=headers, body=visited.body, request=request
    )


def _note_the_way(request: Request, shown: Rendered | Visited) -> None:
    if shown.address != request.url:
        request.meta["redirect_urls"] = [request.url]
        request.meta["redirect_reasons"] = ["browser"]
    request.meta[PICTURE] = shown.picture
