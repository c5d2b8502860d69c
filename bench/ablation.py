"""Which signals matter: how many lists are no longer taken rightly once one of them counts nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.fit import HAND_SET, without
from bench.noise import ALL, PLAIN
from bench.places import Choice
from bench.score import Mark
from crawler.readers.lists.score import SIGNALS

#: The noises that are told apart; the rest is counted together.
_TOLD = (PLAIN, ALL)


@dataclass(frozen=True, kw_only=True)
class Ablation:
    """What changes where one signal counts nothing."""

    signal: str
    #: The choices that are no longer taken rightly, with what they come to instead.
    lost: Sequence[tuple[Choice, Mark]]

    def pages(self, mark: Mark, noise: str = "") -> int:
        """Return how many pages come to *mark*, under *noise* or under any."""
        return len(
            {choice.page.file for choice, found in self.lost if found is mark and noise in ("", choice.noise)}
        )


def ablations(choices: Sequence[Choice]) -> Sequence[Ablation]:
    """Return an ablation for each signal, over those *choices* that all signals together take rightly."""
    held = [choice for choice in choices if choice.is_right(choice.taken(HAND_SET))]
    return [Ablation(signal=name, lost=list(_lost(held, name))) for name in SIGNALS]


def ablation_lines(found: Sequence[Ablation]) -> Iterator[str]:
    """Yield a line for each signal: the pages it keeps from a wrong date, and from none."""
    yield f"{'lists lost without one signal':42}" + "".join(f"{name:^14}" for name in (*_TOLD, "any"))
    yield f"{'':42}" + " wrong   none " * (len(_TOLD) + 1)
    for each in found:
        cells = (each.pages(mark, noise) for noise in (*_TOLD, "") for mark in (Mark.WRONG, Mark.NONE))
        yield f"{each.signal:42}" + "".join(f"{count:6} " for count in cells)


def ablation_json(found: Sequence[Ablation]) -> Mapping[str, object]:
    """Return how many pages each signal keeps from a wrong date and from none: plain, all noise, any."""
    noises = {**{name: name for name in _TOLD}, "any": ""}
    marks = (Mark.WRONG, Mark.NONE)
    return {
        each.signal: {
            name: {mark: each.pages(mark, noise) for mark in marks} for name, noise in noises.items()
        }
        for each in found
    }


def _lost(choices: Sequence[Choice], signal: str) -> Iterator[tuple[Choice, Mark]]:
    weights = without(signal)
    for choice in choices:
        taken = choice.taken(weights)
        if not choice.is_right(taken):
            yield choice, Mark.WRONG if taken else Mark.NONE
