"""The newest snapshot, read again only when there is a newer one, and what is scraped of it."""

from datetime import date, timedelta
from pathlib import Path

from pipeline.scraping import Newest, scrape_of
from pipeline.tell import METRICS, tell
from records.store import Store
from records.vitals import Vitals
from tests.integration.records.test_store import NOW, begin, verdict
from tests.unit.exporters.county import county

DAY = timedelta(days=1)


def judged(store: Store, *, days: int) -> int:
    number = begin(store, now=NOW + days * DAY)
    store.judged(number, at=NOW + days * DAY, verdicts=[verdict()], changes=())
    return number


def test_a_snapshot_is_read_once_until_a_newer_pass_is_judged_or_it_is_finished(sqlite_url: str) -> None:
    with Store.open(sqlite_url) as store:
        newest = Newest(store, clock=lambda: NOW + 9 * DAY)
        assert (newest.snapshot(), newest.scrape()) == (None, None)
        first = judged(store, days=0)
        told = newest.snapshot()
        assert told is not None
        assert told is newest.snapshot()
        store.finished(first, at=NOW)
        finished = newest.snapshot()
        assert finished == store.latest_snapshot() != told
        judged(store, days=1)
        later = newest.scrape()
        assert later is not None
        assert later.snapshot == store.latest_snapshot() != finished


def test_a_clock_that_stands_in_the_past_sees_the_pass_of_its_day(sqlite_url: str) -> None:
    with Store.open(sqlite_url) as store:
        for day in range(2):
            store.finished(judged(store, days=day), at=NOW + day * DAY)
        told = Newest(store, clock=lambda: NOW).snapshot()
        assert told is not None
        assert told.at == NOW


def test_the_calendar_is_known_to_the_end_of_a_year() -> None:
    assert scrape_of(county(), Vitals()).calendar_ends_on >= date(2026, 12, 31)


def test_telling_replaces_the_metrics_at_one_stroke(tmp_path: Path) -> None:
    told = tmp_path / METRICS
    told.parent.mkdir()
    told.write_text("old", encoding="utf-8")
    tell(county(), Vitals(completed_at=NOW), tmp_path)
    assert f"}} {NOW.timestamp():.0f}\n" in told.read_text(encoding="utf-8")
    assert sorted(path.name for path in told.parent.iterdir()) == ["board.html", "xuncha.prom"]
