"""A document's content as filled-in forms, and every value that does not fit as a fault."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from records.errors import Fault
from records.inventory_files.document import Content, Document, Place
from records.inventory_files.fields import kind_of
from records.inventory_files.forms import Form
from records.inventory_files.near import advice, nearest, shown

F = TypeVar("F", bound=Form)

_SECRET_WORDS = ("password", "passwd", "pwd", "secret", "token", "cookie", "密码", "密钥")


@dataclass(frozen=True, kw_only=True)
class Filled(Generic[F]):
    """A form that fits, with the place it was read from."""

    document: Document
    place: Place
    form: F

    def fault(self, *inner: str | int, remedy: str) -> Fault:
        """Return the fault that *remedy* mends at *inner*, counted from the form's own place."""
        return self.document.fault((*self.place, *inner), remedy)

    def line(self, *inner: str | int) -> int:
        """Return the line of *inner*, counted from the form's own place."""
        return self.document.line((*self.place, *inner))


@dataclass(frozen=True, kw_only=True)
class Section(Generic[F]):
    """One list of a file, such as ``columns``: the items that fit, and the keys of all of them."""

    items: tuple[Filled[F], ...] = ()
    #: Each item's key with its place, of items with faults as well.
    keys: tuple[tuple[str, Document, Place], ...] = ()
    #: Whether the list could be read at all; without it nobody can say which keys are unknown.
    whole: bool = False
    #: Whether every item of it fits.
    sound: bool = False

    def has(self, key: str) -> bool:
        """Return whether *key* may be one of the section's."""
        return not self.whole or key in self.names

    @cached_property
    def names(self) -> frozenset[str]:
        """All keys."""
        return frozenset(key for key, _, _ in self.keys)


def fill(
    form: type[F], document: Document, place: Place, content: Content, faults: list[Fault]
) -> Filled[F] | None:
    """Return *content* as *form*, or None where it does not fit; *faults* takes every reason."""
    try:
        return Filled(document=document, place=place, form=form.model_validate(content))
    except ValidationError as error:
        details = error.errors(include_url=False)
        faults.extend(_faults(form, document, place, content, details))
        return None


def fill_section(name: str, form: type[F], document: Document | None, faults: list[Fault]) -> Section[F]:
    """Return the list *name* of *document* as a section of *form*; *faults* takes every reason why not."""
    if document is None or not isinstance(document.content, dict):
        return Section()
    items = document.content.get(name)
    if items is None:
        mistyped = any(key != name and nearest(key, [name]) for key in document.content)
        return Section(whole=not mistyped, sound=not mistyped)
    if not isinstance(items, list):
        faults.append(
            document.fault((name,), f"must be a list, not {kind_of(items)}; begin each item with '- '")
        )
        return Section()
    found = [fill(form, document, (name, index), item, faults) for index, item in enumerate(items)]
    return Section(
        items=tuple(item for item in found if item),
        keys=tuple((key, document, (name, index)) for index, key in enumerate(map(_key, items)) if key),
        whole=True,
        sound=all(found),
    )


def check_sections(document: Document | None, names: Mapping[str, bool], faults: list[Fault]) -> None:
    """Add to *faults* what is wrong at the top of a file of lists; *names* says which must be there."""
    if document is None:
        return
    content = document.content
    if not isinstance(content, dict):
        first = next(iter(names))
        faults.append(document.fault((), f"must begin with '{first}:', not with {kind_of(content)}"))
        return
    unknown = [key for key in content if key not in names]
    faults.extend(document.fault((key,), f"is no key of this file; {advice(key, names)}") for key in unknown)
    meant = {nearest(key, names) for key in unknown}
    missing = (
        name for name, needed in names.items() if needed and not content.get(name) and name not in meant
    )
    faults.extend(
        document.fault((name,), f"holds nothing; list at least one under '{name}:'") for name in missing
    )


def _key(item: Content) -> str:
    key = item.get("key") if isinstance(item, dict) else None
    return " ".join(key.split()) if isinstance(key, str) else ""


def _faults(
    form: type[Form], document: Document, place: Place, content: Content, details: list[ErrorDetails]
) -> Iterator[Fault]:
    unknown = {
        (*detail["loc"][:-1], nearest(str(detail["loc"][-1]), _keys_at(form, detail["loc"][:-1])))
        for detail in details
        if detail["type"] == "extra_forbidden"
    }
    for detail in details:
        inner = detail["loc"]
        if detail["type"] == "missing" and inner in unknown:
            continue
        if detail["type"] == "too_short" and any(
            inner == other["loc"][: len(inner)] != other["loc"] for other in details
        ):
            continue
        remedy = _remedy(form, detail, _at(content, inner))
        yield document.fault((*place, *inner), remedy)


def _remedy(form: type[Form], detail: ErrorDetails, value: Content) -> str:
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    match detail["type"]:
        case "missing":
            return f"is missing; write '{last}: …'"
        case "extra_forbidden":
            return _unknown(last, _keys_at(form, detail["loc"][:-1]))
        case "tuple_type":
            example = f"; write [{value}]" if isinstance(value, str) and value else ""
            return f"must be a list, not {kind_of(value)}{example}"
        case "model_type" | "dict_type":
            quoted = f" ({shown(value)})" if isinstance(value, str) else ""
            return f"must be keys with values, not {kind_of(value)}{quoted}; write 'key: value'"
        case "too_short":
            return "is an empty list; name at least one"
    return detail["msg"].removeprefix("Value error, ")


def _unknown(key: str, known: list[str]) -> str:
    if any(word in key.casefold() for word in _SECRET_WORDS):
        return "is no key of the inventory; secrets belong in environment variables, never in these files"
    return f"is no key here; {advice(key, known)}"


def _at(content: Content, inner: Place) -> Content:
    for part in inner:
        if isinstance(content, dict) and isinstance(part, str):
            content = content.get(part)
        elif isinstance(content, list) and isinstance(part, int):
            content = content[part]
    return content


def keys_of(form: type[Form]) -> dict[str, FieldInfo]:
    """Return the keys that *form* knows, as the files write them."""
    return {field.alias or name: field for name, field in form.model_fields.items()}


def inner_form(field: FieldInfo) -> type[Form] | None:
    """Return the form that *field* holds, by itself or as a list, or None where it holds a value."""
    candidates = (field.annotation, *get_args(field.annotation))
    return next((kind for kind in candidates if isinstance(kind, type) and issubclass(kind, Form)), None)


def _keys_at(form: type[Form], inner: Place) -> list[str]:
    for part in inner:
        field = keys_of(form).get(part) if isinstance(part, str) else None
        form = (inner_form(field) if field else None) or form
    return list(keys_of(form))
