"""Saved pages with each noise, and what every tool makes of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean
from time import perf_counter

from bench.noise import Noise
from bench.peers import Tool
from bench.saved import SavedPage
from bench.score import Answer, Group, Mark, group_of, mark


@dataclass(frozen=True, kw_only=True)
class Run:
    """One tool over all pages with one noise."""

    noise: str
    tool: str
    answers: list[tuple[SavedPage, Answer]] = field(default_factory=list)
    #: How long each page took, in seconds.
    seconds: list[float] = field(default_factory=list)

    @property
    def milliseconds(self) -> float:
        """What a page took on average."""
        return fmean(self.seconds) * 1000 if self.seconds else 0.0

    def count(self, groups: Iterable[Group]) -> Mapping[Mark, int]:
        """Return how many pages of *groups* came to each mark."""
        marks = [mark(page, answer) for page, answer in self._of(groups)]
        return {each: marks.count(each) for each in Mark}

    def right(self, group: Group) -> float:
        """Return the share of *group* that is right; 1 where the group has no page."""
        counts = self.count([group])
        return counts[Mark.RIGHT] / sum(counts.values()) if any(counts.values()) else 1.0

    def macro(self, group: Group) -> float:
        """Return the mean over the sites of the share of *group* that is right on each."""
        return fmean(self.by_site(group).values() or [1.0])

    def by_site(self, group: Group) -> Mapping[str, float]:
        """Return the share of *group* that is right on each site that has such a page."""
        sites = dict.fromkeys(page.site for page, _ in self._of([group]))
        return {site: self.on(site).right(group) for site in sites}

    def on(self, site: str) -> "Run":
        """Return the part of the run that is of *site*; its time stays that of the whole."""
        return replace(self, answers=[(page, said) for page, said in self.answers if page.site == site])

    def missed(self) -> list[tuple[SavedPage, Answer]]:
        """Return the pages that are not right, with what was said of them."""
        return [(page, said) for page, said in self.answers if mark(page, said) is not Mark.RIGHT]

    def _of(self, groups: Iterable[Group]) -> list[tuple[SavedPage, Answer]]:
        wanted = frozenset(groups)
        return [(page, answer) for page, answer in self.answers if group_of(page) in wanted]


def measure(
    pages: Sequence[SavedPage],
    *,
    noises: Mapping[str, Noise],
    tools: Mapping[str, Tool],
    say: Callable[[str], None],
) -> Sequence[Run]:
    """Return a run for each of *noises* and *tools* over those *pages* of which the answer is known.

    Every tool is asked about the same bytes, one page after the other; *say* gets a
    line before each noise.
    """
    known = [page for page in pages if group_of(page)]
    runs: list[Run] = []
    for noise, put_in in noises.items():
        say(f"{len(known)} pages: {noise}")
        by_tool = {name: Run(noise=noise, tool=name) for name in tools}
        for page in known:
            body = put_in(page.body, page)
            for name, tool in tools.items():
                began = perf_counter()
                answer = tool(body, page)
                by_tool[name].seconds.append(perf_counter() - began)
                by_tool[name].answers.append((page, answer))
        runs.extend(by_tool.values())
    return runs
