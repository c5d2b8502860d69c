"""One column that goes wrong in a county that is right."""

from collections.abc import Iterator
from datetime import datetime
from http.client import HTTPConnection

import pytest

from practice.faults import Fault
from practice.serve import Portal, serving
from practice.yanlian import SHANGHAI, SHOWN_AT, yanlian

HOST, SCHOOLS = "127.10.0.1", "127.10.0.2"
SINCE = datetime(2026, 11, 2, 9, tzinfo=SHANGHAI)


@pytest.fixture(scope="module")
def county_served() -> Iterator[Portal]:
    with serving(yanlian()) as served:
        yield served


@pytest.fixture
def portal(county_served: Portal) -> Iterator[Portal]:
    yield county_served
    county_served.faults, county_served.now = (), SHOWN_AT


def ask(portal: Portal, path: str, host: str = HOST) -> tuple[int, str]:
    connection = HTTPConnection(host, portal.port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode("utf-8" if host == HOST else "gbk")
    connection.close()
    return answer.status, body


def at(portal: Portal, moment: datetime, path: str) -> str:
    """Return the page as it is at *moment* when nothing is wrong."""
    portal.now, faults = moment, portal.faults
    portal.faults = ()
    try:
        return ask(portal, path)[1]
    finally:
        portal.now, portal.faults = SHOWN_AT, faults


def wrong(portal: Portal, *kinds: tuple[str, str]) -> None:
    portal.faults = tuple(Fault(target=target, kind=kind, from_at=SINCE) for target, kind in kinds)


def test_a_stale_list_is_served_as_it_was_and_its_neighbours_as_they_are(portal: Portal) -> None:
    wrong(portal, ("xwzx-zwyw", "stale"))
    assert ask(portal, "/xwzx/zwyw/")[1] == at(portal, SINCE, "/xwzx/zwyw/")
    assert ask(portal, "/xwzx/zwyw/index_1.html")[1] == at(portal, SINCE, "/xwzx/zwyw/index_1.html")
    for path in ("/", "/xwzx/", "/xwzx/mtgz/"):
        assert ask(portal, path)[1] == at(portal, SHOWN_AT, path)


def test_a_stale_column_has_its_newest_article_all_the_same(portal: Portal) -> None:
    wrong(portal, ("xwzx-zwyw", "stale"))
    home = ask(portal, "/")[1]
    newest = home[home.index("/xwzx/zwyw/2026") :].partition('"')[0]
    assert newest not in ask(portal, "/xwzx/zwyw/")[1]
    assert ask(portal, newest)[0] == 200


def test_a_list_is_right_until_it_stands_still(portal: Portal) -> None:
    wrong(portal, ("xwzx-zwyw", "stale"))
    portal.now = datetime(2026, 11, 1, 9, tzinfo=SHANGHAI)
    assert ask(portal, "/xwzx/zwyw/")[1] == at(
        portal, datetime(2026, 11, 1, 9, tzinfo=SHANGHAI), "/xwzx/zwyw/"
    )


@pytest.mark.parametrize(
    ("key", "path", "host"), [("xxgk-tjxx", "/xxgk/tjxx/", HOST), ("edu-jydt", "/jydt/", SCHOOLS)]
)
def test_a_moved_column_is_gone_where_it_was_and_the_menu_leads_on(
    portal: Portal, key: str, path: str, host: str
) -> None:
    before = ask(portal, path, host)[1]
    wrong(portal, (key, "moved"))
    assert ask(portal, path, host)[0] == 404
    status, after = ask(portal, f"/new{path}", host)
    assert (status, after.replace(f"/new{path}", path)) == (200, before)
    menu = ask(portal, "/xxgk/" if host == HOST else "/", host)[1]
    assert f'"/new{path}"' in menu
    assert f'"{path}' not in menu


def test_one_column_may_stand_still_and_another_have_moved(portal: Portal) -> None:
    wrong(portal, ("xwzx-zwyw", "stale"), ("xxgk-tjxx", "moved"))
    assert ask(portal, "/xwzx/zwyw/")[1] == at(portal, SINCE, "/xwzx/zwyw/")
    assert ask(portal, "/xxgk/tjxx/")[0] == 404


def test_only_a_column_can_drift() -> None:
    fault = Fault(target="portal", kind="stale", from_at=SINCE)
    with pytest.raises(ValueError, match="is no column"), serving(faults=[fault]):
        pass
