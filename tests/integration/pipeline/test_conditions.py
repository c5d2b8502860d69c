"""Whom the next pass may ask conditionally."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from crawler.evidence import EvidenceStore, Exchange
from crawler.readers.reading import READER_VERSION
from monitors.judge import judge_all
from pipeline.conditions import conditional
from records.civil import SHANGHAI
from records.inventory import Inventory
from records.observation import Entry, Observation, Outcome
from records.store import Store
from tests.unit.monitors.cases import book, column, county

NOW = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
INVENTORY = county(column("one"), column("top"), column("child", parent="top"), rulebook=book())


class Office:
    """One database and its evidence, with looks put into it."""

    def __init__(self, store: Store, folder: Path, inventory: Inventory) -> None:
        self.store, self.evidence, self.inventory = store, EvidenceStore(folder), inventory

    def look(
        self, key: str, day: date, *, outcome: Outcome = Outcome.READ, at: datetime = NOW
    ) -> Observation:
        headers = (("ETag", f'"{key}"'),)
        exchange = Exchange(asked="", address="", moment=at.isoformat(), status=200, headers=headers)
        return Observation(
            target=key,
            seen_at=at,
            outcome=outcome,
            complete=outcome is Outcome.READ,
            entries=(Entry(title="一条信息", address=f"/{key}", published_on=day),)
            if outcome is Outcome.READ
            else (),
            evidence=(self.evidence.keep(exchange),),
            reader=READER_VERSION,
        )

    def keep(self, *looks: Observation, at: datetime = NOW) -> None:
        begun = self.store.begin_pass(self.inventory, now=at, reader=READER_VERSION)
        for look in looks:
            self.store.keep(begun.id, look)
        verdicts = judge_all(self.inventory, self.store.looks(until=at), now=at)
        self.store.judged(begun.id, at=at, verdicts=verdicts, changes=())
        self.store.finished(begun.id, at=at)

    def asked(self, *, days: int = 1) -> set[str]:
        now = NOW + timedelta(days=days)
        return set(conditional(self.store, self.evidence, self.inventory, now=now))


@pytest.fixture
def office(tmp_path: Path, sqlite_url: str) -> Iterator[Office]:
    with Store.open(sqlite_url) as store:
        yield Office(store, tmp_path / "evidence", INVENTORY)


def test_before_the_first_pass_nobody_is(office: Office) -> None:
    assert office.asked() == set()


def test_whoever_was_in_time_is_until_the_due_date(office: Office) -> None:
    office.keep(*(office.look(key, date(2026, 11, 20)) for key in ("one", "top", "child")))
    assert office.asked(days=4) == {"one", "top", "child"}
    assert office.asked(days=5) == set(), "28 November is past the last day in time"


def test_one_that_is_late_has_to_be_seen_whole_with_its_family(office: Office) -> None:
    looks = [office.look("one", date(2026, 11, 20)), office.look("top", date(2026, 11, 20))]
    office.keep(*looks, office.look("child", date(2026, 11, 1)))
    assert office.asked() == {"one"}


def test_an_unchanged_page_is_asked_again_by_what_was_read_before_it(office: Office) -> None:
    office.keep(*(office.look(key, date(2026, 11, 20)) for key in ("one", "top", "child")))
    later = NOW + timedelta(hours=1)
    office.keep(office.look("one", NOW.date(), outcome=Outcome.UNCHANGED, at=later), at=later)
    assert "one" in office.asked()


def test_a_page_that_said_anything_else_since_is_asked_without_conditions(office: Office) -> None:
    office.keep(*(office.look(key, date(2026, 11, 20)) for key in ("one", "top", "child")))
    later = NOW + timedelta(hours=1)
    office.keep(office.look("one", NOW.date(), outcome=Outcome.UNREACHABLE, at=later), at=later)
    assert "one" not in office.asked()


def test_evidence_that_is_gone_makes_the_next_look_unconditional(office: Office, tmp_path: Path) -> None:
    look = office.look("one", date(2026, 11, 20))
    office.keep(look, replace(look, target="top", evidence=("0" * 64,)))
    assert office.asked() == {"one"}
