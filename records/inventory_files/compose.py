"""YAML 1.2 into a Document, within bounds, and every mistake of form as a fault."""

import re
from collections.abc import Iterator
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StreamMark, YAMLStreamError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from records.errors import Fault
from records.inventory_files.document import Content, Document, Place
from records.inventory_files.near import shown
from records.inventory_files.text import line_at, read_text

#: Deeper than any form goes (``columns[3].read.rows`` is four).
MAX_DEPTH = 10
#: Keys, values and list items together.
MAX_NODES = 400_000

_NOTHING = {"", "~", "null", "Null", "NULL"}
#: Where these went wrong is where they began, not where the parser gave up.
_OPENED = {
    "while scanning a quoted scalar": "a quotation mark is opened here and not closed",
    "while parsing a flow sequence": "a [ is opened here and not closed",
    "while parsing a flow mapping": "a { is opened here and not closed",
    "while scanning a simple key": "a key without its ': '",
}
_WIDE_COLON = re.compile(r"^\s*(?:- +)?\{?\w+：", re.MULTILINE)


def read_document(
    path: Path, file: str, faults: list[Fault], *, max_nodes: int = MAX_NODES
) -> Document | None:
    """Return *path* as a document called *file*, or None where it is none; *faults* takes why.

    A key given twice is a fault, and its first value stands. Aliases, tags and several
    documents in one file are no part of the form and are refused, so nothing can expand.
    """
    text = read_text(path, file)
    if isinstance(text, Fault):
        faults.append(text)
        return None
    composer = _Composer(text, file, max_nodes)
    try:
        content = composer.content()
    except (MarkedYAMLError, YAMLStreamError) as error:
        faults.append(_syntax(error, text, file))
        return None
    faults += composer.faults
    return Document(file=file, content=content, lines=composer.lines)


class _Composer:
    def __init__(self, text: str, file: str, max_nodes: int) -> None:
        self.file = file
        self.lines: dict[Place, int] = {}
        self.faults: list[Fault] = []
        self._events: Iterator[Event] = YAML(typ="safe", pure=True).parse(text)
        self._left = max_nodes

    def content(self) -> Content:
        while not isinstance(self._next(), DocumentStartEvent):
            pass
        content = self._node(self._next(), ())
        self._next()
        after = self._next()
        if not isinstance(after, StreamEndEvent):
            raise _refusal("a second document begins here; keep one file to one document", after)
        return content

    def _next(self) -> Event:
        self._left -= 1
        event = next(self._events)
        if self._left < 0:
            raise _refusal("holds too many keys and values; an inventory has far fewer", event)
        return event

    def _node(self, event: Event, place: Place) -> Content:
        self.lines.setdefault(place, event.start_mark.line + 1)
        if isinstance(event, AliasEvent):
            raise _refusal(f"*{event.anchor} is an alias; write the value itself", event)
        if tag := str(getattr(event, "tag", None) or ""):
            raise _refusal(f"{_short(tag)} is a tag; write the value without it", event)
        if isinstance(event, ScalarEvent):
            plain = event.style is None
            return None if plain and event.value in _NOTHING else str(event.value)
        if len(place) >= MAX_DEPTH:
            raise _refusal(f"lists and keys are nested more than {MAX_DEPTH} deep", event)
        return self._mapping(place) if isinstance(event, MappingStartEvent) else self._sequence(place)

    def _sequence(self, place: Place) -> Content:
        items: list[Content] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            items.append(self._node(event, (*place, len(items))))
        return items

    def _mapping(self, place: Place) -> Content:
        found: dict[str, Content] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                raise _refusal("a key must be a single word", event)
            key, line = str(event.value), event.start_mark.line + 1
            if ":" in key and event.style is None:
                raise _refusal(f"{shown(key)} is one word to YAML; write a space after the colon", event)
            if key in found:
                self._twice(key, line, (*place, key))
                self._node(self._next(), (*place, key))
                continue
            self.lines[(*place, key)] = line
            found[key] = self._node(self._next(), (*place, key))
        return found

    def _twice(self, key: str, line: int, place: Place) -> None:
        document = Document(file=self.file, content=None, lines=self.lines)
        first = self.lines[place]
        fault = document.fault(place, f"{shown(key)} is given twice, first on line {first}; keep one of them")
        self.faults.append(Fault(file=fault.file, line=line, key=fault.key, remedy=fault.remedy))


def _refusal(remedy: str, event: Event) -> MarkedYAMLError:
    return MarkedYAMLError(problem=remedy, problem_mark=event.start_mark, note="refused")


def _short(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _syntax(error: MarkedYAMLError | YAMLStreamError, text: str, file: str) -> Fault:
    if isinstance(error, YAMLStreamError):
        return Fault(file=file, line=1, key="", remedy=f"is not YAML: {error}")
    if error.note == "refused":
        return Fault(file=file, line=_line(error.problem_mark), key="", remedy=str(error.problem))
    if match := _WIDE_COLON.search(text):
        line = line_at(text, match.end())
        return Fault(
            file=file,
            line=line,
            key="",
            remedy="has a full-width colon (：); write ': ' with a space after it",
        )
    if error.context in _OPENED:
        remedy = f"is not YAML: {_OPENED[error.context]}"
        return Fault(file=file, line=_line(error.context_mark), key="", remedy=remedy)
    remedy = f"is not YAML: {error.problem}; look at the indentation, and put texts with : or # in quotes"
    return Fault(file=file, line=_line(error.problem_mark), key="", remedy=remedy)


def _line(mark: StreamMark | None) -> int:
    return mark.line + 1 if mark else 1
