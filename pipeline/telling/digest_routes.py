"""The weekly digests that are kept, as pages of the board: a list of them, and each file."""

from collections.abc import Awaitable, Callable, Mapping
from itertools import groupby

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from exporters.page.digests import DIGEST_CSP, KeptDigest, render_digests
from pipeline.telling.digest_archive import DigestArchive, Kept

#: Where the list of them is.
DIGESTS = "/digests"

Endpoint = Callable[[Request], Awaitable[Response]]

_TYPES = {
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def digest_endpoints(archive: DigestArchive) -> Mapping[str, Endpoint]:
    """Return what answers under DIGESTS, by path: the list of what *archive* keeps, and each file of it."""

    async def listed(_request: Request) -> Response:
        return HTMLResponse(await run_in_threadpool(_list, archive))

    async def one(request: Request) -> Response:
        week, name = request.path_params["week"], request.path_params["name"]
        kept = await run_in_threadpool(archive.find, week, name)
        content = await run_in_threadpool(_content, kept) if kept else None
        if kept is None or content is None:
            return PlainTextResponse("没有这份监测周报。\n", status_code=404)
        return Response(content, headers=_headers(kept))

    return {DIGESTS: listed, f"{DIGESTS}/{{week}}/{{name}}": one}


def _list(archive: DigestArchive) -> str:
    kept = groupby(archive.all(), key=lambda one: (one.week, one.key))
    digests = []
    for (week, key), group in kept:
        files = tuple(group)
        links = tuple((one.form, f"{DIGESTS}/{one.week}/{one.name}") for one in files)
        digests.append(KeptDigest(week=week, name=files[0].subject or key, links=links))
    return render_digests(digests)


def _content(kept: Kept) -> bytes | None:
    """Return the file, or None where it has gone since it was found."""
    try:
        return kept.path.read_bytes()
    except FileNotFoundError:
        return None


def _headers(kept: Kept) -> dict[str, str]:
    way = "inline" if kept.form == "html" else "attachment"
    # A key has letters, digits and three signs alone, so that the name needs no quoting.
    named = {"content-disposition": f'{way}; filename="{kept.week}_{kept.name}"'}
    return {"content-type": _TYPES[kept.form], "content-security-policy": DIGEST_CSP, **named}
