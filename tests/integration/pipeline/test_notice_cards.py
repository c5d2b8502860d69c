"""``xuncha notice`` as a person runs it, and its cards drawn by the real browser."""

import os
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from crawler.rendering.found import PROGRAMS
from exporters.notices.card import WIDTH, card_html
from exporters.notices.mail import notice_mail
from pipeline.cli import run_program
from pipeline.printing import blank_page
from pipeline.settings import Settings
from pipeline.telling.cards import MOST_BYTES, draw_cards
from records.errors import OutsideError
from tests.integration.pipeline.month import Month
from tests.unit.exporters.notices.reminded import of_education, sixty

LATE, ITS_UNIT = "xwzx-tpxw", "rmt"


@pytest.fixture
def settings(needs: Callable[..., Path]) -> Settings:
    """Settings with a browser that draws."""
    return Settings(chromium=str(needs(*PROGRAMS)), chromium_sandbox=os.geteuid() != 0)


def size_of(picture: bytes) -> tuple[int, int]:
    """Return width and height of a PNG, in pixels."""
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_cards_are_pictures_that_a_group_can_read(settings: Settings) -> None:
    one, many = draw_cards([card_html(of_education()), card_html(sixty())], settings=settings)
    for picture in (one, many):
        assert len(picture) < MOST_BYTES
        width, height = size_of(picture)
        assert WIDTH <= width <= 2 * WIDTH
        assert height > width
    assert size_of(one)[0] == 2 * WIDTH


def test_a_mail_is_read_on_a_telephone_without_scrolling_sideways(settings: Settings) -> None:
    long = "A" * 60
    items = tuple(
        replace(one, name=long, path=long, link=f"http://portal.test/{long}") for one in sixty().items
    )
    with blank_page(settings, purpose="draw a mail", width=360) as page:
        page.set_content(notice_mail(replace(sixty(), unit=long, office=long, items=items)).html)
        assert size_of(page.screenshot(full_page=True))[0] == 360


def test_a_card_that_asks_for_something_gets_nothing(settings: Settings, httpserver: HTTPServer) -> None:
    markup = f'<p>卡片</p><img src="{httpserver.url_for("/picture")}">'
    (picture,) = draw_cards([markup], settings=settings)
    assert size_of(picture)[0] == 2 * WIDTH
    assert httpserver.log == []


def test_without_a_browser_the_remedy_is_named() -> None:
    with pytest.raises(OutsideError, match=r"cannot draw a card.*xuncha doctor"):
        draw_cards(["<p>卡片</p>"], settings=Settings(chromium="/bin/false"))


def test_no_card_needs_no_browser() -> None:
    assert draw_cards([], settings=Settings(chromium="/bin/false")) == []


def xuncha(month: Month, *arguments: str) -> int:
    return run_program(arguments, month.environment)


def test_a_reminder_of_one_target_is_printed_to_be_copied(
    month: Month, capfd: pytest.CaptureFixture[str]
) -> None:
    assert xuncha(month, "notice", "text", LATE) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0].startswith("【巡查】")
    assert lines[0].endswith("超期未更新")
    assert "最后更新：2026年11月9日（未更新 14 天）" in lines
    assert "致电 0719-0000000" in lines[-1]


def test_a_unit_s_reminder_is_that_of_all_it_has_to_hear(
    month: Month, capfd: pytest.CaptureFixture[str]
) -> None:
    assert xuncha(month, "notice", "text", "--unit", ITS_UNIT) == 0
    by_unit = capfd.readouterr().out
    assert xuncha(month, "notice", "text", LATE) == 0
    assert capfd.readouterr().out == by_unit


def test_a_share_that_falls_due_is_told_to_its_own_unit(
    month: Month, capfd: pytest.CaptureFixture[str]
) -> None:
    assert xuncha(month, "notice", "text", "xwzx-xzdt@cgz") == 0
    assert "即将超期" in capfd.readouterr().out.splitlines()[0]


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        ([], "name either"),
        ([LATE, "--unit", ITS_UNIT], "name either"),
        (["nosuch"], "no such target"),
        (["--unit", "nosuch"], "no unit has the key"),
        (["xwzx-xzdt"], "name xwzx-xzdt@cgz"),
        (["xwzx-xzdt@sqz"], "nothing is late for sure"),
        (["xxgk-xzzf"], "nothing is late for sure"),
        (["--unit", "bsz"], "nothing is late for sure"),
    ],
)
def test_what_cannot_be_told_is_refused_with_the_remedy(
    month: Month, arguments: list[str], remedy: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert xuncha(month, "notice", "text", *arguments) == 2
    assert remedy in capfd.readouterr().err


def test_a_card_is_written_where_it_is_asked_for(settings: Settings, month: Month, tmp_path: Path) -> None:
    out = tmp_path / "card.png"
    command = ("notice", "card", "--unit", ITS_UNIT, "--out", str(out))
    variables = {
        "XUNCHA_CHROMIUM": settings.chromium,
        "XUNCHA_CHROMIUM_SANDBOX": str(settings.chromium_sandbox),
    }
    assert run_program(command, month.environment | variables) == 0
    assert size_of(out.read_bytes())[0] == 2 * WIDTH
