"""What our reader is to come to, plain and with each noise, in pages that it may miss."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.noise import PLAIN
from bench.runs import Run
from bench.score import DATELESS, Group, Mark


@dataclass(frozen=True, kw_only=True)
class Aim:
    """The most pages of some groups that may come to a wrong date, and to none, plain and with a noise."""

    name: str
    groups: Sequence[Group]
    wrong: int
    #: None where no bound is set.
    none_plain: int | None
    none_noisy: int | None


AIMS = (
    Aim(name="dated lists", groups=(Group.DATED,), wrong=1, none_plain=1, none_noisy=2),
    Aim(name="lists without a date", groups=DATELESS, wrong=0, none_plain=None, none_noisy=None),
    Aim(name="articles", groups=(Group.ARTICLES,), wrong=1, none_plain=2, none_noisy=2),
)


def missed_aims(run: Run) -> Iterator[str]:
    """Yield a clause for each aim that *run* misses."""
    for aim in AIMS:
        counts = run.count(aim.groups)
        most = {Mark.WRONG: aim.wrong, Mark.NONE: aim.none_plain if run.noise == PLAIN else aim.none_noisy}
        for mark, bound in most.items():
            if bound is not None and counts[mark] > bound:
                yield f"{counts[mark]} {aim.name} {mark}, at most {bound}"


def aim_lines(runs: Sequence[Run]) -> Iterator[str]:
    """Yield a line for each of *runs*, which are our reader's: its aims are met, or which are not."""
    for run in runs:
        missed = "; ".join(missed_aims(run))
        yield f"aims, {run.noise}: {f'MISSED: {missed}' if missed else 'met'}"
