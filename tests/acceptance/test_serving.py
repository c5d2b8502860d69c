"""The long-running process: a first pass at once, the board, the metrics, and a quick end."""

import time
from collections.abc import Callable
from datetime import timedelta

from prometheus_client.parser import text_string_to_metric_families

from pipeline.clock import real_clock
from pipeline.settings import Settings
from practice.mailbox import mailbox
from practice.serve import Portal
from records.outgoing import Channel, Outgoing
from records.probe import Probe
from records.store import Store
from tests.acceptance.serving import PATIENCE, served

NOW = "2026-11-23"


def test_serving_runs_a_first_pass_and_shows_it(office: dict[str, str]) -> None:
    with served(office, "--now", NOW) as server:
        assert server.until("/healthz", 503).text.startswith("no pass")
        server.until("/healthz", 200)
        board = server.ask("/").text
        assert board.index("超期未更新") < board.index("更新正常")
        families = {family.name for family in text_string_to_metric_families(server.ask("/metrics").text)}
        assert "xuncha_target_state" in families
        assert server.stop() == 0


def test_serving_ends_at_once_in_the_middle_of_a_pass_and_goes_on_with_it_later(
    office: dict[str, str], portal: Portal
) -> None:
    with served(office, "--now", NOW) as server:
        server.until("/healthz", 503)
        assert server.stop() == 0
    with served(office, "--now", NOW) as server:
        server.until("/healthz", 200)
        assert "演练县" in server.ask("/").text
        assert server.stop() == 0


def test_serving_tries_the_home_pages_and_sends_what_waits_beside_its_passes(
    office: dict[str, str], portal: Portal
) -> None:
    settings = Settings.from_environment(office)
    with mailbox() as box:
        post = {"XUNCHA_SMTP_HOST": box.host, "XUNCHA_SMTP_PORT": str(box.port)}
        queue(settings)
        with served({**office, **post, "XUNCHA_SMTP_SECURITY": "none"}) as server:
            server.until("/healthz", 503)
            tried = first_tries(settings)
            until(lambda: bool(box.messages))
            assert server.stop() == 0
        assert [str(mail["Message-ID"]) for mail in box.messages] == ["<digest.1@office.test>"]
    with_columns = {column.site for column in portal.county.columns}
    assert {probe.site for probe in tried} == with_columns
    assert all(probe.seconds is not None for probe in tried)


def first_tries(settings: Settings) -> tuple[Probe, ...]:
    """Return the tries once there are any, polling with a bound: all of one round come together."""
    with Store.open(settings.database) as store:

        def tried() -> tuple[Probe, ...]:
            now = real_clock()
            return store.probes(since=now - timedelta(days=1), until=now)

        until(lambda: len(tried()) > 1)
        return tried()


def queue(settings: Settings) -> None:
    """Put a mail into the outbox, before anything else is there."""
    settings.home.mkdir(parents=True)
    mail = Outgoing(
        key="digest.1",
        channel=Channel.MAIL,
        recipients=("clerk@office.test",),
        subject="周报",
        content=b"From: xuncha@office.test\r\nMessage-ID: <digest.1@office.test>\r\n\r\n",
        made_at=real_clock(),
    )
    with Store.open(settings.database) as store:
        store.postbox.queue([mail])


def until(so: Callable[[], bool]) -> None:
    """Return once *so* holds, polling with a bound."""
    deadline = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < deadline, f"it did not come in {PATIENCE} s"
        time.sleep(0.1)
