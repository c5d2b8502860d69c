"""Families in Prometheus' text format 0.0.4.

Written here and not by the client library, which takes several times as long over the
same samples: a city has a million of them.
"""

from collections.abc import Iterable, Iterator

from exporters.markup import printable
from exporters.metrics.family import Family, Part


def written(families: Iterable[Family], *, office: str) -> bytes:
    """Return *families* as UTF-8, the label ``office`` on every sample."""
    values, numbers = _Values(), _Numbers()
    first = f'office="{values[office]}"'.replace("%", "%%")
    return b"".join(_written(family, first, values, numbers) for family in families)


class _Values(dict[str, str]):
    """Label values as they are written: printable, and escaped; each is looked at once."""

    def __missing__(self, value: str) -> str:
        self[value] = said = printable(value).replace("\\", "\\\\").replace('"', '\\"')
        return said


class _Numbers(dict[float, str]):
    """Numbers as they are written."""

    def __missing__(self, number: float) -> str:
        whole = int(number)
        self[number] = said = str(whole) if whole == number else repr(float(number))
        return said


def _written(family: Family, first: str, values: _Values, numbers: _Numbers) -> bytes:
    head = f"# HELP {family.name} {family.meaning}\n# TYPE {family.name} {family.kind}\n"
    lines = (line for part in family.parts for line in _lines(family.name, part, first, values, numbers))
    return (head + "".join(lines)).encode()


def _lines(name: str, part: Part, first: str, values: _Values, numbers: _Numbers) -> Iterator[str]:
    labels = "".join(f',{label}="%s"' for label in part.labels)
    form = f"{name}{part.suffix}{{{first}{labels}}} %s\n"
    for said, number in part.samples:
        yield form % (*map(values.__getitem__, said), numbers[number])
