"""A unit is told what the snapshot bears out, and nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from exporters.notices.told import Told, told
from exporters.words import SEEN_IN_PART
from records.notice import NoticeKind
from records.observation import Outcome
from records.targets import Platform, Source, SourceKind
from records.verdict import Certainty, Reason, State
from tests.unit.exporters.county import (
    TODAY,
    account,
    column,
    county,
    snapshot,
    verdict,
)
from tests.unit.exporters.notices.reminded import (
    DUE_SOON,
    OVERDUE,
    PHONE,
    URGED,
    item,
    notice,
    of_education,
    reminded,
    sixty,
    with_phone,
)


def targets(made: Told) -> list[str]:
    return [one.target for one in made.items]


def test_what_a_person_asked_for_comes_first_and_what_is_not_late_last() -> None:
    made = of_education()
    assert targets(made) == ["wx-jyj", "jyj-dongtai", "jyj-gonggao"]
    assert [group.title for group in made.groups] == ["催办", "超期未更新", "即将超期"]
    assert made.urged


def test_within_a_group_the_most_urgent_come_first() -> None:
    made = sixty()
    assert targets(made) == [f"column-{number:02}" for number in range(60)]


def test_a_unit_reads_its_name_the_office_s_telephone_and_the_moment() -> None:
    made = of_education()
    assert (made.unit, made.office, made.phone) == ("县教育局", "演练县人民政府办公室", PHONE)
    assert made.at == "2026年11月23日 09:05"
    assert made.basis == ("演政办发〔2026〕1号《关于加强演练网站管理工作的通知》",)


def test_an_item_has_its_dates_limit_clause_and_how_it_was_checked() -> None:
    made = reminded("jyj", ("jyj-dongtai", OVERDUE)).items[0]
    assert made.facts == (
        ("类别", "动态要闻类"),
        ("最后更新时间", "2026年11月10日（未更新 13 天）"),
        ("最迟更新日期", "2026年11月17日（已超期 6 天）"),
        ("检查依据", "动态要闻类栏目更新间隔不超过7天（时限 7 天）"),
        ("核查方式", "系统复查"),
    )
    assert made.link == "http://portal.test/jyj-dongtai/"


def test_what_a_person_confirmed_says_so_and_what_is_only_due_says_nothing_of_it() -> None:
    assert reminded("czj", ("czj-yusuan", OVERDUE)).items[0].checked == "人工复核"
    assert reminded("jyj", ("jyj-gonggao", DUE_SOON)).items[0].checked == ""


@pytest.mark.parametrize(
    ("unit", "target", "kind"),
    [
        ("jyj", "jyj-renshi", OVERDUE),
        ("jyj", "jyj-renshi", URGED),
        ("czj", "dy-czj", OVERDUE),
        ("slj", "slj-tongji", OVERDUE),
        ("slj", "slj-tongji", DUE_SOON),
        ("qingshi", "qs-gongkai", OVERDUE),
        ("qingshi", "qs-gongkai", DUE_SOON),
        ("slj", "slj-zhuanti", DUE_SOON),
        ("jyj", "jyj-dongtai", DUE_SOON),
        ("jyj", "jyj-gonggao", OVERDUE),
        ("czj", "jyj-dongtai", OVERDUE),
    ],
)
def test_what_the_snapshot_does_not_bear_out_is_not_said(unit: str, target: str, kind: NoticeKind) -> None:
    found = county()
    assert told(notice(unit, found, [(target, kind)]), found) is None


def test_what_holds_is_said_without_what_does_not() -> None:
    assert targets(reminded("jyj", ("jyj-renshi", OVERDUE), ("jyj-dongtai", OVERDUE))) == ["jyj-dongtai"]


def test_an_update_since_takes_a_reminder_back() -> None:
    found = county()
    made = notice("jyj", found, [("jyj-gonggao", DUE_SOON)])
    moved = tuple(
        replace(one, due_on=TODAY + timedelta(days=90)) if one.target == "jyj-gonggao" else one
        for one in found.verdicts
    )
    assert told(made, replace(found, verdicts=moved)) is None


def test_what_is_reminded_of_earlier_than_the_rule_warns_is_called_due_soon() -> None:
    found = county()
    (made,) = reminded("zfb", ("yaowen", DUE_SOON), found=found).items
    assert (made.result, made.standing) == ("即将超期", "还剩 6 天")


def test_a_target_that_is_no_longer_watched_is_not_told_of() -> None:
    found = county()
    made = notice("jyj", found, [("jyj-dongtai", OVERDUE)])
    gone = tuple(one for one in found.verdicts if one.target != "jyj-dongtai")
    assert told(made, replace(found, verdicts=gone)) is None


def test_a_target_in_two_kinds_is_told_of_once_in_the_graver() -> None:
    made = reminded("jyj", ("jyj-dongtai", OVERDUE), ("jyj-dongtai", URGED))
    assert [one.kind for one in made.items] == [URGED]


def test_an_account_and_a_column_are_called_what_they_are() -> None:
    nouns = {one.target: (one.noun, one.category) for one in of_education().items}
    assert nouns["wx-jyj"] == ("账号", "微信公众号 服务号")
    assert nouns["jyj-dongtai"] == ("栏目", "动态要闻类")


def test_a_blank_page_and_one_that_is_gone_stand_with_the_late_ones_under_their_own_names() -> None:
    blank, gone, late = State.BLANK, State.GONE, State.OVERDUE
    sure = Certainty.CONFIRMED
    found = snapshot(
        [column("a", "甲", "jyj"), column("b", "乙", "jyj"), account("c", "丙", "jyj", Platform.WECHAT)],
        [
            (verdict("a", late, Reason.LATE, rule="news", newest=13, due=-6, certainty=sure),),
            (verdict("b", blank, Reason.EMPTY, rule="blank", certainty=sure),),
            (verdict("c", gone, Reason.GONE, rule="media", certainty=sure),),
        ],
    )
    made = reminded("jyj", *((key, OVERDUE) for key in "abc"), found=found)
    assert made.groups[0].title == "超期未更新、空白栏目、已注销/已迁移/已冻结"
    assert [one.standing for one in made.items] == ["已超期 6 天", "空白栏目", "已注销/已迁移/已冻结"]
    assert dict(made.counts) == {"超期未更新": 1, "空白栏目": 1, "已注销/已迁移/已冻结": 1}


def test_a_due_date_on_a_day_off_names_the_last_working_day_before_it() -> None:
    friday = TODAY + timedelta(days=1)
    (made,) = reminded("jyj", ("jyj-gonggao", DUE_SOON), workday=friday).items
    assert made.hint == "最迟更新日期为休息日，请在11月24日(星期二)下班前更新"


def test_a_last_working_day_that_has_passed_is_not_asked_for() -> None:
    (made,) = reminded("jyj", ("jyj-gonggao", DUE_SOON), workday=TODAY - timedelta(days=1)).items
    assert made.hint == "最迟更新日期为休息日，请尽早更新"


@pytest.mark.parametrize("changes", [{"workday": TODAY + timedelta(days=2)}, {"workday": None}])
def test_a_working_day_or_one_that_nobody_can_tell_needs_no_hint(changes: dict[str, object]) -> None:
    assert item(**changes).hint == ""


def test_what_is_late_already_gets_no_hint_about_days_off() -> None:
    (made,) = reminded("jyj", ("jyj-dongtai", OVERDUE), workday=TODAY - timedelta(days=9)).items
    assert made.hint == ""


def test_a_day_of_another_year_is_written_with_it() -> None:
    assert item(newest_on=TODAY.replace(year=2025)).brief == "最后更新2025年11月23日，最迟更新日期11月25日"


def test_an_account_s_feed_is_no_place_for_people() -> None:
    plain = account("a", "丙", "jyj", Platform.WECHAT)
    feed = Source(kind=SourceKind.FEED, url="http://feeds.test/key-of-the-office")
    for sources, link in (((feed,), ""), ((feed, *plain.sources), "http://media.test/a")):
        late = verdict(
            "a", State.OVERDUE, Reason.LATE, rule="media", newest=21, due=-11, certainty=Certainty.CONFIRMED
        )
        found = snapshot([replace(plain, sources=sources)], [(late,)])
        assert reminded("jyj", ("a", OVERDUE), found=found).items[0].link == link


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("0719-3222222", "07193222222"),
        ("+86 719 322 2222", "+867193222222"),
        ("322 转 8", ""),
        ("", ""),
    ],
)
def test_only_a_plain_telephone_can_be_dialled(phone: str, dialled: str) -> None:
    assert reminded("jyj", ("jyj-dongtai", OVERDUE), found=with_phone(county(), phone)).dialled == dialled


def test_only_what_falls_due_is_not_called_late() -> None:
    assert reminded("jyj", ("jyj-gonggao", DUE_SOON)).asked == (
        "请于最迟更新日期（含当日）前更新；更新后系统自动核销，无需回复。"
    )
    assert of_education().asked == "请尽快更新或核实处理；更新后系统自动核销，无需回复。"


@pytest.mark.parametrize(("outcome", "said"), [(Outcome.PARTIAL, SEEN_IN_PART), (Outcome.READ, "")])
def test_a_reminder_that_rests_on_a_part_of_the_posts_says_so(outcome: Outcome, said: str) -> None:
    one = verdict("wx", State.DUE_SOON, Reason.IN_TIME, rule="media", newest=9, due=1, outcome=outcome)
    found = snapshot([account("wx", "演练教育", "jyj", Platform.WECHAT)], [(one,)])
    made = told(notice("jyj", found, [("wx", DUE_SOON)]), found)
    assert made
    assert made.items[0].remark == said
