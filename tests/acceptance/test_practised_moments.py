"""Passes over the practice county at many moments, held against the truth that it wrote itself."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

import practice.serve
from monitors.vetoes import judge_vetoes
from pipeline.clock import clock_at
from pipeline.look import Looker
from pipeline.run import run_once
from pipeline.settings import Settings
from practice.faults import load_faults
from practice.inventory import write_inventory
from practice.serve import Portal
from practice.truth import Truth, truth
from records.civil import parse_moment
from records.sitewide import Standing
from records.snapshot import Snapshot
from records.verdict import State, Verdict

#: In order, since a later pass remembers the earlier ones; a lapse begins or ends at each.
MOMENTS = ("2025-02-03", "2025-06-30", "2026-03-12", "2026-07-15", "2026-11-16", "2026-11-23")

NATIONAL = "gb-2019-19"

#: A column for each step of the spider's ladder, and the requests it takes.
STEPS = (
    ("xwzx-zwyw", "page", ""),
    ("xxgk-shjz", "api", "page 1, api 1"),
    ("xxgk-jgsf", "rendered", "page 1, rendered 3"),
    ("xwzx-spxw", "articles", "page 1, articles 3"),
    ("xxgk-fpxx", "pages", "page 1, pages 1"),
)

#: Each kind of fault somewhere in the county, from the server's time-outs to a page nested without end.
BAD_DAY = Path(practice.serve.__file__).with_name("bad_day.yaml")


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory, portal: Portal) -> Iterator[list[Snapshot]]:
    """One pass at each moment, in one office."""
    folder: Path = tmp_path_factory.mktemp("practised")
    write_inventory(folder / "inventory", port=portal.port)
    settings = Settings(
        home=folder / "home", inventory=folder / "inventory", chromium_sandbox=os.geteuid() != 0
    )
    before = portal.now
    try:
        yield [pass_at(parse_moment(moment), portal, settings) for moment in MOMENTS]
    finally:
        portal.now = before


def pass_at(now: datetime, portal: Portal, settings: Settings) -> Snapshot:
    portal.now = now
    return run_once(
        settings, looker=Looker(), clock=clock_at(now), frozen=True, progress=lambda _key, _outcome: None
    )


@pytest.fixture(scope="module")
def bad_day(tmp_path_factory: pytest.TempPathFactory, portal: Portal) -> Iterator[Snapshot]:
    """A first pass on a day on which much of the county cannot be seen."""
    folder: Path = tmp_path_factory.mktemp("bad-day")
    write_inventory(folder / "inventory", port=portal.port)
    settings = Settings(
        home=folder / "home", inventory=folder / "inventory", timeout=5, chromium_sandbox=os.geteuid() != 0
    )
    before, portal.faults = portal.faults, load_faults(BAD_DAY)
    try:
        yield pass_at(parse_moment(MOMENTS[-1]), portal, settings)
    finally:
        portal.faults = before


def beside_the_truth(portal: Portal, snapshots: list[Snapshot]) -> Iterator[tuple[Verdict, Truth]]:
    for snapshot in snapshots:
        told = truth(portal.county, snapshot.at)
        assert {(verdict.target, verdict.rulebook) for verdict in snapshot.verdicts} == set(told)
        for verdict in snapshot.verdicts:
            yield verdict, told[verdict.target, verdict.rulebook]


def shown(verdict: Verdict, true: Truth) -> str:
    return (
        f"{verdict.judged_at:%F} {verdict.target} {verdict.rulebook}: {verdict.state}, in truth {true.state}"
    )


def test_nobody_is_accused_falsely(portal: Portal, snapshots: list[Snapshot]) -> None:
    wrong = [
        shown(verdict, true)
        for verdict, true in beside_the_truth(portal, snapshots)
        if verdict.state.adverse and true.known != verdict.state.value
    ]
    assert wrong == []


def test_nobody_is_acquitted_falsely(portal: Portal, snapshots: list[Snapshot]) -> None:
    wrong = [
        shown(verdict, true)
        for verdict, true in beside_the_truth(portal, snapshots)
        if verdict.state in {State.FRESH, State.DUE_SOON, State.WAIVED} and true.known != verdict.state.value
    ]
    assert wrong == []


def test_what_an_honest_look_can_tell_is_told(portal: Portal, snapshots: list[Snapshot]) -> None:
    untold = [
        shown(verdict, true)
        for verdict, true in beside_the_truth(portal, snapshots)
        if verdict.state is State.UNKNOWN and true.state != "UNKNOWN"
    ]
    assert untold == []


def test_the_dates_are_the_true_ones(portal: Portal, snapshots: list[Snapshot]) -> None:
    wrong = [
        f"{shown(verdict, true)}: {verdict.newest_on}, {verdict.due_on} for {true.newest_on}, {true.due_on}"
        for verdict, true in beside_the_truth(portal, snapshots)
        if verdict.due_on
        and true.due_on
        and (verdict.newest_on, verdict.due_on) != (true.newest_on, true.due_on)
    ]
    assert wrong == []


@pytest.mark.parametrize(("key", "step", "asked"), STEPS)
def test_each_step_of_the_ladder_answers_for_a_column(
    snapshots: list[Snapshot], key: str, step: str, asked: str
) -> None:
    look = snapshots[-1].looks[key]
    assert (look.outcome.value, look.how) == ("READ", step)
    assert look.note.endswith(f"requests: {asked}") if asked else look.note == ""
    assert look.newest


def test_each_site_is_failed_by_its_truly_late_columns_and_no_other(
    portal: Portal, snapshots: list[Snapshot]
) -> None:
    parents = {column.parent for column in snapshots[0].inventory.columns}
    for snapshot in snapshots:
        told = truth(portal.county, snapshot.at)
        late = {
            column.key
            for column in snapshot.inventory.columns
            if column.key not in parents and told[column.key, NATIONAL].state == "OVERDUE"
        }
        vetoes = judge_vetoes(snapshot.inventory, snapshot.verdicts, (), now=snapshot.at)
        added = [one for one in vetoes if one.veto.key == "news-and-policy"]
        assert {key for one in added for key in (*one.counted, *one.suspected)} == late
        assert all(len(one.counted) >= 5 for one in added if one.standing is Standing.MET)


def test_on_a_bad_day_nobody_is_accused_of_our_own_failures(portal: Portal, bad_day: Snapshot) -> None:
    hidden = {fault.target for fault in portal.faults or load_faults(BAD_DAY)}
    seen = hidden & {verdict.target for verdict in bad_day.verdicts if verdict.state.adverse}
    assert seen == {"zcjd", "zcfg"}, "a page that is gone is gone; a first look asks nothing that 304 answers"
    told = [
        shown(verdict, true)
        for verdict, true in beside_the_truth(portal, [bad_day])
        if verdict.target != "zcjd" and verdict.state.adverse and true.known != verdict.state.value
    ]
    assert told == []


def test_on_a_bad_day_what_can_be_seen_is_told_as_ever(portal: Portal, bad_day: Snapshot) -> None:
    outcomes = {look.outcome for look in bad_day.looks.values()}
    assert {"UNREACHABLE", "BLOCKED", "MAINTENANCE", "UNREADABLE", "GONE", "READ"} <= set(outcomes)
    states = [verdict.state for verdict in bad_day.verdicts]
    assert states.count(State.UNKNOWN) < len(states) / 3
