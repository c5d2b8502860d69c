"""When home pages are tried, and which tries are kept."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from crawler.probing import Try
from pipeline.probing import seconds_allowed, slot_start, untried, worth_keeping
from records.civil import SHANGHAI
from records.inventory import Inventory, Offline
from records.observation import Outcome
from records.probe import Probe
from records.rulebook import Veto, VetoKind
from records.targets import Site
from tests.unit.monitors.cases import TODAY, ago, at, book, column, county

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=SHANGHAI)


def inventory(seconds: int = 15) -> Inventory:
    veto = Veto(key="unreachable", clause="", title="", kind=VetoKind.PROBES, seconds=seconds)
    sites = tuple(
        Site(key=key, name=key, home=f"http://{key}.test/", unit="jyj") for key in ("portal", "edu", "api")
    )
    columns = (column("a"), replace(column("b"), site="edu"))
    return replace(county(*columns, rulebook=replace(book(), vetoes=(veto,))), sites=sites)


def one(site: str, outcome: Outcome, *, answered: bool = False, seconds: float = 0.5) -> Try:
    return Try(site=site, at=NOW, outcome=outcome, seconds=seconds, answered=answered)


@pytest.mark.parametrize(
    ("a_day", "hour", "minute"), [(24, 9, 0), (48, 9, 30), (20, 8, 24), (1, 0, 0), (96, 9, 30)]
)
def test_a_day_has_equal_parts(a_day: int, hour: int, minute: int) -> None:
    assert slot_start(a_day, NOW) == NOW.replace(hour=hour, minute=minute)


def test_each_site_with_columns_is_tried_once_in_each_part_of_the_day() -> None:
    tried = [
        Probe(site="portal", at=NOW - timedelta(minutes=29)),
        Probe(site="edu", at=NOW - timedelta(minutes=31)),
    ]
    assert untried(inventory(), tried, 24, now=NOW) == ("edu",)
    assert untried(inventory(), (), 24, now=NOW) == ("portal", "edu")


def test_a_site_that_is_closed_with_leave_is_not_tried() -> None:
    leave = Offline(site="portal", from_on=ago(1), until_on=TODAY, approval="批准文件")
    closed = replace(inventory(), offline=(leave,))
    assert untried(closed, (), 24, now=at(TODAY)) == ("edu",)
    assert untried(closed, (), 24, now=at(TODAY) + timedelta(days=1)) == ("portal", "edu")


def test_a_try_lasts_as_long_as_the_rulebooks_in_force_allow() -> None:
    assert seconds_allowed(inventory(20), NOW) == 20
    ended = replace(inventory().rulebooks[0], until=ago(1))
    assert seconds_allowed(replace(inventory(), rulebooks=(ended,)), NOW) == 0


def test_a_page_that_did_not_open_is_kept_beside_one_that_did() -> None:
    tries = [
        one("portal", Outcome.READ, seconds=15.4),
        one("edu", Outcome.UNREACHABLE),
        one("x", Outcome.GONE),
    ]
    kept = [(probe.site, probe.seconds) for probe in worth_keeping(tries)]
    assert kept == [("portal", 15.4), ("edu", None), ("x", None)]


def test_when_nobody_answers_our_own_line_failed_and_no_try_was_made() -> None:
    assert list(worth_keeping([one("portal", Outcome.UNREACHABLE), one("edu", Outcome.UNREACHABLE)])) == []
    assert list(worth_keeping([one("portal", Outcome.UNREACHABLE)])) == []
    assert list(worth_keeping([])) == []


def test_a_server_that_answers_that_it_is_broken_was_reached_by_our_line() -> None:
    (probe,) = worth_keeping([one("portal", Outcome.UNREACHABLE, answered=True)])
    assert probe.seconds is None


@pytest.mark.parametrize("outcome", [Outcome.BLOCKED, Outcome.UNREADABLE])
def test_who_was_kept_out_cannot_say_whether_the_page_opens(outcome: Outcome) -> None:
    tries = [one("portal", Outcome.READ), one("edu", outcome, answered=True)]
    assert [probe.site for probe in worth_keeping(tries)] == ["portal"]
