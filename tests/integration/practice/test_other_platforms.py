import re
from datetime import UTC, datetime, timedelta

import pytest

from practice.addresses import sources, stores
from practice.history import history_of
from practice.platforms import ids
from practice.platforms.manners import MANNERS, Manner
from practice.platforms.stores import with_app
from practice.serve import Portal, serving
from practice.yanlian import SHANGHAI, SHOWN_AT, yanlian
from tests.integration.practice.asking import HISTORY, account, ask, begin, newest

DOUYIN, TOUTIAO, KUAISHOU, APP = "dy-ylrm", "tt-ylfb", "ks-jkyl", "app-ylt"


def profile(portal: Portal, key: str) -> str:
    return sources(HISTORY, key, portal.port, SHOWN_AT)["profile"]


def signed(portal: Portal, key: str) -> str:
    """Return how the account's page signs what its script asks."""
    match = re.search(r'a_bogus: "([0-9a-f]+)"', ask(profile(portal, key)).text)
    assert match is not None
    return match[1]


def works(portal: Portal, signature: str, more: str = "") -> str:
    query = f"aid=6383&sec_user_id={ids.sec_uid(account(DOUYIN))}&count=18&a_bogus={signature}{more}"
    return f"{portal.address('p-douyin')}aweme/v1/web/aweme/post/?{query}"


def feed(portal: Portal, signature: str) -> str:
    query = f"category=profile_all&token={ids.token(account(TOUTIAO))}&max_behot_time=0&a_bogus={signature}"
    return f"{portal.address('p-toutiao')}api/pc/list/feed?{query}"


def test_douyin_lists_works_to_its_own_page_alone(platforms: Portal) -> None:
    signature = signed(platforms, DOUYIN)
    told = ask(works(platforms, signature)).data
    item = newest(DOUYIN)
    assert told["aweme_list"][0]["create_time"] == ids.epoch(item)
    assert int(told["aweme_list"][0]["aweme_id"]) >> 32 == ids.epoch(item)
    assert told["aweme_list"][0]["author"]["sec_uid"] == ids.sec_uid(account(DOUYIN))
    assert ask(works(platforms, "0")).body == b""
    more = ask(works(platforms, signature, f"&max_cursor={told['max_cursor']}")).data
    assert more["aweme_list"][0]["create_time"] < told["aweme_list"][-1]["create_time"]
    assert item.title in ask(told["aweme_list"][0]["share_url"]).text


def test_douyins_list_may_lack_the_newest(platforms: Portal) -> None:
    platforms.manners = {DOUYIN: MANNERS["stale-list"]}
    told = ask(works(platforms, signed(platforms, DOUYIN))).data
    assert told["aweme_list"][0]["create_time"] == ids.epoch(HISTORY.published(DOUYIN, SHOWN_AT)[10])


@pytest.mark.parametrize(
    ("manner", "words"),
    [
        ("hidden", "请登录"),
        ("rate", "当前访问频繁，请稍后再试"),
        ("blocked", "网络环境存在风险"),
        ("cancelled", "该账号已注销"),
    ],
)
def test_douyin_may_show_nothing(platforms: Portal, manner: str, words: str) -> None:
    signature = signed(platforms, DOUYIN)
    assert words not in ask(profile(platforms, DOUYIN)).text
    assert "captcha" in ask(profile(platforms, DOUYIN)).text
    platforms.manners = {DOUYIN: MANNERS[manner]}
    assert words in ask(profile(platforms, DOUYIN)).text
    answer = ask(works(platforms, signature))
    assert answer.body == b"" if manner == "blocked" else answer.data["aweme_list"] == []


def test_toutiao_lists_three_kinds_of_posts(platforms: Portal) -> None:
    told = ask(feed(platforms, signed(platforms, TOUTIAO))).data
    kinds = {cell["cell_type"]: cell for cell in told["data"]}
    assert kinds[60]["user_info"]["name"] == kinds[32]["user"]["name"] == "演练发布"
    assert kinds[49]["user"]["info"]["name"] == "演练发布"
    assert "title" not in kinds[32]
    assert told["data"][0]["publish_time"] == ids.epoch(newest(TOUTIAO)) < told["data"][0]["behot_time"]
    assert ask(profile(platforms, TOUTIAO) + "/").status == 200


def test_toutiao_refuses_by_leaving_the_list_out(platforms: Portal) -> None:
    signature = signed(platforms, TOUTIAO)
    assert "data" not in ask(feed(platforms, "0")).data
    platforms.manners = {TOUTIAO: MANNERS["rate"]}
    assert "data" not in ask(feed(platforms, signature)).data
    platforms.manners = {TOUTIAO: MANNERS["never-posted"]}
    assert ask(feed(platforms, signature)).data["data"] == []


