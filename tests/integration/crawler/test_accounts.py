"""Accounts looked at where they are: the practice platforms, a real browser, the spider and its evidence."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.platforms.weibo.asking import user_timeline
from crawler.reading_again import Kept, ReaderOfEvidence
from crawler.rendering.found import PROGRAMS
from practice.addresses import newest_article, sources, stores
from practice.history import history_of
from practice.platforms import ids
from practice.platforms.manners import MANNERS, Manner
from practice.platforms.stores import with_app
from practice.serve import Portal, serving
from practice.yanlian import SHOWN_AT, yanlian
from records.inventory import Inventory, Office
from records.observation import Observation, Outcome
from records.targets import Account, Platform, Site, Source, SourceKind, Unit, UnitKind
from tests.integration.crawler.wild import Crawl, Crawler, children, reply, wait_until
from tests.integration.crawler.wild import serving as wild

COUNTY = with_app(yanlian())
HISTORY = history_of(COUNTY)


@pytest.fixture(scope="module")
def browser(needs: Callable[..., Path]) -> dict[str, object]:
    """What an order says of the browser; as root it has to do without its sandbox."""
    return {"chromium": str(needs(*PROGRAMS)), "chromium_sandbox": os.geteuid() != 0, "platform_pause": 0.0}


def watched(portal: Portal, asked: Mapping[str, Sequence[str]], **changes: object) -> Inventory:
    """Return an inventory of those accounts of the county, each with those kinds of sources."""
    accounts = []
    for key, kinds in asked.items():
        account = COUNTY.account(key)
        at = {**sources(HISTORY, key, portal.port, SHOWN_AT), **stores(COUNTY, key, portal.port)}
        if account.platform != "app":
            at = dict(sources(HISTORY, key, portal.port, SHOWN_AT))
        found = tuple(
            Source(
                kind=SourceKind.STORE if kind in {"apple", "huawei", "tencent"} else SourceKind(kind),
                url=at[kind],
            )
            for kind in kinds
        )
        told = Account(
            key=key,
            platform=Platform(account.platform),
            kind=account.kind,
            name=account.name,
            id=ids.identity(account),
            aliases=(ids.biz(account),) if account.platform == "wechat" else (),
            unit="zfb",
            sources=found,
        )
        accounts.append(replace(told, **changes))  # type: ignore[arg-type]
    sites = tuple(
        Site(
            key=site.key, name=site.name, home=f"http://{site.host}:{portal.port}/", unit="zfb", private=True
        )
        for site in COUNTY.sites
    )
    return Inventory(
        office=Office(name="演练县人民政府办公室"),
        units=(Unit(key="zfb", name="县政府办公室", kind=UnitKind.DEPARTMENT),),
        sites=sites,
        columns=(),
        accounts=tuple(accounts),
        rulebooks=(),
    )


def looked(
    folder: Path,
    browser: Mapping[str, object],
    asked: Mapping[str, Sequence[str]],
    manners: Mapping[str, Manner] | None = None,
    links: Mapping[str, tuple[str, ...]] | None = None,
    **changes: object,
) -> Crawl:
    """Return what came of a pass over those accounts."""
    with serving(COUNTY, manners=manners or {}) as portal:
        given = {
            key: tuple(link.format(port=portal.port) for link in each) for key, each in (links or {}).items()
        }
        inventory = watched(portal, asked, **changes)
        folder.mkdir(exist_ok=True)
        return Crawler(home=folder).run(
            inventory, now=SHOWN_AT.isoformat(), timeout=20.0, links=given, **browser
        )


def newest(look: Observation) -> str:
    return str(look.newest and look.newest.published_at)


def true(key: str) -> str:
    return str(HISTORY.published(key, SHOWN_AT)[0].at)


@pytest.fixture(scope="module")
def crawl(browser: dict[str, object], tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    asked = {
        "wx-ylfb": ["article", "album", "homepage", "sogou", "feed"],
        "wb-ylfb": ["timeline"],
        "dy-ylrm": ["profile"],
        "tt-ylfb": ["profile"],
        "ks-jkyl": ["profile"],
        "app-ylt": ["apple", "huawei", "tencent"],
    }
    in_order = dict.fromkeys(asked, MANNERS["right"])
    return looked(tmp_path_factory.mktemp("accounts"), browser, asked, in_order)


def test_every_platform_is_read_to_the_second_of_its_newest_post(crawl: Crawl) -> None:
    assert (crawl.code, crawl.stderr) == (0, "")
    for key in ("wx-ylfb", "wb-ylfb", "dy-ylrm", "tt-ylfb"):
        look = crawl.looks[key]
        assert (look.outcome, newest(look)) == (Outcome.READ, true(key)), look.note


def test_only_the_timeline_proves_silence(crawl: Crawl) -> None:
    proving = {key for key, look in crawl.looks.items() if look.complete}
    assert proving == {"wb-ylfb"}


def test_a_platform_that_shows_no_times_accuses_nobody(crawl: Crawl) -> None:
    assert crawl.looks["ks-jkyl"].outcome in {Outcome.UNDATED, Outcome.PARTIAL}


def test_the_visitor_step_is_passed_and_what_was_heard_is_kept(
    browser: dict[str, object], tmp_path: Path
) -> None:
    crawl = looked(tmp_path, browser, {"wb-ylfb": ["timeline"]})
    look = crawl.looks["wb-ylfb"]
    evidence = Crawler(home=tmp_path).evidence
    kept = [evidence.exchange(digest) for digest in look.evidence]
    assert [exchange.step for exchange in kept] == ["visit", "heard", "heard"]
    assert all("getIndex" in exchange.address for exchange in kept[1:])
    assert look.account
    assert look.account.ids == (ids.uid(COUNTY.account("wb-ylfb")),)


def test_a_visit_is_read_again_from_its_evidence(browser: dict[str, object], tmp_path: Path) -> None:
    with serving(COUNTY) as portal:
        inventory = watched(portal, {"wb-ylfb": ["timeline"], "wx-ylfb": ["article", "album"]})
        crawl = Crawler(home=tmp_path).run(inventory, now=SHOWN_AT.isoformat(), timeout=20.0, **browser)
    evidence, again = Crawler(home=tmp_path).evidence, ReaderOfEvidence(inventory)
    for look in crawl.looks.values():
        exchanges = [evidence.exchange(digest) for digest in look.evidence]
        kept = [Kept(exchange=each, body=evidence.read(each.body)) for each in exchanges]
        read = again.read(look, kept)
        assert (read.outcome, read.complete, read.account) == (look.outcome, look.complete, look.account)
        assert [entry.published_at for entry in read.entries] == [
            entry.published_at for entry in look.entries
        ]


def test_after_three_blocks_in_a_row_a_platform_is_left_alone(
    browser: dict[str, object], tmp_path: Path
) -> None:
    keys = [account.key for account in COUNTY.accounts if account.platform == "wechat"]
    blocked = dict.fromkeys(keys, MANNERS["blocked"])
    crawl = looked(tmp_path, browser, {key: ["article"] for key in keys}, blocked)
    outcomes = [crawl.looks[key].outcome for key in keys]
    assert set(outcomes) == {Outcome.BLOCKED}
    left = [key for key in keys if "left alone" in crawl.looks[key].note]
    assert left == keys[3:]


def test_the_next_pass_visits_again(browser: dict[str, object], tmp_path: Path) -> None:
    keys = [account.key for account in COUNTY.accounts if account.platform == "wechat"]
    asked = {key: ["article"] for key in keys}
    with serving(COUNTY, manners=dict.fromkeys(keys, MANNERS["blocked"])) as portal:
        inventory = watched(portal, asked)
        order = {"now": SHOWN_AT.isoformat(), "timeout": 20.0, **browser}
        Crawler(home=tmp_path).run(inventory, **order)
        portal.manners = {}
        (tmp_path / "next").mkdir()
        again = Crawler(home=tmp_path / "next").run(inventory, **order)
    assert {again.looks[key].outcome for key in keys} == {Outcome.READ}


#: How accounts are shown in passes that are made once for all the tests of states.
SHOWN = (
    {
        "wx-ylfb": "migrated",
        "wx-yljy": "cancelled",
        "wx-ylcz": "newest-deleted",
        "wx-cgzs": "newest-violating",
        "wx-qqlh": "blocked",
        "wb-ylfb": "cancelled",
        "wb-ylyj": "never-posted",
        "wb-ylsl": "hidden",
    },
    {"wb-ylfb": "log-in", "wb-ylyj": "rate", "wb-ylsl": "relative-times"},
    {"wb-ylfb": "never-loads", "wb-ylsl": "blocked"},
)


@pytest.fixture(scope="module")
def shown(
    browser: dict[str, object], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[tuple[str, str], Observation]:
    """The looks at accounts in each of those states, by platform and state."""
    found = {}
    for states in SHOWN:
        asked = {key: ["article" if key.startswith("wx") else "timeline"] for key in states}
        manners = {key: MANNERS[name] for key, name in states.items()}
        crawl = looked(tmp_path_factory.mktemp("shown"), browser, asked, manners)
        found |= {(key[:2], name): crawl.looks[key] for key, name in states.items()}
    return found


@pytest.mark.parametrize(
    ("name", "outcome", "state"),
    [
        ("migrated", Outcome.UNREADABLE, "migrated"),
        ("cancelled", Outcome.UNREADABLE, "cancelled"),
        ("newest-deleted", Outcome.PARTIAL, ""),
        ("newest-violating", Outcome.PARTIAL, ""),
        ("blocked", Outcome.BLOCKED, ""),
    ],
)
def test_a_wechat_article_that_is_not_shown_says_no_more_than_it_does(
    shown: Mapping[tuple[str, str], Observation], name: str, outcome: Outcome, state: str
) -> None:
    look = shown["wx", name]
    assert (look.outcome, look.account.state if look.account else "", look.complete) == (
        outcome,
        state,
        False,
    )


@pytest.mark.parametrize(
    ("name", "outcome", "complete"),
    [
        ("cancelled", Outcome.GONE, True),
        ("never-posted", Outcome.EMPTY, True),
        ("hidden", Outcome.BLOCKED, False),
        ("log-in", Outcome.BLOCKED, False),
        ("rate", Outcome.BLOCKED, False),
        ("blocked", Outcome.BLOCKED, False),
        ("relative-times", Outcome.READ, True),
        ("never-loads", Outcome.READ, True),
    ],
)
def test_weibo_in_each_of_its_states(
    shown: Mapping[tuple[str, str], Observation], name: str, outcome: Outcome, *, complete: bool
) -> None:
    look = shown["wb", name]
    assert (look.outcome, look.complete) == (outcome, complete), look.note


def test_a_renamed_account_and_one_of_the_same_name(browser: dict[str, object], tmp_path: Path) -> None:
    renamed = looked(tmp_path / "a", browser, {"wx-ylfb": ["article"]}, {"wx-ylfb": MANNERS["renamed"]})
    look = renamed.looks["wx-ylfb"]
    assert (look.outcome, look.account and look.account.name) == (Outcome.READ, "演练新声")
    stranger = looked(
        tmp_path / "b", browser, {"wx-ylfb": ["article"]}, id="gh_ffffffffffff", aliases=()
    ).looks["wx-ylfb"]
    assert (stranger.outcome, stranger.entries) == (Outcome.UNREADABLE, ())
    assert "another account" in stranger.note


def test_a_pasted_link_is_visited_for_an_account_without_sources(
    browser: dict[str, object], tmp_path: Path
) -> None:
    link = newest_article(HISTORY, "wx-qqlh", 12345, SHOWN_AT).replace("12345", "{port}")
    crawl = looked(tmp_path, browser, {"wx-qqlh": []}, links={"wx-qqlh": (link,)})
    look = crawl.looks["wx-qqlh"]
    assert (look.outcome, newest(look), look.complete) == (Outcome.READ, true("wx-qqlh"), False)


def test_without_a_browser_nothing_is_said_and_the_remedy_is(tmp_path: Path) -> None:
    look = looked(tmp_path, {"platform_pause": 0.0}, {"wb-ylfb": ["timeline"]}).looks["wb-ylfb"]
    assert (look.outcome, look.complete) == (Outcome.UNREADABLE, False)
    assert "chromium-headless-shell" in look.note


@pytest.mark.parametrize(
    ("name", "outcome", "complete"),
    [
        ("right", Outcome.READ, True),
        ("delayed-api", Outcome.PARTIAL, False),
        ("unlisted-api", Outcome.BLOCKED, False),
        ("quota-api", Outcome.BLOCKED, False),
        ("unauthorised-api", Outcome.BLOCKED, False),
    ],
)
def test_the_official_interface_proves_silence_or_says_why_it_cannot(
    tmp_path: Path, name: str, outcome: Outcome, *, complete: bool
) -> None:
    key = "wx-ylcz"
    secret = f"{ids.app_id(COUNTY.account(key))}:{ids.app_secret(COUNTY.account(key))}"
    source = Source(kind=SourceKind.OFFICIAL, secret="WX_YLCZ")
    with serving(COUNTY, manners={key: MANNERS[name]}) as portal:
        inventory = watched(portal, {key: []}, sources=(source,))
        host = f"http://{COUNTY.platform('wechat').host}:{portal.port}"
        crawl = Crawler(home=tmp_path).run(
            inventory,
            now=SHOWN_AT.isoformat(),
            secrets={"WX_YLCZ": secret},
            interfaces={Platform.WECHAT: host},
            platform_pause=0.0,
        )
    look = crawl.looks[key]
    assert (crawl.stderr, look.outcome, look.complete) == ("", outcome, complete), look.note
    if complete:
        assert str(look.newest and look.newest.published_on) == str(HISTORY.published(key, SHOWN_AT)[0].on)
    evidence = Crawler(home=tmp_path).evidence
    kept = [evidence.exchange(digest) for digest in look.evidence]
    everything = b"".join(evidence.read(each.body) for each in kept) + str(kept).encode()
    assert secret.partition(":")[2].encode() not in everything
    read = ReaderOfEvidence(inventory).read(
        look, [Kept(exchange=each, body=evidence.read(each.body)) for each in kept]
    )
    assert (read.outcome, read.complete) == (look.outcome, look.complete)
    assert read.entries == tuple(replace(entry, first_seen_at=None) for entry in look.entries)


def test_a_secret_that_is_not_set_is_told_by_its_name(tmp_path: Path) -> None:
    source = Source(kind=SourceKind.OFFICIAL, secret="WX_YLCZ")
    with serving(COUNTY) as portal:
        inventory = watched(portal, {"wx-ylcz": []}, sources=(source,))
        look = Crawler(home=tmp_path).run(inventory, now=SHOWN_AT.isoformat()).looks["wx-ylcz"]
    assert (look.outcome, look.evidence) == (Outcome.BLOCKED, ())
    assert "XUNCHA_SECRET_WX_YLCZ is not set" in look.note


def test_no_browser_is_left_of_a_pass_over_accounts_that_is_killed(
    browser: dict[str, object], tmp_path: Path
) -> None:
    keys = [account.key for account in COUNTY.accounts if account.platform == "wechat"]
    crawler = Crawler(home=tmp_path)
    with serving(COUNTY, manners=dict.fromkeys(keys, MANNERS["never-loads"])) as portal:
        inventory = watched(portal, {key: ["article"] for key in keys})
        order = crawler.order(inventory, now=SHOWN_AT.isoformat(), timeout=20.0, **browser)
        crawl = crawler.start(order.to_json())
        try:
            assert wait_until(lambda: len(children(crawl.pid)) > 2)
            below = children(crawl.pid)
        finally:
            crawl.kill()
            crawl.wait()
    assert wait_until(lambda: not any(Path(f"/proc/{each}/exe").exists() for each in below))


def test_weibos_open_api_is_asked_with_a_token_that_stands_in_no_evidence(tmp_path: Path) -> None:
    uid, token = "6000000003", "2.00-practised/token"
    statuses = [
        {
            "id": number,
            "mid": str(number),
            "created_at": f"Fri Nov {day} 09:30:00 +0800 2026",
            "text": "今天的演练县",
            "user": {"id": int(uid), "screen_name": "演练水利"},
        }
        for number, day in ((3, 20), (2, 13), (1, 10))
    ]
    with wild({}) as server:
        told = json.dumps({"statuses": statuses, "total_number": 3}).encode()
        server.answers[user_timeline(uid, token, base="")] = reply(told, Content_Type="application/json")
        source = Source(kind=SourceKind.OFFICIAL, secret="WB")
        with serving(COUNTY) as portal:
            inventory = watched(portal, {"wb-ylsl": []}, sources=(source,), id=uid)
        base = f"http://127.0.0.1:{server.port}"
        home = Site(key="wild", name="网站", home=f"{base}/", unit="zfb", private=True)
        inventory = replace(inventory, sites=(home,))
        crawl = Crawler(home=tmp_path).run(
            inventory,
            now=SHOWN_AT.isoformat(),
            secrets={"WB": token},
            interfaces={Platform.WEIBO: base},
            platform_pause=0.0,
        )
    look = crawl.looks["wb-ylsl"]
    assert (crawl.stderr, look.outcome, look.complete, look.address) == ("", Outcome.READ, True, base), (
        look.note
    )
    assert newest(look) == "2026-11-20 09:30:00+08:00"
    evidence = Crawler(home=tmp_path).evidence
    kept = [evidence.exchange(digest) for digest in look.evidence]
    assert "practised" not in str(kept)
    read = ReaderOfEvidence(inventory).read(
        look, [Kept(exchange=each, body=evidence.read(each.body)) for each in kept]
    )
    assert (read.outcome, read.complete) == (Outcome.READ, True)
