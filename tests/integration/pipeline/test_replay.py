"""Earlier passes, read and judged again from what was kept."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from crawler.evidence import EvidenceStore
from crawler.readers.reading import READER_VERSION
from monitors.memory import Keys
from pipeline.cli import run_program
from pipeline.replay import Came, Replay, Replayed
from records.store import Store
from tests.integration.pipeline.month import MOMENTS, Month, put_on_record


@pytest.fixture
def store(office: Month) -> Iterator[Store]:
    with Store.open(office.settings.database) as opened:
        yield opened


def replayed(office: Month, store: Store, *, reader: str = READER_VERSION) -> list[Replayed]:
    evidence = EvidenceStore(office.settings.evidence)
    return list(Replay(store, evidence, keys=office.settings.keys, reader=reader).since(None))


def counts(found: list[Replayed]) -> dict[Came, int]:
    return dict(Counter(each.came for each in found))


def xuncha(office: Month, capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str]]:
    capfd.readouterr()
    code = run_program(arguments, office.environment)
    return code, capfd.readouterr().out.splitlines()


def a_body(office: Month, store: Store, target: str) -> tuple[Path, int]:
    """Return the file of a body that one look alone at *target* rests on, and the look's number."""
    evidence, history = EvidenceStore(office.settings.evidence), store.history
    looks = [look for past in history.passes() for look in history.looks_of(past)]
    bodies = {look.id: [evidence.exchange(each).body for each in look.evidence] for look in looks}
    used = Counter(body for found in bodies.values() for body in set(found))
    look = next(one for one in looks if one.target == target and used[bodies[one.id][0]] == 1)
    body = bodies[look.id][0]
    assert look.id is not None
    return office.settings.evidence / "bodies" / body[:2] / f"{body}.gz", look.id


def test_a_month_comes_out_the_same(office: Month, capfd: pytest.CaptureFixture[str]) -> None:
    code, lines = xuncha(office, capfd, "replay", "--json")
    told = json.loads(lines[-1])["counts"]
    assert (code, list(told), len(lines)) == (0, ["same"], 1)
    assert told["same"] > 40 * len(MOMENTS), "each pass has its looks and its verdicts under two rulebooks"


def test_since_leaves_out_what_was_judged_before(office: Month, capfd: pytest.CaptureFixture[str]) -> None:
    whole = xuncha(office, capfd, "replay", "--json")[1]
    code, lines = xuncha(office, capfd, "replay", "--json", "--since", MOMENTS[-1].isoformat())
    some, all_ = (json.loads(each[-1])["counts"]["same"] for each in (lines, whole))
    assert code == 0
    assert 40 < some < all_ / (len(MOMENTS) - 1)


def test_a_changed_byte_is_found_by_its_digest(
    office: Month, store: Store, capfd: pytest.CaptureFixture[str]
) -> None:
    path, number = a_body(office, store, "tzgg")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    code, lines = xuncha(office, capfd, "replay")
    assert code == 1
    (told,) = [line for line in lines if "altered" in line and "look" in line]
    assert path.name in told
    assert f"tzgg, look {number} of pass" in told


def test_a_file_that_is_gone_is_told_as_expired_and_is_no_failure(
    office: Month, store: Store, capfd: pytest.CaptureFixture[str]
) -> None:
    path, number = a_body(office, store, "tzgg")
    path.unlink()
    code, lines = xuncha(office, capfd, "replay", "--json")
    assert code == 0
    assert json.loads(lines[-1])["counts"]["evidence expired"] == 1
    told = json.loads(lines[0])
    assert (told["came"], told["look"]) == ("evidence expired", number)
    assert path.name in told["detail"]


def test_another_reader_may_read_otherwise(office: Month, store: Store) -> None:
    assert set(counts(replayed(office, store, reader="a later one"))) == {Came.SAME}
    put_on_record(office, "update observations set complete = not complete where id = 7")
    found = replayed(office, store, reader="a later one")
    changed = [each for each in found if each.came is Came.READER_CHANGED]
    assert [each.look for each in changed] == [7]
    assert "complete: " in changed[0].detail


def test_the_same_reader_may_not(office: Month, store: Store, capfd: pytest.CaptureFixture[str]) -> None:
    put_on_record(office, "update observations set outcome = 'EMPTY' where target = 'tzgg' and pass_id = 1")
    found = [each for each in replayed(office, store) if each.came is not Came.SAME]
    assert {(each.target, each.came) for each in found} == {("tzgg", Came.DIFFERENT)}
    assert found[0].detail == "outcome: EMPTY, now READ"
    assert xuncha(office, capfd, "replay")[0] == 1


def test_a_verdict_on_record_that_the_looks_do_not_give_is_named(office: Month, store: Store) -> None:
    put_on_record(
        office, "update verdicts set state = 'OVERDUE' where target = 'tzgg' and rulebook like 'fang%'"
    )
    found = [each for each in replayed(office, store) if each.came is not Came.SAME]
    assert {(each.target, each.rulebook, each.detail) for each in found} == {
        ("tzgg", "fangxian-2023-16", "state: OVERDUE, now FRESH")
    }


def test_a_decision_is_not_known_to_the_pass_of_the_same_moment_before_it(
    office: Month, store: Store
) -> None:
    history = store.history
    before, after = [past for past in history.passes() if past.judged_at == MOMENTS[-3]]
    stood = {past.id: _blank(history.verdicts_of(past)) for past in (before, after)}
    assert stood[before.id] != stood[after.id], "the decision took the finding back"
    assert set(counts(replayed(office, store))) == {Came.SAME}


def test_what_a_later_pass_kept_is_not_known_to_an_earlier_one(office: Month, store: Store) -> None:
    *_, last = store.history.passes()
    first = min(look.seen_at for past in store.history.passes() for look in store.history.looks_of(past))
    moment = first.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    put_on_record(office, "update observations set seen_at = ? where pass_id = ?", moment, last.id)
    put_on_record(office, "update reviews set reviewed_at = ?", moment)
    differ = {each.pass_id for each in replayed(office, store) if each.came is not Came.SAME}
    assert differ == {last.id}, "by their moments the first passes would have known those looks"


def test_the_keys_are_those_of_the_pass_and_not_of_today(office: Month, store: Store) -> None:
    evidence = EvidenceStore(office.settings.evidence)
    keys = Keys(after=timedelta(days=300), alone_after=timedelta(days=300))
    found = list(Replay(store, evidence, keys=keys, reader=READER_VERSION).since(None))
    assert set(counts(found)) == {Came.SAME}
    put_on_record(office, "update passes set judged_with = ''")
    again = list(Replay(store, evidence, keys=keys, reader=READER_VERSION).since(None))
    differ = [each for each in again if each.came is Came.DIFFERENT]
    assert any("certainty: confirmed, now suspected" in each.detail for each in differ)


def _blank(verdicts: object) -> set[str]:
    assert isinstance(verdicts, tuple)
    return {f"{each.rulebook} {each.state}" for each in verdicts if each.target == "xxgk-xzzf"}
