"""Refusals and the product each is from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.http import HtmlResponse

from crawler.outcomes import of_response
from crawler.pages import read_page
from crawler.readers.walls import WALLS, is_wall_page, wall_of
from records.civil import parse_moment
from records.targets import ReadHints

NOBODY = b"<html><body>403</body></html>"
NGINX = b"<html><body><center><h1>403 Forbidden</h1></center><hr><center>nginx</center></body></html>"
RUISHU = b"<html><head><script r='m'>$_ts=window['$_ts'];</script></head></html>"


def cookie(name: str) -> tuple[tuple[str, str], ...]:
    return (("Server", "nginx"), ("Set-Cookie", f"{name}=abc; path=/; HttpOnly"))


@pytest.mark.parametrize(
    ("status", "headers", "body", "name"),
    [
        (521, cookie("__jsluid_s"), b"<script>document.cookie=('_')+('_')</script>", "加速乐(知道创宇)"),
        (521, (), b'<script>document.cookie="__jsl_clearance=1"</script>', "加速乐(知道创宇)"),
        (403, (("Server", "jiasule-WAF"),), NOBODY, "加速乐(知道创宇)"),
        (403, (), "<p>创宇盾</p>".encode("gb18030"), "创宇盾(知道创宇)"),
        (412, (), RUISHU, "瑞数动态防护"),
        (202, cookie("FSSBBIl1UgzbN7N80S"), b"<script>1</script>", "瑞数动态防护"),
        (405, (), b'<span id="block_traceid_tips"></span>', "阿里云WAF"),
        (405, cookie("acw_tc"), NOBODY, "阿里云WAF"),
        (501, (), b'<a href="https://waf-static.tencent.com/501page.html">', "腾讯云WAF"),
        (418, cookie("HWWAFSESID"), NOBODY, "华为云WAF"),
        (403, (("server", "yunjiasu-nginx"), ("CF-RAY", "1-HKG")), NOBODY, "百度云加速"),
        (403, cookie("sl_jwt_session"), NOBODY, "长亭雷池(SafeLine)"),
        (403, (), b"<!-- event_id: 1a2b -->", "长亭雷池(SafeLine)"),
        (403, (("X-Powered-By-360WZB", "wangzhan.360.cn"),), NOBODY, "360网站卫士"),
        (200, cookie("wzws_cid"), NOBODY, "网站卫士(WZWS)"),
        (403, (("Server", "NSFocus"),), NOBODY, "绿盟WAF"),
        (403, (), "<title>D盾_拦截提示</title>".encode("gb18030"), "D盾"),
        (403, cookie("safedog-flow-item"), NOBODY, "安全狗"),
        (403, cookie("yunsuo_session_verify"), NOBODY, "云锁"),
        (403, (("CF-Ray", "1-HKG"),), NOBODY, "Cloudflare"),
        (503, (("cf-mitigated", "challenge"),), NOBODY, "Cloudflare"),
        (403, (), NGINX, "Web服务器(nginx)"),
    ],
)
def test_a_products_own_marks_tell_it_for_sure(
    status: int, headers: tuple[tuple[str, str], ...], body: bytes, name: str
) -> None:
    wall = wall_of(status, headers, body)
    assert wall
    assert (wall.name, wall.sure) == (name, True)


@pytest.mark.parametrize(
    ("status", "headers", "body", "name"),
    [
        (403, cookie("__jsluid_h"), NOBODY, "加速乐(知道创宇)"),
        (403, cookie("acw_tc"), NOBODY, "阿里云WAF"),
        (403, cookie("sl-session"), NOBODY, "长亭雷池(SafeLine)"),
        (200, (), RUISHU, "瑞数动态防护"),
        (403, (), b'<img src="https://error.websaas.cn/img/403s.png">', "安恒玄武盾"),
        (502, (("Server", "cloudflare"),), NOBODY, "Cloudflare"),
    ],
)
def test_marks_that_ordinary_answers_carry_too_make_a_guess(
    status: int, headers: tuple[tuple[str, str], ...], body: bytes, name: str
) -> None:
    wall = wall_of(status, headers, body)
    assert wall
    assert (wall.name, wall.sure) == (name, False)
    assert str(wall) == f"probably {name}"


def test_what_wrote_the_page_stands_before_what_it_came_through() -> None:
    wall = wall_of(412, cookie("__jsluid_s"), RUISHU)
    assert wall
    assert wall.name == "瑞数动态防护"
    wall = wall_of(403, (("Server", "cloudflare"),), "<title>D盾_拦截提示</title>".encode())
    assert wall
    assert wall.name == "D盾"


@pytest.mark.parametrize("status", [403, 412, 521, 200])
def test_a_refusal_without_a_mark_has_no_name(status: int) -> None:
    assert wall_of(status, (("Server", "Apache"), ("Set-Cookie", "JSESSIONID=1; Path=/")), NOBODY) is None


def test_a_cookie_is_told_by_its_name_and_not_by_what_it_holds() -> None:
    assert wall_of(403, (("Set-Cookie", "a=__jsluid_s; Path=/"),), NOBODY) is None


@given(st.integers(100, 599), st.lists(st.tuples(st.text(max_size=20), st.text(max_size=40))), st.binary())
def test_no_answer_breaks_the_telling(status: int, headers: list[tuple[str, str]], body: bytes) -> None:
    wall = wall_of(status, headers, body)
    assert wall is None or wall.name in WALLS
    assert is_wall_page(body) in (True, False)


def note_of(status: int, body: bytes, headers: tuple[tuple[str, str], ...] = ()) -> tuple[str, str]:
    trouble = of_response(status, content_type="text/html", location="", body=body, headers=headers)
    assert trouble
    return trouble.outcome.value, trouble.note


def test_the_note_of_a_refusal_names_the_product() -> None:
    assert note_of(521, NOBODY, cookie("__jsluid_s")) == ("BLOCKED", "HTTP 521 (firewall: 加速乐(知道创宇))")
    assert note_of(403, NOBODY, cookie("acw_tc")) == ("BLOCKED", "HTTP 403 (firewall: probably 阿里云WAF)")
    assert note_of(403, NOBODY) == ("BLOCKED", "HTTP 403 (a verification or firewall page)")
    assert "瑞数" in note_of(202, RUISHU)[1]


@pytest.mark.parametrize("status", [401, 429, 451])
def test_a_password_a_limit_or_a_law_is_no_firewall_without_a_mark(status: int) -> None:
    assert note_of(status, NOBODY) == ("BLOCKED", f"HTTP {status}")


def test_a_firewalls_own_page_refuses_under_other_statuses_too() -> None:
    own = b'<link href="/.safeline/static/page.css">'
    for status in (400, 404, 410, 468, 501):
        assert note_of(status, own)[0] == "BLOCKED"
        assert note_of(status, NOBODY)[0] != "BLOCKED"


def test_an_origin_that_is_down_is_not_called_a_firewall_for_what_stands_before_it() -> None:
    assert note_of(502, b'<link href="/.safeline/static/page.css">') == ("UNREACHABLE", "HTTP 502")
    assert note_of(502, NOBODY, cookie("__jsluid_s"))[0] == "UNREACHABLE"
    assert note_of(522, NOBODY, (("Server", "cloudflare"), ("CF-Ray", "1")))[0] == "UNREACHABLE"
    assert note_of(404, RUISHU)[0] == "GONE"


def test_a_page_that_was_read_as_blocked_is_given_its_name_and_no_other_is() -> None:
    def note(body: bytes) -> str:
        request = Request("http://a.test/b/")
        response = HtmlResponse(request.url, body=body, headers={"Server": "nginx"}, request=request)
        return read_page(response, now=parse_moment("2026-11-23"), hints=ReadHints()).note

    assert note(RUISHU).endswith(" (firewall: probably 瑞数动态防护)")
    assert note("<title>安全验证</title>".encode()).endswith(" (a verification or firewall page)")
    assert "firewall" not in note(b"<p>1</p>")
