"""Records as JSON and back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.civil import SHANGHAI
from records.codec import digest, from_json, to_json
from records.inventory import Holidays, Inventory, Office, Offline, Waiver
from records.observation import Entry, Observation, Outcome
from records.period import Period
from records.rulebook import Covers, Month, Rule, Rulebook, RulebookSettings, RuleKind, Start, YearDay
from records.targets import (
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
from records.verdict import Reason, State, Verdict

TEXT = st.text(max_size=12)
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1))
ZONES = st.sampled_from([SHANGHAI, timezone.utc, timezone(timedelta(hours=-3, minutes=-30))])  # noqa: UP017
MOMENTS = st.datetimes(datetime(1992, 1, 1), datetime(2100, 1, 1), timezones=ZONES)  # noqa: DTZ001


def tuples(of: st.SearchStrategy, most: int = 2) -> st.SearchStrategy:
    return st.lists(of, max_size=most).map(tuple)


def enum(kind: type) -> st.SearchStrategy:
    return st.sampled_from(list(kind))


PERIODS = st.builds(Period, months=st.integers(0, 120), days=st.integers(0, 3000))
ENTRIES = st.builds(
    Entry,
    title=TEXT,
    address=TEXT,
    published_on=st.none() | DAYS,
    published_at=st.none() | MOMENTS,
    source=TEXT,
    found_by=TEXT,
    sure=st.floats(0, 1),
    first_seen_at=st.none() | MOMENTS,
)
UNITS = st.builds(
    Unit,
    key=TEXT,
    name=TEXT,
    kind=enum(UnitKind),
    order=st.integers(-9, 9),
    contacts=tuples(st.builds(Contact, name=TEXT, mail=TEXT, phone=TEXT, role=enum(ContactRole))),
    was=tuples(st.builds(FormerName, name=TEXT, until=DAYS)),
)
SITES = st.builds(
    Site,
    key=TEXT,
    name=TEXT,
    home=TEXT,
    unit=TEXT,
    own=st.booleans(),
    private=st.booleans(),
    delay=st.none() | st.floats(0, 99),
    tls=enum(Tls),
    proxy=TEXT,
)
COLUMNS = st.builds(
    Column,
    key=TEXT,
    name=TEXT,
    url=TEXT,
    site=TEXT,
    units=tuples(TEXT),
    class_=enum(ColumnClass),
    class_by=TEXT,
    parent=TEXT,
    level=st.integers(1, 9),
    publisher=TEXT,
    disclosure=st.booleans(),
    approved_on=tuples(DAYS),
    checked_on=st.none() | DAYS,
    read=st.builds(ReadHints, rows=TEXT, date=TEXT, link=TEXT, render=enum(Render), api=TEXT),
)
ACCOUNTS = st.builds(
    Account,
    key=TEXT,
    platform=enum(Platform),
    kind=TEXT,
    name=TEXT,
    id=TEXT,
    unit=TEXT,
    principal=TEXT,
    sources=tuples(st.builds(Source, kind=enum(SourceKind), url=TEXT, file=TEXT, secret=TEXT)),
    filing=tuples(st.tuples(TEXT, TEXT)),
    aliases=tuples(TEXT),
    principal_was=tuples(st.builds(FormerName, name=TEXT, until=DAYS)),
    monthly_posts=st.none() | st.integers(1, 9),
)
RULES = st.builds(
    Rule,
    key=TEXT,
    clause=TEXT,
    title=TEXT,
    covers=st.builds(
        Covers,
        kind=enum(RuleKind),
        classes=st.frozensets(enum(ColumnClass)),
        levels=st.frozensets(st.integers(1, 9)),
        units=st.frozensets(enum(UnitKind)),
    ),
    limit=st.none() | PERIODS,
    blank=st.booleans(),
    warn_before=st.none() | PERIODS,
    by=st.none() | st.builds(YearDay, month=st.integers(1, 12), day=st.integers(1, 28)),
    within=st.none() | PERIODS,
)
RULEBOOKS = st.builds(
    Rulebook,
    key=TEXT,
    title=TEXT,
    number=TEXT,
    in_force=DAYS,
    rules=tuples(RULES),
    settings=st.builds(RulebookSettings, inclusive=st.booleans(), month=enum(Month), start=enum(Start)),
    until=st.none() | DAYS,
    version=TEXT,
)
INVENTORIES = st.builds(
    Inventory,
    office=st.builds(
        Office,
        name=TEXT,
        signers=tuples(TEXT),
        timezone=TEXT,
        mail_from=TEXT,
        mail_to=tuples(TEXT),
        board_url=TEXT,
    ),
    units=tuples(UNITS),
    sites=tuples(SITES),
    columns=tuples(COLUMNS),
    accounts=tuples(ACCOUNTS),
    rulebooks=tuples(RULEBOOKS),
    waivers=tuples(
        st.builds(Waiver, target=TEXT, from_on=DAYS, until_on=DAYS, basis=TEXT, approver=TEXT, file=TEXT)
    ),
    offline=tuples(st.builds(Offline, site=TEXT, from_on=DAYS, until_on=DAYS, approval=TEXT, notice=TEXT)),
    calendar=tuples(
        st.builds(Holidays, year=st.integers(1990, 2100), holidays=tuples(DAYS), workdays=tuples(DAYS))
    ),
    version=TEXT,
)


@given(INVENTORIES)
def test_an_inventory_comes_back_as_it_was(inventory: Inventory) -> None:
    assert from_json(Inventory, to_json(inventory)) == inventory


@given(st.lists(ENTRIES, max_size=4).map(tuple))
def test_entries_come_back_as_they_were(entries: tuple[Entry, ...]) -> None:
    assert from_json(tuple[Entry, ...], to_json(entries)) == entries


@given(INVENTORIES)
def test_what_comes_back_is_written_the_same_again(inventory: Inventory) -> None:
    assert to_json(from_json(Inventory, to_json(inventory))) == to_json(inventory)


@given(MOMENTS, st.lists(ENTRIES, max_size=2).map(tuple))
def test_an_observation_comes_back_as_it_was(seen_at: datetime, entries: tuple[Entry, ...]) -> None:
    seen = Observation(target="a", seen_at=seen_at, outcome=Outcome.READ, entries=entries, evidence=("x",))
    assert from_json(Observation, to_json(seen)) == seen


def test_a_verdict_comes_back_as_it_was() -> None:
    verdict = Verdict(
        target="a",
        rulebook="b",
        rulebook_version="c",
        rule="d",
        clause="e",
        state=State.FRESH,
        reason=Reason.IN_TIME,
        judged_at=datetime(2026, 11, 23, 9, tzinfo=SHANGHAI),
        due_on=date(2026, 11, 30),
        rests_on=(1, 2),
    )
    assert from_json(tuple[Verdict, ...], to_json([verdict])) == (verdict,)


@given(st.permutations(list(ColumnClass)))
def test_equal_sets_are_written_alike_whatever_order_they_were_made_in(classes: list[ColumnClass]) -> None:
    covers = Covers(kind=RuleKind.COLUMN, classes=frozenset(classes))
    assert to_json(covers) == to_json(Covers(kind=RuleKind.COLUMN, classes=frozenset(ColumnClass)))


def test_the_form_does_not_change_between_versions_of_the_program() -> None:
    rule = Rule(
        key="news",
        clause="条",
        title="题",
        covers=Covers(kind=RuleKind.COLUMN, classes=frozenset({ColumnClass.PLAN, ColumnClass.NEWS})),
        limit=Period(days=7),
    )
    assert to_json(rule) == (
        '{"blank":false,"by":null,"clause":"条",'
        '"covers":{"classes":["news","plan"],"kind":"column","levels":[],"units":[]},"key":"news","limit":{"days":7,"months":0},"title":"题","warn_before":null,"within":null}'
    )


def test_a_field_that_an_earlier_version_did_not_write_takes_its_default() -> None:
    assert from_json(Entry, '{"title": "a"}') == Entry(title="a")


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        from_json(Observation, '{"target": "a", "seen_at": "2026-01-01T00:00:00", "outcome": "READ"}')


@pytest.mark.parametrize("text", ["", "{", "[]", '{"title": 1}', '{"sure": 0}', b"\xff"])
def test_what_no_entry_was_written_as_is_refused(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(Entry, text)


@pytest.mark.parametrize("value", [object(), [b"bytes"], {1: lambda: 0}])
def test_what_is_no_record_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no record"):
        to_json(value)


def test_no_number_that_json_lacks_is_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        to_json(Entry(title="a", sure=float("nan")))


def test_a_digest_changes_with_any_part_of_the_content(good: Callable[[str], Inventory]) -> None:
    inventory = good("everything")
    assert digest(inventory) == digest(replace(inventory))
    others = [
        replace(inventory, units=inventory.units[::-1]),
        replace(inventory, accounts=()),
        replace(inventory, office=replace(inventory.office, name="另一个")),
    ]
    assert len({digest(each) for each in (inventory, *others)}) == 4
