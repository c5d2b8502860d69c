"""Which browser there is; the setting XUNCHA_CHROMIUM stands before it."""

import shutil
from collections.abc import Callable

#: Programs that can render: Debian's headless shell takes half the time of the whole browser.
PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome-stable", "google-chrome")


def find_chromium(which: Callable[[str], str | None] = shutil.which) -> str:
    """Return the path of the browser to render with, or an empty string where there is none."""
    return next((path for path in map(which, PROGRAMS) if path), "")
