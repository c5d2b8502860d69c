"""Chance that always falls the same way: every draw is a hash of what it is for."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def draw(*about: object) -> int:
    """Return a number from 0 to 2⁶⁴−1 that depends on *about* alone."""
    text = "\x1f".join(map(str, about))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def between(first: int, last: int, *about: object) -> int:
    """Return a whole number from *first* to *last*, both included."""
    return first + draw(*about) % (last - first + 1)


def pick(choices: Sequence[T], *about: object) -> T:
    """Return one of *choices*."""
    return choices[draw(*about) % len(choices)]
