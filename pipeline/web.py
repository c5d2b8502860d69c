"""The routes: the board, the digests, /metrics and /healthz, every one behind the same guard."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from exporters.metrics.exposition import Exposition, Read
from exporters.page.render import BOARD_CSP, render_board
from pipeline.clock import Clock
from pipeline.telling.digest_archive import DigestArchive
from pipeline.telling.digest_routes import DIGESTS, digest_endpoints
from records.snapshot import Snapshot

#: Returns the newest snapshot, or None before the first pass.
ReadSnapshot = Callable[[], Snapshot | None]

#: Without a judged pass for this long the process is not healthy.
STALE_AFTER = timedelta(hours=26)

_HEADERS = {
    "content-security-policy": BOARD_CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}


def make_app(
    read: ReadSnapshot,
    *,
    scrape: Read,
    clock: Clock,
    hosts: list[str],
    digests: DigestArchive | None = None,
) -> Starlette:
    """Return the application: the board of what *read* returns, the metrics of what *scrape* does.

    It answers only to the names in *hosts*, against DNS rebinding. The weekly digests
    that *digests* keeps are listed under DIGESTS.
    """
    exposition = Exposition(scrape)
    kept = digest_endpoints(digests) if digests else {}

    async def board(_request: Request) -> Response:
        snapshot = await run_in_threadpool(read)
        if snapshot is None:
            return PlainTextResponse("还没有监测结果：第一次监测尚未完成。\n", status_code=503)
        page = await run_in_threadpool(render_board, snapshot, digests=DIGESTS if digests else "")
        return HTMLResponse(page)

    async def metrics(_request: Request) -> Response:
        return Response(await run_in_threadpool(exposition.text), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    async def healthz(_request: Request) -> Response:
        healthy, word = health(await run_in_threadpool(read), now=clock())
        return PlainTextResponse(word + "\n", status_code=200 if healthy else 503)

    return Starlette(
        routes=[
            _route("/", board),
            _route("/metrics", metrics),
            _route("/healthz", healthz),
            *(_route(path, endpoint) for path, endpoint in kept.items()),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts), Middleware(_Headers)],
    )


def health(snapshot: Snapshot | None, *, now: datetime) -> tuple[bool, str]:
    """Return whether passes are being completed at *now*, and a line that says so."""
    if snapshot is None:
        return False, "no pass has been completed yet"
    age = now - snapshot.at
    if age > STALE_AFTER:
        return False, f"the last pass was judged at {snapshot.at.isoformat()}, over {STALE_AFTER} ago"
    return True, f"ok, judged at {snapshot.at.isoformat()}"


def _route(path: str, endpoint: Callable[[Request], Awaitable[Response]]) -> Route:
    return Route(path, endpoint, methods=["GET", "HEAD"])


class _Headers:
    """Adds the security headers to every answer, errors included; a page may bring a policy of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                extra = [(name.encode(), value.encode()) for name, value in _HEADERS.items()]
                added = [(name, value) for name, value in extra if name not in own]
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self._app(scope, receive, send_with_headers)
