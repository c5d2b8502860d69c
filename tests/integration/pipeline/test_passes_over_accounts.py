"""Passes over accounts on the practice platforms: blocked and resumed, and by links that people paste."""

import os
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from crawler.rendering.found import PROGRAMS
from pipeline.cli import run_program
from practice.addresses import newest_article
from practice.history import history_of
from practice.inventory import write_inventory
from practice.platforms.manners import MANNERS
from practice.serve import Portal, serving
from practice.yanlian import SHOWN_AT, yanlian
from records.observation import Observation, Outcome
from records.store import Store
from records.verdict import State, Verdict

WECHAT = ("wx-ylfb", "wx-yljy", "wx-ylcz", "wx-cgzs", "wx-qqlh")
LATER = SHOWN_AT + timedelta(days=1)


@pytest.fixture
def portal(needs: Callable[..., Path]) -> Iterator[Portal]:
    needs(*PROGRAMS)
    with serving(yanlian(), now=SHOWN_AT) as served:
        yield served


@pytest.fixture
def environment(portal: Portal, tmp_path: Path) -> Mapping[str, str]:
    write_inventory(tmp_path / "inventory", port=portal.port, on_platforms=True)
    return {
        "XUNCHA_HOME": str(tmp_path / "home"),
        "XUNCHA_INVENTORY": str(tmp_path / "inventory"),
        "XUNCHA_PLATFORM_PAUSE": "0",
        "XUNCHA_DELAY": "0",
        "XUNCHA_CHROMIUM_SANDBOX": str(os.geteuid() != 0).lower(),
        "XUNCHA_LOG_LEVEL": "ERROR",
    }


def run(environment: Mapping[str, str], *keys: str, now: str) -> None:
    only = [word for key in keys for word in ("--only", key)]
    assert run_program(["run", "--now", now, *only], environment) == 0


def stored(environment: Mapping[str, str]) -> tuple[Mapping[str, list[Observation]], Mapping[str, Verdict]]:
    """Return the looks at each account, and what stands of it by the notice."""
    with Store.open(f"sqlite:///{environment['XUNCHA_HOME']}/xuncha.db") as store:
        snapshot = store.latest_snapshot()
        assert snapshot
        looks = {key: list(seen) for key, seen in store.looks(until=snapshot.at).items()}
    first = snapshot.inventory.rulebooks[0].key
    return looks, {each.target: each for each in snapshot.verdicts if each.rulebook == first}


def test_a_pass_that_was_blocked_leaves_the_platform_alone_and_the_next_one_resumes(
    portal: Portal, environment: Mapping[str, str]
) -> None:
    portal.manners = dict.fromkeys(WECHAT, MANNERS["blocked"])
    run(environment, *WECHAT, now=SHOWN_AT.isoformat())
    looks, verdicts = stored(environment)
    assert {looks[key][-1].outcome for key in WECHAT} == {Outcome.BLOCKED}
    assert {verdicts[key].state for key in WECHAT} == {State.UNKNOWN}
    assert ["left alone" in looks[key][-1].note for key in WECHAT][-2:] == [True, True]

    portal.manners, portal.now = {}, LATER
    run(environment, *WECHAT, now=LATER.isoformat())
    looks, verdicts = stored(environment)
    assert {looks[key][-1].outcome for key in WECHAT} == {Outcome.READ}
    assert verdicts["wx-ylfb"].state is State.FRESH
    assert {verdicts[key].state for key in WECHAT} <= {State.FRESH, State.DUE_SOON, State.UNKNOWN}


def test_a_pasted_link_is_visited_once_and_proves_the_post(
    portal: Portal, environment: Mapping[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    link = newest_article(history_of(yanlian()), "wx-qqlh", portal.port, SHOWN_AT)
    moment = SHOWN_AT.isoformat()
    given = ["account", "link", "wx-qqlh", link, "--by", "柳河镇", "--now", moment]
    assert run_program(given, environment) == 0
    run(environment, "wx-qqlh", now=moment)
    looks, verdicts = stored(environment)
    assert verdicts["wx-qqlh"].state is State.FRESH
    assert "visit 1" in looks["wx-qqlh"][-1].note

    portal.now = LATER
    run(environment, "wx-qqlh", now=LATER.isoformat())
    looks, _ = stored(environment)
    assert "visit" not in looks["wx-qqlh"][-1].note
    capsys.readouterr()
    assert run_program(["replay"], environment) == 0, capsys.readouterr().out


def test_a_link_that_was_dropped_into_the_folder_is_taken_in_by_the_next_pass(
    portal: Portal, environment: Mapping[str, str]
) -> None:
    folder = Path(environment["XUNCHA_HOME"]) / "links"
    folder.mkdir(parents=True)
    link = newest_article(history_of(yanlian()), "wx-cgzs", portal.port, SHOWN_AT)
    (folder / "城关镇.txt").write_text(f"wx-cgzs\t{link}\nnowhere\t{link}\n", encoding="utf-8")
    run(environment, "wx-cgzs", now=SHOWN_AT.isoformat())
    looks, _ = stored(environment)
    assert "visit 1" in looks["wx-cgzs"][-1].note
    assert (folder / "城关镇.txt.faults.txt").exists()
