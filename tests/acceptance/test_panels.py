"""What the dashboards ask Prometheus has an answer, and the right one, once the county was looked at."""

import json
import os
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from practice.inventory import write_inventory
from practice.serve import serving
from records.civil import civil_date
from records.verdict import Certainty, State
from tests.acceptance.grafana import Json, Variables, first, some
from tests.acceptance.scraped import ROOT, Scraped, scraped

DASHBOARDS: dict[str, Json] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "deploy/grafana/dashboards").glob("*.json"))
}
QUERIES = [
    pytest.param(name, target, id=f"{name}: {panel['title']} {target['refId']}")
    for name, dashboard in DASHBOARDS.items()
    for panel in dashboard["panels"]
    for target in panel.get("targets", ())
]
VARIABLES = [(name, each["name"]) for name, made in DASHBOARDS.items() for each in made["templating"]["list"]]
BOARD = "https://xuncha.office.test/"
NOTICE = "fangxian-2023-16"


@pytest.fixture(scope="module")
def county(needs: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scraped]:
    """Yield the county as a Prometheus knows it after two passes."""
    prometheus, folder = needs("prometheus"), tmp_path_factory.mktemp("panels")
    with serving() as portal:
        write_inventory(folder / "inventory", port=portal.port)
        with (folder / "inventory/office.yaml").open("a", encoding="utf-8") as file:
            file.write(f"board_url: {BOARD}\n")
        office = {
            "XUNCHA_HOME": str(folder / "home"),
            "XUNCHA_INVENTORY": str(folder / "inventory"),
            "XUNCHA_LOG_LEVEL": "WARNING",
            "XUNCHA_CHROMIUM_SANDBOX": str(os.geteuid() != 0),
        }
        with scraped(portal, office, prometheus, folder) as known:
            yield known


def variables(name: str, county: Scraped) -> Variables:
    return Variables(DASHBOARDS[name], county.prometheus)


def panel_of(name: str, title: str) -> Json:
    return next(panel for panel in DASHBOARDS[name]["panels"] if panel["title"] == title)


def test_the_county_has_every_state_and_one_that_is_suspected(county: Scraped) -> None:
    certain = {v.state for v in county.snapshot.verdicts if v.certainty is not Certainty.SUSPECTED}
    assert certain == set(State)
    assert any(v.certainty is Certainty.SUSPECTED for v in county.snapshot.verdicts)


@pytest.mark.parametrize(("name", "variable"), VARIABLES)
def test_every_variable_offers_something(county: Scraped, name: str, variable: str) -> None:
    made = variables(name, county)
    offered = made.offered(variable, first(made))
    assert offered
    assert all(text and value for text, value in offered)


@pytest.mark.parametrize(("name", "target"), QUERIES)
def test_every_query_of_every_panel_has_an_answer(county: Scraped, name: str, target: Json) -> None:
    made = variables(name, county)
    now = time.time()
    for chosen in some(made):
        query = made.filled(target["expr"], chosen)
        if target["instant"]:
            found = county.prometheus.ask(query)
        else:
            found = county.prometheus.ask_over_time(query, since=now - 60, until=now, step=1)
        if found:
            return
    raise AssertionError(f"nothing, whatever is chosen: {target['expr']}")


def test_links_to_the_board_lead_where_the_office_says_it_is(county: Scraped) -> None:
    made = variables("target", county)
    assert made.offered("board", first(made)) == [(BOARD, BOARD)]


def test_the_rulebook_of_the_office_is_offered_first_by_what_its_limits_are_called(county: Scraped) -> None:
    made = variables("overview", county)
    assert made.offered("rulebook", first(made))[0] == ("县级时限", NOTICE)


def test_the_list_of_the_late_has_who_is_confirmed_with_the_dates_of_the_verdict(county: Scraped) -> None:
    made = variables("overview", county)
    rows = answers(made, county, panel_of("overview", "超期未更新"), first(made))
    late = {
        v.target: v
        for v in county.snapshot.verdicts
        if (v.rulebook, v.state) == (NOTICE, State.OVERDUE) and v.certainty is not Certainty.SUSPECTED
    }
    assert set(rows) == set(late) != set()
    for key, verdict in late.items():
        last_update, due, over = (float(rows[key][name]["value"][1]) for name in "BCD")
        assert day_of(last_update) == verdict.newest_on
        assert day_of(due) == verdict.due_on
        assert verdict.due_on is not None
        today = civil_date(datetime.fromtimestamp(rows[key]["D"]["value"][0]).astimezone())
        assert over == (today - verdict.due_on).days


def test_what_only_one_look_says_is_in_no_list_but_its_own(county: Scraped) -> None:
    made = variables("overview", county)
    suspected = {
        v.target
        for v in county.snapshot.verdicts
        if v.rulebook == NOTICE and v.certainty is Certainty.SUSPECTED
    }
    for panel in DASHBOARDS["overview"]["panels"]:
        if panel["type"] == "table" and "organize" in {each["id"] for each in panel["transformations"]}:
            rows = answers(made, county, panel, first(made))
            assert set(rows) == suspected if panel["title"] == "待复查清单" else not suspected & set(rows)


def test_a_unit_and_a_class_narrow_the_lists(county: Scraped) -> None:
    made = variables("overview", county)
    panel, everybody = panel_of("overview", "待复查清单"), first(made)
    rows = answers(made, county, panel, everybody)
    one = next(iter(rows.values()))["A"]["metric"]
    narrowed = answers(
        made, county, panel, {**everybody, "class": [one["class"]], "unit": [one["first_unit"]]}
    )
    assert one["target"] in narrowed
    assert len(narrowed) < len(rows)
    assert {row["A"]["metric"]["class"] for row in narrowed.values()} == {one["class"]}


def answers(made: Variables, county: Scraped, panel: Json, chosen: Json) -> dict[str, dict[str, Json]]:
    """Return what *panel* is answered, by target (or unit) and query."""
    rows: dict[str, dict[str, Json]] = {}
    for target in panel["targets"]:
        for sample in county.prometheus.ask(made.filled(target["expr"], chosen)):
            key = sample["metric"].get("target") or sample["metric"]["unit"]
            assert target["refId"] not in rows.setdefault(key, {}), f"two rows for {key}"
            rows[key][target["refId"]] = sample
    return rows


def day_of(milliseconds: float) -> object:
    return civil_date(datetime.fromtimestamp(milliseconds / 1000).astimezone())
