"""The dashboards as files: what is committed is what the code makes, and Grafana can make sense of it."""

import json
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from deploy.grafana.build.boards import FOLDER, texts

GRAFANA = FOLDER.parent
FILES = sorted(FOLDER.glob("*.json"))
#: What Grafana itself fills in.
BUILT_IN = {"__rate_interval", "__data", "__value"}
#: Panels that come with Grafana and fetch nothing but what their queries ask for.
OWN_PANELS = {"row", "stat", "table", "timeseries", "state-timeline"}

Json = dict[str, Any]


@pytest.fixture(params=FILES, ids=lambda path: path.name)
def dashboard(request: pytest.FixtureRequest) -> Json:
    return read(request.param)


def read(path: Path) -> Json:
    return json.loads(path.read_text(encoding="utf-8"))


def panels(dashboard: Json) -> list[Json]:
    """Return the panels that show something."""
    return [panel for panel in dashboard["panels"] if panel["type"] != "row"]


def strings(value: Any) -> Iterator[str]:
    """Yield every text in *value*, keys aside."""
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(inner)


def is_chinese(text: str) -> bool:
    return bool(re.search("[一-鿿]", text))


def test_the_committed_dashboards_are_those_that_the_code_makes() -> None:
    assert {path.name: path.read_text(encoding="utf-8") for path in FILES} == texts(), (
        "write them anew: python -m deploy.grafana.build"
    )


def test_no_two_dashboards_share_an_identity_or_a_title() -> None:
    made = [read(path) for path in FILES]
    assert len(made) == len({each["uid"] for each in made}) == len({each["title"] for each in made}) == 4


def test_no_two_panels_share_an_identity(dashboard: Json) -> None:
    numbers = [panel["id"] for panel in dashboard["panels"]]
    assert len(numbers) == len(set(numbers))


def test_every_panel_says_in_chinese_what_it_shows(dashboard: Json) -> None:
    for panel in panels(dashboard):
        assert is_chinese(panel["title"]), panel["title"]
        assert is_chinese(panel["description"]), panel["title"]
    for row in dashboard["panels"]:
        assert is_chinese(row["title"]) or row["title"] == "$unit"
    assert all(is_chinese(each["label"]) for each in dashboard["templating"]["list"])


def test_every_panel_and_query_asks_the_provisioned_source(dashboard: Json) -> None:
    provisioned = read_yaml("provisioning/datasources/prometheus.yaml")["datasources"]
    sources = {(each["type"], each["uid"]) for each in provisioned}
    for panel in panels(dashboard):
        assert panel["targets"], panel["title"]
        for asking in (panel, *panel["targets"]):
            assert (asking["datasource"]["type"], asking["datasource"]["uid"]) in sources, panel["title"]


def test_every_panel_says_what_its_numbers_are(dashboard: Json) -> None:
    assert all(panel["fieldConfig"]["defaults"]["unit"] for panel in panels(dashboard))


def test_panels_lie_within_the_grid_and_beside_one_another(dashboard: Json) -> None:
    for one, other in combinations(dashboard["panels"], 2):
        a, b = one["gridPos"], other["gridPos"]
        apart = (
            a["x"] + a["w"] <= b["x"]
            or b["x"] + b["w"] <= a["x"]
            or a["y"] + a["h"] <= b["y"]
            or b["y"] + b["h"] <= a["y"]
        )
        assert apart, (one["title"], other["title"])
    assert all(panel["gridPos"]["x"] + panel["gridPos"]["w"] <= 24 for panel in dashboard["panels"])


def test_queries_of_a_panel_are_told_apart(dashboard: Json) -> None:
    for panel in panels(dashboard):
        names = [target["refId"] for target in panel["targets"]]
        assert len(names) == len(set(names)), panel["title"]


def test_every_variable_that_is_used_is_there(dashboard: Json) -> None:
    there = {each["name"] for each in dashboard["templating"]["list"]} | BUILT_IN
    shown = {"panels": dashboard["panels"], "links": dashboard["links"]}
    used = {name for text in strings(shown) for name in re.findall(r"\$\{?([a-z_]\w*)", text)}
    assert used <= there
    assert {"office", "board"} <= there


