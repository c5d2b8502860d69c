"""Find a Chromium: the one that is set, one that is installed, or Playwright's own."""

import shutil
from collections.abc import Callable

#: Debian's headless shell starts and renders in half the time of the whole browser.
PROGRAMS = ("chromium-headless-shell", "chromium", "google-chrome-stable", "google-chrome")


def find_chromium(stated: str = "", *, which: Callable[[str], str | None] = shutil.which) -> str:
    """Return the path of the Chromium to use, or an empty string for Playwright's own.

    *stated* is the setting XUNCHA_CHROMIUM; it is not checked here.
    """
    return stated or next((path for name in PROGRAMS if (path := which(name))), "")
