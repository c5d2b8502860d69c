"""The long-running process: a first pass at once, the board, the metrics, and a quick end."""

from prometheus_client.parser import text_string_to_metric_families

from practice.serve import Portal
from tests.acceptance.serving import served

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
