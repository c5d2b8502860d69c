"""XUNCHA_HOME: where everything that grows lives."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from records.errors import InputError


@contextmanager
def writable(home: Path) -> Iterator[None]:
    """Turn an OSError in the block, which writes under *home*, into an InputError with the remedy."""
    try:
        yield
    except OSError as error:
        raise InputError(
            f"{home}: cannot be written ({error.strerror}); mend it or set XUNCHA_HOME"
        ) from error


def write_whole(path: Path, text: str) -> None:
    """Write *text* to *path* as UTF-8; a reader sees the old file or the new one, never half of one."""
    write_bytes_whole(path, text.encode())


def write_bytes_whole(path: Path, content: bytes) -> None:
    """Write *content* to *path* as ``write_whole`` writes text."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
