"""When a request to be let through is made, and of what."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.evidence import EvidenceStore, Exchange
from exporters.admission import Request
from pipeline.admission import admission_request
from pipeline.schedule import passes_a_week
from pipeline.settings import Settings
from records.observation import Observation, Outcome
from tests.unit.exporters.county import NOW, county

SNAPSHOT = county()
KEY = "slj-tongji"
JSL = (("Server", "nginx"), ("Set-Cookie", "__jsluid_s=ab; Path=/"))


def refusal(home: Path, status: int = 521, *, key: str = KEY, **more: object) -> Observation:
    """Return a look that was refused, its evidence kept under *home*."""
    store = EvidenceStore(home / "evidence")
    exchange = Exchange(
        asked=f"http://portal.test/{key}/",
        address=f"http://portal.test/{key}/",
        moment=NOW.isoformat(),
        status=status,
        headers=JSL,
        seen_from="10.0.0.5",
        body=store.keep_body(b"<script>1</script>"),
    )
    kept = replace(exchange, **more)  # type: ignore[arg-type]
    return Observation(
        target=key, seen_at=NOW, outcome=Outcome.BLOCKED, evidence=(store.keep(kept),), note="HTTP 521"
    )


def request(home: Path, *looks: Observation, key: str = KEY, **environ: str) -> Request | None:
    settings = Settings.from_environment({"XUNCHA_HOME": str(home), **environ})
    by_target: dict[str, list[Observation]] = {}
    for look in looks:
        by_target.setdefault(look.target, []).append(look)
    return admission_request(SNAPSHOT, key, by_target, settings)


def test_a_refused_look_makes_a_request_with_its_product_and_status(tmp_path: Path) -> None:
    asked = request(tmp_path, refusal(tmp_path), XUNCHA_CONTACT="clerk@office.test")
    assert asked
    assert (asked.refused.status, asked.refused.product, asked.refused.sure) == (
        521,
        "加速乐(知道创宇)",
        True,
    )
    assert (asked.host, asked.columns) == ("portal.test", [("统计信息", f"http://portal.test/{KEY}/")])
    assert (asked.refused.seen_from, asked.refused.public) == ("10.0.0.5", False)
    assert asked.manners.user_agent == "xuncha/0.1 (clerk@office.test)"
    assert asked.manners.passes == 7


def test_an_address_of_the_open_net_is_the_one_to_admit(tmp_path: Path) -> None:
    asked = request(tmp_path, refusal(tmp_path, seen_from="8.8.4.4"))
    assert asked
    assert asked.refused.public


def test_other_columns_of_the_host_that_were_refused_are_named_too(tmp_path: Path) -> None:
    fine = Observation(target="yaowen", seen_at=NOW, outcome=Outcome.READ)
    asked = request(tmp_path, refusal(tmp_path), refusal(tmp_path, key="slj-guihua"), fine)
    assert asked
    assert [name for name, _ in asked.columns] == ["规划计划", "统计信息"]


def test_a_refusal_that_has_passed_asks_for_nothing(tmp_path: Path) -> None:
    later = Observation(target=KEY, seen_at=NOW + timedelta(hours=1), outcome=Outcome.READ)
    assert request(tmp_path, refusal(tmp_path), later) is None
    assert request(tmp_path) is None


@pytest.mark.parametrize("status", [401, 451])
def test_a_password_or_a_law_has_no_firewall_to_ask(tmp_path: Path, status: int) -> None:
    assert request(tmp_path, refusal(tmp_path, status)) is None


def test_robots_txt_is_no_firewall(tmp_path: Path) -> None:
    look = Observation(target=KEY, seen_at=NOW, outcome=Outcome.BLOCKED, note="robots.txt")
    assert request(tmp_path, look) is None


def test_expired_evidence_leaves_when_and_where(tmp_path: Path) -> None:
    look = replace(refusal(tmp_path), evidence=("0" * 64,))
    asked = request(tmp_path, look)
    assert asked
    assert (asked.refused.status, asked.refused.product) == (0, "")
    assert asked.refused.address == f"http://portal.test/{KEY}/"


def test_an_account_has_no_operator_to_ask(tmp_path: Path) -> None:
    account = SNAPSHOT.inventory.accounts[0].key
    assert request(tmp_path, refusal(tmp_path, key=account), key=account) is None


def test_passes_are_counted_as_the_crontab_asks_for_them() -> None:
    assert passes_a_week("30 6 * * *", since=NOW) == 7
    assert passes_a_week("0 7,15 * * 1-5", since=NOW) == 10
    assert passes_a_week("30 6 29 2 *", since=NOW) == 0
