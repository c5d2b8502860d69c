"""The sheet by which people look at accounts themselves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
import segno
from lxml import html

from exporters.codes import qr_code
from exporters.sheet.render import render_sheet
from exporters.sheet.rows import Row, rows_to_look_at
from records.given import GivenLink
from records.observation import PERSON, Entry, Observation, Outcome, note_of
from records.snapshot import Snapshot
from records.targets import Account, Platform, Source, SourceKind
from records.verdict import Reason, State
from tests.unit.exporters.county import NOW, TODAY, both, county, snapshot, verdict

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
LINK = "https://mp.weixin.qq.com/s?__biz=MzAw&mid=1&idx=1&sn=0a1b&chksm=0c1d#rd"


def account(key: str, *kinds: SourceKind, platform: Platform = Platform.WECHAT) -> Account:
    sources = tuple(Source(kind=kind, url=f"http://media.test/{key}/{kind}") for kind in kinds)
    return Account(key=key, platform=platform, kind="订阅号", name=key, id="", unit="zfb", sources=sources)


def judged(
    *accounts: Account,
    state: State = State.UNKNOWN,
    reason: Reason = Reason.NOT_PROVEN,
    due: int | None = None,
) -> Snapshot:
    days = {} if due is None else {"newest": 10 - due, "due": due}
    made = [both(verdict(one.key, state, reason, rule="media", **days)) for one in accounts]
    return snapshot(list(accounts), made)


def look(key: str, *, hours: int = 0, by: str = "") -> Observation:
    at = NOW - timedelta(hours=hours)
    if not by:
        return Observation(target=key, seen_at=at, outcome=Outcome.BLOCKED)
    entry = Entry(title="一篇", published_on=TODAY)
    return Observation(
        target=key, seen_at=at, outcome=Outcome.READ, entries=(entry,), how=PERSON, note=note_of(by)
    )


def keys(rows: Sequence[Row]) -> list[str]:
    return [row.account.key for row in rows]


def given(key: str, url: str = LINK) -> dict[str, list[GivenLink]]:
    return {key: [GivenLink(target=key, url=url, given_at=NOW)]}


def test_what_is_unknown_and_what_no_source_can_prove_is_on_it_and_what_is_waived_is_not() -> None:
    proven, article = account("proven", SourceKind.PAGE), account("article", SourceKind.ARTICLE)
    nothing = account("nothing")
    fresh = judged(proven, article, nothing, state=State.FRESH, reason=Reason.IN_TIME, due=3)
    assert keys(rows_to_look_at(fresh, {})) == ["article", "nothing"]
    assert [row.reason for row in rows_to_look_at(fresh, {})] == [
        "已登记的来源不能证明没有更新",
        "没有登记来源，系统不能证明没有更新",
    ]
    assert keys(rows_to_look_at(judged(proven), {})) == ["proven"]
    assert not rows_to_look_at(judged(article, state=State.WAIVED, reason=Reason.WAIVED), {})


def test_columns_are_never_on_it() -> None:
    assert keys(rows_to_look_at(county(), {})) == ["ks-ll"]


def test_it_is_sorted_by_the_due_date_and_then_by_the_oldest_look() -> None:
    names = ("later", "soon", "seen-today", "seen-yesterday", "never-seen")
    accounts = [account(name) for name in names]
    due = {"later": 5, "soon": -2}
    verdicts = [
        both(verdict(name, State.UNKNOWN, Reason.NOT_PROVEN, rule="media", newest=30, due=due.get(name)))
        for name in names
    ]
    whole = replace(
        snapshot(accounts, verdicts),
        looks={"seen-today": look("seen-today"), "seen-yesterday": look("seen-yesterday", hours=24)},
    )
    assert keys(rows_to_look_at(whole, {})) == [
        *("never-seen", "seen-yesterday", "seen-today", "soon", "later"),
    ]


@pytest.mark.parametrize(
    ("kinds", "links", "address", "place"),
    [
        ((SourceKind.PAGE, SourceKind.TIMELINE), True, "http://media.test/a/timeline", "账号主页"),
        ((SourceKind.PAGE, SourceKind.ARTICLE), True, LINK, "登记的文章"),
        (
            (SourceKind.FEED, SourceKind.PAGE, SourceKind.ARTICLE),
            False,
            "http://media.test/a/article",
            "文章",
        ),
        ((SourceKind.FEED, SourceKind.PAGE), False, "http://media.test/a/page", "公开页面"),
        ((), False, "", ""),
    ],
)
def test_the_code_leads_to_the_account_itself_or_to_something_of_it(
    kinds: tuple[SourceKind, ...], links: bool, address: str, place: str
) -> None:
    (row,) = rows_to_look_at(judged(account("a", *kinds)), given("a") if links else {})
    assert (row.address, row.place) == (address, place)


@pytest.mark.parametrize("address", [LINK, "http://media.test/a/", f"https://mp.weixin.qq.com/s/{'a' * 700}"])
def test_a_code_holds_the_address_letter_by_letter(address: str) -> None:
    expected = segno.make_qr(address, error="l").svg_inline(border=4, omitsize=True)
    assert qr_code(address) == expected
    markup = render_sheet(judged(account("a")), given("a", address))
    assert expected in markup
    assert segno.make_qr(f"{address}x", error="l").svg_inline(border=4, omitsize=True) not in markup


@pytest.mark.parametrize("length", [1_000, 1_900, 4_000])
def test_an_address_too_long_to_be_scanned_is_said_to_be(length: int) -> None:
    address = f"https://mp.weixin.qq.com/s/{'a' * length}"
    assert qr_code(address) == ""
    markup = render_sheet(judged(account("a")), given("a", address))
    assert "地址过长，请在电脑上打开" in markup
    assert "<svg" not in markup


def test_a_row_tells_what_is_known_and_leaves_room_for_what_is_not() -> None:
    one = replace(account("wx-zfb", SourceKind.ARTICLE), id="gh_0a1b2c3d4e01", aliases=("MzAw",))
    whole = replace(judged(one, due=-11), looks={"wx-zfb": look("wx-zfb", by="王某")})
    page = html.fromstring(render_sheet(whole, {}))
    (row,) = page.xpath("//tbody/tr")
    cells = [" ".join(cell.text_content().split()) for cell in row.iter("td")]
    assert cells[1:3] == ["wx-zfbgh_0a1b2c3d4e01MzAw登记键：wx-zfb", "微信公众号订阅号"]
    assert cells[3] == "县政府办公室"
    assert cells[4].startswith("2026年11月2日")
    assert cells[5] == "2026年11月12日已过 11 天"
    assert cells[6] == "2026年11月23日 09:05人工查看（王某），见到最新一篇"
    assert cells[7] == "到期后的核查不足以证明没有更新，需人工核查"
    assert [word in cells[8] for word in ("年", "从未发布", "核查人：", "时 间：")] == [True] * 4
    assert cells[9] == "文章"
    assert "超期" not in page.text_content()


def test_a_sheet_without_accounts_says_so() -> None:
    page = html.fromstring(render_sheet(judged(account("a", SourceKind.PAGE), state=State.FRESH, due=3), {}))
    assert "没有需要人工核查的账号" in page.text_content()
    assert not page.xpath("//table")


def test_what_was_typed_or_scraped_is_text_on_it() -> None:
    one = replace(account("a", SourceKind.ARTICLE), name=HOSTILE, id=HOSTILE, kind=HOSTILE)
    whole = replace(judged(one, due=3), looks={"a": look("a", by=HOSTILE)})
    verdicts = tuple(replace(each, newest_title=HOSTILE) for each in whole.verdicts)
    links = given("a", "javascript:alert(1)")
    page = html.fromstring(render_sheet(replace(whole, verdicts=verdicts), links))
    assert not list(page.iter("script", "img", "iframe", "object", "form"))
    assert page.text_content().count("<script>alert(1)</script>") == 5


def test_it_loads_nothing_and_is_laid_out_for_paper() -> None:
    markup = render_sheet(judged(account("a", SourceKind.ARTICLE)), {})
    page = html.document_fromstring(markup)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not page.xpath("//*[@src] | //@style | //link[not(starts-with(@href, 'data:'))]")
    assert "@page { size: A4 landscape" in markup
    assert "url(" not in markup
