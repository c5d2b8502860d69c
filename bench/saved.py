"""A folder of saved pages with labels: ``manifest.jsonl``, and the pages as they were saved."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from records.errors import InputError

MANIFEST = "manifest.jsonl"
#: The longest list that is believed.
MOST_ITEMS = 10_000


class Kind(StrEnum):
    """What a saved page is."""

    LIST = "list"
    ARTICLE = "article"
    HOME = "home"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class SavedPage:
    """A page, and what a person read on it."""

    #: Its name in the manifest, and where it lies.
    file: str
    place: Path
    kind: Kind
    #: Where it stood on its site, without the leading slash.
    path: str
    #: The day it is looked at.
    now: date
    #: The site it was saved from; pages of one site are weighed together.
    site: str = ""
    #: The codec its bytes are in, whatever they declare.
    encoding: str = "utf-8"
    #: How many items its list shows; 0 where nobody counted.
    items: int = 0
    #: The date it shows: a list's newest, an article's own. None where it shows none.
    expected_on: date | None = None
    #: A date that is right as well, though the page alone does not tell it.
    also_right: date | None = None
    #: The list has nothing in it.
    blank: bool = False
    #: Nothing on the page says that it is blank.
    blank_unproven: bool = False
    #: Items, and no dates.
    undated: bool = False
    #: Months and days, and no way to know the year from the page.
    year_unknowable: bool = False

    @property
    def is_list(self) -> bool:
        """Whether it is a column's page."""
        return self.kind is Kind.LIST

    @property
    def body(self) -> bytes:
        """The page, byte for byte."""
        return self.place.read_bytes()


class _Line(BaseModel):
    """One line of the manifest; what measures nothing here is passed over."""

    model_config = ConfigDict(extra="ignore")

    file: str
    kind: Kind
    path: str
    now: date
    site: str = ""
    encoding: str = "utf-8"
    n_items: int | None = Field(default=None, ge=0, le=MOST_ITEMS)
    expected_latest_date: date | None = None
    expected_pub_date: date | None = None
    also_right: date | None = None
    blank: bool = False
    blank_unproven: bool = False
    undated: bool = False
    year_unknowable: bool = False

    @field_validator("encoding")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            return codecs.lookup(name).name
        except LookupError as error:
            raise ValueError(f"{name} is no encoding") from error


def load_pages(folder: Path) -> Sequence[SavedPage]:
    """Return the pages that the manifest in *folder* lists, in its order.

    Raises InputError where there is no manifest, no page in it, a line that cannot
    be used or a page that is not there.
    """
    manifest = folder / MANIFEST
    try:
        lines = manifest.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{manifest}: cannot be read ({error}); name a folder of saved pages") from error
    pages = [_page(folder, number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if not pages:
        raise InputError(f"{manifest}: lists no page; write one JSON object a line")
    return pages


def _page(folder: Path, number: int, text: str) -> SavedPage:
    where = f"{folder / MANIFEST}:{number}"
    try:
        line = _Line.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(map(str, first["loc"])) or "not JSON"
        raise InputError(f"{where}: {key}: {first['msg']}; mend the line") from error
    place = folder / line.file
    if not place.is_file():
        raise InputError(f"{where}: there is no file {place}; mend the line")
    expected = line.expected_latest_date if line.kind is Kind.LIST else line.expected_pub_date
    return SavedPage(
        file=line.file,
        place=place,
        kind=line.kind,
        path=line.path.lstrip("/"),
        now=line.now,
        site=line.site,
        encoding=line.encoding,
        items=line.n_items or 0,
        expected_on=expected,
        also_right=line.also_right,
        blank=line.blank,
        blank_unproven=line.blank_unproven,
        undated=line.undated,
        year_unknowable=line.year_unknowable,
    )
