"""The sheet of a unit's confirmed findings, as markup."""

from dataclasses import replace

from lxml import html

from exporters.evidence.dossier import Dossier, Witness
from exporters.evidence.sheet import foot, render_sheets
from exporters.findings import findings
from records.verdict import Certainty
from tests.unit.exporters.county import NOW, UNITS, county

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def dossiers(certainty: Certainty) -> list[Dossier]:
    """Return a dossier for each finding of the county, its adverse verdicts all of *certainty*."""
    whole = county()
    verdicts = tuple(
        replace(one, certainty=certainty, newest_title=HOSTILE, clause=HOSTILE) if one.state.adverse else one
        for one in whole.verdicts
    )
    fault = Witness(digest="0" * 64, look=1, fault="bodies/00: this evidence is missing", missing=True)
    return [
        Dossier(finding=finding, looks={}, witnesses={1: (fault,)})
        for finding in findings(replace(whole, verdicts=verdicts)).all
    ]


def test_only_what_is_confirmed_is_on_it() -> None:
    suspected, confirmed = (
        render_sheets(dossiers(certainty), UNITS[0], office="办公室", at=NOW)
        for certainty in (Certainty.SUSPECTED, Certainty.CONFIRMED)
    )
    assert "<article>" not in suspected
    assert "<article>" in confirmed
    assert "系统复查" in confirmed


def test_what_was_scraped_is_text_on_it() -> None:
    page = html.fromstring(render_sheets(dossiers(Certainty.CONFIRMED), UNITS[0], office=HOSTILE, at=NOW))
    assert not list(page.iter("script", "img", "iframe", "object", "form", "svg"))
    assert HOSTILE in page.text_content()
    assert "<script" not in foot(HOSTILE)


def test_it_loads_nothing() -> None:
    markup = render_sheets(dossiers(Certainty.CONFIRMED), UNITS[0], office="办公室", at=NOW)
    page = html.document_fromstring(markup)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not page.xpath("//link | //*[@src[not(starts-with(., 'data:'))]]")


def test_a_look_whose_record_is_missing_is_said_to_be() -> None:
    assert "记录缺失" in render_sheets(dossiers(Certainty.CONFIRMED), UNITS[0], office="办公室", at=NOW)
