"""A few days of the accounts' year, through the real spider, with the browser on the first of them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bench.practised.visiting import practise
from crawler.rendering.found import PROGRAMS
from practice.drawn import FIRST


@pytest.mark.timeout(180)
def test_a_few_days_accuse_nobody_and_say_what_they_could_not_tell(
    needs: Callable[..., Path], tmp_path: Path
) -> None:
    needs(*PROGRAMS)
    told = practise(3, last=FIRST + timedelta(days=2), links=True, home=tmp_path, say=print)
    assert (told.false_accusations, told.missed, told.looks) == ([], [], 3 * len(told.lines))
    unknown = {line.platform: line.unknown for line in told.lines}
    assert unknown["kuaishou"] > 0
    read = [line for line in told.lines if line.platform == "weibo" and line.unknown < line.verdicts]
    assert read
