from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from practice.bad_year import bad_year
from practice.county import Closing, Column, County, DatedBack, Rhythm, Site, Unit
from practice.drawn import FIRST, LAST, drawn_county, smaller
from practice.families import Family
from practice.history import History
from practice.limits import NOTICE
from practice.misdeeds import misdo
from practice.pages import Pages
from practice.truth import truth_by
from practice.wire import Answer, Request
from practice.yanlian import SHANGHAI

SEEDS = (1, 2, 3)
MONTH = (date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_drawn_county_is_as_large_as_a_county(seed: int) -> None:
    county = drawn_county(seed)
    assert len(county.columns) >= 120
    assert len(county.accounts) >= 20
    assert len({site.charset for site in county.sites}) == 3
    keys = list(county.target_keys())
    assert len(set(keys)) == len(keys)
    assert len({(column.site, column.path) for column in county.columns}) == len(county.columns)


@pytest.mark.parametrize("seed", SEEDS)
def test_something_of_everything_goes_wrong_in_it(seed: int) -> None:
    columns = drawn_county(seed).columns
    assert sum(bool(column.lapses) for column in columns) > 40
    assert any(column.blanked for column in columns)
    assert any(column.gone_from for column in columns)
    assert any(column.dated_back for column in columns)
    assert any(lapse.unit for column in columns for lapse in column.lapses)
    assert drawn_county(seed).waivers
    assert drawn_county(seed).closings


def test_the_same_seed_draws_the_same_county_and_another_seed_another() -> None:
    assert drawn_county(1) == drawn_county(1) != drawn_county(2)


def test_no_list_is_drawn_whose_age_cannot_be_told() -> None:
    families = {column.family for seed in SEEDS for column in drawn_county(seed).columns}
    assert not families & {Family.MONTH_DAY, Family.PICTURES, Family.SHELL}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bad_year_has_every_kind_of_fault(seed: int) -> None:
    county = drawn_county(seed)
    bad = bad_year(county, seed)
    kinds = Counter(fault.kind for fault in bad.faults)
    assert set(kinds) >= {
        *("timeout", "http500", "http503", "reset", "waf412", "waf521", "verify200", "maintenance"),
        *("changed-markup", "wrong-encoding", "stale304", "gone404", "emptied", "moved", "stale"),
    }
    assert all(county.knows(fault.target) for fault in bad.faults)
    assert len(bad.kills) >= 8
    assert len(bad.browser) >= 30
    assert FIRST < bad.clock_wrong < LAST


@pytest.mark.parametrize("seed", SEEDS)
def test_about_three_of_a_hundred_target_days_are_faulted(seed: int) -> None:
    county = drawn_county(seed)
    targets = len(county.columns) + len(county.accounts)
    sites = {site.key for site in county.sites}
    hours = sum(
        (fault.until_at - fault.from_at) / timedelta(hours=1)
        for fault in bad_year(county, seed).faults
        if fault.target not in sites
    )
    assert 0.01 < hours / (24 * 365 * targets) < 0.05


def test_a_day_has_the_faults_that_hold_on_it() -> None:
    bad = bad_year(drawn_county(1), 1)
    day = date(2026, 5, 4)
    noon = datetime(2026, 5, 4, 12, tzinfo=SHANGHAI)
    assert [fault for fault in bad.faults if fault.holds(noon)] == [
        fault for fault in bad.on(day) if fault.holds(noon)
    ]


def test_a_smaller_county_keeps_to_its_sites() -> None:
    county = smaller(drawn_county(1), "wsj", "cz")
    assert {column.site for column in county.columns} == {"wsj", "cz"}
    assert county.accounts == ()
    assert bad_year(county, 1).faults


def county(**changes: object) -> County:
    column = Column(
        key="c",
        name="工作动态",
        site="s",
        path="/c/",
        units=("a",),
        class_="news",
        family=Family.SPAN,
        topic="news",
        rhythm=Rhythm(every=(1, 1)),
        **changes,  # type: ignore[arg-type]
    )
    unit = Unit(key="a", name="县甲局", kind="县直", order=1)
    site = Site(key="s", name="站", host="127.12.9.1", unit="a")
    return County(name="小县", units=(unit,), sites=(site,), columns=(column,), accounts=())


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_what_is_dated_back_comes_out_at_once_and_shows_its_printed_days() -> None:
    held = DatedBack(first=date(2026, 3, 2), last=date(2026, 3, 13), out_on=date(2026, 3, 16))
    history = History(county(dated_back=(held,)))
    assert history.published("c", at("2026-03-13T20:00"))[0].on == date(2026, 2, 27)
    shown = [item.on for item in history.published("c", at("2026-03-16T20:00"))]
    assert {date(2026, 3, 2), date(2026, 3, 13), date(2026, 3, 16)} <= set(shown)
    assert shown == sorted(shown, reverse=True)


def test_a_column_that_was_blanked_says_that_it_holds_nothing_and_is_refilled() -> None:
    history = History(county(blanked=(MONTH,)))
    pages, column = Pages(history), history.county.column("c")
    during, after = at("2026-03-12T09:00"), at("2026-04-01T06:30")
    assert "共0条" in pages.column(column, pages.sheet(column, 0, during), during)
    assert "共0条" not in pages.column(column, pages.sheet(column, 0, after), after)
    assert truth_by(history, during)["c", NOTICE].known == "BLANK"
    assert truth_by(history, after)["c", NOTICE].known != "BLANK"


def test_what_is_on_a_site_that_is_closed_with_leave_is_waived() -> None:
    closing = Closing(site="s", first=MONTH[0], last=MONTH[1], approval="批复")
    closed = county()
    history = History(County(**{**vars_of(closed), "closings": (closing,)}))
    assert truth_by(history, at("2026-03-31T09:00"))["c", NOTICE].known == "WAIVED"
    assert truth_by(history, at("2026-04-01T09:00"))["c", NOTICE].known != "WAIVED"


def vars_of(county: County) -> dict[str, object]:
    return {name: getattr(county, name) for name in ("name", "units", "sites", "columns", "accounts")}


def test_a_page_without_a_clock_is_the_same_on_another_day() -> None:
    plain = drawn_county(1)
    pages = Pages(History(plain))
    still = next(one for one in plain.columns if one.site == "wsj" and one.class_ == "statistics")
    clocked = next(one for one in plain.columns if one.site == "edu" and one.class_ == "statistics")
    days = at("2026-03-07T09:00"), at("2026-03-08T09:00")
    assert len({pages.column(still, pages.sheet(still, 0, day), day) for day in days}) == 1
    assert len({pages.column(clocked, pages.sheet(clocked, 0, day), day) for day in days}) == 2


def asked(**headers: str) -> Request:
    return Request(method="GET", host="127.12.9.1", path="/c/", query="", headers=headers)


def test_a_cache_that_stands_still_answers_304_to_whoever_asks_conditionally() -> None:
    right = Answer(body=b"new", headers=(("ETag", '"new"'),))
    assert misdo("stale304", right, asked(**{"if-none-match": '"old"'})) == Answer(
        status=304, type="", headers=(("ETag", '"old"'),)
    )
    assert misdo("stale304", right, asked()) is right


@pytest.mark.parametrize("site", ["portal", "edu", "cz"])
def test_a_list_that_is_published_anew_holds_nothing_for_a_while(site: str) -> None:
    plain = drawn_county(1)
    pages, now = Pages(History(plain)), at("2026-03-07T09:00")
    column = next(one for one in plain.columns if one.site == site and one.class_ == "statistics")
    charset = plain.site(site).charset
    html = pages.column(column, pages.sheet(column, 0, now), now)
    emptied = misdo("emptied", Answer(body=html.encode(charset)), asked())
    assert isinstance(emptied, Answer)
    newest = pages.history.published(column.key, now)[0].title
    assert newest in html
    assert newest not in emptied.body.decode(charset)
    assert "共0条" in emptied.body.decode(charset)
