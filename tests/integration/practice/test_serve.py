import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from practice.county import Column
from practice.families import ROWLESS, Family
from practice.history import Item, history_of
from practice.serve import Portal, run_forever, serving
from practice.truth import truth
from practice.yanlian import SHANGHAI, SHOWN_AT, yanlian

COUNTY = yanlian()
ALL = [one.key for one in (*COUNTY.sites, *COUNTY.columns, *COUNTY.accounts)]
MOMENTS = [SHOWN_AT, datetime(2025, 1, 2, 9, tzinfo=SHANGHAI), datetime(2026, 3, 12, 17, 30, tzinfo=SHANGHAI)]


@pytest.fixture(scope="module")
def county_served() -> Iterator[Portal]:
    with serving(COUNTY) as served:
        yield served


@pytest.fixture
def portal(county_served: Portal) -> Portal:
    county_served.now = SHOWN_AT
    return county_served


def ask(address: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=10)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    connection.request(
        method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def raw(portal: Portal, path: str, host: str) -> bytes:
    with socket.create_connection((host, portal.port), timeout=10) as talk:
        talk.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        with talk.makefile("rb") as lines:
            return lines.read()


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_every_address_answers_at_every_moment(portal: Portal, now: datetime) -> None:
    portal.now = now
    for key in ALL:
        answer, body = ask(portal.address(key))
        removed = key == "xxgk-hjbh" and now.date().isoformat() >= "2026-09-15"
        assert answer.status == (404 if removed else 200), key
        assert len(body) > 80, key


def test_a_column_is_404_from_its_day_on_with_its_articles(portal: Portal) -> None:
    portal.now = datetime(2026, 9, 14, 9, tzinfo=SHANGHAI)
    item = history_of(COUNTY).published("xxgk-hjbh", portal.now)[0]
    article = f"{portal.address('xxgk-hjbh')}{item.on:%Y%m}/t{item.on:%Y%m%d}_{item.number}.html"
    assert ask(portal.address("xxgk-hjbh"))[0].status == ask(article)[0].status == 200
    portal.now = datetime(2026, 9, 15, 0, 0, tzinfo=SHANGHAI)
    assert ask(portal.address("xxgk-hjbh"))[0].status == ask(article)[0].status == 404


def links(html: str) -> list[str]:
    inside = html.partition('class="tit">')[2].partition('class="pages"')[0] or html
    return re.findall(r"""(?:href=|urls\[\d+\]=)["'](/[^"']+\.html)["']""", inside)


@pytest.mark.parametrize(
    "column", [one for one in COUNTY.columns if one.family not in ROWLESS], ids=lambda one: one.key
)
def test_every_row_leads_to_an_article_that_has_its_title(portal: Portal, column: Column) -> None:
    portal.now = datetime(2026, 7, 1, 9, tzinfo=SHANGHAI)
    site = COUNTY.site(column.site)
    home = portal.address(column.site).rstrip("/")
    items = history_of(COUNTY).published(column.key, portal.now)[: column.rows]
    if column.family is Family.SHELL:
        rows = json.loads(ask(f"{home}/api/list/{column.key}?page=1")[1])["data"]["rows"]
        paths = [row["url"] for row in rows]
    elif column.family is Family.UNIT:
        paths = links(json.loads(ask(unit_address(home, column))[1])["data"]["html"])
    else:
        paths = links(ask(home + column.list_path)[1].decode(site.charset))
    assert len(paths) == len(items)
    for path in paths[:3]:
        answer, body = ask(home + path)
        assert answer.status == 200
        assert any(
            f"<h1>{item.title}</h1>" in body.decode(site.charset) for item in (*items, *items_on_top(column))
        )


def unit_address(home: str, column: Column) -> str:
    query = urlencode({"pageId": column.key, "paramJson": '{"pageNo":1,"pageSize":15}'})
    return f"{home}/api-gateway/jpaas-publish-server/front/page/build/unit?{query}"


def items_on_top(column: Column) -> tuple[Item, ...]:
    return history_of(COUNTY).published(column.key, SHOWN_AT)[::-1][: column.pinned]


def test_an_article_is_not_there_before_it_came_out(portal: Portal) -> None:
    item = history_of(COUNTY).published("xwzx-zwyw", SHOWN_AT)[0]
    address = f"{portal.address('xwzx-zwyw')}{item.on:%Y%m}/t{item.on:%Y%m%d}_{item.number}.html"
    assert ask(address)[0].status == 200
    portal.now = datetime.combine(item.on, datetime.min.time(), tzinfo=SHANGHAI)
    assert ask(address)[0].status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/xwzx/zwyw/index_9999.html",
        "/xwzx/zwyw/202611/t20261119_20001.html",
        "/xwzx/zwyw/content/20001.html",
        "/api/list/tzgg",
        "/xwzx/zwyw/../../etc/passwd",
        "/css/",
    ],
)
def test_what_is_not_there_is_404(portal: Portal, path: str) -> None:
    assert ask(portal.address("portal").rstrip("/") + path)[0].status == 404


