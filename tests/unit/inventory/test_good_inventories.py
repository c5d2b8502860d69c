"""What a good inventory's files become."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from records.codec import to_json
from records.inventory import Holidays, Inventory, Office, Waiver
from records.period import Period
from records.rulebook import Covers, Month, Rule, RulebookSettings, RuleKind, Veto, VetoKind
from records.targets import (
    SOURCES,
    Account,
    Column,
    ColumnClass,
    Contact,
    ContactRole,
    FormerName,
    Platform,
    ReadHints,
    Render,
    Site,
    Source,
    SourceKind,
    Tls,
    Unit,
    UnitKind,
)

Good = Callable[[str], Inventory]


def test_the_office_is_read(good: Good) -> None:
    assert good("everything").office == Office(
        name="示例县人民政府办公室",
        signers=("办公室分管领导", "办公室值班"),
        timezone="Asia/Urumqi",
        mail_from="xuncha@office.test",
        mail_to=("clerk@office.test", "second@office.test"),
        board_url="https://board.office.test/",
        phone="0719-0000000",
    )


def test_units_are_read_with_their_contacts_and_former_names(good: Good) -> None:
    zfb, chengguan = good("everything").units
    assert zfb.contacts == (
        Contact(name="办公室值班", mail="zfb@units.test", phone="0719-0000000", role=ContactRole.FIRST),
        Contact(name="信息科值班", mail="zfb2@units.test", role=ContactRole.SECOND),
        Contact(name="分管领导", phone="0719-0000001", role=ContactRole.LEADER),
    )
    assert chengguan == Unit(
        key="chengguan",
        name="城关镇人民政府",
        kind=UnitKind.TOWNSHIP,
        order=-5,
        was=(FormerName(name="城关镇", until=date(2024, 2, 29)),),
    )


def test_sites_are_read(good: Good) -> None:
    portal, old = good("everything").sites
    assert portal == Site(
        key="portal",
        name="门户网站",
        home="http://www.example.test/",
        unit="zfb",
        own=True,
        private=True,
        delay=1.5,
        tls=Tls.STRICT,
        proxy="http://proxy.example.test:3128",
    )
    assert (old.own, old.private, old.delay, old.tls, old.proxy) == (False, False, None, Tls.VERIFY, "")


def test_columns_are_read(good: Good) -> None:
    assert good("everything").columns[1] == Column(
        key="zwdt-xzdt",
        name="乡镇动态",
        url="https://www.example.test/zwdt/xzdt/?page=1",
        site="portal",
        units=("zfb", "chengguan"),
        class_=ColumnClass.NEWS,
        class_by="办公室核定",
        parent="zwdt",
        level=2,
        publisher="县融媒体中心",
        read=ReadHints(
            rows="ul.list > li",
            date="span",
            link="a",
            render=Render.NEVER,
            api="https://old.example.test:8443/api",
        ),
    )


def test_a_column_without_a_level_is_one_below_its_parent_or_at_the_top(good: Good) -> None:
    assert [column.level for column in good("everything").columns] == [1, 2, 3]


def test_accounts_are_read_and_a_ledger_may_say_nothing(good: Good) -> None:
    assert good("everything").accounts == (
        Account(
            key="wx-zfb",
            platform=Platform.WECHAT,
            kind="订阅号",
            name="示例发布",
            id="gh_000000000001",
            unit="zfb",
            principal="示例县人民政府办公室",
            sources=(Source(kind=SourceKind.PAGE, url="http://www.example.test/wx/"),),
            filing=(("全国报送系统", ""), ("市平台", "已备案"), ("省平台", "已备案")),
        ),
    )


def test_a_share_of_a_column_can_be_waived_for_a_single_day(good: Good) -> None:
    assert good("everything").waivers[0] == Waiver(
        target="zwdt-xzdt@chengguan",
        from_on=date(2026, 1, 1),
        until_on=date(2026, 1, 1),
        basis="电话记录",
        approver="值班",
        file="1.pdf",
    )


def test_a_years_calendar_is_read_in_order(good: Good) -> None:
    holidays = (date(2026, 1, 1), date(2026, 1, 2))
    assert good("everything").calendar == (
        Holidays(year=2026, holidays=holidays, workdays=(date(2026, 1, 4),)),
    )


def test_the_offices_own_rulebook_is_read_beside_a_shipped_one_in_the_offices_order(good: Good) -> None:
    own, shipped = good("everything").rulebooks
    assert (own.key, own.title, own.number, own.in_force) == (
        "county-2026",
        "示例通知",
        "示例办发〔2026〕1号",
        date(2026, 1, 1),
    )
    assert own.settings == RulebookSettings(inclusive=False, month=Month.THIRTY_DAYS)
    assert own.rules[0] == Rule(
        key="news",
        clause="动态要闻类栏目更新间隔不超过5天",
        title="动态要闻类栏目",
        covers=Covers(
            kind=RuleKind.COLUMN,
            classes=frozenset({ColumnClass.NEWS, ColumnClass.TOPIC}),
            levels=frozenset({1, 2}),
        ),
        limit=Period(days=5),
        warn_before=Period(days=1),
    )
    assert shipped.key == "gb-2019-19"


def test_what_fails_a_whole_site_is_read(good: Good) -> None:
    stale, home, unreachable = good("everything").rulebooks[0].vetoes
    assert stale == Veto(
        key="stale",
        clause="未更新的栏目累计5个及以上",
        title="栏目不更新",
        kind=VetoKind.TARGETS,
        rules=frozenset({"news"}),
        at_least=5,
    )
    assert (home.kind, home.limit) == (VetoKind.HOME, Period(days=14))
    assert unreachable.kind is VetoKind.PROBES
    assert (unreachable.seconds, unreachable.per_cent, unreachable.a_day, unreachable.days) == (15, 5, 20, 7)


def test_only_three_files_are_needed(good: Good) -> None:
    inventory = good("smallest")
    assert len(inventory.columns) == 1
    assert (inventory.accounts, inventory.waivers, inventory.calendar) == ((), (), ())


def test_text_that_looks_like_something_else_stays_text(good: Good) -> None:
    (unit,) = good("text-stays-text").units
    assert (unit.key, unit.name) == ("no", "on")
    assert [(contact.name, contact.phone) for contact in unit.contacts] == [
        ("7:30", "0123"),
        ("2026-01-01", "1e3"),
        (".inf", "0x1F"),
    ]


def test_the_same_content_has_the_same_version_in_another_order_and_folder(good: Good) -> None:
    one, other = good("everything"), good("everything-reordered")
    assert one == other
    assert one.version == other.version
    assert len(one.version) == 16


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("office.yaml", "办公室值班]", "值班]"),
        ("units.yaml", "order: 10", "order: 11"),
        ("columns.yaml", "delay: 1.5", "delay: 1.6"),
        ("accounts.yaml", "市平台: 已备案", "市平台: 未备案"),
        ("waivers.yaml", "电话记录", "电话记录2"),
        ("calendar/2026.yaml", "2026-01-02, ", ""),
        ("rulebooks/county-2026.yaml", "P10D", "P11D"),
    ],
)
def test_another_content_of_any_file_has_another_version(
    file: str,
    old: str,
    new: str,
    good: Good,
    edit: Callable[[str, str, str], None],
    load: Callable[[], Inventory],
) -> None:
    edit(file, old, new)
    assert load().version != good("everything").version


def test_a_rulebooks_version_changes_with_that_rulebook_alone(
    good: Good, edit: Callable[[str, str, str], None], load: Callable[[], Inventory]
) -> None:
    before = [rulebook.version for rulebook in good("everything").rulebooks]
    edit("rulebooks/county-2026.yaml", "inclusive: false", "inclusive: true")
    after = [rulebook.version for rulebook in load().rulebooks]
    assert after[0] != before[0]
    assert after[1] == before[1]


def test_every_verdict_target_of_the_inventory_has_its_key(good: Good) -> None:
    keys = [target.key for target in good("everything").targets()]
    assert keys == ["zwdt", "zwdt-xzdt", "zwdt-xzdt@zfb", "zwdt-xzdt@chengguan", "zwdt-more", "wx-zfb"]


def test_an_account_may_have_other_identities_former_principals_and_a_quota(good: Good) -> None:
    account = good("accounts-of-every-platform").accounts[0]
    assert account.aliases == ("MzAwMDAwMDAwMQ==", "slfb")
    assert account.identities == ("gh_000000000001", "MzAwMDAwMDAwMQ==", "slfb")
    assert account.principal_was == (FormerName(name="示例县广播电视台", until=date(2026, 6, 30)),)
    assert account.monthly_posts == 4


def test_each_platform_has_its_kinds_of_sources(good: Good) -> None:
    wechat, weibo, douyin, channels, app = good("accounts-of-every-platform").accounts
    assert {source.kind for source in wechat.sources} == set(SOURCES[Platform.WECHAT])
    assert wechat.sources[-1] == Source(kind=SourceKind.OFFICIAL, secret="WX_ZFB")
    assert wechat.sources[-2] == Source(kind=SourceKind.FEED, file="wx.atom")
    assert [source.kind for source in (*weibo.sources, *douyin.sources, *app.sources)] == [
        SourceKind.TIMELINE,
        SourceKind.OFFICIAL,
        SourceKind.PROFILE,
        SourceKind.PAGE,
        SourceKind.STORE,
    ]
    assert (channels.sources, channels.identities) == ((), ())


def test_an_account_is_written_as_before_where_it_does_not_use_what_came_later(good: Good) -> None:
    (account,) = good("everything").accounts
    first = {"key", "platform", "kind", "name", "id", "unit", "principal", "sources", "filing"}
    assert set(json.loads(to_json(account))) == first
    later = {"aliases", "principal_was", "monthly_posts"}
    assert set(json.loads(to_json(good("accounts-of-every-platform").accounts[0]))) == first | later


def test_what_came_later_makes_another_version_once_it_is_used(
    good: Good, edit: Callable[[str, str, str], None], load: Callable[[], Inventory]
) -> None:
    assert load().version == good("everything").version
    edit("accounts.yaml", "    id: gh_000000000001\n", "    id: gh_000000000001\n    monthly_posts: 4\n")
    assert load().version != good("everything").version
