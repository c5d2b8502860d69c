"""Text as the date forms expect it: one kind of digit, colon, bracket and space."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
#: Characters people type for others: the ratio sign for a colon, rings and letters for a zero, dashes.
_LOOKALIKES = str.maketrans({"∶": ":", "○": "〇", "零": "〇", "—": "-", "–": "-", "―": "-", "−": "-"})


def plain(text: str) -> str:
    """Return *text* with full-width forms made half-width and white space single and trimmed."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES)
    return _SPACES.sub(" ", text).strip()
