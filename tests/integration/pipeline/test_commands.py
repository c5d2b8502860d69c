"""The commands, run as processes on the practice county."""

import json
from pathlib import Path

import pytest

from pipeline.cli import COMMANDS
from pipeline.lock import one_pass_at_a_time
from practice.faults import Fault
from practice.mailbox import mailbox
from practice.serve import Portal
from records.civil import parse_moment
from tests.integration.pipeline.conftest import Xuncha

NOW = "2026-11-23"
FEW = ("--only", "xwzx-zwyw", "--only", "xxgk-rsxx", "--only", "xxgk-xzzf", "--only", "xwzx-xzdt")


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_helps_with_an_example(xuncha: Xuncha, command: str) -> None:
    done = xuncha(command, "--help")
    assert done.returncode == 0
    assert "Example: " in done.stdout
    assert "xuncha" in done.stdout.split("Example: ")[1]


def test_a_pass_then_its_status_its_reasons_and_its_digest(
    xuncha: Xuncha, environment: dict[str, str]
) -> None:
    run = xuncha("run", "--now", NOW, *FEW)
    assert (run.returncode, run.stderr) == (0, "")
    assert "超期未更新" in run.stdout

    late = xuncha("status", "--state", "OVERDUE", "--json", "--fail-on", "OVERDUE")
    assert late.returncode == 1
    told = [json.loads(line) for line in late.stdout.splitlines()]
    assert {line["target"] for line in told} >= {"xxgk-rsxx"}
    assert xuncha("status", "--state", "OVERDUE", "--fail-on", "GONE").returncode == 0

    why = xuncha("explain", "xxgk-rsxx")
    assert why.returncode == 0
    for part in ("房政办发〔2023〕16号", "P3M", "最后更新 2026-08-04", "最迟更新日期 2026-11-04", "校验值"):
        assert part in why.stdout

    portal = xuncha("explain", "portal")
    assert portal.returncode == 0
    for part in (
        "国办秘函〔2019〕19号",
        "已确认 0 个，5 个即否决",
        "系统初查，尚不计入 1 个：行政执法（xxgk-xzzf）",
    ):
        assert part in portal.stdout
    (said,) = [json.loads(line) for line in xuncha("explain", "portal", "--json").stdout.splitlines()]
    standings = {one["veto"]["key"]: one["standing"] for one in said["vetoes"]}
    assert standings == {
        "news-and-policy": "unknown",
        "long-stale": "not_met",
        "blank": "unknown",
        "home": "not_met",
        "unreachable": "unknown",
    }

    home = Path(environment["XUNCHA_HOME"])
    assert "监测一览" in (home / "told/board.html").read_text()
    assert "xuncha_pass_completed_timestamp_seconds" in (home / "told/xuncha.prom").read_text()

    digest = xuncha("digest", "--week", "2026-W48", "--out", str(home / "digest.html"))
    assert digest.returncode == 0
    assert "监测周报" in (home / "digest.html").read_text()
    assert "人事信息" in (home / "digest.txt").read_text()
    assert (home / "digest.xlsx").read_bytes().startswith(b"PK")
    assert (home / "digests/2026-W48/_office/digest.html").read_text() == (home / "digest.html").read_text()

    own = xuncha("digest", "--week", "2026-W48", "--unit", "rsj")
    assert own.returncode == 0
    assert own.stdout.startswith("【巡查】县人力资源和社会保障局 监测周报 2026年第48周：需整改 0 项")
    assert xuncha("digest", "--week", "2026-W48", "--unit", "nobody").returncode == 2
    beside = xuncha("digest", "--week", "2026-W48", "--out", str(home / "digest.xlsx"))
    assert (beside.returncode, len(beside.stderr.splitlines())) == (2, 1)


def test_a_finding_is_confirmed_by_a_second_look_and_decided_on_by_a_person(
    xuncha: Xuncha, portal: Portal
) -> None:
    xuncha("run", "--now", NOW, *FEW)
    early = xuncha("run", "--now", f"{NOW}T09:15", "--second")
    assert (early.returncode, early.stderr) == (0, "nothing is due for a second look\n")

    def certainty() -> str:
        told = xuncha("status", "--json", "--state", "OVERDUE").stdout.splitlines()
        notice = [line for line in map(json.loads, told) if line["rulebook"] == "fangxian-2023-16"]
        by_target = {line["target"]: line for line in notice}
        return str(by_target["xxgk-rsxx"]["certainty"]) if "xxgk-rsxx" in by_target else ""

    assert certainty() == "suspected"
    before, portal.now = portal.now, parse_moment(f"{NOW}T13:00")
    try:
        assert xuncha("run", "--now", f"{NOW}T13:00", "--second").returncode == 0
    finally:
        portal.now = before
    assert certainty() == "confirmed"

    decided = ("review", "xxgk-rsxx", "--by", "值班员", "--now", f"{NOW}T14:00")
    assert xuncha(*decided, "--decision", "确认").returncode == 0
    assert certainty() == "reviewed"
    assert xuncha(*decided, "--decision", "误报", "--note", "当日已更新").returncode == 0
    assert certainty() == ""


