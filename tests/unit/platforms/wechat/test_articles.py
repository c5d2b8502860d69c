"""Articles: how sure their moment is, and that nothing they quote is taken for a notice."""

from pathlib import Path

import pytest

from crawler.platforms.told import Told
from crawler.platforms.wechat.reader import read
from records.civil import parse_moment
from records.observation import Outcome

SEEN_AT = parse_moment("2026-11-23T09:00:00")
ARTICLE = (Path(__file__).parents[3] / "platforms/wechat/article/sent.html").read_text()
#: 10:30:05 on 20 November 2026, 10:30:00 and 10:30:06.
SENT, ITS_MINUTE, A_SECOND_LATER = "1795141805", "1795141800", "1795141806"
NOTICES = (
    "当前环境异常，完成验证后即可继续访问。",
    "该公众号已迁移",
    "此帐号已自主注销，内容无法查看",
    "该内容已被发布者删除",
    "访问过于频繁",
)


def told(*variables: str, at: str = "2026-11-23T09:00:00") -> Told:
    page = f'<div id="js_article"></div><script>{"".join(variables)}</script>'
    return read(page.encode(), seen_at=parse_moment(at))


def data(name: str, value: str) -> str:
    return f"window.cgiDataNew = {{\n {name}: '{value}' * 1,\n}};\n"


def test_two_times_that_agree_are_sure() -> None:
    reading = told(data("ori_send_time", SENT), f'var ct = "{SENT}";').reading
    assert (reading.entries[0].sure, reading.note) == (1.0, "")


def test_a_text_agrees_to_its_minute() -> None:
    (entry,) = told(data("ori_send_time", SENT), "var createTime = '2026-11-20 10:30';").reading.entries
    assert entry.sure == 1.0
    assert entry.published_at == parse_moment("2026-11-20T10:30:05")


def test_a_second_of_difference_is_no_agreement() -> None:
    reading = told(data("ori_send_time", SENT), f'var ct = "{A_SECOND_LATER}";').reading
    assert reading.entries[0].sure == 0.5
    assert reading.found_by == "ori_send_time"
    assert "ct" in reading.note


def test_one_time_alone_is_not_sure() -> None:
    reading = told(data("ori_send_time", SENT)).reading
    assert reading.entries[0].sure == 0.5
    assert "only ori_send_time" in reading.note


def test_one_name_that_says_it_twice_does_not_agree_with_itself() -> None:
    (entry,) = told(data("ori_send_time", SENT), f"d.ori_send_time = '{SENT}';").reading.entries
    assert entry.sure == 0.5


def test_a_third_time_that_differs_is_noted() -> None:
    variables = (data("ori_send_time", SENT), f'var ct = "{SENT}";', "var createTime = '2026-11-01 08:00';")
    reading = told(*variables).reading
    assert reading.entries[0].sure == 1.0
    assert "createTime" in reading.note


@pytest.mark.parametrize(
    ("variable", "name"),
    [
        (data("ori_send_time", SENT), "ori_send_time"),
        (f"d.ori_send_time = xml ? getXmlValue('ori_send_time.DATA') : '{SENT}';", "ori_send_time"),
        (data("ori_create_time", SENT), "ori_create_time"),
        (f"var oriCreateTime = '{SENT}';", "oriCreateTime"),
        (f'var ct = "{SENT}";', "ct"),
        (f"window.ct = '{SENT}' || '';", "ct"),
        (f"d.ct = xml ? getXmlValue('ori_create_time.DATA') : '{SENT}';", "d.ct"),
    ],
)
def test_each_time_is_found_by_its_name(variable: str, name: str) -> None:
    reading = told(variable).reading
    assert reading.found_by == name
    assert reading.entries[0].published_at == parse_moment("2026-11-20T10:30:05")


@pytest.mark.parametrize(
    "variable",
    [
        data("last_ori_send_time", SENT),
        f'var direct = "{SENT}";',
        f'bad.ct = "{SENT}";',
        f'var create_time = "{SENT}" * 1;',
        data("ori_send_time", SENT + "000"),
        data("ori_send_time", "0"),
        rf"var text = 'ori_send_time: \'{SENT}\'';",
        f"if (ct == '{SENT}') {{}}",
    ],
)
def test_what_only_resembles_a_time_is_none(variable: str) -> None:
    assert told(variable).reading.outcome is Outcome.UNREADABLE


def test_the_surest_name_is_taken_wherever_it_stands() -> None:
    reading = told(f'var ct = "{ITS_MINUTE}";', data("ori_send_time", SENT)).reading
    assert reading.found_by == "ori_send_time"


def test_a_time_from_the_future_is_passed_over_for_one_that_can_be() -> None:
    reading = told(data("ori_send_time", "1899999999"), f'var ct = "{SENT}";').reading
    assert (reading.found_by, reading.entries[0].sure) == ("ct", 0.5)


def test_no_time_is_too_late_where_the_look_has_no_moment() -> None:
    page = f"<div id='js_article'></div><script>{data('ori_send_time', '1899999999')}</script>"
    assert read(page.encode()).reading.outcome is Outcome.READ


def test_an_article_of_three_megabytes_that_quotes_every_notice_stays_an_article() -> None:
    blocks = "".join(
        f'<p>{words}</p><div class="weui-msg"><h2 class="weui-msg__title">{words}</h2></div>'
        for words in NOTICES
    )
    paragraph = f"<section><p>演练县网信办提醒：遇到下列提示请核实。</p>{blocks}</section>\n"
    body = paragraph * (3_000_000 // len(paragraph.encode()))
    page = ARTICLE.replace("<p>演练县召开工作会议。</p>", body)
    sent = page.encode()
    assert len(sent) > 3_000_000
    answer = read(sent, address="https://mp.weixin.qq.com/s/YanLianXian-0000000001", seen_at=SEEN_AT)
    assert answer.reading.outcome is Outcome.READ
    assert answer.state == ""
    assert answer.reading.entries[0].published_at == parse_moment("2026-11-20T10:30:05")


def test_an_article_with_a_verification_button_in_its_text_stays_an_article() -> None:
    page = ARTICLE.replace("<p>演练县召开工作会议。</p>", '<a id="js_verify">去验证</a>')
    assert read(page.encode(), seen_at=SEEN_AT).reading.outcome is Outcome.READ


def test_an_article_is_never_complete() -> None:
    assert not read(ARTICLE.encode(), seen_at=SEEN_AT).reading.complete


def test_bytes_that_are_no_utf_8_hide_nothing() -> None:
    sent = ARTICLE.encode().replace("会议".encode(), b"\xff\xfe\x00\x80")
    (entry,) = read(sent, seen_at=SEEN_AT).reading.entries
    assert entry.sure == 1.0
    assert "\0" not in entry.title
