"""What each source can prove stands in the code, and docs/accounts.md says the same."""

from pathlib import Path

import pytest

from crawler.platforms.ways import WAYS, Proof, Way
from records.targets import SOURCES, Platform

DOC = (Path(__file__).parents[3] / "docs" / "accounts.md").read_text()
WORDS = {
    Proof.POSTED: "that it posted",
    Proof.SILENCE: "that it posted, and that it did not",
    Proof.VERSION: "when a version came out",
}
ALL = [(platform, kind, way) for platform, ways in WAYS.items() for kind, way in ways.items()]


@pytest.mark.parametrize(("platform", "kind", "way"), ALL)
def test_the_document_has_a_row_for_each_source(platform: Platform, kind: str, way: Way) -> None:
    ending = f"`{platform}` | `{kind}` | {WORDS[way.proves]} | {way.costs} | {way.when_blocked} |"
    assert ending in DOC


def test_the_document_has_no_row_beside_them() -> None:
    assert sum(line.startswith("| ") and "` | `" in line for line in DOC.splitlines()) == len(ALL)


def test_every_platform_has_ways_and_no_lower_bound_proves_silence() -> None:
    assert set(WAYS) == set(Platform)
    silent = {(platform, kind) for platform, kind, way in ALL if way.proves is Proof.SILENCE}
    assert {kind for _, kind in silent} == {"page", "official", "timeline"}
    assert (Platform.DOUYIN, "profile") not in silent


def test_what_the_inventory_may_name_is_what_has_a_way() -> None:
    for platform, ways in WAYS.items():
        assert set(ways) == set(SOURCES[platform])
        for kind, way in ways.items():
            assert kind.can_prove_silence == (way.proves is Proof.SILENCE)
