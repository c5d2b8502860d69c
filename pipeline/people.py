"""The names under which people put something on record."""

from records.errors import InputError

#: Longer than any name with a unit and a post before it.
LONGEST = 100


def name_of_person(text: str) -> str:
    """Return the name *text*; raises InputError where it is empty, far too long or cannot be read."""
    name = " ".join(text.split())
    if not name:
        raise InputError("--by: what a person gives needs a name; say who")
    if len(name) > LONGEST or not name.isprintable():
        raise InputError(f"--by: is no name; write one of at most {LONGEST} characters that can be read")
    return name
