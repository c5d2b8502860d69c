"""The peer that takes the largest group of dated siblings."""

from datetime import date

from bench.noise import NOISES
from bench.script import first_date, newest_date
from bench.siblings import newest_of_siblings
from tests.unit.bench.invented import LIST, NEWEST, NOW, saved

CLOCK = NOISES["clock"](LIST.encode(), saved())
BESIDE = NOISES["sidebar-after"](LIST.encode(), saved())


def test_it_reads_the_list_and_is_not_misled_by_a_clock() -> None:
    assert newest_of_siblings(CLOCK, now=NOW) == NEWEST
    assert newest_date(CLOCK, now=NOW) == first_date(CLOCK, now=NOW) == NOW


def test_a_longer_sidebar_misleads_it() -> None:
    assert newest_of_siblings(BESIDE, now=NOW) == NOW
    assert first_date(BESIDE, now=NOW) == NEWEST


def test_rows_of_a_table_and_days_behind_elements_are_seen() -> None:
    rows = "<table><tr><td><b>一</b>2026-05-04</td></tr><tr><td>2026年5月6日</td></tr></table>"
    assert newest_of_siblings(rows.encode(), now=NOW) == date(2026, 5, 6)


def test_one_date_is_no_group_and_scripts_are_not_read() -> None:
    assert newest_of_siblings(b"<p>2026-05-04</p>", now=NOW) is None
    assert newest_of_siblings(b"<script>2026-05-04</script><script>2026-05-05</script>", now=NOW) is None
    assert newest_of_siblings(b"", now=NOW) is None


def test_days_to_come_are_left_out() -> None:
    body = b"<ul><li>2026-12-31</li><li>2026-11-01</li></ul>"
    assert newest_of_siblings(body, now=NOW) == date(2026, 11, 1)
