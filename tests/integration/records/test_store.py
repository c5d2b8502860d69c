"""The store, on SQLite and on PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event

from records.civil import SHANGHAI
from records.engine import open_engine
from records.errors import InputError, OutsideError
from records.given import GivenLink, Via
from records.inventory import Inventory, Office
from records.observation import Entry, Observation, Outcome
from records.store import RESUME_WITHIN, Store
from records.tables import metadata
from records.verdict import Certainty, Change, Reason, State, Verdict

NOW = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
INVENTORY = Inventory(
    office=Office(name="演练县人民政府办公室"),
    units=(),
    sites=(),
    columns=(),
    accounts=(),
    rulebooks=(),
    version="first",
)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store with nothing in it."""
    with Store.open(database_url) as opened:
        yield opened


def begin(store: Store, *, now: datetime = NOW) -> int:
    return store.begin_pass(INVENTORY, now=now, reader="1").id


def entry(title: str = "一条信息") -> Entry:
    return Entry(title=title, address=f"http://portal.test/{title}", published_on=NOW.date(), found_by="rows")


def look(
    *entries: Entry,
    target: str = "news",
    at: datetime = NOW,
    outcome: Outcome = Outcome.READ,
    complete: bool = True,
) -> Observation:
    return Observation(
        target=target,
        seen_at=at,
        outcome=outcome,
        complete=complete,
        entries=entries,
        evidence=("ab" * 32,),
        reader="1",
        address="http://portal.test/news/",
        note="as it was",
    )


def verdict(state: State = State.OVERDUE, *, target: str = "news", at: datetime = NOW) -> Verdict:
    return Verdict(
        target=target,
        rulebook="notice",
        rulebook_version="1",
        rule="news",
        clause="7 天",
        state=state,
        reason=Reason.LATE,
        judged_at=at,
        certainty=Certainty.SUSPECTED if state.adverse else None,
        newest_on=date(2026, 11, 1),
        newest_title="旧闻",
        due_on=date(2026, 11, 8),
        seen_at=at,
        last_outcome=Outcome.READ,
        rests_on=(1, 2),
    )


def change(at: datetime = NOW) -> Change:
    return Change(target="news", rulebook="notice", before=State.FRESH, after=State.OVERDUE, changed_at=at)


