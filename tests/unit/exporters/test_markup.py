"""What is scraped or typed stays text on every page and in every mail."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import exporters
from exporters.markup import environment, printable, shortened, web_address

TEMPLATES = sorted(Path(exporters.__file__).parent.rglob("*.j2"))


def rendered(folder: Path, source: str, **values: object) -> str:
    (folder / "page.j2").write_text(source, encoding="utf-8")
    return environment(folder).get_template("page.j2").render(**values)


def test_a_template_of_any_name_escapes_what_it_is_given(tmp_path: Path) -> None:
    assert rendered(tmp_path, "<b>{{ x }}</b>", x="<script>'\"&") == "<b>&lt;script&gt;&#39;&#34;&amp;</b>"


def test_a_macro_s_markup_is_escaped_once_and_not_twice(tmp_path: Path) -> None:
    source = "{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(x) }}"
    assert rendered(tmp_path, source, x="<") == "<i>&lt;</i>"


def test_a_name_that_was_not_given_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="'missing' is undefined"):
        rendered(tmp_path, "{{ missing }}")


def test_values_are_made_printable_on_the_way_in(tmp_path: Path) -> None:
    assert rendered(tmp_path, "[{{ x }}]", x="一\x00\r\n二\ud800\u202e\u200f三") == "[一 二 三]"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_takes_escaping_back(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert not any(word in source for word in ("safe", "autoescape", "Markup", "<script", "javascript:"))


def test_there_are_templates_to_look_at() -> None:
    assert len(TEMPLATES) >= 3


@given(st.text())
def test_printable_text_is_one_line_that_utf_8_can_write(text: str) -> None:
    line = printable(text)
    assert len(line.encode().decode().splitlines()) <= 1
    assert printable(line) == line


@given(st.text(min_size=1), st.integers(1, 30))
def test_shortened_text_keeps_its_bound(text: str, length: int) -> None:
    assert len(shortened(text, length)) <= length


def test_text_that_was_cut_says_so() -> None:
    assert shortened("一二三四五", 4) == "一二三…"
    assert shortened("一二三四", 4) == "一二三四"


@pytest.mark.parametrize(
    "address", ["http://portal.test/a?b=1#c", "https://portal.test", "HTTPS://portal.test/"]
)
def test_a_web_address_is_kept(address: str) -> None:
    assert web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        " javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "//portal.test/",
        "/relative",
        "http:///no-host",
        "http://[broken",
        "vbscript:x",
    ],
)
def test_anything_else_is_no_address(address: str) -> None:
    assert web_address(address) == ""
