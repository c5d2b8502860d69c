import pytest

from crawler.readers.inline.arrays import unfold as unfold_arrays
from crawler.readers.inline.datastore import unfold as unfold_datastore
from crawler.readers.inline.scripts import replace_scripts, scripts_in
from crawler.readers.inline.unfold import UNFOLDERS, unfold
from crawler.readers.inline.writes import unfold as unfold_writes


def written(code: str) -> str | None:
    """Return what *code* writes, or None where it is left as it stands."""
    page = f"<p><script>{code}</script></p>"
    unfolded = unfold_writes(page)
    marker = '<p><br data-written="writes">'
    return None if unfolded == page else unfolded.removeprefix(marker).removesuffix("</p>")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("document.write('<li>甲</li>');", "<li>甲</li>"),
        ("var d='2026-11-20'; document.write('<i>' + d + '</i>');", "<i>2026-11-20</i>"),
        ("var d='2026'; if(d!=''){document.write(d);}", "2026"),
        ("var d=''; if(d!=''){document.write(d);} else {document.write('无')}", "无"),
        ("var a='x', b='y';", None),
        (
            "var k=''; if (k!='' && k!='null') { } else { document.write('甲'); document.write('乙'); }",
            "甲乙",
        ),
        ("var k='x'; if (k=='y' || k=='x') document.write('甲')", "甲"),
        ("var k='x'; if (k) document.writeln(\"it's\");", "it's"),
        ("// a comment\ndocument.write('甲\\u4e59\\n\\'')", "甲乙\n'"),
        ("jQuery('#no1').hide(); document.write('甲');", "甲"),
        ("document.write(5 + '日');", "5日"),
        ("var a='甲'; a='乙'; document.write(a);", "乙"),
        ("document.write('2026-11-20 10:08:00'.substring(0,10));", "2026-11-20"),
        ("var d='2026-11-20 10:08'; document.write(d.substr(0,10) + d.slice(10));", "2026-11-20 10:08"),
        ("document.write('2026-11-20'.substr(5,2).slice(1));", "1"),
    ],
)
def test_what_a_plain_script_writes_is_foretold(code: str, expected: str | None) -> None:
    assert written(code) == expected


@pytest.mark.parametrize(
    "code",
    [
        "document.write(new Date().getFullYear());",
        "document.write(unknown);",
        "document.write(unescape('%3Cb%3E'));",
        "function f(){document.write('x')} f();",
        "for(var i=0;i<9;i++){document.write('x')}",
        "var s='x'; if(s.indexOf('x')==0){document.write('x')}",
        "var s='x'; document.write(s.length);",
        "document.write('x'",
        "if(",
        "{" * 50 + "document.write('x')",
        "var a='xxxxxxxxxx';" + "a=a+a;" * 40 + "document.write(a)",
        "var a='" + "x" * 9_000 + "';" + "document.write(a);" * 20,
        "document.write('x')" + "/*" * 60,
    ],
)
def test_a_script_beyond_us_stays_as_it_stands(code: str) -> None:
    assert written(code) is None


def test_markup_split_over_two_scripts_is_put_together() -> None:
    page = "<ul><script>document.write('<li>甲')</script><script>document.write('</li>')</script></ul>"
    assert unfold_writes(page).replace('<br data-written="writes">', "") == "<ul><li>甲</li></ul>"


def test_a_datastores_records_become_blocks() -> None:
    record = "<record><![CDATA[<li>甲</li>]]></record><record>&lt;li&gt;乙&lt;/li&gt;</record>"
    page = f"<script type='text/xml'><datastore><recordset>{record}</recordset></datastore></script>"
    unfolded = unfold_datastore(page)
    assert "<div><li>甲</li></div><div><li>乙</li></div>" in unfolded


def test_a_datastore_tells_whether_it_is_all() -> None:
    store = "<script><datastore><record>甲</record><totalrecord>{}</totalrecord></datastore></script>"
    assert "共1页" in unfold_datastore(store.format(1))
    assert "共1页" not in unfold_datastore(store.format(66))


def test_an_empty_datastore_says_so_only_with_its_total() -> None:
    store = "<script><datastore><recordset></recordset>{}</datastore></script>"
    assert "共0条" in unfold_datastore(store.format("<totalrecord>0</totalrecord>"))
    assert "共0条" not in unfold_datastore(store.format(""))


def test_arrays_become_a_list() -> None:
    code = "urls[0]='./1.html';headers[0]=\"甲&amp;乙\";year[0]='2026';month[0]='11';day[0]='20';"
    unfolded = unfold_arrays(f"<script>{code}</script>")
    assert '<li><a href="./1.html">甲&amp;乙</a><span>2026-11-20</span></li>' in unfolded


def test_arrays_that_miss_a_part_stay_as_they_stand() -> None:
    page = "<script>urls[0]='./1.html';title[0]='甲';title[1]='乙';date[1]='2026-11-20';</script>"
    assert unfold_arrays(page) == page


def test_what_arrays_hold_cannot_become_markup_of_its_own() -> None:
    code = "urls[0]='\\x22';title[0]='<script>alert(1)</script>';date[0]='2026-11-20';".replace(
        "</script>", ""
    )
    assert "<script>alert" not in unfold_arrays(f"<script>{code}</script>")


def test_an_open_script_ends_the_search() -> None:
    assert [script.code for script in scripts_in("<script>a</script><SCRIPT x=1>b</Script ><script>c")] == [
        "a",
        "b",
    ]


def test_a_page_without_scripts_is_returned_itself() -> None:
    page = "<p>甲</p>"
    assert unfold(page) is page
    assert replace_scripts(page, lambda code: code) is page


def test_every_form_has_a_sign_of_its_own() -> None:
    assert len({sign for sign, _ in UNFOLDERS.values()}) == len(UNFOLDERS)
