"""The request to be let through, in words."""

from dataclasses import replace
from unicodedata import category

from exporters.admission import (
    COLUMNS_NAMED,
    NO_ADDRESS,
    NO_CONTACT,
    Manners,
    Refused,
    Request,
    request_lines,
)
from records.inventory import Office
from tests.unit.exporters.county import NOW, OWN, TODAY

REQUEST = Request(
    office=Office(name="演练县人民政府办公室"),
    rulebook=OWN,
    site="演练县人民政府门户网站",
    host="www.yanlian.test",
    columns=[("统计信息", "http://www.yanlian.test/tjxx/")],
    refused=Refused(
        at=NOW,
        address="http://www.yanlian.test/tjxx/",
        status=412,
        product="瑞数动态防护",
        sure=True,
        seen_from="203.0.113.9",
        public=True,
    ),
    manners=Manners(
        user_agent="xuncha/0.1 (clerk@office.test)", delay=2.0, passes=7, contact="clerk@office.test"
    ),
    on=TODAY,
)


def text(request: Request = REQUEST) -> str:
    return "\n".join(request_lines(request))


def test_it_says_who_asks_by_what_right_for_what_and_from_where() -> None:
    told = text()
    for part in (
        "演练县人民政府办公室依据《关于加强演练网站管理工作的通知》（演政办发〔2026〕1号）",
        "网站：演练县人民政府门户网站（www.yanlian.test）",
        "1. 统计信息　http://www.yanlian.test/tjxx/",
        "时间：2026年11月23日 09:05",
        "返回状态：HTTP 412",
        "防护产品：瑞数动态防护\n",
        "出口IP：203.0.113.9\n",
        "User-Agent：xuncha/0.1 (clerk@office.test)",
        "每天监测 1 次，对同一网站的两次请求间隔 2 秒以上",
        "加入访问白名单",
        "联系方式：clerk@office.test",
    ):
        assert part in told
    assert "请填写" not in told


def test_a_guess_is_called_one_and_an_unknown_product_is_left_open() -> None:
    assert "疑似瑞数动态防护" in text(replace(REQUEST, refused=replace(REQUEST.refused, sure=False)))
    assert "未能识别" in text(replace(REQUEST, refused=replace(REQUEST.refused, product="")))


def test_an_address_behind_a_router_is_not_given_as_the_one_to_admit() -> None:
    inside = replace(REQUEST.refused, seen_from="10.0.0.5", public=False)
    (line,) = [one for one in text(replace(REQUEST, refused=inside)).splitlines() if "出口IP：" in one]
    assert line.strip().startswith(f"出口IP：{NO_ADDRESS}")
    assert "10.0.0.5" in line


def test_what_is_not_known_is_left_to_fill_in() -> None:
    bare = Refused(at=NOW, address="http://www.yanlian.test/tjxx/")
    manners = replace(REQUEST.manners, contact="", passes=0)
    told = text(replace(REQUEST, refused=bare, manners=manners))
    assert NO_ADDRESS in told
    assert NO_CONTACT in told
    assert "返回状态" not in told
    assert "不定期" in told


def test_many_columns_are_counted_and_not_all_named() -> None:
    many = [(f"栏目{n}", f"http://www.yanlian.test/{n}/") for n in range(COLUMNS_NAMED + 5)]
    told = text(replace(REQUEST, columns=many))
    assert f"共 {COLUMNS_NAMED + 5} 个栏目" in told
    assert f"{COLUMNS_NAMED}. 栏目{COLUMNS_NAMED - 1}" in told
    assert f"栏目{COLUMNS_NAMED + 4}" not in told


def test_an_address_that_a_server_chose_cannot_break_the_lines() -> None:
    odd = replace(REQUEST.refused, address="http://www.yanlian.test/\n附件：\x1b[31m" + "a" * 9000)
    lines = list(request_lines(replace(REQUEST, refused=odd)))
    assert not any(category(char).startswith("C") for line in lines for char in line)
    assert max(map(len, lines)) < 400
