"""The long-running process: a first pass at once, the board, the metrics, and a quick end."""

import time
from datetime import timedelta

from prometheus_client.parser import text_string_to_metric_families

from pipeline.clock import real_clock
from pipeline.settings import Settings
from practice.serve import Portal
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


def test_serving_tries_the_home_pages_beside_its_passes(office: dict[str, str], portal: Portal) -> None:
    with served(office) as server:
        server.until("/healthz", 503)
        tried = first_tries(Settings.from_environment(office))
        assert server.stop() == 0
    with_columns = {column.site for column in portal.county.columns}
    assert {probe.site for probe in tried} == with_columns
    assert all(probe.seconds is not None for probe in tried)


def first_tries(settings: Settings) -> tuple[Probe, ...]:
    """Return the tries once there are any, polling with a bound: all of one round come together."""
    deadline = time.monotonic() + PATIENCE
    with Store.open(settings.database) as store:
        while time.monotonic() < deadline:
            now = real_clock()
            tried = store.probes(since=now - timedelta(days=1), until=now)
            if len(tried) > 1:
                return tried
            time.sleep(0.1)
    raise AssertionError(f"no home page was tried in {PATIENCE} s")
