"""Notices: the words of the account, of one article, and of neither."""

import pytest

from crawler.platforms.wechat.reader import read
from records.observation import Outcome

NEW_PAGE = '<div class="weui-msg"><h2 class="weui-msg__title warn"> {} </h2></div>'
OLD_PAGE = '<div class="panel"><div class="mesg-block"><p>{}</p></div></div>'
ACCOUNT = (
    ("该公众号已迁移", "migrated"),
    ("原帐号迁移时未将文章素材同步至新帐号", "migrated"),
    ("此帐号处于帐号迁移流程中", "migrating"),
    ("此帐号已申请公众号帐号迁移流程，被冻结", "migrating"),
    ("此帐号已申请公众号帐号迁移流程，被回收", "migrating"),
    ("此帐号已自主注销，内容无法查看", "cancelled"),
    ("此帐号已系统注销，内容无法查看", "cancelled"),
    ("帐号已被系统回收", "cancelled"),
    ("此帐号已被屏蔽，内容无法查看", "frozen"),
    ("该帐号已冻结", "frozen"),
)
ARTICLE = (
    "该内容已被发布者删除",
    "The content has been deleted by the author.",
    "此内容因违规无法查看",
    "该内容暂时无法查看",
    "此内容发送失败无法查看",
    "此内容被投诉且经审核涉嫌侵权，无法查看。",
    "由用户投诉并经平台审核，涉嫌过度营销、骚扰用户",
    "内容无法查看",
)


@pytest.mark.parametrize("page", [NEW_PAGE, OLD_PAGE])
@pytest.mark.parametrize("spelling", ["帐号", "账号"])
@pytest.mark.parametrize(("words", "state"), ACCOUNT)
def test_the_words_of_an_account_make_it_gone(words: str, state: str, spelling: str, page: str) -> None:
    answer = read(page.format(words.replace("帐号", spelling)).encode())
    assert (answer.reading.outcome, answer.state) == (Outcome.GONE, state)


@pytest.mark.parametrize("page", [NEW_PAGE, OLD_PAGE])
@pytest.mark.parametrize("words", ARTICLE)
def test_the_words_of_an_article_say_nothing_of_its_account(words: str, page: str) -> None:
    answer = read(page.format(words).encode())
    assert (answer.reading.outcome, answer.state) == (Outcome.PARTIAL, "")
    assert not answer.reading.entries


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("访问过于频繁，请用微信扫描二维码进行访问", Outcome.BLOCKED),
        ("系统出错，请稍后再试", Outcome.BLOCKED),
        ("环境异常", Outcome.BLOCKED),
        ("参数错误", Outcome.UNREADABLE),
        ("链接已过期", Outcome.UNREADABLE),
        ("请在微信客户端打开链接", Outcome.UNREADABLE),
        ("此内容正在升级", Outcome.UNREADABLE),
    ],
)
def test_other_words_are_neither(words: str, outcome: Outcome) -> None:
    answer = read(NEW_PAGE.format(words).encode())
    assert (answer.reading.outcome, answer.state) == (outcome, "")
    assert answer.reading.note


def test_words_outside_the_notice_count_for_nothing() -> None:
    page = NEW_PAGE.format("该内容已被发布者删除") + "<script>var a = '该公众号已迁移';</script>"
    answer = read(f"<title>此帐号已自主注销</title><p>该帐号已冻结</p>{page}".encode())
    assert answer.reading.outcome is Outcome.PARTIAL


def test_the_title_goes_before_the_description() -> None:
    page = (
        '<div class="weui-msg"><h2 class="weui-msg__title">该内容已被发布者删除</h2>'
        '<p class="weui-msg__desc">该公众号已迁移</p></div>'
    )
    assert read(page.encode()).state == ""


@pytest.mark.parametrize(
    ("target", "moved_to"),
    [
        (r"https:\x2f\x2fmp.weixin.qq.com\x2fs\x2f0?a=1\x26amp;b=2", "https://mp.weixin.qq.com/s/0?a=1&b=2"),
        ("/s/YanLianXian", "https://mp.weixin.qq.com/s/YanLianXian"),
        ("javascript:void(0)", ""),
        ("http://[", ""),
    ],
)
def test_the_target_of_a_migration_is_an_address_or_nothing(target: str, moved_to: str) -> None:
    page = NEW_PAGE.format("该公众号已迁移") + f"<script>var transferTargetLink = '{target}';</script>"
    answer = read(page.encode(), address="https://mp.weixin.qq.com/s/0")
    assert answer.moved_to == moved_to


def test_a_longer_id_is_no_verification_button() -> None:
    assert read(b'<a id="js_verify_info">').reading.outcome is Outcome.UNREADABLE
    assert read(b'<a data-id="js_verify">').reading.outcome is Outcome.UNREADABLE
    assert read(b"<a id='js_verify'>").reading.outcome is Outcome.BLOCKED
