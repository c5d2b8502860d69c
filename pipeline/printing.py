"""Printing markup to PDF with the browser, which loads nothing for it."""

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import PdfMargins, sync_playwright

from crawler.rendering.found import find_chromium
from pipeline.settings import Settings
from records.errors import OutsideError

_SECONDS = 60
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
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                args=list(_FLAGS),
                chromium_sandbox=settings.chromium_sandbox,
                executable_path=settings.chromium or find_chromium() or None,
            )
            page = browser.new_context(offline=True, java_script_enabled=False).new_page()
            page.set_content(markup, timeout=_SECONDS * 1000)
            content = page.pdf(
                format="A4",
                margin=_MARGIN,
                print_background=True,
                display_header_footer=True,
                header_template="<span></span>",
                footer_template=foot,
            )
            browser.close()
    except PlaywrightError as error:
        reason = str(error).splitlines()[0]
        raise OutsideError(f"the browser cannot print: {reason}; `xuncha doctor` tries it") from error
    return bytes(content)
