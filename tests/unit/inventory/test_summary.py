"""What an inventory has judged, and what it leaves unjudged."""

from collections.abc import Callable

from records.inventory import Inventory
from records.inventory_files.summary import RuleInForce, summary
from records.period import Period
from records.targets import ColumnClass, Platform

Good = Callable[[str], Inventory]


def test_things_are_counted(good: Good) -> None:
    found = summary(good("everything"))
    counts = (found.units, found.sites, found.columns, found.shares, found.accounts, found.waivers)
    assert counts == (2, 2, 3, 2, 1, 2)


def test_classes_and_platforms_that_occur_are_counted_in_their_own_order(good: Good) -> None:
    found = summary(good("everything"))
    assert found.classes == ((ColumnClass.NEWS, 2), (ColumnClass.TOPIC, 1))
    assert found.platforms == ((Platform.WECHAT, 1),)


def test_each_rule_tells_how_many_targets_it_covers(good: Good) -> None:
    own, _ = summary(good("everything")).rulebooks
    assert own.rules == (
        RuleInForce(key="news", title="动态要闻类栏目", limit=Period(days=5), covered=2),
        RuleInForce(key="account", title="政务新媒体", limit=Period(days=10), covered=1),
    )


def test_a_rule_about_blankness_is_no_time_limit(good: Good) -> None:
    own, national = summary(good("everything")).rulebooks
    assert [rule.limit for rule in national.rules if rule.key == "blank"] == [None]
    assert (own.unlimited, national.unlimited) == (("zwdt-more",), ("zwdt-more",))


def test_a_target_without_a_limit_under_every_rulebook_is_named(
    good: Good, edit: Callable[[str, str, str], None], load: Callable[[], Inventory]
) -> None:
    assert summary(good("everything")).unlimited == ("zwdt-more",)
    edit("rulebooks/county-2026.yaml", "levels: [2, 1]", "levels: [1, 2, 3]")
    assert summary(load()).unlimited == ()
    assert summary(load()).rulebooks[1].unlimited == ("zwdt-more",)


def test_what_nobody_signed_for_and_what_nobody_can_look_at_is_named(
    good: Good, edit: Callable[[str, str, str], None], load: Callable[[], Inventory]
) -> None:
    assert summary(good("everything")).unsigned == ("zwdt-more",)
    assert summary(good("everything")).sourceless == ()
    edit("accounts.yaml", '    sources:\n      - {kind: page, url: "http://www.example.test/wx/"}\n', "")
    assert summary(load()).sourceless == ("wx-zfb",)


def test_a_summary_names_the_version_of_each_rulebook(good: Good) -> None:
    inventory = good("everything")
    versions = [book.version for book in summary(inventory).rulebooks]
    assert versions == [book.version for book in inventory.rulebooks]
