"""Home pages tried by the real child against servers that are quick, slow, broken, shut or away."""

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from crawler.probing import PROBES
from pipeline.look import Looker
from pipeline.probing import probe_homes
from pipeline.settings import Settings
from records.civil import SHANGHAI
from records.errors import OutsideError
from records.probe import Probe
from records.store import Store
from tests.integration.crawler.wild import WildServer, reply, serving

QUICK = reply("<html><body><h1>县人民政府</h1></body></html>")
#: The most a page may take under the test's rulebook, in seconds.
ALLOWED = 1

RULEBOOK = {
    "key": "own",
    "title": "检查指标",
    "in_force": "2020-01-01",
    "rules": [
        {
            "key": "blank",
            "clause": "空白栏目",
            "title": "空白栏目",
            "covers": {"kind": "column"},
            "blank": "true",
        }
    ],
    "vetoes": [
        {
            "key": "unreachable",
            "clause": "打不开",
            "title": "站点无法访问",
            "kind": "probes",
            "seconds": str(ALLOWED),
            "per_cent": "5",
            "a_day": "20",
            "days": "7",
        }
    ],
}


def silent(connection: socket.socket, _path: str) -> None:
    """Answer nothing until the client has gone."""
    with suppress(OSError):
        while connection.recv(1024):
            pass


@dataclass
class Office:
    """An office that watches sites on loopback, each with one column."""

    settings: Settings

    @property
    def now(self) -> datetime:
        return datetime.now(SHANGHAI)

    def probe(self, looker: Looker | None = None) -> dict[str, Probe]:
        tried = looker or Looker((sys.executable, "-m", "crawler", PROBES))
        found = probe_homes(self.settings, looker=tried, clock=lambda: self.now)
        return {probe.site: probe for probe in found}

    def kept(self) -> tuple[Probe, ...]:
        with Store.open(self.settings.database) as store:
            return store.probes(since=self.now - timedelta(days=1), until=self.now)


def an_office(folder: Path, homes: dict[str, str], *, own: bool = True) -> Office:
    sites = [
        {
            "key": key,
            "name": key,
            "home": home,
            "unit": "zfb",
            "private": "true",
            "own": str(own).lower(),
            "delay": "0",
        }
        for key, home in homes.items()
    ]
    columns = [
        {
            "key": f"{key}-list",
            "name": key,
            "url": f"{home}list/",
            "site": key,
            "units": ["zfb"],
            "class": "news",
        }
        for key, home in homes.items()
    ]
    files = {
        "office.yaml": {"name": "办公室", "rulebooks": ["own"]},
        "units.yaml": {"units": [{"key": "zfb", "name": "县政府办", "kind": "县直"}]},
        "columns.yaml": {"sites": sites, "columns": columns},
        "rulebooks/own.yaml": RULEBOOK,
    }
    for name, content in files.items():
        path = folder / "inventory" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        YAML().dump(content, path)
    (folder / "home").mkdir()
    # One try a day, so that a test hardly ever runs while one part of the day ends.
    return Office(Settings(home=folder / "home", inventory=folder / "inventory", delay=0, probes_a_day=1))


@contextmanager
def away() -> Iterator[str]:
    """Give an address that refuses every connection: bound, and never listened on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}/"


@pytest.fixture
def quick() -> Iterator[WildServer]:
    with serving({"/": QUICK}) as server:
        yield server


def test_each_home_page_is_asked_once_and_measured(tmp_path: Path, quick: WildServer) -> None:
    slow_answers, broken_answers = {"/": silent}, {"/": reply("oops", status="503 Service Unavailable")}
    with serving(slow_answers) as slow, serving(broken_answers) as broken, away() as shut:
        homes = {
            "quick": f"{quick.address}/",
            "slow": f"{slow.address}/",
            "broken": f"{broken.address}/",
            "shut": shut,
        }
        office = an_office(tmp_path, homes)
        tried = office.probe()
        assert quick.asked == slow.asked == broken.asked == ["/"]
    assert {key: probe.seconds is None for key, probe in tried.items()} == {
        "quick": False,
        "slow": True,
        "broken": True,
        "shut": True,
    }
    assert 0 < (tried["quick"].seconds or 0) < ALLOWED
    assert len(office.kept()) == 4


def test_a_part_of_the_day_has_one_try(tmp_path: Path, quick: WildServer) -> None:
    office = an_office(tmp_path, {"quick": f"{quick.address}/"})
    assert set(office.probe()) == {"quick"}
    assert office.probe() == {}
    assert quick.asked == ["/"]


def test_a_stub_is_followed_to_the_page_it_stands_for(tmp_path: Path) -> None:
    stub = '<html><head><meta http-equiv="refresh" content="0; url=/index/"></head></html>'
    with serving({"/": reply(stub), "/index/": QUICK}) as server:
        tried = an_office(tmp_path, {"stub": f"{server.address}/"}).probe()
        assert server.asked == ["/", "/index/"]
    assert tried["stub"].seconds is not None


def test_a_page_that_keeps_us_out_is_no_try(tmp_path: Path, quick: WildServer) -> None:
    with serving({"/": reply("no", status="403 Forbidden")}) as wall:
        office = an_office(tmp_path, {"quick": f"{quick.address}/", "wall": f"{wall.address}/"})
        assert set(office.probe()) == {"quick"}


def test_robots_txt_is_obeyed_where_the_site_is_not_the_office_s_own(
    tmp_path: Path, quick: WildServer
) -> None:
    refusal = {"/": QUICK, "/robots.txt": reply("User-agent: *\nDisallow: /\n", Content_Type="text/plain")}
    with serving(refusal) as closed:
        homes = {"quick": f"{quick.address}/", "closed": f"{closed.address}/"}
        assert set(an_office(tmp_path, homes, own=False).probe()) == {"quick"}
        assert closed.asked == ["/robots.txt"]


def test_where_nobody_answers_no_try_was_made_and_the_next_call_tries_again(tmp_path: Path) -> None:
    with away() as one, away() as other:
        office = an_office(tmp_path, {"one": one, "other": other})
        assert office.probe() == {}
    assert office.kept() == ()
    assert office.probe() == {}


def test_a_child_that_is_killed_leaves_nothing_and_the_next_call_tries_again(
    tmp_path: Path, quick: WildServer
) -> None:
    asked, answer = threading.Event(), threading.Event()

    def held(connection: socket.socket, path: str) -> None:
        asked.set()
        answer.wait(30)
        QUICK(connection, path)

    with serving({"/": held}) as slow:
        office = an_office(tmp_path, {"quick": f"{quick.address}/", "slow": f"{slow.address}/"})
        looker = Looker((sys.executable, "-m", "crawler", PROBES))
        stopper = threading.Thread(target=lambda: asked.wait(60) and looker.stop())
        stopper.start()
        with pytest.raises(OutsideError, match="none of these tries is kept"):
            office.probe(looker)
        stopper.join(timeout=60)
        assert office.kept() == ()
        answer.set()
        assert set(office.probe()) == {"quick", "slow"}


def test_an_order_that_cannot_be_used_is_refused() -> None:
    looker = Looker((sys.executable, "-m", "crawler", PROBES))
    with pytest.raises(OutsideError, match="status 2"):
        list(looker.lines('{"sites": []}', then="nothing is kept"))
