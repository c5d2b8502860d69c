"""A file's bytes as text, or the fault that keeps them from being read."""

import re
from pathlib import Path

from records.errors import Fault

#: About eighteen thousand columns; reading them takes some fifteen seconds.
MAX_BYTES = 2_000_000

_TAB = re.compile(r"^ *\t[ \t]*[^\s#]", re.MULTILINE)
#: Controls that no editor shows, and line ends that editors count differently.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_text(path: Path, file: str) -> str | Fault:
    """Return the text of *path*, or the one fault that says why it cannot be had.

    *file* is what the fault calls it. A byte order mark at the start is allowed, as some
    editors write one.
    """
    try:
        with path.open("rb") as stream:
            body = stream.read(MAX_BYTES + 1)
    except OSError as error:
        return _fault(file, 0, f"cannot be read ({error.strerror}); make it a file that xuncha may read")
    if len(body) > MAX_BYTES:
        return _fault(
            file, 1, f"is larger than {MAX_BYTES:,} bytes; an inventory is far smaller, so look what it is"
        )
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _fault(file, body.count(b"\n", 0, error.start) + 1, _encoding(body))
    return _unfit(text, file) or text


def _unfit(text: str, file: str) -> Fault | None:
    if not _bare(text):
        return _fault(file, 1, "is empty; write its keys (docs/inventory.md) or delete the file")
    if match := _TAB.search(text):
        return _fault(file, line_at(text, match.start()), "begins with a tab; indent with spaces only")
    if match := _INVISIBLE.search(text):
        code = f"U+{ord(match.group()):04X}"
        return _fault(file, line_at(text, match.start()), f"holds the invisible character {code}; delete it")
    return None


def line_at(text: str, position: int) -> int:
    """Return the line, counted from 1, on which *position* of *text* stands."""
    return text.count("\n", 0, position) + 1


def _bare(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return "".join(line for line in lines if not line.startswith("#") and line not in {"---", "..."})


def _encoding(body: bytes) -> str:
    if body.startswith(_UTF16):
        return "is UTF-16; save the file as UTF-8"
    try:
        body.decode("gb18030")
    except UnicodeDecodeError:
        return "is not UTF-8; save the file as UTF-8"
    return "is not UTF-8 (it looks like GBK); save the file as UTF-8"


def _fault(file: str, line: int, remedy: str) -> Fault:
    return Fault(file=file, line=line, key="", remedy=remedy)
