"""Passes judged one after another, over looks that are made by hand."""

from dataclasses import replace
from datetime import timedelta

from monitors.memory import Keys
from pipeline.judging import judge_pass
from records.incident import IncidentKind
from records.inventory import Inventory
from records.observation import Observation, Outcome
from records.store import Store
from records.verdict import State
from tests.unit.monitors.cases import TODAY, ago, at, book, column, county, entry, look

KEYS = ("a", "b", "c", "d")
INVENTORY = county(*(column(key) for key in KEYS), rulebook=book())


def judged(store: Store, inventory: Inventory, looks: list[Observation]) -> set[State]:
    """Keep *looks* as a pass of its own, judge it half an hour later, and return the states it came to."""
    now = looks[0].seen_at
    begun = store.begin_pass(inventory, now=now, reader="1")
    for each in looks:
        store.keep(begun.id, each)
    judge_pass(store, begun, inventory, now=now + timedelta(minutes=30), keys=Keys())
    store.finished(begun.id, at=now + timedelta(minutes=30))
    return {verdict.state for verdict in store.snapshot_of(begun.id).verdicts}


def gone(days: int) -> list[Observation]:
    return [look(on=ago(days), outcome=Outcome.GONE, complete=False, target=key) for key in KEYS]


def test_a_host_that_is_gone_for_days_accuses_nobody_on_the_second_day_either(database_url: str) -> None:
    shown = [look(entry(ago(4)), on=ago(3), target=key) for key in KEYS]
    with Store.open(database_url) as store:
        assert judged(store, INVENTORY, shown) == {State.FRESH}
        for days in (2, 1, 0):
            assert judged(store, INVENTORY, gone(days)) <= {State.FRESH, State.DUE_SOON}
        incidents = store.incidents(until=at(TODAY, 23))
    assert [each.kind for each in incidents] == [IncidentKind.HOST] * 3


def test_one_column_that_is_gone_beside_its_neighbours_is_no_incident(database_url: str) -> None:
    with Store.open(database_url) as store:
        judged(store, INVENTORY, [look(entry(ago(2)), on=ago(1), target=key) for key in KEYS])
        rest = [look(entry(ago(1)), target=key) for key in KEYS[1:]]
        states = judged(store, INVENTORY, [*gone(0)[:1], *rest])
        assert store.incidents(until=at(TODAY, 23)) == ()
    assert State.GONE in states


def test_a_round_over_one_column_of_a_host_that_is_gone_accuses_nobody(database_url: str) -> None:
    """What a whole pass knew of the host holds for the columns that went with it, until they are back."""
    later, evening = timedelta(hours=2), timedelta(hours=7)
    with Store.open(database_url) as store:
        judged(store, INVENTORY, [look(entry(ago(4)), on=ago(1), target=key) for key in KEYS])
        judged(store, INVENTORY, gone(0))
        for wait in (later, evening):
            alone = [replace(each, seen_at=each.seen_at + wait) for each in gone(0)[:1]]
            assert State.GONE not in judged(store, INVENTORY, alone)
        back = [look(entry(ago(0)), on=ago(-1), target=key) for key in KEYS]
        judged(store, INVENTORY, back)
        states = judged(store, INVENTORY, [replace(gone(-1)[0], seen_at=back[0].seen_at + later)])
    assert State.GONE in states