def test_the_migrations_make_exactly_the_tables_that_the_code_describes(database_url: str) -> None:
    engine = open_engine(database_url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_database_that_is_up_to_date_is_opened_again_as_it_is(database_url: str) -> None:
    with Store.open(database_url) as first:
        number = begin(first)
        first.keep(number, look(entry()))
    with Store.open(database_url) as second:
        assert second.looked_at(number) == {"news"}


def test_an_observation_comes_back_as_it_was_kept(store: Store) -> None:
    kept = store.keep(begin(store), look(entry()))
    (found,) = store.looks(until=NOW)["news"]
    assert found == kept
    assert (found.outcome, found.complete, found.seen_at) == (Outcome.READ, True, NOW)
    assert (found.evidence, found.note) == (("ab" * 32,), "as it was")
    assert found.entries[0].title == "一条信息"
    assert found.id is not None


def test_keeping_the_same_look_twice_keeps_the_first(store: Store) -> None:
    number = begin(store)
    first = store.keep(number, look(entry("先到")))
    second = store.keep(number, look(entry("后到")))
    assert second == first


def test_an_entry_keeps_the_moment_it_was_first_seen(store: Store) -> None:
    store.keep(begin(store), look(entry()))
    later = NOW + timedelta(days=1)
    store.judged(1, at=NOW, verdicts=(), changes=())
    store.finished(1, at=NOW)
    kept = store.keep(begin(store, now=later), look(entry(), entry("新的一条"), at=later))
    assert [each.first_seen_at for each in kept.entries] == [NOW, later]


def test_the_looks_to_judge_by_are_the_last_complete_one_and_all_after_it(store: Store) -> None:
    moments = [NOW + timedelta(hours=hour) for hour in range(4)]
    outcomes = [
        (Outcome.READ, True),
        (Outcome.READ, True),
        (Outcome.UNREACHABLE, False),
        (Outcome.EMPTY, True),
    ]
    for moment, (outcome, complete) in zip(moments, outcomes, strict=True):
        number = begin(store, now=moment)
        store.keep(number, look(at=moment, outcome=outcome, complete=complete))
        store.judged(number, at=moment, verdicts=(), changes=())
        store.finished(number, at=moment)
    assert [each.seen_at for each in store.looks(until=moments[-1])["news"]] == moments[1:]
    assert [each.seen_at for each in store.looks(until=moments[0])["news"]] == moments[:1]


def test_without_a_complete_look_all_looks_are_given(store: Store) -> None:
    number = begin(store)
    store.keep(number, look(outcome=Outcome.BLOCKED, complete=False))
    assert [each.outcome for each in store.looks(until=NOW)["news"]] == [Outcome.BLOCKED]


def test_a_pass_that_was_cut_off_is_taken_up_again(store: Store) -> None:
    begun = store.begin_pass(INVENTORY, now=NOW, reader="1")
    again = store.begin_pass(INVENTORY, now=NOW + RESUME_WITHIN, reader="1")
    assert (again.id, again.resumed, again.judged, again.started_at) == (begun.id, True, False, NOW)


@pytest.mark.parametrize(
    ("version", "reader", "later", "scope"),
    [
        ("second", "1", timedelta(0), ()),
        ("first", "2", timedelta(0), ()),
        ("first", "1", RESUME_WITHIN + timedelta(seconds=1), ()),
        ("first", "1", timedelta(seconds=-1), ()),
        ("first", "1", timedelta(0), ("news",)),
    ],
)
def test_a_pass_of_another_inventory_reader_time_or_scope_is_given_up(
    store: Store, version: str, reader: str, later: timedelta, scope: tuple[str, ...]
) -> None:
    first = begin(store)
    other = Inventory(
        office=INVENTORY.office,
        units=(),
        sites=(),
        columns=(),
        accounts=(),
        rulebooks=(),
        version=version,
    )
    second = store.begin_pass(other, now=NOW + later, reader=reader, scope=scope)
    assert (second.id == first, second.resumed) == (False, False)
    assert store.begin_pass(INVENTORY, now=NOW, reader="1").id not in {first}


def test_a_judged_pass_is_taken_up_for_the_telling_alone(store: Store) -> None:
    number = begin(store)
    store.judged(number, at=NOW, verdicts=(), changes=())
    again = store.begin_pass(INVENTORY, now=NOW, reader="1")
    assert (again.id, again.judged) == (number, True)
    store.finished(number, at=NOW)
    assert store.begin_pass(INVENTORY, now=NOW, reader="1").id != number


def test_a_pass_is_judged_once(store: Store) -> None:
    number = begin(store)
    store.judged(number, at=NOW, verdicts=[verdict()], changes=[change()])
    store.judged(number, at=NOW, verdicts=[verdict(State.FRESH)], changes=[])
    snapshot = store.snapshot_of(number)
    assert [each.state for each in snapshot.verdicts] == [State.OVERDUE]


def test_a_snapshot_holds_what_the_pass_came_to(store: Store) -> None:
    number = begin(store)
    kept = store.keep(number, look(entry()))
    store.judged(number, at=NOW, verdicts=[verdict(), verdict(target="other")], changes=[change()])
    store.finished(number, at=NOW + timedelta(minutes=1))
    snapshot = store.latest_snapshot()
    assert snapshot is not None
    assert snapshot.verdicts == (verdict(), verdict(target="other"))
    assert snapshot.looks == {"news": kept}
    assert snapshot.changes == (change(),)
    assert snapshot.inventory == INVENTORY
    assert (snapshot.at, snapshot.pass_id) == (NOW, number)
    assert snapshot.finished_at == NOW + timedelta(minutes=1)


def test_before_the_first_pass_there_is_no_snapshot(store: Store) -> None:
    begin(store)
    assert store.latest_snapshot() is None
    with pytest.raises(LookupError):
        store.snapshot_of(1)


def test_the_snapshot_of_a_moment_is_the_newest_judged_by_then(store: Store) -> None:
    for day in range(3):
        moment = NOW + timedelta(days=day)
        number = begin(store, now=moment)
        store.judged(number, at=moment, verdicts=[verdict(at=moment)], changes=())
        store.finished(number, at=moment)
    snapshot = store.latest_snapshot(until=NOW + timedelta(days=1, hours=1))
    assert snapshot is not None
    assert snapshot.at == NOW + timedelta(days=1)


def test_the_known_state_skips_unknown_and_what_was_judged_later(store: Store) -> None:
    for day, state in enumerate([State.FRESH, State.OVERDUE, State.UNKNOWN]):
        moment = NOW + timedelta(days=day)
        number = begin(store, now=moment)
        store.judged(number, at=moment, verdicts=[verdict(state, at=moment)], changes=())
        store.finished(number, at=moment)
    assert store.known_states(until=NOW + timedelta(days=2)) == {("news", "notice"): State.OVERDUE}
    assert store.known_states(until=NOW) == {("news", "notice"): State.FRESH}


def test_changes_are_those_after_one_moment_up_to_another(store: Store) -> None:
    number = begin(store)
    store.judged(number, at=NOW, verdicts=(), changes=[change()])
    assert store.changes(since=NOW - timedelta(days=1), until=NOW) == (change(),)
    assert store.changes(since=NOW, until=NOW + timedelta(days=1)) == ()


def test_a_pass_that_does_not_exist_has_no_inventory(store: Store) -> None:
    with pytest.raises(LookupError):
        store.inventory_of(99)


def test_many_targets_come_back_each_with_its_own_sightings(store: Store) -> None:
    number = begin(store)
    for place in range(600):
        store.keep(number, look(entry(f"第{place}条"), target=f"t{place}"))
    found = store.looks(until=NOW)
    assert len(found) == 600
    assert all(each.entries[0].first_seen_at == NOW for (each,) in found.values())


def test_a_database_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(InputError, match=r"folder\.db.*cannot be opened for writing.*XUNCHA_HOME"):
        Store.open(f"sqlite:///{tmp_path / 'folder.db'}")


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_text("not a database, and long enough to be read as one" * 40)
    with pytest.raises(InputError, match="not a database"):
        Store.open(f"sqlite:///{tmp_path / 'x.db'}")


@pytest.mark.parametrize(
    ("url", "remedy"),
    [("nonsense", "sqlite:////path"), ("mysql://host/x", "sqlite"), ("oracle+nothing://x", "sqlite")],
)
def test_an_address_of_no_database_we_know_is_one_clear_line(url: str, remedy: str) -> None:
    with pytest.raises(InputError, match=remedy):
        Store.open(url)


def test_a_server_that_is_away_may_come_back_and_its_password_is_not_printed() -> None:
    with pytest.raises(OutsideError, match="does not answer") as error:
        Store.open("postgresql+psycopg://xuncha:secret@127.0.0.1:1/none?connect_timeout=2")
    assert "secret" not in str(error.value)


def test_sqlite_keeps_a_write_ahead_log(sqlite_url: str, tmp_path: Path) -> None:
    with Store.open(sqlite_url) as store:
        begin(store)
        connection = sqlite3.connect(tmp_path / "xuncha.db")
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.close()


def test_every_look_at_a_target_is_kept_with_its_entries_and_their_first_sightings(store: Store) -> None:
    for number in range(4):
        moment = NOW + timedelta(days=number)
        store.keep(begin(store, now=moment), look(entry(), entry(f"第{number}条"), at=moment))
        store.keep(begin(store, now=moment), look(target="other", at=moment))
    all_of_them = store.looks_at("news", until=NOW + timedelta(days=2))
    assert [each.seen_at for each in all_of_them] == [NOW + timedelta(days=number) for number in range(3)]
    assert [row.first_seen_at for row in all_of_them[2].entries] == [NOW, NOW + timedelta(days=2)]
    later = store.looks_at("news", since=NOW, until=NOW + timedelta(days=2))
    assert later == all_of_them[1:]
    assert store.looks_at("nowhere", until=NOW) == ()


def given(url: str, *, target: str = "wx-zfb", at: datetime = NOW, by: str = "") -> GivenLink:
    return GivenLink(target=target, url=url, given_at=at, given_by=by, via=Via.WORKBOOK)


def test_a_given_link_comes_back_letter_by_letter(store: Store) -> None:
    link = given("https://mp.weixin.qq.com/s?__biz=MzA%3D%3D&mid=1&idx=1&sn=0a&chksm=0b#rd", by="王某")
    assert store.give_link(link)
    assert store.given_links(until=NOW) == {"wx-zfb": [link]}
    assert store.given_links(until=NOW - timedelta(seconds=1)) == {}


def test_a_link_is_kept_once_for_a_target_and_the_first_time_stands(store: Store) -> None:
    first, again = given("https://a.test/1"), given("https://a.test/1", at=NOW + timedelta(days=1), by="李某")
    assert (store.give_link(first), store.give_link(again)) == (True, False)
    assert store.give_link(given("https://a.test/1", target="wb-zfb"))
    assert store.given_links(until=again.given_at)["wx-zfb"] == [first]


def test_given_links_come_newest_first_and_of_one_moment_the_last_first(store: Store) -> None:
    hour = timedelta(hours=1)
    links = [given("https://a.test/2", at=NOW + hour), given("https://a.test/1"), given("https://a.test/3")]
    for link in links:
        store.give_link(link)
    found = [link.url[-1] for link in store.given_links(until=NOW + hour)["wx-zfb"]]
    assert found == ["2", "3", "1"]


def test_the_longest_link_can_be_kept(store: Store) -> None:
    digits = "".join(sha256(str(number).encode()).hexdigest() for number in range(32))
    link = given(f"https://a.test/{digits}"[:2000], target="k" * 80)
    assert store.give_link(link)
    assert store.given_links(until=NOW)[link.target] == [link]


def test_a_full_disk_is_one_clear_line_and_leaves_what_was_kept(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'xuncha.db'}"
    engine = open_engine(url)
    store = Store(engine)
    kept = begin(store)
    store.keep(kept, look(entry()))

    def bounded(connection: sqlite3.Connection, _record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    engine.dispose()
    event.listen(engine, "connect", bounded)
    many = tuple(entry(f"{number}" * 200) for number in range(500))
    with pytest.raises(OutsideError, match="nothing of this step was kept; make room on the disk"):
        store.keep(kept, look(*many, target="other"))
    assert store.looked_at(kept) == {"news"}
    store.close()
