"""Metrics are timestamps and deadlines read at scrape time, confirmed states apart from suspected ones."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry
from prometheus_client.parser import text_string_to_metric_families

from exporters.metrics import SnapshotCollector, exposition, write_textfile
from records.civil import SHANGHAI
from records.snapshot import Snapshot
from records.targets import ColumnClass
from records.verdict import Reason, State
from tests.unit.exporters.county import NOW, UNITS, both, column, county, fresh, snapshot, verdict

OFFICE = "演练县人民政府办公室"


def value(told: Snapshot | None, name: str, /, **labels: str) -> float | None:
    registry = CollectorRegistry()
    registry.register(SnapshotCollector(lambda: told, release="1.2.3"))
    return registry.get_sample_value(name, {"office": OFFICE, **labels})


def samples(told: Snapshot, name: str) -> Iterator[dict[str, str]]:
    for family in text_string_to_metric_families(exposition(lambda: told).decode()):
        yield from (sample.labels for sample in family.samples if sample.name == name)


def test_the_deadline_is_the_end_of_the_last_day_in_time_in_shanghai() -> None:
    due = value(county(), "xuncha_target_due_timestamp_seconds", target="jyj-dongtai", rulebook="own")
    assert due == datetime(2026, 11, 18, tzinfo=SHANGHAI).timestamp()


def test_the_last_update_is_the_start_of_its_day_in_shanghai() -> None:
    updated = value(county(), "xuncha_target_last_update_timestamp_seconds", target="jyj-dongtai")
    assert updated == datetime(2026, 11, 10, tzinfo=SHANGHAI).timestamp()


def test_a_share_was_last_looked_at_when_its_column_was() -> None:
    name = "xuncha_target_last_look_timestamp_seconds"
    assert value(county(), name, target="xzdt@qingshi") == value(county(), name, target="xzdt") is not None


def test_what_nobody_looked_at_has_no_last_look() -> None:
    assert value(county(), "xuncha_target_last_look_timestamp_seconds", target="ll-zhaobiao") is None


def test_a_confirmed_accusation_is_a_state() -> None:
    labels = {"target": "jyj-dongtai", "rulebook": "own", "state": "OVERDUE"}
    assert value(county(), "xuncha_target_state", **labels) == 1
    assert value(county(), "xuncha_target_suspected", **labels) is None


def test_a_suspected_accusation_is_no_state_that_an_alert_could_fire_on() -> None:
    labels = {"target": "jyj-renshi", "rulebook": "own", "state": "BLANK"}
    assert value(county(), "xuncha_target_suspected", **labels) == 1
    assert value(county(), "xuncha_target_state", **labels) is None
    assert "jyj-renshi" not in {sample["target"] for sample in samples(county(), "xuncha_target_state")}


def test_an_accusation_without_a_word_on_it_counts_as_suspected() -> None:
    told = snapshot([column("a", "栏目", "zfb")], [both(verdict("a", State.GONE, Reason.GONE))])
    assert value(told, "xuncha_target_suspected", target="a", rulebook="own", state="GONE") == 1


def test_a_target_has_one_state_a_rulebook() -> None:
    told = [
        (sample["target"], sample["rulebook"])
        for name in ("xuncha_target_state", "xuncha_target_suspected")
        for sample in samples(county(), name)
    ]
    assert len(told) == len(set(told)) == 2 * 29


def test_counts_are_told_for_every_state_zeros_too() -> None:
    assert value(county(), "xuncha_targets", rulebook="own", state="OVERDUE") == 4
    assert value(county(), "xuncha_suspected_targets", rulebook="own", state="OVERDUE") == 1
    assert value(county(), "xuncha_targets", rulebook="own", state="BLANK") == 0
    assert value(county(), "xuncha_targets", rulebook="gb", state="FRESH") == 15


def test_looks_of_an_earlier_pass_are_not_counted() -> None:
    told = county()
    assert value(told, "xuncha_looks", outcome="BLOCKED") == 1
    later = replace(told, started_at=NOW)
    assert value(later, "xuncha_looks", outcome="BLOCKED") == 0


def test_a_target_is_described_once() -> None:
    described = value(
        county(),
        "xuncha_target_info",
        **{"class": "news"},
        target="xzdt",
        name="乡镇动态",
        unit="城关镇人民政府、青石镇人民政府、柳林乡人民政府",
        kind="column",
        address="http://portal.test/xzdt/",
    )
    assert described == 1
    assert len(list(samples(county(), "xuncha_target_info"))) == 29


def test_the_pass_is_completed_only_when_it_is_finished() -> None:
    name = "xuncha_pass_completed_timestamp_seconds"
    assert value(county(), name) == NOW.timestamp()
    assert value(replace(county(), finished_at=None), name) is None


def test_before_the_first_pass_only_the_release_is_told() -> None:
    registry = CollectorRegistry()
    registry.register(SnapshotCollector(lambda: None, release="1.2.3"))
    assert registry.get_sample_value("xuncha_build_info", {"office": "", "version": "1.2.3"}) == 1
    assert [family.name for family in registry.collect()] == ["xuncha_build_info"]


def test_the_snapshot_is_read_at_each_scrape_and_not_before() -> None:
    read = iter([None, county()])
    registry = CollectorRegistry()
    registry.register(SnapshotCollector(lambda: next(read)))
    assert len(list(registry.collect())) == 1
    assert len(list(registry.collect())) > 1


def test_no_metric_is_an_age() -> None:
    text = exposition(county).decode()
    names = [family.name for family in text_string_to_metric_families(text)]
    assert not any(word in name for name in names for word in ("age", "days", "since"))


HOSTILE = 'a"b\\c\nd\r\x00\x1b[31m\ud800\u202e{}<script>'


def test_hostile_names_stay_inside_their_labels() -> None:
    units = (replace(UNITS[0], name=HOSTILE), *UNITS[1:])
    told = snapshot([column("a", HOSTILE, "zfb")], [fresh("a", "news", 1, 6)], units=units, office=HOSTILE)
    (described,) = samples(told, "xuncha_target_info")
    assert described["name"] == described["office"] == described["unit"] == 'a"b\\c d [31m {}<script>'


def test_an_address_that_is_not_of_the_web_is_not_told() -> None:
    odd = column("a", "栏目", "zfb", ColumnClass.NEWS, url="javascript:alert(1)")
    (described,) = samples(snapshot([odd], [fresh("a", "news", 1, 6)]), "xuncha_target_info")
    assert described["address"] == ""


def test_a_text_file_is_replaced_at_one_stroke(tmp_path: Path) -> None:
    path = tmp_path / "xuncha.prom"
    path.write_text("old", encoding="utf-8")
    write_textfile(county(), path)
    assert path.read_bytes() == exposition(county)
    assert list(tmp_path.iterdir()) == [path]


def test_a_text_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_textfile(county(), tmp_path / "missing" / "xuncha.prom")
    assert list(tmp_path.iterdir()) == []
