"""A site's vetoes as the office reads them."""

from dataclasses import replace
from datetime import date

from exporters.sitewide import site_lines
from records.period import Period
from records.rulebook import Veto, VetoKind
from records.sitewide import SiteVeto, Standing
from records.targets import Site
from tests.unit.monitors.cases import book, column, county

BOOK = book()
INVENTORY = replace(
    county(column("a"), column("b"), rulebook=BOOK),
    sites=(Site(key="portal", name="演练县门户", home="http://portal.test/", unit="jyj"),),
)


def lines(veto: Veto, standing: Standing, **found: object) -> list[str]:
    one = SiteVeto(
        site="portal",
        rulebook=BOOK.key,
        rulebook_version="1",
        veto=veto,
        standing=standing,
        **found,  # type: ignore[arg-type]
    )
    return list(site_lines(INVENTORY, "portal", [one]))


def test_columns_that_count_are_named_apart_from_those_that_do_not_yet() -> None:
    veto = Veto(key="v", clause="空白栏目5个", title="空白栏目", kind=VetoKind.TARGETS, at_least=5)
    told = lines(veto, Standing.UNKNOWN, counted=("a",), suspected=("b",))
    assert told[0].startswith("演练县门户（portal）")
    assert "  空白栏目：待核查，尚不能判定" in told
    assert "    已确认 1 个，5 个即否决" in told
    assert told[-2:] == ["    计入 1 个：栏目a（a）", "    系统初查，尚不计入 1 个：栏目b（b）"]


def test_the_home_page_says_what_it_rests_on() -> None:
    veto = Veto(key="v", clause="2周", title="首页不更新", kind=VetoKind.HOME, limit=Period(days=14))
    updated = lines(
        veto, Standing.NOT_MET, newest_on=date(2026, 11, 20), newest_in="a", due_on=date(2026, 12, 4)
    )
    assert "最后更新 2026年11月20日，栏目a（a），时限 2 周，最迟更新日期 2026年12月4日" in updated[-2]
    assert "系统未单独核查首页" in updated[-1]
    assert "没有查到最后更新时间" in lines(veto, Standing.UNKNOWN)[-2]


def test_tries_are_told_with_their_share_and_what_is_missing() -> None:
    veto = Veto(
        key="v", clause="5%", title="访问", kind=VetoKind.PROBES, seconds=15, per_cent=5, a_day=20, days=7
    )
    days = {"from_on": date(2026, 11, 16), "until_on": date(2026, 11, 22)}
    told = lines(veto, Standing.MET, tries=140, failed=7, **days)
    assert told[-1].endswith("访问 140 次，15 秒内未打开 7 次，占 5.00%，占 5% 即否决")
    assert lines(veto, Standing.UNKNOWN, missing=140, **days)[-1].endswith("还缺 140 次，尚不能判定")


def test_a_site_without_vetoes_says_so() -> None:
    assert list(site_lines(INVENTORY, "portal", []))[-1].startswith("单项否决：没有适用的检查指标")
