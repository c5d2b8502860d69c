"""How the watching fares, on SQLite and on PostgreSQL."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from records.inventory import Inventory
from records.observation import Outcome
from records.probe import Probe
from records.store import Store
from records.targets import Account, Platform
from records.verdict import State, Verdict
from records.vitals import PORTAL, SECONDS, Vitals
from tests.integration.records.test_store import INVENTORY, NOW, begin, entry, look, store, verdict

__all__ = ["store"]

DAY = timedelta(days=1)
WECHAT = Account(key="wx", platform=Platform.WECHAT, kind="订阅号", name="演练发布", id="", unit="zfb")


def judged(
    store: Store,
    *verdicts: Verdict,
    days: int = 0,
    scope: Sequence[str] = (),
    inventory: Inventory = INVENTORY,
    finished: bool = True,
) -> int:
    """Keep a pass of these *verdicts* so many *days* after NOW; returns its number."""
    at = NOW + days * DAY
    number = store.begin_pass(inventory, now=at, reader="1", scope=scope).id
    store.judged(number, at=at, verdicts=[replace(each, judged_at=at) for each in verdicts], changes=())
    if finished:
        store.finished(number, at=at + timedelta(minutes=5))
    return number


def test_before_the_first_pass_nothing_is_known_but_the_database_s_size(store: Store) -> None:
    vitals = store.vitals(until=NOW)
    assert vitals == replace(Vitals(), database_bytes=vitals.database_bytes)
    assert vitals.database_bytes > 10_000


def test_only_a_finished_pass_over_everything_is_complete(store: Store) -> None:
    judged(store)
    judged(store, days=1, scope=["news"])
    judged(store, days=2, finished=False)
    assert store.vitals(until=NOW + 3 * DAY).completed_at == NOW + timedelta(minutes=5)
    assert store.vitals(until=NOW).completed_at is None


def test_the_oldest_unknown_began_with_the_first_pass_after_the_last_that_knew(store: Store) -> None:
    days = [
        (State.UNKNOWN, State.FRESH),
        (State.OVERDUE, State.UNKNOWN),
        (State.UNKNOWN, State.FRESH),
        (State.UNKNOWN, State.UNKNOWN),
        (State.FRESH, State.FRESH),
    ]
    for day, (news, other) in enumerate(days):
        judged(store, verdict(news), verdict(other, target="other"), days=day)
    told = [store.vitals(until=NOW + day * DAY).oldest_unknown_at for day in range(len(days))]
    assert told == [NOW, NOW + DAY, NOW + 2 * DAY, NOW + 2 * DAY, None]


def test_what_was_never_known_is_unknown_since_it_was_first_judged(store: Store) -> None:
    judged(store)
    for day in (1, 2):
        judged(store, verdict(State.UNKNOWN), days=day)
    assert store.vitals(until=NOW + 2 * DAY).oldest_unknown_at == NOW + DAY


def test_each_site_has_its_newest_try_at_every_asking(store: Store) -> None:
    tries = [
        Probe(site=site, at=NOW + minutes * timedelta(minutes=1), seconds=seconds)
        for site, minutes, seconds in (("a", 0, 0.5), ("b", 0, None), ("a", 9, None))
    ]
    for probe in tries[:2]:
        store.keep_probe(probe)
    assert store.vitals(until=NOW).probes == {"a": tries[0], "b": tries[1]}
    store.keep_probe(tries[2])
    assert store.vitals(until=NOW).probes == {"a": tries[0], "b": tries[1]}
    assert store.vitals(until=NOW + DAY).probes == {"a": tries[2], "b": tries[1]}


def test_looks_are_counted_each_once_however_often_somebody_asks(store: Store) -> None:
    first = begin(store)
    store.keep(first, look(entry()))
    store.keep(first, look(target="other", outcome=Outcome.BLOCKED))
    counted = {(Outcome.READ, PORTAL): 1, (Outcome.BLOCKED, PORTAL): 1}
    assert [store.vitals(until=NOW).looks.outcomes for _ in range(2)] == [counted] * 2
    judged(store, inventory=replace(INVENTORY, accounts=(WECHAT,), version="second"))
    second = store.begin_pass(
        replace(INVENTORY, accounts=(WECHAT,), version="second"), now=NOW + DAY, reader="1"
    ).id
    store.keep(second, look(entry()))
    store.keep(second, look(target="wx"))
    counted |= {(Outcome.READ, PORTAL): 2, (Outcome.READ, "wechat"): 1}
    assert store.vitals(until=NOW + DAY).looks.outcomes == counted


def test_a_restart_counts_the_same_whatever_was_taken_out_of_the_inventory(
    store: Store, database_url: str
) -> None:
    number = store.begin_pass(replace(INVENTORY, accounts=(WECHAT,)), now=NOW, reader="1").id
    store.keep(number, look(target="wx"))
    judged(store, inventory=replace(INVENTORY, version="without"))
    told = store.vitals(until=NOW).looks
    assert told.outcomes == {(Outcome.READ, "wechat"): 1}
    with Store.open(database_url) as again:
        assert again.vitals(until=NOW).looks == told


def test_the_time_of_looks_is_counted_where_it_is_known(store: Store) -> None:
    number = begin(store)
    for place, seconds in enumerate((None, 0.0, SECONDS[0], 0.11, 600.0)):
        store.keep(number, replace(look(target=f"t{place}"), seconds=seconds))
    (took,) = store.vitals(until=NOW).looks.durations.values()
    assert took.counts == (2, 1, *[0] * 8, 1)
    assert took.total == SECONDS[0] + 0.11 + 600
    assert [each.seconds for (each,) in store.looks(until=NOW).values()] == [None, 0.0, 0.1, 0.11, 600.0]
