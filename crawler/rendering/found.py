"""Which browser there is."""

import shutil
from collections.abc import Callable

#: Programs that can render, the lightest first.
PROGRAMS = ("chromium-headless-shell", "chromium")


def find_chromium(which: Callable[[str], str | None] = shutil.which) -> str:
    """Return the path of the browser to render with, or an empty string where there is none."""
    return next((path for path in map(which, PROGRAMS) if path), "")