def test_by_a_wrong_clock_nothing_is_said_of_anybody(xuncha: Xuncha) -> None:
    told = xuncha("run", "--now", f"{NOW}T07:00", *FEW, "--json").stdout.splitlines()
    reasons = {line["reason"] for line in map(json.loads, told)}
    assert reasons == {"clock_wrong"}


def test_a_decision_needs_a_name_and_a_finding(xuncha: Xuncha) -> None:
    xuncha("run", "--now", NOW, *FEW)
    nobody = xuncha("review", "xxgk-rsxx", "--by", " ", "--decision", "确认", "--now", NOW)
    assert (nobody.returncode, nobody.stderr) == (
        2,
        "xuncha: --by: a decision needs a name; say who decides\n",
    )
    nothing = xuncha("review", "xwzx-zwyw", "--by", "值班员", "--decision", "误报", "--now", NOW)
    assert nothing.returncode == 2
    assert "no finding to decide on" in nothing.stderr


def test_explain_tells_the_fixed_dates_the_yearly_check_and_the_closings_of_a_column(
    xuncha: Xuncha, environment: dict[str, str]
) -> None:
    folder = Path(environment["XUNCHA_INVENTORY"])
    closing = "{site: portal, from: 2026-03-01, until: 2026-04-10, approval: 批复第1号}"
    (folder / "offline.yaml").write_text(f"offline:\n  - {closing}\n", "utf-8")
    assert (
        xuncha("run", "--now", NOW, "--only", "wzndbb", "--only", "xxgknb", "--only", "jgzn").returncode == 0
    )

    report = xuncha("explain", "wzndbb").stdout
    assert "最迟 2025-01-31　按期公开　2025-01-16" in report
    assert "最迟 2026-01-31　逾期　至今未见公开，逾期 296 天（系统初查）" in report
    assert "临时下线 41 天，超过 30 天" in report
    assert "逾期" not in xuncha("explain", "xxgknb").stdout
    assert "没有登记过人工核对日期" in xuncha("explain", "jgzn").stdout

    told = json.loads(xuncha("explain", "wzndbb", "--json").stdout)
    dates = [(each["due_on"], each["state"], each["days_late"]) for each in told["deadlines"]]
    assert dates == [("2025-01-31", "MET", None), ("2026-01-31", "MISSED", 296)]
    assert [each["kind"] for each in told["ledger"]] == ["closed_too_long"]
    assert told["closings"][0]["approval"] == "批复第1号"


def test_status_of_one_unit_is_that_unit_s(xuncha: Xuncha) -> None:
    xuncha("run", "--now", NOW, *FEW)
    told = xuncha("status", "--unit", "cgz", "--json").stdout.splitlines()
    assert told
    assert all("cgz" in json.loads(line)["units"] for line in told)


def test_the_digest_is_mailed_to_the_office(xuncha: Xuncha) -> None:
    xuncha("run", "--now", NOW, *FEW)
    with mailbox() as box:
        sent = xuncha(
            "digest",
            "--send",
            "--now",
            NOW,
            XUNCHA_SMTP_HOST=box.host,
            XUNCHA_SMTP_PORT=str(box.port),
            XUNCHA_SMTP_SECURITY="none",
        )
        assert (sent.returncode, sent.stderr) == (0, "")
        (message,) = box.messages
    assert "监测周报" in str(message["Subject"])
    assert str(message["Message-ID"]).startswith("<digest.2026-W48@")
    assert [part.get_filename() for part in message.iter_attachments()] == [
        "演练县_监测周报_2026年第48周.xlsx"
    ]


def test_a_test_mail_arrives(xuncha: Xuncha) -> None:
    with mailbox() as box:
        sent = xuncha(
            "mail-test",
            "clerk@office.test",
            XUNCHA_SMTP_HOST=box.host,
            XUNCHA_SMTP_PORT=str(box.port),
            XUNCHA_SMTP_SECURITY="none",
        )
        assert sent.returncode == 0
        assert [list(told) for told in box.recipients] == [["clerk@office.test"]]


def test_check_says_what_is_watched_and_what_has_no_limit(xuncha: Xuncha) -> None:
    done = xuncha("check")
    assert done.returncode == 0
    assert "fangxian-2023-16" in done.stdout
    assert "without any time limit" in done.stdout
    assert json.loads(xuncha("check", "--json").stdout)["columns"] > 40


def test_init_writes_an_inventory_that_checks(xuncha: Xuncha, tmp_path: Path) -> None:
    fresh = str(tmp_path / "fresh")
    assert xuncha("init", XUNCHA_INVENTORY=fresh).returncode == 0
    assert xuncha("check", XUNCHA_INVENTORY=fresh).returncode == 0
    again = xuncha("init", XUNCHA_INVENTORY=fresh)
    assert again.returncode == 2
    assert len(again.stderr.splitlines()) == 1


