"""The routes, behind their guard."""

from datetime import timedelta
from pathlib import Path

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from exporters.mail.message import Attachment, Digest
from pipeline.telling.digest_archive import OFFICE, DigestArchive
from pipeline.web import STALE_AFTER, health, make_app
from pipeline.week import Week
from records.snapshot import Snapshot
from tests.unit.exporters.county import county
from tests.unit.exporters.scraped import scraped

SNAPSHOT = county()


def app(snapshot: Snapshot | None, home: Path = Path("nowhere")) -> Starlette:
    return make_app(
        lambda: snapshot,
        scrape=lambda: scraped(snapshot) if snapshot else None,
        clock=lambda: SNAPSHOT.at,
        hosts=["127.0.0.1"],
        digests=DigestArchive(home),
    )


def asked(
    snapshot: Snapshot | None,
    path: str,
    *,
    host: str = "127.0.0.1",
    method: str = "GET",
    home: Path = Path("nowhere"),
) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app(snapshot, home))
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
            return await client.request(method, path)

    return anyio.run(ask)


ROUTES = [route.path for route in app(SNAPSHOT).routes if isinstance(route, Route)]


def test_these_are_all_the_routes() -> None:
    assert sorted(ROUTES) == ["/", "/digests", "/digests/{week}/{name}", "/healthz", "/metrics"]


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


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with the office's digest of a week."""
    book = Attachment(name="周报.xlsx", content=b"PK", type="application/x")
    subject = "【巡查】演练县 <script>alert(1)</script>"
    digest = Digest(
        subject=subject, html="<p style='color:#111111'>正文</p>", text="正文", attachments=(book,)
    )
    DigestArchive(tmp_path).keep(Week.parse("2026-W47"), OFFICE, digest)
    return tmp_path


def test_the_board_leads_to_the_digests() -> None:
    assert 'href="/digests"' in asked(SNAPSHOT, "/").text


def test_the_digests_are_listed_with_all_their_forms(home: Path) -> None:
    answer = asked(SNAPSHOT, "/digests", home=home)
    assert answer.status_code == 200
    for form in ("html", "txt", "xlsx"):
        assert f'href="/digests/2026-W47/_office.{form}"' in answer.text
    assert "2026年第47周（11月16日至11月22日）" in answer.text
    assert "<script>" not in answer.text
    assert "还没有存档" in asked(SNAPSHOT, "/digests").text


@pytest.mark.parametrize(
    ("form", "type_", "way"),
    [
        ("html", "text/html; charset=utf-8", "inline"),
        ("txt", "text/plain; charset=utf-8", "attachment"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "attachment"),
    ],
)
def test_a_digest_is_given_as_it_was_kept(home: Path, form: str, type_: str, way: str) -> None:
    answer = asked(SNAPSHOT, f"/digests/2026-W47/_office.{form}", home=home)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == type_
    assert answer.headers["content-disposition"] == f'{way}; filename="2026-W47__office.{form}"'
    assert answer.content == (home / f"digests/2026-W47/_office/digest.{form}").read_bytes()


def test_a_digest_may_style_itself_and_nothing_else(home: Path) -> None:
    headers = asked(SNAPSHOT, "/digests/2026-W47/_office.html", home=home).headers
    (policy,) = headers.get_list("content-security-policy")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert "script" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/digests/2026-W47/_office.exe",
        "/digests/2026-W47/..%2F_office%2Fdigest.html",
        "/digests/..%2F2026-W47/_office.html",
        "/digests/2026-W47/%00",
        "/digests/2026-W46/_office.html",
    ],
)
def test_no_path_is_made_of_what_is_asked(home: Path, path: str) -> None:
    answer = asked(SNAPSHOT, path, home=home)
    assert answer.status_code == 404
    assert "default-src 'none'" in answer.headers["content-security-policy"]
