"""The alert rules with promtool: each fires, each keeps silent, and none names what is not exposed."""

import re
import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.unit.exporters.scraped import SCRAPE, described

ROOT = Path(__file__).parents[3]
PROMETHEUS = ROOT / "deploy/prometheus"
RULES = sorted((PROMETHEUS / "rules").glob("*.yml"))
TESTS = sorted((Path(__file__).parent / "rules").glob("*.yml"))

ALERTS = {
    *("ColumnOverdue", "ColumnBlank", "AccountOverdue", "DueSoon"),
    *("SiteUnreachable", "PlatformBlocked", "UnknownTooLong", "NoPassCompleted"),
    *("ExporterGone", "ClockWrong", "CalendarRunningOut"),
    *("MessagesGivenUp", "MessagesWaiting"),
}
SEVERITIES, AUDIENCES = {"critical", "warning", "info"}, {"office", "engineer"}

Rule = Mapping[str, Any]


@cache
def loaded(path: Path) -> Any:
    return YAML(typ="safe").load(path)


def rules() -> list[Rule]:
    return [rule for path in RULES for group in loaded(path)["groups"] for rule in group["rules"]]


def alerts() -> dict[str, Rule]:
    return {rule["alert"]: rule for rule in rules() if "alert" in rule}


def cases() -> list[Rule]:
    return [case for path in TESTS for case in loaded(path)["tests"]]


def said(program: Path, *arguments: str | Path) -> str:
    done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_promtool_finds_no_fault_in_rules_and_configuration(needs: Callable[..., Path]) -> None:
    promtool = needs("promtool")
    told = said(promtool, "check", "rules", "--lint-fatal", *RULES)
    told += said(promtool, "check", "config", "--lint-fatal", PROMETHEUS / "prometheus.yml")
    assert "FAILED" not in told
    assert "WARNING" not in told


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_the_rules_fire_and_keep_silent_as_their_cases_say(path: Path, needs: Callable[..., Path]) -> None:
    assert "SUCCESS" in said(needs("promtool"), "test", "rules", path)


def test_every_alert_that_was_asked_for_is_there() -> None:
    assert set(alerts()) == ALERTS


@pytest.mark.parametrize("name", sorted(ALERTS))
def test_every_alert_has_a_case_in_which_it_fires_and_one_in_which_it_is_silent(name: str) -> None:
    asked = [one for case in cases() for one in case.get("alert_rule_test", ()) if one["alertname"] == name]
    assert any(one["exp_alerts"] for one in asked)
    assert any(not one["exp_alerts"] for one in asked)


def test_every_recorded_series_has_a_case_with_it_and_one_without() -> None:
    asked = [one for case in cases() for one in case.get("promql_expr_test", ())]
    for name in {rule["record"] for rule in rules() if "record" in rule}:
        about = [one for one in asked if name in one["expr"]]
        assert any(one["exp_samples"] for one in about), name
        assert any(not one["exp_samples"] for one in about), name


@pytest.mark.parametrize("name", sorted(ALERTS))
def test_every_alert_says_how_grave_it_is_whom_it_is_for_and_what_to_do(name: str) -> None:
    alert = alerts()[name]
    assert alert["labels"]["severity"] in SEVERITIES
    assert alert["labels"]["audience"] in AUDIENCES
    assert {"summary", "description"} <= set(alert["annotations"])
    assert re.search(r"[一-鿿]", alert["annotations"]["summary"])
    assert re.search(rf"^\| `{name}` \|", (ROOT / "docs/alerts.md").read_text(), re.MULTILINE)


def test_no_rule_reads_what_one_look_alone_says() -> None:
    for rule in rules():
        assert "suspected" not in rule["expr"]
        assert "suspected" not in " ".join(rule.get("annotations", {}).values())


def test_the_rules_name_no_metric_and_no_label_that_is_not_exposed() -> None:
    exposed = described(SCRAPE)
    assert named() <= set(exposed)
    joined = {
        label
        for rule in rules()
        for labels in re.findall(r"(?:group_left|by|on) \(([a-z_, ]*)\)", rule["expr"])
        for label in labels.replace(" ", "").split(",")
    }
    known = {label for _kind, labels in exposed.values() for label in labels}
    assert joined - known <= {"", "office", "job", "instance"}


def named() -> set[str]:
    """Return the metrics of ours that rules and annotations name; ``xuncha:…`` is recorded, not exposed."""
    texts = [rule["expr"] for rule in rules()]
    texts += [text for rule in rules() for text in rule.get("annotations", {}).values()]
    return {name for text in texts for name in re.findall(r"\bxuncha_[a-z_]+", text)}
