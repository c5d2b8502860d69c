"""The commands, run as processes on the practice county."""

import json
from pathlib import Path

import pytest

from pipeline.cli import COMMANDS
from pipeline.lock import one_pass_at_a_time
from practice.mailbox import mailbox
from practice.serve import Portal
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
