"""A unit's weekly digest: its own alone, and nothing as a fault that is not confirmed."""

from dataclasses import replace
from datetime import date

import pytest
from lxml import html

from exporters.findings import findings
from exporters.mail.digest import render_digest
from exporters.mail.message import Digest
from exporters.weekly.office import Week
from exporters.weekly.units import Own, owned, unit_report
from monitors.outlook import look_ahead
from records.snapshot import Snapshot
from records.verdict import Certainty, Change, Reason, State
from tests.unit.exporters.county import (
    CHANGES,
    NATIONAL,
    UNITS,
    both,
    change,
    column,
    county,
    fresh,
    snapshot,
    verdict,
)

MENDED = CHANGES[2]


def week_of(told: Snapshot, changes: tuple[Change, ...], mended: tuple[Change, ...]) -> Week:
    return Week(
        since=date(2026, 11, 16),
        until=date(2026, 11, 22),
        changes=changes,
        mended=mended,
        outlook=look_ahead(told),
    )


def own_of(
    unit: str,
    told: Snapshot | None = None,
    changes: tuple[Change, ...] = CHANGES,
    mended: tuple[Change, ...] = (MENDED,),
) -> Own:
    told = told or county()
    every = owned(findings(told), week_of(told, changes, mended))
    return next(one for one in every if one.unit.key == unit)


def digest_of(
    unit: str,
    told: Snapshot | None = None,
    changes: tuple[Change, ...] = CHANGES,
    mended: tuple[Change, ...] = (MENDED,),
) -> Digest:
    told = told or county()
    own = own_of(unit, told, changes, mended)
    return render_digest(unit_report(told, own, week_of(told, changes, mended)))


def test_a_unit_reads_what_it_has_to_mend_what_it_mended_and_what_falls_due() -> None:
    digest = digest_of("czj")
    assert digest.subject == (
        "【巡查】县财政局 监测周报 2026年第47周：需整改 2 项，本周已整改 1 项，即将到期 0 项"
    )
    headings = [line for line in digest.text.splitlines() if line[1:2] == "、"]
    assert headings == [
        "一、超期未更新的栏目（1 项）",
        "二、无法访问的栏目（1 项）",
        "三、本周已整改（1 项）",
        "四、未来一周到期和即将超期（0 项）",
    ]
    assert "类别：其他栏目；整改日期：2026年11月20日；变化：超期未更新 → 更新正常" in digest.text


def test_what_one_look_alone_says_never_reaches_a_unit() -> None:
    digest = digest_of("jyj")
    for form in (digest.subject, digest.text, digest.html):
        assert "人事信息" not in form
        assert "初查" not in form


def test_what_the_system_could_not_see_is_said_as_its_own_and_never_as_a_fault() -> None:
    digest = digest_of("slj")
    assert "另有 1 项系统未能核查，属系统自身原因，不计为贵单位的问题。" in digest.text
    assert "统计信息" not in digest.text


@pytest.mark.parametrize("unit", [unit.key for unit in UNITS])
def test_no_unit_reads_another_s_name(unit: str) -> None:
    digest = digest_of(unit)
    others = {one.name for one in UNITS} - {own_of(unit).unit.name, "县政府办公室"}
    for form in (digest.subject, digest.text, digest.html):
        assert not [name for name in others if name in form]


def test_of_a_shared_column_a_unit_reads_its_own_share_alone() -> None:
    late = verdict("x@qingshi", State.OVERDUE, Reason.SILENT_IN_LIST, rule="news", newest=9, due=-2)
    verdicts = [
        both(verdict("x", State.GONE, Reason.GONE, certainty=Certainty.CONFIRMED)),
        fresh("x@chengguan", "news", 1, 6),
        both(replace(late, certainty=Certainty.CONFIRMED)),
    ]
    told = snapshot([column("x", "乡镇动态", "chengguan qingshi")], verdicts)
    assert not own_of("chengguan", told, (), ()).is_told
    assert [one.target for one in own_of("qingshi", told, (), ()).faults] == ["x@qingshi"]


def test_only_units_with_something_to_mend_or_mended_are_told() -> None:
    told = county()
    every = owned(findings(told), week_of(told, CHANGES, (MENDED,)))
    assert [one.unit.key for one in every if one.is_told] == ["jyj", "czj", "slj"]


def test_the_limits_of_the_national_indicators_are_the_office_s_matter() -> None:
    digest = digest_of("jyj")
    assert "国办" not in digest.text
    assert "检查依据：动态要闻类栏目更新间隔不超过7天\n" in digest.text


def test_what_was_mended_under_another_rulebook_is_not_told() -> None:
    slower = change("jyj-gonggao", State.OVERDUE, State.FRESH, book=NATIONAL)
    assert not own_of("jyj", changes=(slower,), mended=(slower,)).mended


def test_what_lapsed_again_is_to_be_mended_and_not_called_mended() -> None:
    again = change("jyj-dongtai", State.OVERDUE, State.FRESH, days_ago=6)
    own = own_of("jyj", changes=(again, *CHANGES), mended=(again,))
    assert not own.mended
    assert "jyj-dongtai" in {one.target for one in own.faults}


def test_what_was_only_suspected_on_the_way_is_not_said_of_what_was_mended() -> None:
    course = (
        change("czj-caigou", State.OVERDUE, State.BLANK, days_ago=5),
        change("czj-caigou", State.BLANK, State.OVERDUE, days_ago=4),
        change("czj-caigou", State.OVERDUE, State.FRESH, days_ago=3),
    )
    text = digest_of("czj", changes=course, mended=course[2:]).text
    assert "变化：超期未更新 → 更新正常" in text
    assert "空白" not in text


def test_a_unit_s_digest_leads_to_no_board_with_the_others_on_it() -> None:
    told = county()
    office = replace(told.inventory.office, board_url="https://board.test/")
    told = replace(told, inventory=replace(told.inventory, office=office))
    digest = digest_of("jyj", told)
    assert "board.test" not in digest.text + digest.html


def test_a_hostile_name_of_a_unit_stays_text_in_every_form() -> None:
    name = "<b>局\"'\r\nBcc: x@y.test\u202e\u200f👩\u200d🏫"
    units = tuple(replace(unit, name=name) if unit.key == "jyj" else unit for unit in UNITS)
    told = county()
    told = replace(told, inventory=replace(told.inventory, units=units))
    digest = digest_of("jyj", told)
    assert digest.subject.isprintable()
    assert "\u200f" not in digest.text + digest.html
    page = html.document_fromstring(digest.html)
    assert page.xpath("//h1/b") == []
    assert not any(line.startswith("Bcc") for line in digest.text.splitlines())
