"""A digest on a phone's width and a desk's, in a real browser: nothing scrolls sideways."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from crawler.rendering.found import PROGRAMS
from exporters.findings import findings
from exporters.mail.digest import render_digest
from exporters.weekly.office import Week, office_report
from exporters.weekly.units import owned, unit_report
from monitors.outlook import look_ahead
from tests.unit.exporters.county import CHANGES, UNITS, column, county

PHONE, DESK = 360, 1024


@pytest.fixture(scope="module")
def browser(needs: Callable[..., Path]) -> Iterator[Browser]:
    program = needs(*PROGRAMS)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(program), chromium_sandbox=False)
        yield opened
        opened.close()


def digests() -> list[str]:
    """Return the HTML of the office's digest and of a unit's, with names and addresses that never break."""
    told = county()
    long = replace(
        column("jyj-dongtai", "N" * 60, "jyj"), url=f"http://portal.test/{'path' * 60}/index.shtml"
    )
    columns = (long, *(one for one in told.inventory.columns if one.key != "jyj-dongtai"))
    units = tuple(replace(unit, name="U" * 80) if unit.key == "jyj" else unit for unit in UNITS)
    told = replace(told, inventory=replace(told.inventory, columns=columns, units=units))
    week = Week(
        since=date(2026, 11, 16),
        until=date(2026, 11, 22),
        changes=CHANGES,
        outlook=look_ahead(told),
        unreached=units[1:2],
    )
    found = findings(told)
    own = next(one for one in owned(found, week) if one.unit.key == "jyj")
    reports = (office_report(told, found, week), unit_report(told, own, week))
    return [render_digest(report).html for report in reports]


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("html", digests(), ids=["office", "unit"])
def test_nothing_scrolls_sideways(browser: Browser, html: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(html)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()
