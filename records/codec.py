"""Records as JSON and back: what the store keeps of an inventory, a rulebook, a list of entries."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import Field, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from pydantic import TypeAdapter

from records.later import is_later

Record = TypeVar("Record")

#: Characters of a SHA-256 that name a version: enough never to meet, short enough to read out.
DIGEST_LENGTH = 16

#: One adapter a type: making one costs far more than using it.
_ADAPTERS: dict[object, TypeAdapter[Any]] = {}


def to_json(value: object) -> str:
    """Return *value*, a record or a collection of records, as canonical JSON.

    Equal values give equal text: keys and sets are sorted, Chinese stands as itself. A field that a
    record got later is left out where it says nothing, so that what does not use it stays as it was.
    Raises TypeError for what is no record.
    """
    return json.dumps(
        _plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def from_json(type_: type[Record], text: str | bytes) -> Record:
    """Return the *type_* that to_json wrote as *text*; raises ValueError where it wrote something else.

    *type_* may be a collection, such as ``tuple[Entry, ...]``. A field that *text* lacks takes its
    default, so that records kept by an earlier version can still be read.
    """
    return _adapter(type_).validate_json(text)


def digest(value: object) -> str:
    """Return a short SHA-256 of *value*'s canonical JSON, which names its content whatever its form."""
    return hashlib.sha256(to_json(value).encode()).hexdigest()[:DIGEST_LENGTH]


def _adapter(type_: type[Record]) -> TypeAdapter[Record]:
    if type_ not in _ADAPTERS:
        _ADAPTERS[type_] = TypeAdapter(type_)
    return _ADAPTERS[type_]


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        said = (field for field in fields(value) if not _is_unsaid(field, value))
        return {field.name: _plain(getattr(value, field.name)) for field in said}
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(map(_scalar, value))
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return _scalar(value)


def _is_unsaid(field: Field[Any], value: object) -> bool:
    return is_later(field.metadata) and getattr(value, field.name) == field.default


def _scalar(value: object) -> Any:  # noqa: ANN401  (a scalar is compared and written, nothing more)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{type(value).__name__} is no record, so it cannot be kept as JSON")
