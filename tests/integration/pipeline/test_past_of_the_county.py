"""The past read from the practice county's pages is the county's own history."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from monitors.covering import rules_for
from monitors.interval import Limit as Within
from monitors.past import listed_by, past_of
from pipeline.cli import run_program
from pipeline.looking_back import look_back
from pipeline.settings import Settings
from practice.addresses import article_path
from practice.history import Item, history_of
from practice.inventory import write_inventory
from practice.limits import NOTICE, limit_of
from practice.serve import Portal
from practice.yanlian import SHOWN_AT, yanlian
from records.inventory import Holidays
from records.observation import Observation
from records.past import Past, Span
from records.store import Store
from records.targets import UnitInColumn
from tests.integration.pipeline.conftest import Xuncha

TODAY = SHOWN_AT.date()
BACK_TO = date(2026, 5, 1)
PERIOD = Span(from_on=BACK_TO, until_on=TODAY)
#: Lists of many forms, two with old items pinned on top, and an account.
KEYS = (
    "xwzx-zwyw",
    "xwzx-bmdt",
    "xwzx-xzdt",
    "xwzx-tpxw",
    "xwzx-mtgz",
    "tzgg",
    "zcwj-zfwj",
    "zcwj-bmwj",
    "zcwj-gfxwj",
    "xxgk-zdjc",
    "xxgk-zkxx",
    "xxgk-zfcg",
    "xxgk-fpxx",
    "edu-jydt",
    "wx-yljy",
)
SHARES = ("xwzx-xzdt@sqz", "xwzx-xzdt@ylx", "xwzx-xzdt@bsz", "xwzx-bmdt@czj")


@pytest.fixture(scope="module")
def home(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which one pass followed the lists of KEYS back."""
    folder = tmp_path_factory.mktemp("past")
    write_inventory(folder / "inventory", port=portal.port)
    environment = {
        "XUNCHA_HOME": str(folder / "home"),
        "XUNCHA_INVENTORY": str(folder / "inventory"),
        "XUNCHA_LOG_LEVEL": "WARNING",
    }
    only = [word for key in KEYS for word in ("--only", key)]
    arguments = ["run", "--now", SHOWN_AT.isoformat(), *only, "--back-to", str(BACK_TO)]
    assert run_program(arguments, environment) == 0
    return folder / "home"


def looks_at(home: Path, key: str) -> Sequence[Observation]:
    with Store.open(f"sqlite:///{home}/xuncha.db") as store:
        return store.looks_at(key.partition("@")[0], until=SHOWN_AT)


def told_of(home: Path, key: str) -> Past:
    """Return the past of *key* by the notice's limit, read from the pages."""
    with Store.open(f"sqlite:///{home}/xuncha.db") as store:
        snapshot = store.latest_snapshot()
    assert snapshot
    inventory = snapshot.inventory
    target = inventory.target(key)
    share = inventory.unit(target.unit) if isinstance(target, UnitInColumn) else None
    page = inventory.column(target.column) if isinstance(target, UnitInColumn) else target
    rulebook = next(each for each in inventory.rulebooks if each.key == NOTICE)
    rule = rules_for(page, rulebook).interval
    assert rule
    assert rule.limit
    limit = Within(rule=rule, period=rule.limit, settings=rulebook.settings, today=TODAY)
    listed = listed_by(looks_at(home, key), share_of=share)
    return past_of(key, listed, limit=limit, period=PERIOD, units=inventory.answers_for(target))


def published(key: str) -> list[Item]:
    """Return what the county knows that *key* published, newest first."""
    place, _, unit = key.partition("@")
    items = history_of(yanlian()).published(place, SHOWN_AT)
    return [item for item in items if unit in {"", item.unit}]


def days_over(key: str) -> set[date]:
    """Return the days of the period that began over the limit, by the county's own arithmetic."""
    limit = limit_of(yanlian().place(key.partition("@")[0]), NOTICE)
    assert limit
    came = sorted({item.on for item in published(key)})
    days = (BACK_TO + timedelta(days=number) for number in range(PERIOD.days))
    return {
        day for day in days if (before := [on for on in came if on < day]) and day > limit.due(before[-1])
    }


