"""The weekly digest tells what changed, what is late and why, whole in both its forms."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from lxml import html

from exporters.findings import findings
from exporters.mail.digest import HTML_BYTES, render_digest
from exporters.mail.message import Digest
from exporters.weekly.office import Week, office_report
from monitors.outlook import look_ahead
from records.notice import Fate, Notice, NoticeItem, NoticeKind, Via
from records.snapshot import Snapshot
from records.targets import Column
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

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
HOSTILE = "<script>alert(1)</script>\r\nBcc: x@y.test\u202e\u200f\u061c\"'👩\u200d🏫\ud800\uffff"


def build_digest(
    told: Snapshot,
    changes: Sequence[Change] = (),
    *,
    since: date = MONDAY,
    until: date = SUNDAY,
    mended: Sequence[Change] = (),
    notices: Sequence[Notice] = (),
) -> Digest:
    week = Week(
        since=since,
        until=until,
        changes=changes,
        mended=mended,
        outlook=look_ahead(told),
        notices=notices,
    )
    return render_digest(office_report(told, findings(told), week))


def digest_of_the_county() -> Digest:
    return build_digest(county(), CHANGES, since=MONDAY, until=SUNDAY)


def words(source: str) -> str:
    return " ".join(html.document_fromstring(source).text_content().split())


def part(text: str, heading: str) -> str:
    """Return the plain text under the heading that contains *heading*."""
    paragraphs = text.split("\n\n")
    return next(each for each in paragraphs if heading in each.split("\n")[0])


def test_the_subject_has_the_week_and_the_counts() -> None:
    assert digest_of_the_county().subject == (
        "【巡查】演练县 监测周报 2026年第47周：系统未能核查 4 项，超期 5 项，即将超期 4 项，空白 1 项，"
        "无法访问 2 项，待核查 2 项（其中系统初查 3 项）"
    )


def test_a_quiet_week_s_subject_is_short() -> None:
    quiet = snapshot([column("a", "栏目", "zfb")], [fresh("a", "news", 1, 6)])
    subject = build_digest(quiet, (), since=MONDAY, until=SUNDAY).subject
    assert subject == "【巡查】演练县 监测周报 2026年第47周：超期 0 项，即将超期 0 项，空白 0 项，待核查 0 项"


@pytest.mark.parametrize(
    ("until", "week"),
    [
        (date(2026, 11, 23), "2026年第48周"),
        (date(2027, 1, 3), "2026年第53周"),
        (date(2027, 1, 4), "2027年第1周"),
    ],
)
def test_the_week_is_the_iso_week_of_the_last_day(until: date, week: str) -> None:
    assert week in build_digest(county(), (), since=MONDAY, until=until).subject


def test_the_parts_come_in_the_order_a_clerk_reads_them() -> None:
    text = digest_of_the_county().text
    headings = [line for line in text.splitlines() if line[:2].endswith("、")]
    assert headings == [
        "一、本周变化（4 项）",
        "二、超期未更新的栏目（4 项）",
        "三、未来一周到期和即将超期（8 项）",
        "四、空白栏目（1 项）",
        "五、无法访问的栏目（1 项）",
        "六、超期、停用的账号（2 项）",
        "七、系统未能核查（4 项）",
        "八、待人工核查（2 项）",
        "九、本周提醒（0 项）",
    ]


def test_our_own_failures_are_counted_before_any_unit_s_fault() -> None:
    digest = digest_of_the_county()
    for told in (digest.text, words(digest.html)):
        assert told.index("系统未能核查 4 项") < told.index("教育动态")


def test_only_the_week_s_changes_are_told_accusations_first() -> None:
    digest = build_digest(county(), CHANGES, mended=(CHANGES[2],))
    lines = part(digest.text, "本周变化").splitlines()[1:]
    assert [line for line in lines if "网址" not in line] == [
        "新增问题 2 项，已整改 1 项，即将超期 1 项。",
        "1. 教育动态（县教育局）",
        "   类别：动态要闻类；日期：2026年11月18日；类型：新增问题；变化：即将超期 → 超期未更新(系统复查)",
        "2. 人事信息（县教育局）",
        "   类别：人事信息类；日期：2026年11月20日；类型：新增问题；变化：更新正常 → 空白栏目(系统初查)",
        "3. 采购公告（县财政局）",
        "   类别：其他栏目；日期：2026年11月20日；类型：已整改；变化：超期未更新 → 更新正常",
        "4. 演练县发布（县政府办公室）",
        "   类别：新浪微博；日期：2026年11月22日；类型：即将超期；变化：更新正常 → 即将超期",
    ]


def test_what_was_never_confirmed_is_not_called_mended() -> None:
    told = part(digest_of_the_county().text, "本周变化")
    assert "类型：其他变化；变化：超期未更新 → 更新正常(此前为系统初查)" in told
    assert "已整改" not in told


def test_what_was_updated_in_its_time_every_week_is_no_news() -> None:
    routine = (
        change("yaowen", State.FRESH, State.DUE_SOON, days_ago=5),
        change("yaowen", State.DUE_SOON, State.FRESH, days_ago=4),
    )
    assert "本周没有变化。" in build_digest(county(), routine).text


def test_a_lapse_that_came_and_went_in_the_week_is_told_whole() -> None:
    lapse = (
        change("yaowen", State.DUE_SOON, State.OVERDUE, days_ago=5),
        change("yaowen", State.OVERDUE, State.FRESH, days_ago=3),
    )
    text = build_digest(county(), lapse, mended=lapse[1:]).text
    assert "类型：已整改；变化：即将超期 → 超期未更新 → 更新正常" in text


def test_a_change_under_the_national_indicators_says_so() -> None:
    slower = change("slj-shuishi", State.FRESH, State.OVERDUE, book=NATIONAL)
    text = build_digest(county(), (slower,), since=MONDAY, until=SUNDAY).text
    assert "变化：国办指标：更新正常 → 超期未更新(系统复查)" in text


def test_an_accusation_that_no_verdict_bears_out_any_more_is_marked_suspected() -> None:
    mended = change("czj-caigou", State.FRESH, State.OVERDUE)
    text = build_digest(county(), (mended,), since=MONDAY, until=SUNDAY).text
    assert "更新正常 → 超期未更新(系统初查)" in text


def test_a_change_of_a_target_that_is_no_longer_watched_is_still_told() -> None:
    dropped = change("old-column", State.FRESH, State.GONE)
    text = build_digest(county(), (dropped,), since=MONDAY, until=SUNDAY).text
    assert "1. old-column\n" in text


def test_a_week_without_changes_says_so() -> None:
    assert "本周没有变化。" in build_digest(county(), (), since=MONDAY, until=SUNDAY).text


def test_what_is_suspected_is_never_told_as_proven() -> None:
    digest = digest_of_the_county()
    for suspect in ("人事信息", "财政微课堂"):
        lines = digest.text.splitlines()
        told = [lines[number + 1] for number, line in enumerate(lines) if f". {suspect}（" in line]
        assert told
        assert all("系统初查" in line for line in told)


def test_what_needs_a_person_says_why() -> None:
    assert "原因：列表中有信息但没有日期，需人工核查" in part(digest_of_the_county().text, "待人工核查")


def test_a_late_column_is_told_with_its_figures_its_clause_and_its_address() -> None:
    assert (
        "4. 教育动态（县教育局）\n"
        "   栏目类别：动态要闻类；更新时限：7 天；"
        "最后更新时间：2026年11月10日；最迟更新日期：2026年11月17日；"
        "未更新天数：13 天；超期天数：6 天；监测结果：系统复查；"
        "检查依据：动态要闻类栏目更新间隔不超过7天：超过县级时限(7天)，未超过国办指标(2周)\n"
        "   栏目网址：http://portal.test/jyj-dongtai/"
    ) in part(digest_of_the_county().text, "超期未更新")


def test_an_address_is_written_out_as_the_link_s_own_text() -> None:
    links = html.document_fromstring(digest_of_the_county().html).xpath("//a")
    assert links
    assert all(link.text == link.get("href") for link in links)


def test_the_two_forms_tell_the_same_targets() -> None:
    digest = digest_of_the_county()
    page = html.document_fromstring(digest.html)
    shown = [item.split(". ", 1)[1] for item in page.xpath("//p/b[1]/text()") if item[:1].isdigit()]
    items = [line for line in digest.text.splitlines() if re.match(r"\d+\. ", line)]
    assert shown == [item.split(". ", 1)[1].split("（")[0] for item in items]


def notice(unit: str, fate: Fate, *, days_ago: int = 3, **more: object) -> Notice:
    item = NoticeItem(
        target="jyj-dongtai", kind=NoticeKind.OVERDUE, occasion=date(2026, 11, 17), state=State.OVERDUE
    )
    given = {"people": ("王某",), "via": Via.MAIL, **more}
    at = county().at - timedelta(days=days_ago)
    return Notice(key=f"{unit}.{fate}", unit=unit, items=(item,), made_at=at, fate=fate, **given)


def test_a_reminder_that_reached_nobody_is_told_loudly_and_first() -> None:
    told = (
        notice("czj", Fate.SENT),
        notice("jyj", Fate.GIVEN_UP, trouble="550 no such user\r\nBcc: x"),
        notice("slj", Fate.SENT, via=Via.PHONE, by="李某"),
        notice("zfb", Fate.GIVEN_UP, days_ago=30),
    )
    digest = build_digest(county(), notices=told)
    assert "第47周：提醒未送达 1 份，" in digest.subject
    said = "有 1 份提醒未送达，请另行告知：县教育局。"
    for form in (digest.text, words(digest.html)):
        assert form.index(said) < form.index("系统未能核查 4 项")
    lines = part(digest.text, "、本周提醒").splitlines()
    assert lines[0].endswith("本周提醒（3 项）")
    assert lines[1] == "未送达 1 份，已发出 2 份"
    assert lines[2] == "1. 县教育局"
    assert lines[3].startswith(
        "   发送情况：未送达：550 no such user Bcc: x；方式：邮件；时间：2026年11月20日"
    )
    assert "类型：超期未更新 1 项；内容：教育动态(超期未更新)；收件人：王某；经办人：系统" in lines[3]
    assert any("发送情况：已告知；方式：电话" in line and "经办人：李某" in line for line in lines)


def test_the_units_whose_digest_reaches_nobody_are_named() -> None:
    told = county()
    week = Week(since=MONDAY, until=SUNDAY, outlook=look_ahead(told), unreached=UNITS[1:2])
    digest = render_digest(office_report(told, findings(told), week))
    said = "以下单位没有登记A角、B角邮箱，其监测周报未发出、已存档，请另行告知并补登：县教育局。"
    assert said in digest.text
    assert said in words(digest.html)


def before_new_year() -> Snapshot:
    """Return the county a week before the end of a year that no calendar goes beyond."""
    told = county()
    late_december = told.at.replace(month=12, day=24)
    return replace(told, at=late_december)


def test_a_year_without_a_calendar_is_said_before_everything_else() -> None:
    digest = build_digest(before_new_year())
    said = "★ 2027年放假安排尚未登记，2027年1月1日起的假期无法推算"
    assert digest.text.index(said) < digest.text.index("一、本周变化")


def test_styles_are_inlined_and_nothing_is_loaded() -> None:
    page = html.document_fromstring(digest_of_the_county().html)
    assert not list(page.iter("style", "link", "script", "img"))
    assert page.xpath("//h1/@style")
    assert page.xpath("//meta[@name='color-scheme']")
    assert not re.search(r"flex|grid|position:|background-image|@media|url\(", digest_of_the_county().html)


def test_every_ground_has_its_colour_and_so_has_the_text_on_it() -> None:
    page = html.document_fromstring(digest_of_the_county().html)
    for cell in page.xpath("//body | //td[@class] | //table[@class='counts']//td"):
        style = str(cell.get("style"))
        assert re.search(r"(?<!-)color:", style), style
        assert "background-color:" in style, style


def test_layout_tables_say_that_they_are_no_tables() -> None:
    page = html.document_fromstring(digest_of_the_county().html)
    assert [table.get("class") for table in page.xpath("//table[not(@role='presentation')]")] == ["counts"]


def test_the_html_holds_only_what_html_may_hold() -> None:
    page = html.document_fromstring(digest_of_the_county().html)
    assert not page.xpath("//@src | //@class[contains(., 'javascript')]")


def many(number: int, state: State, *, name: str = "一个名字相当长的演练栏目") -> tuple[Digest, int]:
    columns: list[Column] = [
        column(f"c{each}", f"{name}{each}", UNITS[each % len(UNITS)].key) for each in range(number)
    ]
    reason = Reason.LATE if state is State.OVERDUE else Reason.UNDATED
    certainty = Certainty.CONFIRMED if state is State.OVERDUE else None
    verdicts = [
        both(
            verdict(
                f"c{each}",
                state,
                reason,
                rule="news",
                newest=9 + each % 50,
                due=-2 - each % 50,
                certainty=certainty,
            )
        )
        for each in range(number)
    ]
    digest = build_digest(snapshot([*columns], verdicts), (), since=MONDAY, until=SUNDAY)
    items = html.document_fromstring(digest.html).xpath("//p/b[1]/text()")
    return digest, sum(item[:1].isdigit() for item in items)


def test_a_thousand_late_targets_stay_in_bounds_and_the_cut_is_told() -> None:
    digest, shown = many(1000, State.OVERDUE)
    assert len(digest.html.encode()) < HTML_BYTES
    assert shown > 100
    assert (
        f"共 1000 项，这里列出前 {shown} 项，另有 {1000 - shown} 项见本邮件的纯文本部分和所附表格"
        in digest.html
    )
    assert "未列出的有：" in digest.html
    assert digest.text.count("一个名字相当长的演练栏目") == 1000


def test_a_thousand_targets_to_check_stay_in_bounds_and_are_whole_in_the_plain_text() -> None:
    digest, shown = many(1000, State.UNKNOWN)
    assert len(digest.html.encode()) < HTML_BYTES
    assert f"另有 {1000 - shown} 项" in digest.html
    assert digest.text.count("一个名字相当长的演练栏目") == 1000


def test_names_of_any_length_keep_the_bound() -> None:
    digest, shown = many(300, State.OVERDUE, name="&" * 5000)
    assert len(digest.html.encode()) < HTML_BYTES
    assert shown > 10


def test_what_accuses_is_the_last_to_be_left_out() -> None:
    late = [column(f"l{each}", f"超期的栏目{each}", "zfb") for each in range(60)]
    check = [column(f"u{each}", f"待核查的栏目{each}", "jyj") for each in range(900)]
    told = [
        both(verdict(one.key, State.OVERDUE, Reason.LATE, newest=9, due=-2, certainty=Certainty.CONFIRMED))
        for one in late
    ]
    unsure = [both(verdict(one.key, State.UNKNOWN, Reason.UNDATED)) for one in check]
    digest = build_digest(snapshot([*late, *check], told + unsure), (), since=MONDAY, until=SUNDAY)
    assert all(one.name in digest.html for one in late)
    assert "未列出的有" not in digest.html


def test_hostile_names_stay_text_in_both_forms_and_in_the_subject() -> None:
    units = tuple(replace(unit, name=HOSTILE) for unit in UNITS)
    late = both(verdict("a", State.OVERDUE, Reason.LATE, newest=9, due=-2, title=HOSTILE))
    odd = column("a", HOSTILE, "zfb", url="javascript:alert(1)")
    told = snapshot([odd], [late], units=units, office=HOSTILE)
    digest = build_digest(told, (change("a", State.FRESH, State.OVERDUE),), since=MONDAY, until=SUNDAY)
    page = html.document_fromstring(digest.html)
    assert not list(page.iter("script"))
    assert page.xpath("//a/@href") == []
    assert digest.subject.isprintable()
    assert not any(line.startswith("Bcc") for line in digest.text.splitlines())
    digest.text.encode()


def test_the_board_is_linked_where_the_office_has_one() -> None:
    told = county()
    office = replace(told.inventory.office, board_url="https://board.test/")
    told = replace(told, inventory=replace(told.inventory, office=office))
    digest = build_digest(told, (), since=MONDAY, until=SUNDAY)
    assert "监测一览：https://board.test/" in digest.text
    assert 'href="https://board.test/"' in digest.html
    assert "board.test" not in digest_of_the_county().html