def test_a_pass_is_kept_in_postgresql(xuncha: Xuncha, postgres_url: str, environment: dict[str, str]) -> None:
    assert xuncha("run", "--now", NOW, *FEW, XUNCHA_DATABASE_URL=postgres_url).returncode == 0
    late = xuncha("status", "--state", "OVERDUE", "--json", XUNCHA_DATABASE_URL=postgres_url)
    assert "xxgk-rsxx" in late.stdout
    assert not (Path(environment["XUNCHA_HOME"]) / "xuncha.db").exists()


def test_two_passes_at_once_are_refused(xuncha: Xuncha, environment: dict[str, str]) -> None:
    with one_pass_at_a_time(Path(environment["XUNCHA_HOME"])):
        done = xuncha("run", "--now", NOW, *FEW)
    assert done.returncode == 2
    assert "another pass is running" in done.stderr


def test_doctor_says_a_line_each(xuncha: Xuncha) -> None:
    done = xuncha("doctor", "--json")
    checks = {check["name"]: check["ok"] for check in map(json.loads, done.stdout.splitlines())}
    assert checks["home"]
    assert checks["database"]
    assert checks["inventory"]
    assert any(name.startswith("site ") and fine for name, fine in checks.items())


def test_reading_saved_pages_prints_a_line_each_in_order(
    xuncha: Xuncha, tmp_path: Path, portal: Portal
) -> None:
    page = "<html><body><h2>通知公告</h2><ul>{}</ul></body></html>"
    row = '<li><span>2026-11-{0:02}</span><a href="t{0}.html">第{0}号通知的标题</a></li>'
    (tmp_path / "a.html").write_text(page.format("".join(row.format(day) for day in (20, 12, 5, 3, 2))))
    (tmp_path / "b.html").write_text(page.format("".join(row.format(day) for day in (9, 8, 7, 6, 4))))
    manifest = tmp_path / "m.jsonl"
    manifest.write_text('{"file": "b.html", "now": "2026-11-10"}\n\n{"file": "a.html", "kind": "list"}\n')
    done = xuncha("read", "--manifest", str(manifest), "--json", "--now", NOW)
    assert done.returncode == 0
    first, second = map(json.loads, done.stdout.splitlines())
    assert list(first) == [
        "file",
        "kind",
        "outcome",
        "newest_on",
        "newest_at",
        "newest_title",
        "items",
        "found_by",
        "account",
        "ms",
    ]
    assert (first["file"], first["outcome"], first["newest_on"]) == ("b.html", "READ", "2026-11-09")
    assert (second["newest_on"], second["newest_title"]) == ("2026-11-20", "第20号通知的标题")
    explained = xuncha("read", "--manifest", str(manifest), "--json", "--explain", "--now", NOW)
    for plain, told in zip((first, second), map(json.loads, explained.stdout.splitlines()), strict=True):
        (taken,) = [one for one in told.pop("explain")["lists"] if one["fate"] == "won"]
        assert taken["newest_on"] == plain["newest_on"]
        assert {**told, "ms": plain["ms"]} == plain


def test_a_hint_tried_out_says_what_it_misses(xuncha: Xuncha, tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_text(
        "<html><body><ul><li><a href='1.html'>第一号通知的标题</a> 2026-11-20</li></ul></body></html>"
    )
    tried = xuncha("read", str(page), "--rows", "ul > li", "--link", "a", "--now", NOW)
    assert tried.stdout.startswith(f"{page}: READ 2026-11-20 第一号通知的标题 (1 items)")
    assert len(tried.stdout.splitlines()) == 1
    missed = xuncha("read", str(page), "--rows", "div.none", "--now", NOW)
    assert "'div.none', finds nothing" in missed.stdout
    refused = xuncha("read", str(page), "--rows", "ul > li", "--kind", "article")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)


def test_a_firewalls_refusal_is_explained_with_a_request_to_be_let_through(
    xuncha: Xuncha, portal: Portal
) -> None:
    portal.faults = (Fault(target="xxgk-rsxx", kind="waf521"),)
    try:
        xuncha("run", "--now", NOW, *FEW)
    finally:
        portal.faults = ()
    told = xuncha("explain", "xxgk-rsxx").stdout
    assert "HTTP 521 (a verification or firewall page)" in told
    assert "关于申请放行政府网站常态化监测访问的函" in told
    alone = xuncha("explain", "xxgk-rsxx", "--admission", XUNCHA_CONTACT="clerk@office.test").stdout
    assert alone.startswith("关于申请放行")
    for part in (
        "返回状态：HTTP 521",
        "请填写出口IP",
        "User-Agent：xuncha/0.1 (clerk@office.test)",
        "〔2023〕16号",
    ):
        assert part in alone
    data = json.loads(xuncha("explain", "xxgk-rsxx", "--json").stdout)
    assert "HTTP 521" in data["admission"]
    assert "admission" not in json.loads(xuncha("explain", "xwzx-zwyw", "--json").stdout)
    none = xuncha("explain", "xwzx-zwyw", "--admission")
    assert (none.returncode, len(none.stderr.splitlines())) == (2, 1)
    assert "放行" not in xuncha("status").stdout
