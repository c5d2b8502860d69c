"""The routes, behind their guard."""

from datetime import timedelta

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from pipeline.web import STALE_AFTER, health, make_app
from records.snapshot import Snapshot
from tests.unit.exporters.county import county
from tests.unit.exporters.scraped import scraped

SNAPSHOT = county()


def app(snapshot: Snapshot | None) -> Starlette:
    return make_app(
        lambda: snapshot,
        scrape=lambda: scraped(snapshot) if snapshot else None,
        clock=lambda: SNAPSHOT.at,
        hosts=["127.0.0.1"],
    )


def asked(
    snapshot: Snapshot | None, path: str, *, host: str = "127.0.0.1", method: str = "GET"
) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app(snapshot))
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
            return await client.request(method, path)

    return anyio.run(ask)


ROUTES = [route.path for route in app(SNAPSHOT).routes if isinstance(route, Route)]


def test_these_are_all_the_routes() -> None:
    assert sorted(ROUTES) == ["/", "/healthz", "/metrics"]


def test_the_board_is_the_snapshot_s() -> None:
    answer = asked(SNAPSHOT, "/")
    assert answer.status_code == 200
    assert "监测一览" in answer.text


def test_the_metrics_are_the_snapshot_s() -> None:
    answer = asked(SNAPSHOT, "/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "xuncha_target_state{" in answer.text


@pytest.mark.parametrize("path", [*ROUTES, "/nowhere"])
def test_every_answer_carries_the_security_headers(path: str) -> None:
    headers = asked(SNAPSHOT, path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("path", ROUTES)
def test_no_route_answers_to_another_host_s_name(path: str) -> None:
    assert asked(SNAPSHOT, path, host="rebound.example").status_code == 400


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_no_route_takes_a_write(path: str, method: str) -> None:
    assert asked(SNAPSHOT, path, method=method).status_code == 405


def test_before_the_first_pass_the_board_says_so() -> None:
    answer = asked(None, "/")
    assert answer.status_code == 503
    assert "还没有监测结果" in answer.text


def test_before_the_first_pass_the_metrics_still_answer() -> None:
    assert asked(None, "/metrics").status_code == 200


def test_it_is_healthy_while_passes_are_completed() -> None:
    assert asked(SNAPSHOT, "/healthz").status_code == 200
    assert health(SNAPSHOT, now=SNAPSHOT.at + STALE_AFTER)[0]
    assert not health(SNAPSHOT, now=SNAPSHOT.at + STALE_AFTER + timedelta(seconds=1))[0]
    assert asked(None, "/healthz").status_code == 503
