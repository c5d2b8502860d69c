"""What goes wrong with one column of a site that is right: its list stands still, or it has moved away."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from practice.addresses import page_number
from practice.answers import Answers
from practice.county import Column
from practice.wire import Answer, Request

#: The folder into which a column moves.
MOVED_TO = "/new"
_NOTHING = f"{MOVED_TO}/nothing.html"

Answering = Callable[[Request, datetime], Answer]
#: Given the county, the column, the moment since which it is so, and the right answers: what is answered.
Drift = Callable[[Answers, Column, datetime, Answering], Answering]


def _stale(county: Answers, column: Column, since: datetime, right: Answering) -> Answering:
    """Serve the pages of the column's list as they were at *since*, as a cache that stands still does."""
    site = county.county.site(column.site)

    def answering(request: Request, now: datetime) -> Answer:
        inside = request.host == site.host and county.column_at(site, request.path) is column
        listed = inside and page_number(request.path.removeprefix(column.list_path)) is not None
        return right(request, since if listed else now)

    return answering


def _moved(county: Answers, column: Column, _since: datetime, right: Answering) -> Answering:
    """Serve the column at a new address and nothing at its old one, with every link led to the new one."""
    host, old, new = county.county.site(column.site).host, column.path, MOVED_TO + column.path

    def answering(request: Request, now: datetime) -> Answer:
        if request.host != host:
            return right(request, now)
        path = _NOTHING if request.path.startswith(old) else request.path
        path = path.removeprefix(MOVED_TO) if path.startswith(new) else path
        answer = right(replace(request, path=path, headers={}), now)
        body = answer.body.replace(f'="{old}'.encode(), f'="{new}'.encode())
        return replace(answer, body=body, headers=())

    return answering


#: Every such fault. A new one is a function and a line.
DRIFTS: Mapping[str, Drift] = {"stale": _stale, "moved": _moved}
