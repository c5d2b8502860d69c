"""How each tool does on each site, for people."""

from collections.abc import Iterator, Sequence

from bench.runs import Run
from bench.score import Group, Mark

_DATED = (Group.DATED, Group.ARTICLES)


def site_lines(runs: Sequence[Run]) -> Iterator[str]:
    """Yield how many pages of each site each of *runs* has right; they are of one noise.

    The names of the sites come last: Chinese letters are as wide as two.
    """
    for group in _DATED:
        sites = dict.fromkeys(site for run in runs for site in run.by_site(group))
        if sites:
            tools = "".join(f"{run.tool:>15}" for run in runs)
            yield f"right by site, {runs[0].noise}, {group}"
            yield f"{'of':>6}{tools}"
            yield from (_line(runs, group, site) for site in sites)
            yield ""


def _line(runs: Sequence[Run], group: Group, site: str) -> str:
    counts = [run.on(site).count([group]) for run in runs]
    cells = "".join(f"{each[Mark.RIGHT]:>15}" for each in counts)
    return f"{sum(counts[0].values()):6}{cells}   {site}"