def test_a_variable_uses_only_those_before_it(dashboard: Json) -> None:
    before: set[str] = set()
    for variable in dashboard["templating"]["list"]:
        query = variable["query"]
        asked = query if isinstance(query, str) else query["query"]
        assert set(re.findall(r"\$\{?(\w+)", asked)) <= before
        before.add(variable["name"])


def test_links_lead_to_dashboards_that_know_the_variables(dashboard: Json) -> None:
    known = {made["uid"]: {each["name"] for each in made["templating"]["list"]} for made in map(read, FILES)}
    leading = [text for text in strings(dashboard) if text.startswith("/d/")]
    for address in leading:
        uid, _, query = address.removeprefix("/d/").partition("?")
        assert set(re.findall(r"var-(\w+)=", query)) <= known[uid], address


def test_links_in_a_table_name_fields_that_its_rows_have(dashboard: Json) -> None:
    for panel in panels(dashboard):
        organized = [each for each in panel.get("transformations", []) if each["id"] == "organize"]
        renamed = organized[0]["options"]["renameByName"] if organized else {}
        labels = {label for target in panel["targets"] for label in labels_of(target["expr"])}
        fields = {renamed.get(label, label) for label in labels} | set(renamed.values())
        named = {name for text in strings(panel) for name in re.findall(r"__data\.fields\.([^:}]+)", text)}
        assert named <= fields, panel["title"]


def labels_of(expression: str) -> list[str]:
    """Return the labels that the outermost aggregation leaves."""
    leading = re.match(r"[a-z]+ by \(([^)]*)\)", expression)
    return leading[1].split(", ") if leading else []


def test_every_column_of_a_table_that_is_dressed_is_there(dashboard: Json) -> None:
    for panel in panels(dashboard):
        for change in (each for each in panel.get("transformations", []) if each["id"] == "organize"):
            renamed = change["options"]["renameByName"]
            labels = {label for target in panel["targets"] for label in labels_of(target["expr"])}
            values = {f"Value #{target['refId']}" for target in panel["targets"]} | {"Value"}
            assert set(renamed) <= labels | values, panel["title"]
            dressed = {each["matcher"]["options"] for each in panel["fieldConfig"]["overrides"]}
            assert dressed <= set(renamed.values()) | labels, panel["title"]


def test_only_what_one_look_saw_is_apart_from_what_is_confirmed() -> None:
    for path in FILES:
        for panel in panels(read(path)):
            asked = " ".join(target["expr"] for target in panel["targets"])
            if "xuncha_target_suspected" in asked or "xuncha_suspected_targets" in asked:
                assert "系统初查" in panel["title"] + panel["description"] + json.dumps(
                    panel["fieldConfig"], ensure_ascii=False
                )
            else:
                assert "系统初查" not in panel["title"]


def test_dashboards_use_nothing_that_calls_elsewhere(dashboard: Json) -> None:
    assert {panel["type"] for panel in dashboard["panels"]} <= OWN_PANELS
    assert [text for text in strings(dashboard) if "http" in text] == []


def test_dates_are_shown_in_the_time_zone_of_the_office(dashboard: Json) -> None:
    assert dashboard["timezone"] == "Asia/Shanghai"


def test_the_dashboards_are_provisioned_and_cannot_be_changed_in_the_browser() -> None:
    provider = read_yaml("provisioning/dashboards/xuncha.yaml")["providers"][0]
    compose = YAML(typ="safe").load((GRAFANA.parents[1] / "docker-compose.yml").read_text(encoding="utf-8"))
    mounted = f"./deploy/grafana/dashboards:{provider['options']['path']}:ro"
    assert mounted in compose["services"]["grafana"]["volumes"]
    assert not provider["allowUiUpdates"]
    assert not any(read(path)["editable"] for path in FILES)


def read_yaml(path: str) -> Json:
    return YAML(typ="safe").load((GRAFANA / path).read_text(encoding="utf-8"))
