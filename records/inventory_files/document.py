"""One YAML file as plain lists, mappings and texts, with the line each of them stands on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from records.errors import Fault

#: Keys and indexes from the top of a file down to one value.
Place = tuple[str | int, ...]

#: What a file holds: every scalar is the text as written, and None where nothing is written.
#: What a text means (a number, a day, yes or no) is for the form to say, so that YAML's own
#: guesses about ``no``, ``0123`` or ``7:30`` never come into it.
Content = None | str | list["Content"] | dict[str, "Content"]


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file that could be read as YAML."""

    #: The file, relative to the inventory's folder.
    file: str
    content: Content
    #: The line of each key and of each item of a list, counted from 1.
    lines: Mapping[Place, int] = field(default_factory=dict)

    def line(self, place: Place) -> int:
        """Return the line of *place*, or of the nearest thing around it that the file does write."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def fault(self, place: Place, remedy: str) -> Fault:
        """Return the fault that *remedy* mends at *place*."""
        return Fault(file=self.file, line=self.line(place), key=dotted(place), remedy=remedy)


def dotted(place: Place) -> str:
    """Return *place* as people write it: ``columns[3].limit``."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return "".join(parts).removeprefix(".")
