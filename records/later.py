"""Fields that a record got later, which where they say nothing are not written at all."""

from collections.abc import Mapping
from typing import Any

_KEY = "later"

#: Metadata of such a field: what does not use it keeps the JSON, and so the version, that it had before.
LATER: Mapping[str, bool] = {_KEY: True}


def is_later(metadata: Mapping[str, Any]) -> bool:
    """Return whether the field of that *metadata* came later."""
    return bool(metadata.get(_KEY))
