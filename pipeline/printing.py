"""Printing markup to PDF with the browser, which loads nothing for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, PdfMargins, sync_playwright

from crawler.rendering.found import find_chromium
from pipeline.settings import Settings
from records.errors import OutsideError

#: How long a page may take to stand, in milliseconds.
PATIENCE = 60_000
_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pings",
)
_MARGIN = PdfMargins(top="16mm", bottom="18mm", left="16mm", right="16mm")


def printed(markup: str, *, foot: str, settings: Settings) -> bytes:
    """Return *markup* as a PDF on A4, with the markup *foot* along the bottom of each page.

    No name is resolved, no script runs and the browser is offline: what is not in
    *markup* is not in the PDF. Raises OutsideError where the browser cannot print it.
    """
    with blank_page(settings, purpose="print") as page:
        page.set_content(markup, timeout=PATIENCE)
        return page.pdf(
            format="A4",
            margin=_MARGIN,
            print_background=True,
            display_header_footer=True,
            header_template="<span></span>",
            footer_template=foot,
        )


@contextmanager
def blank_page(settings: Settings, *, purpose: str, width: int = 1280, scale: float = 1) -> Iterator[Page]:
    """Yield an empty page of a browser that is offline and runs no script, for markup to be set on.

    *width* is in CSS pixels, *scale* how many pixels of a picture are one of them. Raises
    OutsideError, with the *purpose* in it, where the browser cannot do what is asked of it.
    """
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                args=list(_FLAGS),
                chromium_sandbox=settings.chromium_sandbox,
                executable_path=settings.chromium or find_chromium() or None,
            )
            context = browser.new_context(
                offline=True,
                java_script_enabled=False,
                viewport={"width": width, "height": width},
                device_scale_factor=scale,
            )
            yield context.new_page()
            browser.close()
    except PlaywrightError as error:
        reason = str(error).splitlines()[0]
        raise OutsideError(f"the browser cannot {purpose}: {reason}; `xuncha doctor` tries it") from error
