"""The chain behind a verdict, in words."""

from unicodedata import category

import pytest

from exporters.explanation import explain, explanation_lines
from records.errors import InputError
from tests.unit.exporters.county import county

SNAPSHOT = county()
LOOKS = {key: (look,) for key, look in SNAPSHOT.looks.items()}


def lines(key: str) -> list[str]:
    return list(explanation_lines(explain(SNAPSHOT, key, LOOKS)))


def test_every_target_can_be_explained() -> None:
    for target in {verdict.target for verdict in SNAPSHOT.verdicts}:
        assert lines(target)


def test_both_rulebooks_are_named_with_clause_limit_and_reading() -> None:
    told = "\n".join(lines("jyj-dongtai"))
    for rulebook in SNAPSHOT.inventory.rulebooks:
        assert rulebook.number in told
    assert "时限 P7D（期满当日仍算按时，月按自然月，自更新当日起算）" in told


def test_a_landing_page_names_the_columns_below_it() -> None:
    assert any("政策解读（jiedu）" in line for line in lines("zhengce"))
    assert not any("由下级栏目判定" in line for line in lines("jiedu"))


def test_an_unknown_key_is_one_line_with_the_remedy() -> None:
    with pytest.raises(InputError, match=r"nowhere: no such target.*xuncha status"):
        lines("nowhere")


def test_no_line_can_steer_the_terminal() -> None:
    for target in {verdict.target for verdict in SNAPSHOT.verdicts}:
        assert not any(category(char).startswith("C") for line in lines(target) for char in line)
