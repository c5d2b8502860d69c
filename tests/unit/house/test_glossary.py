"""docs/glossary.md ties what people say to the names in the code."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from exporters.words import CERTAINTIES, CLASSES, DEADLINES, OUTCOMES, STATES
from records.deadline import DeadlineState
from records.observation import Outcome
from records.targets import ColumnClass
from records.verdict import Certainty, State

GLOSSARY = (Path(__file__).parents[3] / "docs/glossary.md").read_text(encoding="utf-8")

WORDS: dict[type[StrEnum], dict[StrEnum, str]] = {
    State: dict(STATES),
    Certainty: dict(CERTAINTIES),
    Outcome: dict(OUTCOMES),
    ColumnClass: dict(CLASSES),
    DeadlineState: dict(DEADLINES),
}


def rows(kind: type[StrEnum]) -> dict[str, str]:
    """Return the table under the heading that names *kind*: the name in the code, and what people say."""
    section = re.search(rf"^## [^\n]*{kind.__name__}`\)\n(.*?)(?=^## |\Z)", GLOSSARY, re.M | re.S)
    assert section, f"no heading names {kind.__name__}"
    return {name: said for said, name in re.findall(r"^\| (.+?) \|.*\| `(\w+)` \|$", section[1], re.M)}


@pytest.mark.parametrize("kind", WORDS)
def test_every_member_is_in_the_glossary_and_nothing_else_is(kind: type[StrEnum]) -> None:
    assert list(rows(kind)) == [member.name for member in kind]


@pytest.mark.parametrize("member", [member for kind in WORDS for member in kind], ids=repr)
def test_the_glossary_says_what_screens_say(member: StrEnum) -> None:
    assert WORDS[type(member)][member] in rows(type(member))[member.name]
