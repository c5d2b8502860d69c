from datetime import date

import pytest

from crawler.readers.articles.facts import NO_FACTS, ArticleFacts, read_article_facts
from records.civil import parse_moment

NOW = parse_moment("2026-11-23T09:00:00")
TITLE = "演练县人民政府办公室关于做好秋冬农业生产的通知"
TEXT = "<p>各乡镇人民政府，县直各单位：现将有关事项通知如下，请认真抓好落实，文号等信息见附件。</p>"
FOOTER = """<div><p>主办：演练县人民政府办公室 网站标识码：4200000001</p>
<p><a href="#">演ICP备12345678号-1</a> <a href="#">演公网安备 42000002000001号</a></p></div>"""
TABLE = """<table><tr><td>索 引 号：</td><td>YL0001/2026-00009</td>
<td>主题分类：</td><td>农业、林业、水利</td></tr>
<tr><td>发布机构：</td><td>演练县人民政府办公室</td><td>成文日期：</td><td>2026年11月10日</td></tr>
<tr><td>文　　号：</td><td>演政办发〔2026〕9号</td><td>发布日期：</td><td>2026-11-18</td></tr></table>"""


def facts(markup: str, head: str = "") -> ArticleFacts:
    page = f"<html><head><title>{TITLE}</title>{head}</head><body>{markup}</body></html>"
    return read_article_facts(page.encode(), address="http://www.yanlian.test/zwgk/1.html", now=NOW)


def test_the_information_table_is_read_by_its_labels() -> None:
    found = facts(f"{TABLE}<h1>{TITLE}</h1>{TEXT}{FOOTER}")
    assert found.index_number == "YL0001/2026-00009"
    assert found.subject == "农业、林业、水利"
    assert found.publisher == "演练县人民政府办公室"
    assert found.document_number == "演政办发〔2026〕9号"
    assert found.written_on == date(2026, 11, 10)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>文号：演政办发〔2026〕9号 成文日期：2026-11-10</p>",
        "<p><b>【文号】</b>：演政办发〔2026〕9号</p><p>【生成日期】：2026-11-10</p>",
        "<ul><li><b>文号：</b><span>演政办发〔2026〕9号</span></li><li><b>成文日期：</b><i>20261110</i></li></ul>",
        "<dl><dt>发文字号</dt><dd>演政办发〔2026〕9号</dd><dt>成文日期</dt><dd>2026年11月10日</dd></dl>",
    ],
)
def test_labels_stand_in_lines_lists_brackets_and_terms(markup: str) -> None:
    found = facts(f"{markup}<h1>{TITLE}</h1>{TEXT}")
    assert (found.document_number, found.written_on) == ("演政办发〔2026〕9号", date(2026, 11, 10))


def test_a_label_left_empty_does_not_take_the_next_label_for_its_value() -> None:
    found = facts(
        f"<table><tr><td>文号：</td><td></td><td>发布机构：</td><td>县教育局</td></tr></table><h1>{TITLE}</h1>"
    )
    assert (found.document_number, found.publisher) == ("", "县教育局")


def test_a_label_inside_a_sentence_labels_nothing() -> None:
    assert facts(f"<h1>{TITLE}</h1>{TEXT}").document_number == ""


def test_the_source_in_the_header_is_read() -> None:
    assert (
        facts(f"<h1>{TITLE}</h1><div>来源：县农业农村局　时间：2026-11-18</div>{TEXT}").source
        == "县农业农村局"
    )


def test_a_source_left_empty_does_not_take_the_text_for_its_name() -> None:
    assert facts(f"<h1>{TITLE}</h1><div>来源：</div>{TEXT}").source == ""


def test_the_head_tags_are_kept_raw_in_the_notices_spelling() -> None:
    head = """<meta name="SITENAME" content="演练县人民政府">
    <meta name="sitedomain" content="www.yanlian.test">
    <meta name="SiteIDCode" content="4200000001"><meta name="columnname" content="政策文件">
    <meta name="ColumnType" content="政策文件"><meta name="ArticleTitle" content="通知">
    <meta name="pubdate" content="2026-11-18 10:19"><meta name="ContentSource" content="县政府办">
    <meta name="viewport" content="width=device-width">"""
    tags = facts(TEXT, head).head_tags
    assert tags == {
        "SiteName": "演练县人民政府",
        "SiteDomain": "www.yanlian.test",
        "SiteIDCode": "4200000001",
        "ColumnName": "政策文件",
        "ColumnType": "政策文件",
        "ArticleTitle": "通知",
        "PubDate": "2026-11-18 10:19",
        "ContentSource": "县政府办",
    }


def test_a_pubdate_counts_unless_it_is_the_making_of_the_page() -> None:
    tag = '<meta name="PubDate" content="2026-11-18 10:19">'
    assert facts(TEXT, tag).tagged_on == date(2026, 11, 18)
    making = (
        facts(TEXT, f'{tag}<meta name="MakeTime" content="2026-11-18 10:19:08">'),
        facts(f"<!-- 页面生成时间 2026-11-18 10:19:08 -->{TEXT}", tag),
        facts(f"{TEXT}<p>本页生成时间：2026-11-18 10:19:08</p>", tag),
    )
    assert [one.tagged_on for one in making] == [None, None, None]
    assert making[0].head_tags["PubDate"] == "2026-11-18 10:19"


def test_the_footer_names_the_site_and_its_filings() -> None:
    found = facts(f"<h1>{TITLE}</h1>{TEXT}{FOOTER}")
    assert found.site_code == "4200000001"
    assert found.icp == "演ICP备12345678号-1"
    assert found.police_filing == "42000002000001"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("网站标识码:bm05000001", "bm05000001"),
        ("网站标识码：BM05000001", "bm05000001"),
        ("标识码 420000000123", ""),
    ],
)
def test_a_site_code_is_ten_digits_or_a_ministrys(said: str, code: str) -> None:
    assert facts(f"<p>{said}</p>").site_code == code


@pytest.mark.parametrize("body", [b"", b"%PDF-1.7", b"<div>" * 600])
def test_what_is_no_page_has_no_facts(body: bytes) -> None:
    assert read_article_facts(body, address="", now=NOW) == NO_FACTS
