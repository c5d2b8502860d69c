"""What the fuzzer throws at readers: a case is made from its seed and number alone."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bench.answers import answer
from bench.grown.column import ADDRESS, NOW
from bench.grown.grammar import Grown, grow
from bench.mutations import mutate
from bench.saved import SavedPage
from records.civil import parse_moment

_HOST = "http://page.invalid/"
#: Addresses a page may be said to stand at; most stand where they stood.
_ODD_ADDRESSES = (
    "",
    "x",
    "http://[",
    "http://a.test",
    "http://a.test/b/c.html?d=e#f",
    "http://a.test/a/2026-11-23/",
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One page or answer, and how it came about."""

    number: int
    #: ``mutated``, ``grown`` or ``answer``.
    kind: str
    #: What it was made of and how, in one line.
    made: str
    body: bytes
    address: str
    now: datetime
    #: What is true of it, where it was grown.
    grown: Grown | None = None


def make_case(number: int, *, seed: int, pages: Sequence[SavedPage]) -> Case:
    """Return the case of that *number* and *seed*; *pages* are what is mutated."""
    kind = list(_MAKERS)[number % len(_MAKERS)]
    return _MAKERS[kind](Random(f"{seed}:{number}"), number, pages)


def _mutated(chance: Random, number: int, pages: Sequence[SavedPage]) -> Case:
    page, other = chance.choice(pages), chance.choice(pages)
    names, body = mutate(chance, page.body, other.body)
    usual = _HOST + page.path
    return Case(
        number=number,
        kind="mutated",
        made=f"{page.file}, {names} with {other.file}",
        body=body,
        address=usual if chance.random() < 0.8 else chance.choice(_ODD_ADDRESSES),
        now=parse_moment(page.now.isoformat()),
    )


def _grown(chance: Random, number: int, _pages: Sequence[SavedPage]) -> Case:
    page = grow(chance.getrandbits(32))
    return Case(
        number=number, kind="grown", made=page.recipe, body=page.body, address=ADDRESS, now=NOW, grown=page
    )


def _answer(chance: Random, number: int, _pages: Sequence[SavedPage]) -> Case:
    made, body = answer(chance)
    _, other = answer(chance)
    if chance.random() < 0.6:
        names, body = mutate(chance, body, other)
        made = f"{made}, {names}"
    address = chance.choice([ADDRESS, *_ODD_ADDRESSES])
    return Case(number=number, kind="answer", made=made, body=body, address=address, now=NOW)


#: The kinds of cases, which take turns.
_MAKERS: Mapping[str, Callable[[Random, int, Sequence[SavedPage]], Case]] = {
    "mutated": _mutated,
    "grown": _grown,
    "answer": _answer,
}