def test_lists_have_pages_that_lead_to_the_end(portal: Portal) -> None:
    address, seen = portal.address("tzgg"), []
    name: str | None = "index.html"
    while name:
        html = ask(address + name)[1].decode()
        seen.append(name)
        match = re.search(r'<a href="(index_\d+\.html)">下一页</a>', html)
        name = match[1] if match else None
    assert seen[:2] == ["index.html", "index_1.html"]
    assert len(seen) == -(-len(history_of(COUNTY).published("tzgg", SHOWN_AT)) // 20)


def test_the_education_site_is_gbk_under_a_name_too_small_for_it(portal: Portal) -> None:
    answer, body = ask(portal.address("edu-jydt"))
    assert answer.headers["Content-Type"] == "text/html"
    assert b"charset=gb2312" in body
    assert "垚山小学" in body.decode("gbk")
    with pytest.raises(UnicodeDecodeError):
        body.decode("gb2312")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


def test_the_portal_names_its_charset(portal: Portal) -> None:
    answer, body = ask(portal.address("portal"))
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "演练县人民政府" in body.decode("utf-8")


def test_the_page_for_what_is_missing_is_in_the_charset_of_its_site(portal: Portal) -> None:
    body = ask(portal.address("edu") + "nowhere")[1]
    assert "页面不存在" in body.decode("gbk")
    assert b'charset="gbk"' in body


def test_a_stub_refreshes_to_the_list_below_it(portal: Portal) -> None:
    body = ask(portal.address("xxgk-yjgl"))[1]
    assert len(body) < 400
    assert b'http-equiv="refresh" content="0; url=./yjdt/"' in body
    assert "<h2" in ask(portal.address("xxgk-yjgl") + "yjdt/")[1].decode()


def test_the_api_of_the_shell_knows_the_list(portal: Portal) -> None:
    answer, body = ask(portal.address("portal") + "api/list/xxgk-jgsf?page=1")
    rows = json.loads(body)["data"]["rows"]
    newest = history_of(COUNTY).published("xxgk-jgsf", SHOWN_AT)[0]
    assert answer.headers["Content-Type"].startswith("application/json")
    assert (rows[0]["title"], rows[0]["publishTime"]) == (newest.title, str(newest.on))


def test_a_datastore_gives_its_further_pages_as_xml(portal: Portal) -> None:
    address = portal.address("xxgk-zfcg") + "dataproxy.jsp?page="
    first, second = ask(address + "0")[1].decode(), ask(address + "1")[1].decode()
    items = history_of(COUNTY).published("xxgk-zfcg", SHOWN_AT)
    assert f"<span>{items[0].on}</span>" in first
    assert f"<span>{items[20].on}</span>" in second
    assert second.count("<record>") == 20
    assert ask(address + "x")[1].decode() == first


def test_people_have_pages(portal: Portal) -> None:
    assert ask(portal.address("ldzc") + "person_1.html")[0].status == 200


def test_robots_txt_lets_everybody_in(portal: Portal) -> None:
    for site in COUNTY.sites:
        answer, body = ask(portal.address(site.key) + "robots.txt")
        assert (answer.status, body) == (200, b"User-agent: *\nAllow: /\n")


def test_a_page_that_has_not_changed_is_304(portal: Portal) -> None:
    etag = ask(portal.address("tzgg"))[0].headers["ETag"]
    answer, body = ask(portal.address("tzgg"), If_None_Match=etag)
    assert (answer.status, body) == (304, b"")
    portal.now = datetime(2026, 11, 30, 9, tzinfo=SHANGHAI)
    assert ask(portal.address("tzgg"), If_None_Match=etag)[0].status == 200


def test_head_answers_without_a_body(portal: Portal) -> None:
    answer, body = ask(portal.address("tzgg"), "HEAD")
    assert (answer.status, body) == (200, b"")
    assert int(answer.headers["Content-Length"]) > 1000


def test_nothing_can_be_posted(portal: Portal) -> None:
    assert ask(portal.address("tzgg"), "POST")[0].status == 405


def test_one_connection_serves_many_requests(portal: Portal) -> None:
    connection = HTTPConnection("127.10.0.1", portal.port, timeout=10)
    for path in ("/tzgg/", "/zcfg/", "/nowhere", "/zcjd/"):
        connection.request("GET", path)
        assert connection.getresponse().read()
    connection.close()


def test_the_date_header_follows_now(portal: Portal) -> None:
    portal.now = datetime.fromisoformat("2025-05-05T06:07:08+00:00")
    answer, body = ask(portal.address("portal"))
    assert answer.headers["Date"] == "Mon, 05 May 2025 06:07:08 GMT"
    assert "2025年5月5日 星期一" in body.decode()


def test_now_without_a_zone_is_refused(portal: Portal) -> None:
    with pytest.raises(ValueError, match="time zone"):
        portal.now = datetime(2026, 11, 23)  # noqa: DTZ001


def test_two_servers_on_one_port_answer_alike_to_the_last_byte() -> None:
    told: list[list[bytes]] = []
    port = 0
    for _ in range(2):
        with serving(COUNTY, port=port) as served:
            port = served.port
            parts = [urlsplit(served.address(key)) for key in ALL]
            told.append([raw(served, part.path, part.hostname or "") for part in parts])
    assert told[0] == told[1]
    assert all(answer.startswith(b"HTTP/1.1 ") for answer in told[0])


@pytest.mark.parametrize("now", MOMENTS, ids=str)
def test_the_newest_date_on_a_page_is_the_true_one(portal: Portal, now: datetime) -> None:
    """The pages agree with the truth, read here with the bluntest of tools."""
    portal.now = now
    plain = {Family.SPAN, Family.BRACKET, Family.TABLE, Family.SOURCES, Family.GROUPS, Family.DATASTORE}
    found = truth(COUNTY, now)
    checked = 0
    for column in COUNTY.columns:
        newest = found[(column.key, "fangxian-2023-16")].newest_on
        if column.family not in plain or newest is None:
            continue
        body = ask(portal.address(column.key) + column.stub)[1].decode(COUNTY.site(column.site).charset)
        inside = body.partition('class="tit">')[2].partition('class="foot"')[0].partition("更新日期")[0]
        assert max(re.findall(r"20\d\d-\d\d-\d\d", inside)) == str(newest), column.key
        checked += 1
    assert checked >= 15


def test_accounts_show_their_posts_or_why_not(portal: Portal) -> None:
    def shown(key: str) -> str:
        return ask(portal.address(key))[1].decode()

    newest = history_of(COUNTY).published("wb-ylfb", SHOWN_AT)[0]
    assert f"{newest.at:%Y-%m-%d %H:%M}" in shown("wb-ylfb")
    assert "gh_0a1b2c3d4e01" in shown("wx-ylfb")
    assert "暂无作品" in shown("dy-ysyl")
    assert "安全验证" in shown("wb-ylyj")
    assert "该账号已注销" in shown("ks-jkyl")
    assert ask(portal.address("wb-ylfb") + "index_1.html")[0].status == 200
    assert newest.title in ask(portal.address("p-weibo") + f"p/{newest.number}.html")[1].decode()


def test_a_port_in_use_is_an_error_and_leaves_nothing_open(portal: Portal) -> None:
    with pytest.raises(OSError, match="in use"), serving(COUNTY, port=portal.port):
        pass


def test_the_county_answers_on_its_loopback_addresses_alone(portal: Portal) -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", portal.port), timeout=10)


def test_leaving_ends_connections_that_are_still_open() -> None:
    with serving(COUNTY) as served:
        talk = socket.create_connection(("127.10.0.1", served.port), timeout=10)
        talk.sendall(b"GET /robots.txt HTTP/1.1\r\n\r\n")
        assert talk.recv(4096).startswith(b"HTTP/1.1 200")
    with talk:
        assert talk.recv(4096) == b""


SCRIPT = """
from datetime import datetime
from pathlib import Path
from practice.serve import run_forever
run_forever(port=0, now=datetime.fromisoformat("2026-03-12T09:00+08:00"), faults_file=Path({faults!r}))
"""


def test_it_serves_until_it_is_interrupted(tmp_path: Path) -> None:
    faults = tmp_path / "faults.yaml"
    faults.write_text("- {target: tzgg, kind: http500}\n", encoding="utf-8")
    command = [sys.executable, "-W", "error", "-c", SCRIPT.format(faults=str(faults))]
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        lines = [child.stdout.readline() for _ in range(len(COUNTY.sites) + 1)]
        home = lines[0].split()[0]
        assert "2026年3月12日" in ask(home)[1].decode()
        assert ask(home + "tzgg/")[0].status == 500
        child.send_signal(signal.SIGINT)
        rest, errors = child.communicate(timeout=20)
    assert (child.returncode, rest, errors) == (0, "", "")
    assert "2026-03-12T09:00:00+08:00" in lines[-1]


def test_running_with_faults_of_nothing_is_refused_before_anything_is_served(tmp_path: Path) -> None:
    faults = tmp_path / "faults.yaml"
    faults.write_text("- {target: nobody, kind: http500}\n", encoding="utf-8")
    said: list[str] = []
    with pytest.raises(ValueError, match="nobody"):
        run_forever(port=0, now=SHOWN_AT, faults_file=faults, say=said.append)
    assert said == []
