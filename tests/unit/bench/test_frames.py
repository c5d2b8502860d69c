"""The frame of a list."""

import pytest

from bench.frames import frame_round

LIST = "<ul><li><a>一</a></li><li>@</li></ul>"


def framed(text: str) -> str | None:
    frame = frame_round(text, text.index("@"))
    return text[frame[0] : frame[1]] if frame else None


@pytest.mark.parametrize(
    "frame",
    [
        f"<div class=a><h3>栏目</h3>{LIST}<p>共1页</p></div>",
        f"<section>\n\n<img src=1><br>{LIST}\n</section>",
        "<div><table><tbody><tr><td><table><tr><td>@</td></tr></table></td></tr></tbody></table></div>",
        f"<DIV><p>未闭合{LIST}</DIV>",
    ],
)
def test_the_frame_is_the_element_round_the_list(frame: str) -> None:
    assert framed(f"<html><body><div><div>旁边</div>\n{frame}</div></body></html>") == frame


def test_a_list_that_stands_in_the_body_itself_has_no_frame() -> None:
    assert framed(f"<html><body>{LIST}</body></html>") is None


@pytest.mark.parametrize(
    "text", ["@", "<div>@", "</div></div>@", f"<div><div>{LIST}</div></div>", "<!--@-->"]
)
def test_where_nothing_is_closed_or_there_is_no_body_there_is_none(text: str) -> None:
    assert framed(text) is None


def test_what_a_script_writes_opens_nothing() -> None:
    frame = f"<div id=f>{LIST}</div>"
    assert framed(f"<body><script>document.write('<div>')</script>{frame}</body>") == frame
