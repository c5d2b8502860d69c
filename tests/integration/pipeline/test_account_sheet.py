"""``xuncha account sheet`` as a person runs it."""

from pathlib import Path

import pytest
from lxml import html

from exporters.codes import qr_code
from tests.integration.pipeline.conftest import Xuncha

NOW = "2026-11-23"
ARTICLE = "https://mp.weixin.qq.com/s/AAAAAAAAAAAAAAAAAAAAAA"


@pytest.fixture(autouse=True)
def _unproven(environment: dict[str, str]) -> None:
    """Of one account the inventory names an article alone, of another nothing."""
    file = Path(environment["XUNCHA_INVENTORY"]) / "accounts.yaml"
    head, *accounts = file.read_text("utf-8").split("- key: ")
    for index, account in enumerate(accounts):
        if account.startswith("wx-cgzs"):
            accounts[index] = account.replace("kind: page", "kind: article")
        if account.startswith("sp-ylrm"):
            begin, end = account.index("  sources:"), account.index("  filing:")
            accounts[index] = account[:begin] + "  judged: true\n" + account[end:]
    file.write_text("- key: ".join([head, *accounts]), "utf-8")


def rows(path: Path) -> dict[str, str]:
    """Return the text of each row, by its account's key."""
    page = html.fromstring(path.read_text("utf-8"))
    texts = [" ".join(row.text_content().split()) for row in page.xpath("//tbody/tr")]
    return {text.partition("登记键：")[2].split()[0]: text for text in texts}


def test_the_sheet_leads_people_to_the_accounts_and_their_looks_come_back_onto_it(
    xuncha: Xuncha, tmp_path: Path
) -> None:
    out = tmp_path / "核查单.html"
    few = [part for key in ("wx-ylfb", "wx-cgzs", "wb-ylyj", "sp-ylrm") for part in ("--only", key)]
    assert xuncha("run", "--now", NOW, *few).returncode == 0
    done = xuncha("account", "sheet", "--out", str(out))
    assert (done.returncode, done.stdout) == (0, f"{out}\n")
    found = rows(out)
    assert {"wx-cgzs", "wb-ylyj", "sp-ylrm"} < set(found)
    assert "wx-ylfb" not in found, "its page proves what it shows"
    assert "没有登记地址，请在平台内搜索" in found["sp-ylrm"]

    xuncha("account", "link", "sp-ylrm", "https://channels.weixin.qq.com/x/1", "--now", f"{NOW}T09:10")
    xuncha("account", "link", "wx-cgzs", ARTICLE, "--now", f"{NOW}T09:10")
    looked = ("account", "looked", "wx-cgzs", "--newest", "2026-11-20", "--title", "城关夜话", "--by", "王某")
    assert xuncha(*looked, "--now", f"{NOW}T09:30").returncode == 0
    assert xuncha("account", "sheet", "--out", str(out), "--now", f"{NOW}T10:00").returncode == 0
    found = rows(out)
    assert list(found)[-1] == "wx-cgzs", "the only one of which a post is known"
    for words in ("2026年11月20日城关夜话", "2026年11月30日还剩 7 天", "人工查看（王某）", "登记的文章"):
        assert words in found["wx-cgzs"]
    assert qr_code(ARTICLE) in out.read_text("utf-8")
    assert "没有登记地址" not in found["sp-ylrm"]


def test_without_a_file_it_goes_where_exports_go(xuncha: Xuncha, environment: dict[str, str]) -> None:
    xuncha("account", "looked", "wx-cgzs", "--none", "--by", "王某", "--now", f"{NOW}T09:30")
    done = xuncha("account", "sheet", "--now", f"{NOW}T10:00")
    assert done.stdout == f"{environment['XUNCHA_HOME']}/exports/account-sheet-20261123.html\n"
    assert Path(done.stdout.strip()).exists()


def test_before_the_first_pass_there_is_no_sheet(xuncha: Xuncha, environment: dict[str, str]) -> None:
    done = xuncha("account", "sheet")
    assert done.returncode == 2
    assert "no pass has been judged yet" in done.stderr
    assert not Path(environment["XUNCHA_HOME"]).exists()


def test_a_place_that_cannot_be_written_is_named(xuncha: Xuncha, tmp_path: Path) -> None:
    xuncha("account", "looked", "wx-cgzs", "--none", "--by", "王某", "--now", f"{NOW}T09:30")
    (tmp_path / "file").write_text("", "utf-8")
    done = xuncha("account", "sheet", "--out", str(tmp_path / "file" / "a.html"), "--now", f"{NOW}T10:00")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "name another" in done.stderr