@pytest.mark.parametrize("key", [*KEYS, *SHARES])
def test_the_past_on_the_page_is_the_countys_history(home: Path, key: str) -> None:
    told = told_of(home, key)
    over = {
        lapse.over.from_on + timedelta(days=number)
        for lapse in told.lapses
        for number in range(lapse.days_over)
    }
    assert told.days_unknown == 0
    assert over == days_over(key)
    assert sum(each.items for each in told.items) == sum(item.on in PERIOD for item in published(key))


def test_the_cases_hold_times_over_the_limit_and_none() -> None:
    assert {bool(days_over(key)) for key in (*KEYS, *SHARES)} == {True, False}


def test_the_days_the_files_were_made_are_the_countys(home: Path) -> None:
    entries = listed_by(looks_at(home, "zcwj-zfwj")).own
    written = {article_path(yanlian(), item): item.written_on for item in published("zcwj-zfwj")}
    assert len(entries) >= 7
    assert {urlsplit(entry.address).path: entry.written_on for entry in entries}.items() <= written.items()


def test_files_of_a_column_held_to_disclosure_are_judged_by_the_filed_calendar(home: Path) -> None:
    settings = Settings(home=home)
    with Store.open(settings.database) as store:
        snapshot = store.latest_snapshot()
        assert snapshot
        held = replace(snapshot.inventory.column("zcwj-zfwj"), disclosure=True)
        plain = Holidays(year=2026, holidays=(), workdays=())
        inventory = replace(snapshot.inventory, columns=(held,), calendar=(plain,))
        told = look_back(
            store, replace(snapshot, inventory=inventory), held.key, since=BACK_TO, settings=settings
        ).disclosure
    assert told
    in_period = [item for item in published(held.key) if item.on in PERIOD]
    assert (told.judged, told.unknown, told.late) == (len(in_period), 0, ())


def backward(home: Path, key: str) -> Past:
    """Return the past of *key* by the notice's limit, as ``xuncha explain`` tells it."""
    settings = Settings.from_environment({"XUNCHA_HOME": str(home)})
    with Store.open(f"sqlite:///{home}/xuncha.db") as store:
        snapshot = store.latest_snapshot()
        assert snapshot
        return look_back(store, snapshot, key, since=BACK_TO, settings=settings).under[0].past


def test_a_landing_pages_past_is_that_of_the_lists_below_it(home: Path) -> None:
    below = [item for key in ("zcwj-zfwj", "zcwj-bmwj", "zcwj-gfxwj") for item in published(key)]
    told = backward(home, "zcwj")
    assert (told.days_unknown, told.lapses) == (0, ())
    assert sum(each.items for each in told.items) == len([item for item in below if item.on in PERIOD])


def test_days_of_a_waiver_are_none_of_the_days_over(home: Path) -> None:
    waived = Span(from_on=date(2026, 10, 1), until_on=TODAY)
    told = backward(home, "xxgk-zdjc")
    assert told.excused == (waived,)
    assert told.lapses
    assert not any(lapse.over.within(waived) for lapse in told.lapses)


def test_explain_tells_the_past_in_words_and_for_programs(
    home: Path, xuncha: Xuncha, environment: dict[str, str]
) -> None:
    settings = {"XUNCHA_HOME": str(home)}
    said = xuncha("explain", "xwzx-tpxw", "--since", "2026-10-20", **settings)
    assert said.returncode == 0, said.stderr
    assert "回看：2026年10月20日至2026年11月23日" in said.stdout
    assert "超期 7 天(2026年11月17日至2026年11月23日)" in said.stdout
    told = json.loads(xuncha("explain", "xwzx-tpxw", "--json", **settings).stdout)["past"]
    assert told["period"] == {"from_on": "2026-10-01", "until_on": "2026-11-23"}
    assert told["figures"][0]["days_over"] == [7]


def test_following_lists_back_wants_the_targets_named(xuncha: Xuncha) -> None:
    refused = xuncha("run", "--back-to", "2026-01-01")
    assert refused.returncode == 2
    assert "--only" in refused.stderr
