"""Two passes over the practice county, the second to refute the first: what is confirmed, and what is not."""

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crawler.evidence import EvidenceStore
from crawler.rendering.found import PROGRAMS
from pipeline.clock import clock_at
from pipeline.look import Looker
from pipeline.run import run_once
from pipeline.settings import Settings
from practice.faults import Fault
from practice.inventory import write_inventory
from practice.serve import Portal, serving
from practice.truth import Truth, truth
from practice.yanlian import SHANGHAI, SHOWN_AT, yanlian
from records.observation import Observation
from records.store import Store
from records.verdict import Certainty, Reason, State, Verdict

#: A column whose cache stands still, one that was moved; one that is late in truth, and one that is gone.
STALE, MOVED, LATE, GONE = "xwzx-zwyw", "xxgk-tjxx", "xwzx-tpxw", "xxgk-hjbh"
FAULTS = (
    Fault(target=STALE, kind="stale", from_at=datetime(2026, 11, 2, tzinfo=SHANGHAI)),
    Fault(target=MOVED, kind="moved", from_at=datetime(2026, 11, 2, tzinfo=SHANGHAI)),
)
NOTICE = "fangxian-2023-16"


Truths = Mapping[tuple[str, str], Truth]


class Passes:
    """What two passes came to."""

    def __init__(
        self, settings: Settings, first: Mapping[str, Verdict], second: Mapping[str, Verdict]
    ) -> None:
        self.settings, self.first, self.second = settings, first, second
        self.columns = {column.key for column in yanlian().columns}
        with Store.open(settings.database) as store:
            self.looks: Mapping[str, list[Observation]] = {
                key: list(found) for key, found in store.looks(until=SHOWN_AT + timedelta(days=1)).items()
            }


@pytest.fixture(scope="module")
def passes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Passes]:
    folder: Path = tmp_path_factory.mktemp("two-keys")
    with serving(faults=FAULTS) as portal:
        write_inventory(folder / "inventory", port=portal.port)
        settings = Settings(
            home=folder / "home", inventory=folder / "inventory", chromium_sandbox=os.geteuid() != 0
        )
        moments = (SHOWN_AT, SHOWN_AT + settings.keys.after + timedelta(minutes=1))
        first, second = (pass_at(moment, portal, settings) for moment in moments)
        yield Passes(settings, first, second)


@pytest.fixture
def true() -> Truths:
    """How everybody stands in truth, but for what the faults hide."""
    return truth(yanlian(), SHOWN_AT)


def pass_at(now: datetime, portal: Portal, settings: Settings) -> Mapping[str, Verdict]:
    portal.now = now
    snapshot = run_once(
        settings, looker=Looker(), clock=clock_at(now), frozen=True, progress=lambda _key, _outcome: None
    )
    return {verdict.target: verdict for verdict in snapshot.verdicts if verdict.rulebook == NOTICE}


@pytest.mark.parametrize(
    ("key", "state"),
    [(STALE, State.OVERDUE), (MOVED, State.GONE), (LATE, State.OVERDUE), (GONE, State.GONE)],
)
def test_one_look_only_suspects(passes: Passes, key: str, state: State) -> None:
    verdict = passes.first[key]
    assert (verdict.state, verdict.certainty) == (state, Certainty.SUSPECTED)


def test_a_column_whose_cache_stands_still_is_not_late_but_a_persons_to_look_at(passes: Passes) -> None:
    verdict, look = passes.second[STALE], passes.looks[STALE][-1]
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.DISPUTED)
    assert "home" in look.paths
    assert [str(entry.published_on) for entry in look.elsewhere[:1]] == ["2026-11-20"]


def test_a_column_that_moved_is_not_gone_but_a_persons_to_look_at(passes: Passes) -> None:
    verdict, look = passes.second[MOVED], passes.looks[MOVED][-1]
    assert (verdict.state, verdict.reason) == (State.UNKNOWN, Reason.DISPUTED)
    assert look.moved_to.endswith("/new/xxgk/tjxx/")


def test_what_no_other_path_refutes_is_confirmed_by_two_looks(passes: Passes) -> None:
    verdict, second = passes.second[LATE], passes.looks[LATE][-1]
    assert (verdict.state, verdict.certainty) == (State.OVERDUE, Certainty.CONFIRMED)
    assert verdict.first_key == passes.first[LATE].first_key
    assert verdict.second_key == second.id != verdict.first_key
    assert (second.thorough, second.elsewhere, second.moved_to) == (True, (), "")


def test_a_page_that_is_gone_is_not_confirmed_within_the_hour(passes: Passes) -> None:
    verdict = passes.second[GONE]
    assert (verdict.state, verdict.certainty) == (State.GONE, Certainty.SUSPECTED)


def test_the_late_column_was_seen_on_the_home_page_and_by_its_newest_article(passes: Passes) -> None:
    assert {"home", "newest"} <= set(passes.looks[LATE][-1].paths)
    assert not passes.second[LATE].one_source


def test_each_confirmed_column_has_its_picture(passes: Passes, needs: Callable[..., Path]) -> None:
    needs(*PROGRAMS)
    evidence = EvidenceStore(passes.settings.evidence)
    columns = {
        verdict.target.partition("@")[0]
        for verdict in passes.second.values()
        if verdict.certainty is Certainty.CONFIRMED
    } & passes.columns
    pictured = {
        key
        for key in columns
        for digest in passes.looks[key][-1].evidence
        if dict(evidence.exchange(digest).headers).get("Content-Type") == "image/png"
    }
    assert pictured == columns != set()


def test_whoever_is_late_in_truth_and_nobody_else_is_confirmed(passes: Passes, true: Truths) -> None:
    wrong = [
        (key, verdict.state)
        for key, verdict in passes.second.items()
        if verdict.certainty is Certainty.CONFIRMED and true[key, NOTICE].known != verdict.state.value
    ]
    assert wrong == []
    lost = {
        key
        for key, verdict in passes.first.items()
        if verdict.state.adverse and passes.second[key].reason is Reason.DISPUTED
    }
    assert lost == {STALE, MOVED}