def test_kuaishou_lists_works_without_a_time(platforms: Portal) -> None:
    address = f"{platforms.address('p-kuaishou')}live_api/profile/public?principalId=ksjkyl0001&count=12"
    assert "该账号已注销" in ask(profile(platforms, KUAISHOU)).text
    platforms.manners = {KUAISHOU: Manner()}
    rows = ask(address).data["data"]["list"]
    assert (len(rows), rows[0]["caption"]) == (12, newest(KUAISHOU).title)
    assert not re.search(r"\d{10}", ask(address).text)
    platforms.manners = {KUAISHOU: MANNERS["hidden"]}
    assert ask(address).data["data"]["list"] == []


def test_stores_tell_the_day_of_the_version(platforms: Portal) -> None:
    store, item = stores(platforms.county, APP, platforms.port), newest(APP)
    apple = ask(store["apple"]).data["results"][0]
    assert datetime.fromisoformat(apple["currentVersionReleaseDate"]) == item.at
    assert apple["currentVersionReleaseDate"].endswith("Z")
    assert datetime.fromisoformat(apple["releaseDate"]) < item.at.astimezone(UTC)
    tencent = ask(store["tencent"]).text
    assert re.search(rf">更新时间</p><p class=\"GameDetail_value__\w+\">{item.on}<", tencent)
    assert sources(HISTORY, APP, platforms.port, SHOWN_AT) == {"store": store["apple"]}


def test_appgallery_answers_its_own_page_alone(platforms: Portal) -> None:
    code = re.search(
        r"'Interface-Code': \"(\w+)\"", ask(stores(platforms.county, APP, platforms.port)["huawei"]).text
    )
    address = f"{platforms.address('p-app')}uowap/index?method=internal.getTabDetail&uri=app%7CC6700000001"
    assert code is not None
    cards = {
        one["layoutName"]: one["dataList"][0]
        for one in ask(address, Interface_Code=code[1]).data["layoutData"]
    }
    on = newest(APP).on
    assert cards["detailappinfocard"]["releaseDate"] == f"{on.year}/{on.month}/{on.day}"
    assert cards["detailhiddencard"]["appid"] == "C6700000001"
    assert ask(address).data["rtnCode"] != 0


def test_an_app_that_a_store_does_not_have_is_told_in_its_way(platforms: Portal) -> None:
    store = stores(platforms.county, APP, platforms.port)
    assert ask(store["apple"].replace("country=cn", "country=us")).data == {"resultCount": 0, "results": []}
    platforms.manners = {APP: MANNERS["cancelled"]}
    assert ask(store["apple"]).data["resultCount"] == 0
    assert ask(store["tencent"]).status == 404
    assert "找不到" in ask(store["tencent"]).text


def test_what_never_ends_gets_no_answer_and_holds_nobody_up(platforms: Portal) -> None:
    platforms.manners = {DOUYIN: MANNERS["never-loads"]}
    assert '<img src="/never/ending.svg"' in ask(profile(platforms, DOUYIN)).text
    waiting = begin(platforms.address("p-douyin") + "never/ending.svg")
    assert ask(profile(platforms, DOUYIN)).status == 200
    waiting.close()


def test_leaving_does_not_wait_for_what_never_ends() -> None:
    with serving(yanlian()) as served:
        waiting = begin(f"{served.address('p-douyin')}never/ending.svg")
        assert ask(served.address("p-douyin")).status == 200
    waiting.close()


def test_an_account_of_every_platform_has_its_addresses(platforms: Portal) -> None:
    for one in platforms.county.accounts:
        found = sources(HISTORY, one.key, platforms.port, SHOWN_AT)
        assert bool(found) == (one.platform != "channels"), one.key
        for kind, address in found.items():
            assert ask(address or "").status in {200, 302}, (one.key, kind)


def test_only_what_takes_a_post_can_be_posted_to(platforms: Portal) -> None:
    for key in (DOUYIN, TOUTIAO, "wb-ylfb"):
        address = next(iter(sources(HISTORY, key, platforms.port, SHOWN_AT).values()))
        assert ask(address, posted=b"").status == 405
    assert ask(sources(HISTORY, "wx-ylfb", platforms.port, SHOWN_AT)["homepage"], posted=b"").status == 200


def test_manners_of_nobody_are_refused() -> None:
    with pytest.raises(ValueError, match="nobody"), serving(yanlian(), manners={"nobody": Manner()}):
        pass


def test_the_same_request_at_the_same_moment_gets_the_same_bytes(platforms: Portal) -> None:
    addresses = [
        address
        for one in platforms.county.accounts
        for address in sources(HISTORY, one.key, platforms.port, SHOWN_AT).values()
    ]
    first = [ask(address).body for address in addresses]
    assert first == [ask(address).body for address in addresses]


def test_a_county_with_an_app_has_the_history_it_had() -> None:
    plain, more, now = history_of(yanlian()), history_of(with_app(yanlian())), SHOWN_AT - timedelta(days=1)
    assert all(plain.published(one.key, now) == more.published(one.key, now) for one in yanlian().accounts)
    assert more.published(APP, datetime(2026, 12, 31, tzinfo=SHANGHAI))
