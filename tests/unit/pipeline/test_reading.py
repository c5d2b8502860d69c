"""What ``xuncha read`` says of saved pages."""

import gzip
import json
from datetime import datetime
from pathlib import Path
from unicodedata import category

import pytest

from crawler.next_pages import Pager
from crawler.readers.explanation import Cause, Explanation
from pipeline.explaining import Why, why, why_data, why_lines
from pipeline.reading import Defaults, from_files, from_manifest, read_pages
from records.civil import parse_moment
from records.errors import InputError
from records.targets import ReadHints

NOW = parse_moment("2026-11-23")
PAGE = """<html><head><title>通知公告-演练县人民政府</title></head><body><h2>通知公告</h2><ul>
<li><span>2026-11-20</span><a href="./202611/t20261120_3.html">关于开展冬季安全检查的通知</a></li>
<li><span>2026-11-12</span><a href="./202611/t20261112_2.html">关于调整办公时间的公告</a></li>
<li><span>2026-10-09</span><a href="./202610/t20261009_1.html">关于征集意见建议的公告</a></li>
<li><span>2026-09-30</span><a href="./202609/t20260930_0.html">关于国庆假期安排的通知</a></li>
</ul></body></html>"""


def pages(folder: Path, manifest: str, *, now: datetime = NOW, kind: str = "list") -> list[dict[str, object]]:
    (folder / "m.jsonl").write_text(manifest)
    return [
        dict(answer) for answer in read_pages(from_manifest(folder / "m.jsonl", Defaults(kind=kind, now=now)))
    ]


def test_a_list_answers_with_its_newest_entry(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (answer,) = read_pages(from_files([tmp_path / "a.html"], Defaults(kind="list", url="", now=NOW)))
    assert answer["newest_on"] == "2026-11-20"
    assert answer["newest_title"] == "关于开展冬季安全检查的通知"
    assert (answer["items"], answer["account"], answer["newest_at"]) == (4, None, None)


def test_a_gzipped_page_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (answer,) = pages(tmp_path, '{"file": "a.html.gz"}')
    assert (answer["file"], answer["newest_on"]) == ("a.html.gz", "2026-11-20")


def test_a_damaged_archive_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(PAGE.encode())[:40])
    with pytest.raises(InputError, match=r"a\.html\.gz: cannot be read"):
        pages(tmp_path, '{"file": "a.html.gz"}')


def test_a_line_s_own_words_stand_before_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    told = pages(tmp_path, '{"file": "a.html", "now": "2026-10-10", "url": "http://a.test/tzgg/"}')
    assert [answer["newest_on"] for answer in told] == ["2026-10-09"]


def test_the_order_is_the_manifest_s_and_empty_lines_are_passed_over(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.html").write_text(PAGE)
    told = pages(tmp_path, '{"file": "b.html"}\n\n{"file": "a.html"}\n')
    assert [answer["file"] for answer in told] == ["b.html", "a.html"]


def test_the_answer_does_not_depend_on_the_file_s_name(tmp_path: Path) -> None:
    for name in ("2020-01-01.html", "empty.html", "x.bin"):
        (tmp_path / name).write_text(PAGE)
    told = pages(
        tmp_path, "\n".join(f'{{"file": "{p}"}}' for p in ("2020-01-01.html", "empty.html", "x.bin"))
    )
    assert {answer["newest_on"] for answer in told} == {"2026-11-20"}


ARTICLE = """<html><head><title>关于开展冬季安全检查的通知</title></head>
<body><h1>关于开展冬季安全检查的通知</h1>
<div>发布时间：2026-11-18 09:21　来源：县应急管理局</div>
<p>各乡镇、各单位：为做好今冬明春的安全生产工作，现就有关事项通知如下，
请结合实际认真抓好落实，检查中发现的问题要立即整改，并于月底前报送情况。</p></body></html>"""


def test_a_page_of_unknown_kind_tells_its_kind_itself(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(ARTICLE)
    (tmp_path / "b.html").write_text(PAGE)
    told = pages(tmp_path, '{"file": "a.html"}\n{"file": "b.html"}', kind="")
    assert [(answer["kind"], answer["newest_on"]) for answer in told] == [
        ("article", "2026-11-18"),
        ("list", "2026-11-20"),
    ]


def test_what_is_said_of_a_page_ends_with_the_list_that_was_taken(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (page,) = from_files([tmp_path / "a.html"], Defaults(kind="list", url="", now=NOW))
    told = why(page, kind="list")
    lines = list(why_lines(told))
    assert "the likeliest has dates" in lines[0]
    assert lines[1].startswith("    taken: body > ul > li, 4 rows, newest 2026-11-20, dated alone")
    first = why_data(told)["lists"][0]
    assert (first["path"], first["fate"], first["newest_on"]) == ("body > ul > li", "won", "2026-11-20")
    assert json.dumps(why_data(told))


def test_an_article_s_lines_say_which_date_answered(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(ARTICLE)
    (page,) = from_files([tmp_path / "a.html"], Defaults(kind="", url="", now=NOW))
    lines = list(why_lines(why(page, kind="article")))
    assert lines[1:] == ["    label: 2026-11-18 09:21:00+08:00, which answered"]


def test_every_cause_has_its_sentence() -> None:
    for cause in Cause:
        told = Why(explanation=Explanation(cause=cause, detail="it is so"), pager=Pager())
        (line,) = why_lines(told)
        assert line.startswith("  ")
        assert line.strip()


def test_what_a_page_says_cannot_steer_the_terminal(tmp_path: Path) -> None:
    title = "关于\x1b[31m开展冬季\u202e安全检查的通知"
    (tmp_path / "a.html").write_text(PAGE.replace("关于开展冬季安全检查的通知", title))
    (page,) = from_files([tmp_path / "a.html"], Defaults(kind="list", url="", now=NOW))
    assert not any(
        category(char).startswith("C") for line in why_lines(why(page, kind="list")) for char in line
    )


WIDGETS = """<html><body><div class="w"><b>2026-11-03</b><p><a href="1.html">关于调整办公时间的公告</a>
<i>2026-11-20</i></p></div><div class="w"><b>2026-11-01</b><p><a href="2.html">关于征集意见的公告</a>
<i>2026-11-22</i></p></div></body></html>"""


def test_a_hint_can_be_tried_out_on_a_saved_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(WIDGETS)
    page = from_files([tmp_path / "a.html"], Defaults(kind="", url="http://a.test/b/", now=NOW))
    (answer,) = read_pages(page, hints=ReadHints(rows="div.w", date="b", link="p > a"))
    assert (answer["kind"], answer["found_by"]) == ("list", "selector")
    assert (answer["newest_on"], answer["newest_title"]) == ("2026-11-03", "关于调整办公时间的公告")


def test_a_hint_that_finds_nothing_is_told_with_what_the_reader_weighs_instead(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (page,) = from_files([tmp_path / "a.html"], Defaults(kind="", url="", now=NOW))
    lines = list(why_lines(why(page, kind="list", hints=ReadHints(rows="div.none"))))
    assert "'div.none', finds nothing" in lines[0]
    assert lines[1].startswith("    not asked: body > ul > li, 4 rows, newest 2026-11-20")


def test_a_hint_leaves_an_article_of_the_manifest_alone(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(ARTICLE)
    (page,) = from_files([tmp_path / "a.html"], Defaults(kind="article", url="", now=NOW))
    (answer,) = read_pages([page], hints=ReadHints(rows="p"))
    assert (answer["newest_on"], answer["found_by"]) == ("2026-11-18", "label")
