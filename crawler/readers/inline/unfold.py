"""Lists and dates that stand in the page's scripts, turned into the markup they stand for."""

from collections.abc import Callable, Mapping

from crawler.readers.inline import arrays, datastore, objects, writes

#: Each form: what a cheap look must find, and the function that unfolds it. A new form is
#: a module and a line here; it marks what it adds with a data-written attribute.
UNFOLDERS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "datastore": (datastore.SIGN, datastore.unfold),
    "arrays": (arrays.SIGN, arrays.unfold),
    "objects": (objects.SIGN, objects.unfold),
    "writes": (writes.SIGN, writes.unfold),
}


def unfold(text: str) -> str:
    """Return *text* with every known form of scripted content as plain markup."""
    for sign, unfolder in UNFOLDERS.values():
        if sign in text:
            text = unfolder(text)
    return text
