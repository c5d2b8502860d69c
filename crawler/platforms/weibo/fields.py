"""Fields of Weibo's answers, which come as numbers in one year and as texts in the next."""

import re
from collections.abc import Sequence

from crawler.platforms.text import plain
from crawler.platforms.told import Identity
from crawler.readers.apis.json_answer import dig, text_at

#: The only ``verified_type`` that is known to stand for an organisation.
_ORGANISATION = "7"
_ID = re.compile(r"[0-9]{1,20}")


def plain_at(value: object, *paths: str) -> str:
    """Return the first text that is not empty at one of *paths*, without markup, at most 300 characters."""
    return next(filter(None, (plain(text_at(value, path)) for path in paths)), "")


def id_at(value: object, *paths: str) -> str:
    """Return the first number of up to 20 digits at one of *paths*, as text; or empty."""
    return next((text for text in (text_at(value, path) for path in paths) if _ID.fullmatch(text)), "")


def sign_at(value: object, path: str) -> str:
    """Return the whole number or word at *path* as text, true as 1 and false as 0; or empty."""
    found = dig(value, path)
    if isinstance(found, bool) or (isinstance(found, float) and found.is_integer()):
        return str(int(found))
    return text_at(value, path)


def is_set(value: object, path: str) -> bool:
    """Return whether anything but nothing, zero, false or an empty text stands at *path*."""
    return sign_at(value, path).lower() not in {"", "0", "false"}


def items_of(value: object) -> Sequence[object]:
    """Return the items of a list, or of an object that stands for one (``{"0": …, "1": …}``)."""
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def identity_of(user: object) -> Identity:
    """Return who *user* is; the principal only where the kind of verification says an organisation."""
    uid = id_at(user, "id", "idstr")
    certified = is_set(user, "verified") and sign_at(user, "verified_type") == _ORGANISATION
    return Identity(
        ids=(uid,) if uid else (),
        name=plain_at(user, "screen_name"),
        principal=plain_at(user, "verified_reason") if certified else "",
    )
