"""What platforms say of accounts, held against the inventory."""

from dataclasses import replace
from datetime import date

from monitors.accounts import account_findings
from records.civil import parse_moment
from records.inventory import Inventory, Office
from records.ledger import LedgerFinding, LedgerKind
from records.observation import AccountSays, Observation
from records.rulebook import Rulebook
from records.targets import Account, FormerName, Platform, Source, SourceKind, Unit, UnitKind
from tests.unit.monitors.cases import book, entry, look

NOW = parse_moment("2026-11-23T09:00:00")

ZFB = Unit(key="zfb", name="县政府办公室", kind=UnitKind.DEPARTMENT)
JYJ = Unit(key="jyj", name="县教育局", kind=UnitKind.DEPARTMENT)
WX = Account(
    key="wx",
    platform=Platform.WECHAT,
    kind="订阅号",
    name="演练发布",
    id="gh_0a1b2c3d4e01",
    aliases=("MzAxMjM0NTY3OA==",),
    unit="zfb",
    principal="演练县人民政府办公室",
)
WB = replace(WX, key="wb", platform=Platform.WEIBO, id="6000000001", aliases=())


def found(
    *accounts: Account, said: AccountSays | None = None, rulebooks: tuple[Rulebook, ...] = ()
) -> list[tuple[LedgerKind, str]]:
    inventory = Inventory(
        office=Office(name="县政府办"),
        units=(ZFB, JYJ),
        sites=(),
        columns=(),
        accounts=accounts,
        rulebooks=rulebooks,
    )
    looks: dict[str, list[Observation]] = {"wx": [replace(look(), target="wx", account=said)]} if said else {}
    findings: tuple[LedgerFinding, ...] = account_findings(inventory, looks, now=NOW)
    return [(finding.kind, finding.said or str(finding.number)) for finding in findings]


def test_an_account_in_order_needs_nobody() -> None:
    said = AccountSays(ids=("gh_0A1B2C3D4E01",), name="演练发布", principal="演练县人民政府办公室")
    assert found(WX, WB, said=said) == []


def test_one_unit_has_one_account_on_one_platform() -> None:
    second = replace(WX, key="wx2", id="gh_0a1b2c3d4e02")
    assert found(WX, second) == [(LedgerKind.TWO_ACCOUNTS, "演练发布"), (LedgerKind.TWO_ACCOUNTS, "演练发布")]
    assert found(WX, replace(second, unit="jyj")) == []


def test_a_units_accounts_have_one_name() -> None:
    assert found(WX, replace(WB, name="演练在线")) == [
        (LedgerKind.NAMES_DIFFER, "演练在线"),
        (LedgerKind.NAMES_DIFFER, "演练发布"),
    ]


def test_another_name_and_another_principal_are_told() -> None:
    said = AccountSays(ids=("MzAxMjM0NTY3OA==",), name="演练政务", principal="演练县融媒体中心")
    assert found(WX, said=said) == [
        (LedgerKind.RENAMED, "演练政务"),
        (LedgerKind.ANOTHER_PRINCIPAL, "演练县融媒体中心"),
    ]


def test_a_former_principal_is_accepted_until_its_day() -> None:
    said = AccountSays(principal="演练县融媒体中心")
    until = FormerName(name="演练县融媒体中心", until=NOW.date())
    assert found(replace(WX, principal_was=(until,)), said=said) == []
    ended = replace(until, until=date(2026, 1, 1))
    assert [kind for kind, _ in found(replace(WX, principal_was=(ended,)), said=said)] == [
        LedgerKind.ANOTHER_PRINCIPAL
    ]


def test_a_unit_is_its_own_principal_where_none_is_named() -> None:
    assert found(replace(WX, principal=""), said=AccountSays(principal="县政府办公室")) == []


def test_another_account_at_its_address_is_told_and_nothing_else_of_it() -> None:
    said = AccountSays(ids=("gh_ffffffffffff",), name="演练发布", principal="某公司", state="frozen")
    assert found(WX, said=said) == [(LedgerKind.ANOTHER_ACCOUNT, "演练发布 gh_ffffffffffff")]


def test_a_state_that_is_not_in_order_is_told() -> None:
    assert found(WX, said=AccountSays(state="migrated")) == [(LedgerKind.NOT_IN_ORDER, "migrated")]


def test_a_quota_that_cannot_keep_the_limit_is_warned_of() -> None:
    assert found(replace(WX, monthly_posts=1), rulebooks=(book(),)) == [(LedgerKind.QUOTA_TOO_SMALL, "1")]
    assert found(replace(WX, monthly_posts=4), rulebooks=(book(),)) == []


def fed(number: int, on: date, *, how: str = "feed") -> tuple[Account, Observation]:
    source = Source(kind=SourceKind.FEED, url="http://feeds.test/feeds/x.rss")
    account = replace(WX, key=f"wx{number}", id=f"gh_{number}", unit=f"u{number}", sources=(source,))
    return account, replace(look(entry(on)), target=account.key, how=how)


def still(*given: tuple[Account, Observation]) -> set[str]:
    units = tuple(replace(ZFB, key=account.unit) for account, _ in given)
    inventory = Inventory(
        office=Office(name="县政府办"),
        units=units,
        sites=(),
        columns=(),
        accounts=tuple(account for account, _ in given),
        rulebooks=(),
    )
    looks = {account.key: [seen] for account, seen in given}
    found = account_findings(inventory, looks, now=NOW)
    return {finding.about for finding in found if finding.kind is LedgerKind.FEED_STANDS_STILL}


def test_a_feed_that_stands_still_for_all_its_accounts_is_a_dead_feed() -> None:
    old = date(2026, 11, 10)
    assert still(fed(1, old), fed(2, old), fed(3, old)) == {"wx1", "wx2", "wx3"}


def test_a_feed_with_one_account_that_goes_on_lives() -> None:
    old, new = date(2026, 11, 10), date(2026, 11, 21)
    assert still(fed(1, old), fed(2, old), fed(3, new)) == set()
    assert still(fed(1, old), fed(2, old)) == set()
    assert still(fed(1, old), fed(2, old), fed(3, old, how="album")) == set()
