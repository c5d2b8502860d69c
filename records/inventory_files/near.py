"""The nearest valid value: what a person who mistyped most likely meant."""

from collections.abc import Iterable
from difflib import get_close_matches

#: With more choices than this a list of them all no longer helps.
LISTED = 16
#: Longer words are not compared; nobody mistypes so much of one.
COMPARED = 80


def nearest(word: str, choices: Iterable[str]) -> str:
    """Return the one of *choices* that *word* resembles most, or an empty string."""
    folded = {choice.casefold(): choice for choice in choices}
    found = get_close_matches(word[:COMPARED].casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else ""


def advice(word: str, choices: Iterable[str]) -> str:
    """Return what to write instead of *word*, one of *choices*, as the end of a sentence."""
    choices = list(choices)
    meant = nearest(word, choices)
    if meant:
        return f"did you mean {meant}?"
    if 0 < len(choices) <= LISTED:
        return f"write one of {', '.join(choices)}"
    return "write one that exists"


def shown(word: str, length: int = 60) -> str:
    """Return *word* as a remedy quotes it: on one line, and not for ever."""
    return repr(word if len(word) <= length else word[:length] + "…")
