"""Whether names, folders, order, packing or the manifest's ``kind`` change what is read of a page."""

import gzip
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from bench.saved import MANIFEST
from pipeline.reading import Defaults, from_manifest, read_pages
from records.civil import parse_moment

#: What is read of a page and may not change; where it was read from and how long that took may.
ANSWERS = ("kind", "outcome", "newest_on", "newest_at", "newest_title", "items", "found_by")
#: Kinds that are an answer; the others say that a page is no column's, and are read as lists.
_TOLD = ("list", "article")
_NOW = parse_moment("2026-11-23")
#: The share of files that are packed.
_PACKED = 0.3

Answers = Mapping[str, Any]
Each = TypeVar("Each")


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How many pages are read the same."""

    #: Pages, and those whose answer the shuffled copy changed.
    pages: int
    moved: Sequence[tuple[str, Answers, Answers]]
    #: Pages the manifest calls a list or an article, and those read otherwise when it does not say so.
    told: int
    untold: Sequence[tuple[str, Answers, Answers]]

    def lines(self) -> Iterator[str]:
        """Yield the figures, and each page that is read otherwise."""
        same = self.pages - len(self.moved)
        yield f"shuffled, renamed, flattened, some packed: {same} of {self.pages} the same"
        yield f"kind left out, lists and articles: {self.told - len(self.untold)} of {self.told} the same"
        for file, before, after in (*self.moved, *self.untold):
            yield f"{file}: {_differences(before, after)}"

    def as_json(self) -> Mapping[str, object]:
        """Return the figures as one JSON object."""
        return {
            "pages": self.pages,
            "moved": [file for file, _, _ in self.moved],
            "told": self.told,
            "untold": [file for file, _, _ in self.untold],
        }


def agreement(folder: Path, *, seed: int) -> Agreement:
    """Return how far the pages of *folder* are read the same wherever they lie and whatever they are called.

    The copy has other names in one folder and another order, some files packed, and
    no ``kind``. Raises InputError where the manifest cannot be used.
    """
    lines = _lines(folder / MANIFEST)
    kindless = [{key: value for key, value in line.items() if key != "kind"} for line in lines]
    with tempfile.TemporaryDirectory(prefix="xuncha-shuffled-") as place:
        here, there = Path(place) / "here", Path(place) / "there"
        as_told = _read(here, lines, files=[folder / line["file"] for line in lines])
        unmoved = _read(here, kindless, files=[folder / line["file"] for line in lines])
        moved = _read_shuffled(there, kindless, folder=folder, chance=Random(seed))
    files = [line["file"] for line in lines]
    told = [index for index, line in enumerate(lines) if line.get("kind") in _TOLD]
    return Agreement(
        pages=len(lines),
        moved=_unequal(files, unmoved, moved),
        told=len(told),
        untold=_unequal(_some(files, told), _some(as_told, told), _some(unmoved, told)),
    )


def _some(whole: Sequence[Each], places: Sequence[int]) -> Sequence[Each]:
    return [whole[place] for place in places]


def _lines(manifest: Path) -> list[dict[str, Any]]:
    """Return the lines of *manifest*; whether each can be used is seen when it is read."""
    from_manifest(manifest, Defaults(now=_NOW))
    return [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines() if line.strip()]


def _read(place: Path, lines: Sequence[Mapping[str, Any]], *, files: Sequence[Path]) -> list[Answers]:
    """Return the answers to *files* through a manifest at *place* that says *lines* of them."""
    place.mkdir(parents=True, exist_ok=True)
    manifest = place / MANIFEST
    said = [
        json.dumps({**line, "file": str(file.resolve())}) for line, file in zip(lines, files, strict=True)
    ]
    manifest.write_text("\n".join(said), encoding="utf-8")
    answers = read_pages(from_manifest(manifest, Defaults(now=_NOW)))
    return [{name: answer[name] for name in ANSWERS} for answer in answers]


def _read_shuffled(
    place: Path, lines: Sequence[Mapping[str, Any]], *, folder: Path, chance: Random
) -> list[Answers]:
    """Return the answers to a shuffled copy of *folder*, in the order of *lines*."""
    place.mkdir(parents=True)
    order = list(range(len(lines)))
    chance.shuffle(order)
    copies = [_copied(folder / lines[index]["file"], place, chance) for index in order]
    answers = _read(place, [lines[index] for index in order], files=copies)
    by_index = dict(zip(order, answers, strict=True))
    return [by_index[index] for index in range(len(lines))]


def _copied(file: Path, place: Path, chance: Random) -> Path:
    """Return a copy of *file* in *place* whose name tells nothing."""
    name = f"{chance.getrandbits(64):016x}"
    body = file.read_bytes()
    if file.suffix == ".gz" or chance.random() < _PACKED:
        copy = place / f"{name}.gz"
        copy.write_bytes(body if file.suffix == ".gz" else gzip.compress(body))
    else:
        copy = place / name
        copy.write_bytes(body)
    return copy


def _unequal(
    files: Sequence[str], before: Sequence[Answers], after: Sequence[Answers]
) -> list[tuple[str, Answers, Answers]]:
    return [each for each in zip(files, before, after, strict=True) if each[1] != each[2]]


def _differences(before: Answers, after: Answers) -> str:
    return "; ".join(
        f"{name} {before[name]} became {after[name]}" for name in ANSWERS if before[name] != after[name]
    )
