"""Six days before a long holiday, practised, and a score that sees what must not be."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bench.practised.notice_score import is_worked, score
from bench.practised.noticing import Arrived
from bench.practised.truths import Year
from bench.quarter import Quarter, as_json, main, practise
from monitors.calendar import is_workday
from practice.bad_year import bad_year
from practice.drawn import drawn_county, smaller
from practice.history import History
from practice.yanlian import SHANGHAI
from records.notice import NoticeItem, NoticeKind
from records.verdict import State

SEED, SITES = 7, ("wsj", "cz")
FIRST, DAYS, DOWN, KILLS = date(2026, 2, 10), 6, date(2026, 2, 10), 2


@pytest.fixture(scope="module")
def practised(tmp_path_factory: pytest.TempPathFactory) -> Quarter:
    """The days before the Spring Festival of 2026, and its first one."""
    county = smaller(drawn_county(SEED), *SITES)
    home: Path = tmp_path_factory.mktemp("quarter")
    return practise(SEED, days=DAYS, home=home, county=county, first=FIRST, down=DOWN, kills=KILLS)


def test_units_hear_in_time_and_nothing_comes_that_must_not(practised: Quarter) -> None:
    told = as_json(practised)
    assert practised.score.mails >= 5
    assert practised.post.kills == KILLS
    assert practised.post.rounds == 7 * DAYS
    for wrong in ("on_a_day_off", "after_mending", "false", "for_an_unknown", "twice"):
        assert told[wrong] == [], wrong
    assert practised.unsent == {}
    assert not practised.failed


def test_what_a_server_that_was_away_did_not_take_comes_later(practised: Quarter) -> None:
    assert practised.post.put_off > 0
    assert DOWN not in {mail.at.date() for mail in practised.post.arrived}


def test_the_calendar_written_here_is_that_of_the_program() -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    assert [day for day in days if is_worked(day) != is_workday(day)] == []


@pytest.fixture(scope="module")
def year() -> Year:
    """What was true in those days."""
    county = smaller(drawn_county(SEED), *SITES)
    last = FIRST + timedelta(days=DAYS - 1)
    return Year(History(county), bad_year(county, SEED), first=FIRST, last=last)


def arrived(year: Year, *, at: datetime, kind: NoticeKind, state: State) -> Arrived:
    """Return a mail at *at* that says of a column, which is in time, that it is *state*."""
    target = next(
        key
        for (key, _), steps in year.steps.items()
        if "@" not in key and steps.at(at).known == "FRESH" and steps.at(at).newest_on
    )
    newest = year.steps[target, "fangxian-2023-16"].at(at).newest_on
    assert newest
    item = NoticeItem(
        target=target,
        kind=kind,
        occasion=newest,
        state=state,
        newest_on=newest - timedelta(days=1),
        due_on=newest,
    )
    return Arrived(at=at, message_id="<1@x>", unit="u", text="", items=(item,), states=(State.DUE_SOON,))


def test_the_score_sees_what_must_not_be(year: Year) -> None:
    thursday = datetime(2026, 2, 12, 8, 40, tzinfo=SHANGHAI)
    mended = arrived(year, at=thursday, kind=NoticeKind.DUE_SOON, state=State.DUE_SOON)
    false = arrived(year, at=thursday, kind=NoticeKind.OVERDUE, state=State.OVERDUE)
    off = replace(mended, at=datetime(2026, 2, 15, 8, 40, tzinfo=SHANGHAI))
    late = replace(mended, at=datetime(2026, 2, 12, 15, 0, tzinfo=SHANGHAI))
    assert score([mended], year).after_mending
    assert score([false], year).false
    assert score([off], year).on_a_day_off
    assert score([late], year).on_a_day_off
    assert score([replace(mended, states=(State.UNKNOWN,))], year).for_an_unknown
    assert score([mended, replace(mended, message_id="<2@x>")], year).twice
    again = score([mended, mended], year)
    assert (again.twice, again.repeated) == ([], 1)


def test_the_figures_can_be_had_as_json(tmp_path: Path) -> None:
    file = tmp_path / "quarter.json"
    code = main(["--seed", str(SEED), "--days", "1", "--site", "wsj", "--json", str(file)])
    told = json.loads(file.read_text(encoding="utf-8"))
    assert (code, told["mails"]) == (0, 0)
