"""Certificates: verified first, looked past where the site allows it, never silently."""

import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
import trustme

from records.observation import Outcome
from records.targets import Site, Tls
from tests.integration.crawler.wild import Crawl, Crawler, an_inventory, column_page, reply, serving

ANSWERS = {
    "/news/": reply(column_page("2026-11-20", "2026-11-18")),
    "/gone/": reply(status="404 Not Found"),
}
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)
BROKEN = ("expired", "of-another", "unknown")


def a_context(certificate: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


def contexts(authority: trustme.CA) -> dict[str, ssl.SSLContext | None]:
    """Return a server's context for each way to be in order or not; None for one that speaks no TLS."""
    return {
        "good": a_context(authority.issue_cert("127.0.0.1")),
        "expired": a_context(authority.issue_cert("127.0.0.1", not_after=LONG_AGO)),
        "of-another": a_context(authority.issue_cert("another.test")),
        "unknown": a_context(trustme.CA().issue_cert("127.0.0.1")),
        "none": None,
    }


@pytest.fixture(scope="module")
def crawler(tmp_path_factory: pytest.TempPathFactory) -> Crawler:
    return Crawler(home=tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def asked() -> dict[str, list[str]]:
    """The paths each server was asked for, by its name."""
    return {}


@pytest.fixture(scope="module")
def crawl(crawler: Crawler, asked: dict[str, list[str]]) -> Iterator[Crawl]:
    """One pass over every kind of server, each once for a strict site and once for another."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(crawler.home / "ca.pem")
    crawler.environment["SSL_CERT_FILE"] = str(crawler.home / "ca.pem")
    sites, columns = [], {}
    with ExitStack() as stack:
        for name, context in contexts(authority).items():
            for tls in Tls:
                server = stack.enter_context(serving(ANSWERS, tls=context))
                asked[f"{name} {tls}"] = server.asked
                home = f"https://127.0.0.1:{server.port}"
                sites.append(
                    Site(
                        key=name, name=name, home=home, unit="zfb", private=True, delay=0.0, tls=tls, own=True
                    )
                )
                columns |= {f"{name} {tls} {path.strip('/')}": f"{home}{path}" for path in ANSWERS}
        crawl = crawler.run(an_inventory(columns, sites=sites))
        assert crawl.code == 0, crawl.stderr
        yield crawl


def how(crawler: Crawler, crawl: Crawl, key: str) -> str:
    return crawler.evidence.exchange(crawl.looks[key].evidence[-1]).tls


@pytest.mark.parametrize("tls", Tls)
def test_a_certificate_in_order_is_recorded_as_verified(crawler: Crawler, crawl: Crawl, tls: Tls) -> None:
    news = crawl.looks[f"good {tls} news"]
    assert (news.outcome, news.verified) == (Outcome.READ, True)
    assert how(crawler, crawl, f"good {tls} news") == "verified"


@pytest.mark.parametrize("broken", BROKEN)
def test_behind_broken_tls_we_look_unverified_and_prove_no_silence(
    crawler: Crawler, crawl: Crawl, broken: str
) -> None:
    news, gone = crawl.looks[f"{broken} verify news"], crawl.looks[f"{broken} verify gone"]
    assert (news.outcome, news.verified, news.complete) == (Outcome.READ, False, False), news.note
    assert (gone.outcome, gone.verified, gone.complete) == (Outcome.GONE, False, False)
    assert how(crawler, crawl, f"{broken} verify news") == "unverified"


@pytest.mark.parametrize("broken", BROKEN)
def test_a_strict_site_is_not_asked_behind_broken_tls(
    crawl: Crawl, asked: dict[str, list[str]], broken: str
) -> None:
    news = crawl.looks[f"{broken} strict news"]
    assert (news.outcome, news.note[:4]) == (Outcome.UNREACHABLE, "TLS:")
    assert asked[f"{broken} strict"] == []


@pytest.mark.parametrize("tls", Tls)
def test_a_server_that_speaks_no_tls_is_unreachable(crawl: Crawl, tls: Tls) -> None:
    news = crawl.looks[f"none {tls} news"]
    assert (news.outcome, news.note[:4]) == (Outcome.UNREACHABLE, "TLS:")


def test_the_note_says_what_was_wrong_with_the_certificate(crawl: Crawl) -> None:
    assert "certificate verify failed" in crawl.looks["expired strict news"].note
