"""The one Jinja environment for page and mail: whatever is scraped or typed is text, never markup."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

#: Line breaks and other controls, lone surrogates, and the marks that turn the direction of writing.
_UNPRINTABLE = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\ud800-\\udfff\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+"
)


def environment(folder: Path) -> Environment:
    """Return an environment of the templates in *folder* that escapes every value by construction.

    Values are made printable too, and a name that was not given is an error.
    """
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def printable(text: str) -> str:
    """Return *text* on one line, in characters that UTF-8 can write and a reader can see."""
    return _UNPRINTABLE.sub(" ", text).strip()


def shortened(text: str, length: int) -> str:
    """Return *text*, printable, in at most *length* characters, with an ellipsis where it was cut."""
    whole = printable(text)
    return whole if len(whole) <= length else f"{whole[: length - 1]}…"


def web_address(address: str) -> str:
    """Return *address* where it is an absolute http or https address, else an empty string."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and parts.netloc else ""


def _finalize(value: object) -> object:
    return value if isinstance(value, Markup) or not isinstance(value, str) else _UNPRINTABLE.sub(" ", value)
