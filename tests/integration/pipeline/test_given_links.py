"""Links that people give, typed and in files that they drop into a folder."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from records.civil import parse_moment
from records.given import GivenLink, Via
from records.store import Store
from tests.integration.pipeline.conftest import Done, Xuncha

NOW = "2026-11-23T09:30"
ARTICLE = "https://mp.weixin.qq.com/s/AAAAAAAAAAAAAAAAAAAAAA"
LONG = "https://mp.weixin.qq.com/s?__biz=MzAwMDAwMDAwMQ==&mid=2247480001&idx=1&sn=0a1b&chksm=0c1d#rd"
WEIBO = "https://m.weibo.cn/status/QAAAAAAAA"


@pytest.fixture
def links(environment: dict[str, str]) -> Path:
    """The folder that files are dropped into."""
    folder = Path(environment["XUNCHA_HOME"]) / "links"
    folder.mkdir(parents=True)
    return folder


def on_record(environment: Mapping[str, str]) -> Mapping[str, Sequence[GivenLink]]:
    with Store.open(f"sqlite:///{environment['XUNCHA_HOME']}/xuncha.db") as store:
        return store.given_links(until=parse_moment("2026-12-31"))


def take(xuncha: Xuncha, *arguments: str, now: str = NOW) -> Done:
    return xuncha("account", "take", *arguments, "--now", now)


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_link_is_put_on_record_whole_before_anybody_has_looked(
    xuncha: Xuncha, environment: dict[str, str]
) -> None:
    done = xuncha("account", "link", "wx-ylfb", LONG, "--by", " 王某 ", "--now", NOW)
    assert (done.returncode, done.stdout) == (0, "wx-ylfb: the link is on record\n")
    given_at = parse_moment(f"{NOW}+08:00")
    link = GivenLink(target="wx-ylfb", url=LONG, given_at=given_at, given_by="王某", via=Via.COMMAND)
    assert on_record(environment) == {"wx-ylfb": [link]}

    again = xuncha("account", "link", "wx-ylfb", LONG, "--now", "2026-11-24")
    assert (again.returncode, again.stdout) == (0, "wx-ylfb: the link was on record already\n")
    assert on_record(environment) == {"wx-ylfb": [link]}


@pytest.mark.parametrize(
    ("key", "url", "line"),
    [
        ("wx-ylfx", ARTICLE, "wx-ylfx: no account has this key; did you mean wx-ylfb?"),
        ("wx-ylfb", "mp.weixin.qq.com/s/A", "the link is no http or https address; write it in full, like"),
        ("wx-ylfb", "ftp://mp.weixin.qq.com/s/A", "the link is no http or https address; write it in full"),
        (
            "wx-ylfb",
            WEIBO,
            "the link is on m.weibo.cn, which is no host of wechat and none",
        ),
        (
            "wx-ylfb",
            "https://mp.weixin.qq.com.example.test/s/A",
            "the link is on mp.weixin.qq.com.example.test",
        ),
        ("wb-ylfb", "https://notweibo.com/1", "the link is on notweibo.com, which is no host of weibo"),
        ("wx-ylfb", f"{LONG[:-3]}&pass_ticket=a1b2", "the link holds the log-in of who opened it; open"),
        ("wx-ylfb", f"{LONG[:-3]}&uin=MQ%3D%3D&key=a1b2", "the link holds the log-in of who opened it; open"),
        (
            "wx-ylfb",
            "https://mp.weixin.qq.com/s?src=11&timestamp=1795400000&ver=1&signature=a1b2",
            "the link is a search engine's and ends within hours; open the article in WeChat",
        ),
        ("wx-ylfb", f"{ARTICLE}\x07", "the link holds an invisible character; paste it anew"),
        ("wx-ylfb", f"https://mp.weixin.qq.com/s/{'a' * 3000}", "the link is no address: it holds spaces or"),
        ("wx-ylfb", f"https://mp.weixin.qq.com/s/{'的' * 700}", "the link is longer than 2,000 bytes"),
        (
            "wb-ylfb",
            "https://weibo.com/6000000002/QAAAAAAAA",
            "the link names the account wb-ylyj, not wb-ylfb",
        ),
    ],
)
def test_a_link_that_cannot_be_used_is_one_line_and_nothing_is_written(
    key: str, url: str, line: str, xuncha: Xuncha, environment: dict[str, str]
) -> None:
    done = xuncha("account", "link", key, url, "--now", NOW)
    assert done.returncode == 2
    assert done.stderr.startswith(f"xuncha: {line}")
    assert done.stderr.count("\n") == 1
    assert not Path(environment["XUNCHA_HOME"]).exists()


def test_a_host_that_the_inventory_names_may_be_linked_to(
    xuncha: Xuncha, environment: dict[str, str]
) -> None:
    assert xuncha("account", "link", "wx-ylfb", "http://127.10.1.1/s/1").returncode == 0
    assert xuncha("account", "link", "wx-ylfb", "http://127.10.9.9/s/1").returncode == 2
    assert len(on_record(environment)["wx-ylfb"]) == 1


def test_a_link_given_to_an_empty_name_is_given_by_nobody(xuncha: Xuncha) -> None:
    done = xuncha("account", "link", "wx-ylfb", ARTICLE, "--by", " ")
    assert (done.returncode, done.stderr) == (
        2,
        "xuncha: --by: what a person gives needs a name; say who\n",
    )


def test_files_of_all_kinds_are_taken_in_and_moved_away(
    xuncha: Xuncha, environment: dict[str, str], links: Path
) -> None:
    (links / "wx-yljy.txt").write_text(f"{ARTICLE}1\nwx-ylfb\t{ARTICLE}2\n", "utf-8")
    (links / "b.csv").write_text(f"账号,链接\n演练财政,{ARTICLE}3\n演练发布,{WEIBO}\n", "gb18030")
    book = Workbook()
    for line in (("账号", "链接"), ("城关之声", f"{ARTICLE}4")):
        book.active.append(line)
    book.save(links / "c.xlsx")
    done = take(xuncha)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "b.csv: 2 new, 0 known, 0 not usable",
        "c.xlsx: 1 new, 0 known, 0 not usable",
        "wx-yljy.txt: 2 new, 0 known, 0 not usable",
    ]
    found = {key: (given[0].url, given[0].via) for key, given in on_record(environment).items()}
    assert found == {
        "wx-yljy": (f"{ARTICLE}1", Via.FOLDER),
        "wx-ylfb": (f"{ARTICLE}2", Via.FOLDER),
        "wx-ylcz": (f"{ARTICLE}3", Via.FOLDER),
        "wb-ylfb": (WEIBO, Via.FOLDER),
        "wx-cgzs": (f"{ARTICLE}4", Via.WORKBOOK),
    }
    stamp = "taken/20261123-093000"
    assert names(links) == [f"{stamp}-b.csv", f"{stamp}-c.xlsx", f"{stamp}-wx-yljy.txt"]

    assert take(xuncha).stdout == f"nothing to take; drop .txt, .csv or .xlsx files into {links}\n"
    (links / "b.csv").write_text(f"key,url\nwx-ylcz,{ARTICLE}3\n", "utf-8")
    assert take(xuncha).stdout == "b.csv: 0 new, 1 known, 0 not usable\n"
    assert names(links)[0] == f"{stamp}-2-b.csv"


def test_a_link_alone_belongs_to_the_account_that_it_names(
    xuncha: Xuncha, environment: dict[str, str], links: Path
) -> None:
    file = Path(environment["XUNCHA_INVENTORY"]) / "accounts.yaml"
    text = file.read_text("utf-8")
    own = "gh_0a1b2c3d4e01"
    assert text.count(f"id: {own}\n") == 1
    file.write_text(text.replace(f"id: {own}\n", f"id: {own}\n  aliases: [MzAw+DAwMDAwMQ==]\n"), "utf-8")
    biz = ("MzAw+DAwMDAwMQ==", "MzAw%2BDAwMDAwMQ%3D%3D")
    lines = [f"https://mp.weixin.qq.com/s?__biz={each}&mid=1&idx=1&sn=2&chksm=3#rd" for each in biz]
    lines.append("https://weibo.com/6000000003/QAAAAAAAA")
    (links / "links.txt").write_text("\n".join(lines), "utf-8")
    assert take(xuncha).returncode == 0
    found = {key: {link.url for link in given} for key, given in on_record(environment).items()}
    assert found == {"wx-ylfb": set(lines[:2]), "wb-ylsl": {lines[2]}}


def test_what_cannot_be_used_is_named_and_kept_and_the_rest_is_taken(
    xuncha: Xuncha, environment: dict[str, str], links: Path
) -> None:
    bad = ["wx-nobody", "演练发布", ARTICLE, f"wx-yljy\t{WEIBO}", f"wx-yljy\t{ARTICLE}"]
    (links / "a.txt").write_text("\n".join(bad[2:]), "utf-8")
    (links / "b.csv").write_text(f"账号,链接\n{bad[0]},{ARTICLE}\n{bad[1]},{ARTICLE}\nwx-ylfb,\n", "utf-8")
    (links / "old.xls").write_bytes(b"\xd0\xcf")
    done = take(xuncha)
    assert done.returncode == 2
    told = done.stderr.replace("xuncha: ", "").splitlines()
    assert [line.partition(";")[0] for line in told] == [
        "a.txt:1: 账号: the link does not say whose it is",
        "a.txt:2: 链接: is on m.weibo.cn, which is no host of wechat and none that the inventory names",
        "b.csv:2: 账号: no account has the key or the name 'wx-nobody'",
        "b.csv:4: 链接: is empty",
        "old.xls: is neither .txt nor .csv nor .xlsx",
    ]
    assert {key: len(given) for key, given in on_record(environment).items()} == {"wx-yljy": 1, "wx-ylfb": 1}
    assert names(links) == [
        *("a.txt", "a.txt.faults.txt", "b.csv", "b.csv.faults.txt", "old.xls", "old.xls.faults.txt"),
    ]
    beside = (links / "b.csv.faults.txt").read_text("utf-8").splitlines()
    assert (beside[0][:2], beside[1:]) == ("# ", told[2:4])

    again = take(xuncha)
    assert (again.returncode, again.stderr) == (2, done.stderr)
    assert again.stdout.splitlines()[0] == "a.txt: 0 new, 1 known, 2 not usable"
    (links / "a.txt").write_text(f"wx-ylfb\t{ARTICLE}\nwx-yljy\t{ARTICLE}\n", "utf-8")
    take(xuncha)
    assert [name for name in names(links) if "a.txt" in name] == ["taken/20261123-093000-a.txt"]


def test_one_name_on_one_platform_twice_needs_the_key(
    xuncha: Xuncha, environment: dict[str, str], links: Path
) -> None:
    with (Path(environment["XUNCHA_INVENTORY"]) / "accounts.yaml").open("a", encoding="utf-8") as file:
        file.write("- {key: wx-two, platform: wechat, name: 演练发布, unit: zfb}\n")
    (links / "a.txt").write_text(f"演练发布\t{ARTICLE}\n演练发布\t{WEIBO}\n", "utf-8")
    done = take(xuncha)
    assert done.stderr == "xuncha: a.txt:1: 账号: '演练发布' is the name of several accounts; write the key\n"
    assert list(on_record(environment)) == ["wb-ylfb"]


def test_another_folder_may_be_named_and_has_to_be_there(xuncha: Xuncha, tmp_path: Path) -> None:
    folder = tmp_path / "dropped"
    nothing = take(xuncha, str(folder))
    assert nothing.returncode == 2
    assert nothing.stderr.endswith("there is no such folder; name the one that the files are dropped into\n")
    folder.mkdir()
    (folder / "wx-ylfb.txt").write_text(ARTICLE, "utf-8")
    assert take(xuncha, str(folder)).returncode == 0
    assert names(folder) == ["taken/20261123-093000-wx-ylfb.txt"]


def leavings() -> Iterator[str]:
    yield from (".DS_Store", "~$c.xlsx", "Thumbs.db", "desktop.ini", "a.txt.faults.txt", ".a.txt.swp")


def test_what_programs_leave_behind_is_left_alone(xuncha: Xuncha, links: Path) -> None:
    for name in leavings():
        (links / name).write_text("x", "utf-8")
    done = take(xuncha)
    assert (done.returncode, done.stdout[:15], done.stderr) == (0, "nothing to take", "")
    assert names(links) == sorted(leavings())


def test_a_faulty_inventory_takes_nothing(xuncha: Xuncha, environment: dict[str, str], links: Path) -> None:
    (links / "wx-ylfb.txt").write_text(ARTICLE, "utf-8")
    (Path(environment["XUNCHA_INVENTORY"]) / "accounts.yaml").write_text("accounts: many\n", "utf-8")
    assert take(xuncha).returncode == 2
    assert names(links) == ["wx-ylfb.txt"]


def test_a_file_with_the_longest_name_is_taken_and_its_faults_too(xuncha: Xuncha, links: Path) -> None:
    name = "链" * 83 + ".txt"
    (links / name).write_text(ARTICLE, "utf-8")
    assert take(xuncha).returncode == 2
    (links / name).write_text(f"wx-ylfb\t{ARTICLE}", "utf-8")
    assert take(xuncha).returncode == 0
    (moved,) = names(links)
    assert moved.startswith("taken/20261123-093000-链")
