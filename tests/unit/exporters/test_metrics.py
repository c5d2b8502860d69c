"""Metrics are timestamps and deadlines read at scrape time, confirmed states apart from suspected ones."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from exporters.metrics.exposition import Exposition, exposition
from exporters.metrics.scrape import Scrape
from records.civil import SHANGHAI
from records.observation import Observation, Outcome
from records.probe import Probe
from records.targets import ColumnClass
from records.verdict import Reason, State
from records.vitals import Vitals
from tests.unit.exporters.county import NOW, both, column, county, fresh, snapshot, verdict
from tests.unit.exporters.scraped import (
    HOSTILE_SCRAPE,
    MILD,
    SCRAPE,
    VITALS,
    described,
    samples,
    scraped,
    value,
)

OFFICE = "演练县人民政府办公室"
NO_VITALS = scraped(county(), Vitals())


def test_the_deadline_is_the_end_of_the_last_day_in_time_in_shanghai() -> None:
    due = value(SCRAPE, "xuncha_target_due_timestamp_seconds", target="jyj-dongtai", rulebook="own")
    assert due == datetime(2026, 11, 18, tzinfo=SHANGHAI).timestamp()


def test_the_last_update_is_the_start_of_its_day_in_shanghai() -> None:
    updated = value(SCRAPE, "xuncha_target_last_update_timestamp_seconds", target="jyj-dongtai")
    assert updated == datetime(2026, 11, 10, tzinfo=SHANGHAI).timestamp()


def test_a_share_was_last_looked_at_when_its_column_was() -> None:
    name = "xuncha_target_last_look_timestamp_seconds"
    assert value(SCRAPE, name, target="xzdt@qingshi") == value(SCRAPE, name, target="xzdt") is not None


def test_what_nobody_looked_at_has_no_last_look() -> None:
    assert value(SCRAPE, "xuncha_target_last_look_timestamp_seconds", target="ll-zhaobiao") is None


def test_a_confirmed_accusation_is_a_state() -> None:
    labels = {"target": "jyj-dongtai", "rulebook": "own", "state": "OVERDUE"}
    assert value(SCRAPE, "xuncha_target_state", **labels) == 1
    assert value(SCRAPE, "xuncha_target_suspected", **labels) is None


def test_a_suspected_accusation_is_no_state_that_an_alert_could_fire_on() -> None:
    labels = {"target": "jyj-renshi", "rulebook": "own"}
    assert value(SCRAPE, "xuncha_target_suspected", **labels, state="BLANK") == 1
    assert value(SCRAPE, "xuncha_target_state", **labels) is None


def test_an_accusation_without_a_word_on_it_counts_as_suspected() -> None:
    told = snapshot([column("a", "栏目", "zfb")], [both(verdict("a", State.GONE, Reason.GONE))])
    assert value(scraped(told), "xuncha_target_suspected", target="a", rulebook="own", state="GONE") == 1


def test_a_target_has_one_state_a_rulebook() -> None:
    told = [
        (sample.labels["target"], sample.labels["rulebook"])
        for name in ("xuncha_target_state", "xuncha_target_suspected")
        for sample in samples(SCRAPE, name)
    ]
    assert len(told) == len(set(told)) == 2 * 29


def test_counts_are_told_for_every_state_zeros_too() -> None:
    assert value(SCRAPE, "xuncha_targets", rulebook="own", state="OVERDUE") == 4
    assert value(SCRAPE, "xuncha_suspected_targets", rulebook="own", state="OVERDUE") == 1
    assert value(SCRAPE, "xuncha_targets", rulebook="own", state="BLANK") == 0
    assert value(SCRAPE, "xuncha_targets", rulebook="gb", state="FRESH") == 15


def test_a_unit_has_a_count_of_every_state_without_what_is_only_suspected() -> None:
    of_jyj = {"unit": "县教育局", "rulebook": "own"}
    assert value(SCRAPE, "xuncha_unit_targets", **of_jyj, state="OVERDUE") == 2
    assert value(SCRAPE, "xuncha_unit_targets", **of_jyj, state="BLANK") == 0
    assert len(samples(SCRAPE, "xuncha_unit_targets")) == 7 * 2 * len(State)


def test_a_shared_column_is_of_all_its_units_and_a_share_of_its_own() -> None:
    told = [sample.labels for sample in samples(SCRAPE, "xuncha_target_unit")]
    assert [each["unit"] for each in told if each["target"] == "xzdt@qingshi"] == ["青石镇人民政府"]
    assert len([each for each in told if each["target"] == "xzdt"]) == 3


def test_a_target_is_described_once() -> None:
    described = value(
        SCRAPE,
        "xuncha_target_info",
        **{"class": "news"},
        office=OFFICE,
        target="xzdt",
        name="乡镇动态",
        unit="城关镇人民政府、青石镇人民政府、柳林乡人民政府",
        kind="column",
        site="portal",
        address="http://portal.test/xzdt/",
    )
    assert described == 1
    assert len(samples(SCRAPE, "xuncha_target_info")) == 29


def test_an_account_is_described_by_its_platform_and_has_no_site() -> None:
    labels = {"target": "wx-jyj", "class": "wechat", "kind": "account", "site": ""}
    assert value(SCRAPE, "xuncha_target_info", **labels) == 1


def test_the_rule_that_decided_is_told_with_its_clause_and_its_limit_in_words() -> None:
    labels = {"rule": "news", "clause": "动态要闻类栏目更新间隔不超过7天", "limit": "7天"}
    assert value(SCRAPE, "xuncha_target_rule_info", target="jyj-dongtai", rulebook="own", **labels) == 1
    blank = {"target": "jyj-renshi", "rulebook": "own", "rule": "blank", "limit": ""}
    assert value(SCRAPE, "xuncha_target_rule_info", **blank) == 1
    assert value(SCRAPE, "xuncha_target_rule_info", target="slj-zhuanti", rulebook="own") is None


def test_the_first_rulebook_is_the_office_s_own() -> None:
    own = {"rulebook": "own", "number": "演政办发〔2026〕1号", "words": "县级时限", "first": "yes"}
    assert value(SCRAPE, "xuncha_rulebook_info", **own) == 1
    assert value(SCRAPE, "xuncha_rulebook_info", rulebook="gb", words="国办指标", first="no") == 1


def test_the_office_tells_where_its_board_is() -> None:
    told = county()
    office = replace(told.inventory.office, board_url="https://board.test/")
    placed = replace(told, inventory=replace(told.inventory, office=office))
    assert value(scraped(placed), "xuncha_office_info", board="https://board.test/") == 1
    assert value(SCRAPE, "xuncha_office_info", board="") == 1


def test_the_calendar_ends_with_its_last_day() -> None:
    end = value(SCRAPE, "xuncha_calendar_end_timestamp_seconds")
    assert end == datetime(2027, 1, 1, tzinfo=SHANGHAI).timestamp()


def site_up(*looks: tuple[Outcome, int], probe: tuple[float | None, int] | None = None) -> float | None:
    """Return what is told of a site after *looks* and a *probe*: what each came to, minutes before NOW."""
    columns = [column(f"c{place}", "栏目", "zfb") for place in range(len(looks))]
    told = snapshot(list(columns), [fresh(each.key, "news", 1, 6) for each in columns])
    seen = {
        f"c{place}": Observation(
            target=f"c{place}", seen_at=NOW - timedelta(minutes=minutes), outcome=outcome
        )
        for place, (outcome, minutes) in enumerate(looks)
    }
    tried = (
        {"portal": Probe(site="portal", at=NOW - timedelta(minutes=probe[1]), seconds=probe[0])}
        if probe
        else {}
    )
    scrape = scraped(replace(told, looks=seen), Vitals(probes=tried))
    return value(scrape, "xuncha_site_up", site="portal")


DOWN, READ, OURS = Outcome.UNREACHABLE, Outcome.READ, Outcome.UNREADABLE


def test_a_site_is_up_where_its_home_page_opened_last() -> None:
    assert site_up((DOWN, 60), probe=(0.5, 5)) == 1
    assert site_up((READ, 60), probe=(None, 5)) == 0


def test_a_site_is_up_by_the_looks_at_its_columns_where_they_are_newer() -> None:
    assert site_up((READ, 1), probe=(None, 5)) == 1
    assert site_up((DOWN, 1), (DOWN, 2), probe=(0.5, 5)) == 0


def test_one_column_that_does_not_answer_is_no_site_that_is_down() -> None:
    assert site_up((DOWN, 1), (READ, 2)) == 1
    assert site_up((DOWN, 1), (READ, 100)) == 0


def test_what_we_could_not_read_says_nothing_of_the_site() -> None:
    assert site_up((OURS, 1), (DOWN, 100)) == 0
    assert site_up((OURS, 1)) is None


def test_a_site_nobody_tried_is_neither_up_nor_down() -> None:
    assert site_up() is None
    assert value(scraped(county()), "xuncha_site_info", site="portal", host="portal.test") == 1


def test_the_newest_looks_are_counted_by_platform() -> None:
    assert value(SCRAPE, "xuncha_newest_looks", outcome="BLOCKED", platform="portal") == 1
    assert value(SCRAPE, "xuncha_newest_looks", outcome="GONE", platform="douyin") == 1
    assert value(SCRAPE, "xuncha_newest_looks", outcome="SHELL", platform="wechat") == 0
    counted = sum(sample.value for sample in samples(SCRAPE, "xuncha_newest_looks"))
    assert counted == len(SCRAPE.snapshot.looks)


def test_looks_are_counted_and_their_times_put_into_buckets_that_hold_the_ones_below() -> None:
    name = "xuncha_look_duration_seconds"
    assert value(SCRAPE, "xuncha_looks_total", outcome="READ", platform="portal") == 40
    assert value(SCRAPE, "xuncha_looks_total", outcome="READ", platform="wechat") == 0
    buckets = {each.labels["le"]: each.value for each in samples(SCRAPE, f"{name}_bucket")[:11]}
    assert [buckets[bound] for bound in ("0.1", "0.25", "0.5", "120.0", "+Inf")] == [1, 3, 3, 3, 6]
    assert value(SCRAPE, f"{name}_sum", platform="portal") == 400.5
    assert value(SCRAPE, f"{name}_count", platform="portal") == 6


def test_what_is_not_known_of_the_watching_is_absent() -> None:
    moments = ("xuncha_pass_completed_timestamp_seconds", "xuncha_oldest_unknown_timestamp_seconds")
    told = [VITALS.completed_at, VITALS.oldest_unknown_at]
    assert [value(SCRAPE, name) for name in moments] == [moment.timestamp() for moment in told if moment]
    assert [value(NO_VITALS, name) for name in (*moments, "xuncha_clock_skew_seconds")] == [None] * 3
    assert value(SCRAPE, "xuncha_database_bytes") == 1_234_567


def test_the_skew_is_the_median_of_the_newest_looks() -> None:
    told = county()
    skews = dict(zip(told.looks, (-1.5, 400.0, 0.5), strict=False))
    looks = {key: replace(look, skew=skews.get(key)) for key, look in told.looks.items()}
    assert value(scraped(replace(told, looks=looks)), "xuncha_clock_skew_seconds") == 0.5


def test_before_the_first_pass_only_the_release_is_told() -> None:
    (sample,) = samples(None, "xuncha_build_info")
    assert sample.labels.keys() == {"office", "version"}
    assert exposition(lambda: None).count(b"# TYPE") == 1


def test_what_is_told_is_asked_for_at_each_scrape_and_not_before() -> None:
    read = iter([None, SCRAPE, replace(SCRAPE, vitals=Vitals()), scraped(replace(county(), verdicts=()))])
    told = Exposition(lambda: next(read))
    assert b"xuncha_target_state{" not in told.text()
    assert told.text() == exposition(lambda: SCRAPE)
    assert told.text() == exposition(lambda: NO_VITALS)
    assert b"xuncha_target_state{" not in told.text()


def test_no_metric_is_an_age() -> None:
    assert not any(word in name for name in described(SCRAPE) for word in ("age", "days", "since"))


@pytest.mark.parametrize("scrape", [SCRAPE, HOSTILE_SCRAPE], ids=["county", "hostile"])
def test_no_series_is_told_twice(scrape: Scrape) -> None:
    lines = exposition(lambda: scrape).decode().splitlines()
    series = [line.rpartition(" ")[0] for line in lines if not line.startswith("#")]
    assert len(series) == len(set(series))


def test_hostile_names_stay_inside_their_labels() -> None:
    told, *_shares = samples(HOSTILE_SCRAPE, "xuncha_target_info")
    assert (told.labels["name"], told.labels["office"]) == (MILD, MILD)
    (site,) = samples(HOSTILE_SCRAPE, "xuncha_site_info")
    assert (site.labels["name"], site.labels["unit"]) == (MILD, MILD)
    assert value(HOSTILE_SCRAPE, "xuncha_target_rule_info", rulebook="own", clause=MILD) == 1
    assert value(HOSTILE_SCRAPE, "xuncha_rulebook_info", rulebook="own", title=MILD, number=MILD) == 1


def test_units_whose_names_read_the_same_are_one_series() -> None:
    told = [
        (each.labels["target"], each.labels["unit"]) for each in samples(HOSTILE_SCRAPE, "xuncha_target_unit")
    ]
    assert told == [("a", MILD), ("a@zfb", MILD), ("a@jyj", MILD)]
    assert value(HOSTILE_SCRAPE, "xuncha_unit_targets", unit=MILD, rulebook="own", state="FRESH") == 1


def test_an_address_that_is_not_of_the_web_is_not_told() -> None:
    odd = column("a", "栏目", "zfb", ColumnClass.NEWS, url="javascript:alert(1)")
    (told,) = samples(scraped(snapshot([odd], [fresh("a", "news", 1, 6)])), "xuncha_target_info")
    assert told.labels["address"] == ""


def test_what_units_were_told_is_counted_by_what_and_how() -> None:
    assert value(SCRAPE, "xuncha_notices_total", unit="县政府办公室", kind="due_soon", via="mail") == 12
    assert value(SCRAPE, "xuncha_notices_total", unit="县教育局", kind="overdue", via="phone") == 1


def test_messages_are_counted_by_channel_and_fate_zeros_too() -> None:
    assert value(SCRAPE, "xuncha_outgoing", channel="chat", fate="given_up") == 1
    assert value(SCRAPE, "xuncha_outgoing", channel="sms", fate="waiting") == 0
    assert value(SCRAPE, "xuncha_outgoing_oldest_timestamp_seconds") == (NOW - timedelta(hours=1)).timestamp()
