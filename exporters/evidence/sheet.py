"""A unit's confirmed findings as one document (监测佐证单), to be printed: its markup and its foot."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup, escape

from exporters.evidence.dossier import Dossier, Witness
from exporters.finding import Judged
from exporters.markup import environment, printable
from exporters.words import (
    CERTAINTIES,
    STATES,
    date_words,
    deadline_words,
    look_words,
    moment_words,
    path_words,
    period_words,
)
from records.observation import Observation
from records.targets import Unit
from records.verdict import Review

_FOLDER = Path(__file__).parent
_STYLE = (_FOLDER / "sheet.css").read_text(encoding="utf-8")
_DIGEST = b64encode(sha256(_STYLE.encode()).digest()).decode()
#: What the document may load: its one style sheet, and pictures that are in it.
_POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; img-src data:"
_PATHS_ALONE = "仅有一个来源"
_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True, kw_only=True)
class Key:
    """One of a verdict's two looks, as it is shown."""

    name: str
    number: int | None
    look: Observation | None
    witnesses: tuple[Witness, ...]
    #: The other paths that answered, or that there is none.
    paths: str

    @property
    def outcome(self) -> str:
        """What it saw, in words."""
        return look_words(self.look) if self.look else ""

    @property
    def at(self) -> str:
        """When it began."""
        return moment_words(self.look.seen_at) if self.look else ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One confirmed verdict with what proves it."""

    dossier: Dossier
    judged: Judged
    keys: tuple[Key, ...]
    reviews: tuple[Review, ...]
    #: The picture as a data: address, or empty, and when it was taken.
    picture: str
    taken: str

    @property
    def state(self) -> str:
        """The state in words."""
        return STATES[self.judged.verdict.state]

    @property
    def certainty(self) -> str:
        """系统复查 or 人工复核."""
        certainty = self.judged.verdict.certainty
        return CERTAINTIES[certainty] if certainty else ""

    @property
    def limit(self) -> str:
        """The limit in words, or that the rule has none."""
        return period_words(self.judged.limit) if self.judged.limit else "不设时限"

    @property
    def deadline(self) -> str:
        """How far the due date is, or nothing where nothing fell due."""
        left = self.judged.verdict.days_left(self.dossier.finding.today)
        return deadline_words(left) if left is not None else ""


def render_sheets(dossiers: Sequence[Dossier], unit: Unit, *, office: str, at: datetime) -> str:
    """Return the document of the confirmed verdicts in *dossiers* against *unit*, as HTML that loads nothing.

    *at* is the moment of judging.
    """
    sheets = [_sheet(dossier, judged) for dossier in dossiers for judged in dossier.confirmed]
    return _TEMPLATE.render(
        policy=_POLICY,
        style=Markup(_STYLE),  # noqa: S704 - our own file, not a value
        office=office,
        unit=unit.name,
        at=moment_words(at),
        sheets=sheets,
    )


def foot(office: str) -> str:
    """Return the markup along the foot of each page: the *office*, and the page's number."""
    return (
        '<div style="width:100%;padding:0 16mm;font:8px Noto Sans CJK SC,sans-serif;color:#5b6775;'
        'display:flex;justify-content:space-between">'
        f"<span>{escape(printable(office))}　监测佐证单</span>"
        '<span>第 <span class="pageNumber"></span> 页，共 <span class="totalPages"></span> 页</span></div>'
    )


def _sheet(dossier: Dossier, judged: Judged) -> Sheet:
    verdict = judged.verdict
    numbers = (verdict.second_key, verdict.first_key)
    picture, number = next(((taken, one) for one in numbers if (taken := dossier.picture(one))), (b"", None))
    look = dossier.looks.get(number or 0)
    return Sheet(
        dossier=dossier,
        judged=judged,
        keys=(
            _key(dossier, "初查", verdict.first_key, alone=False),
            _key(dossier, "复查", verdict.second_key, alone=verdict.one_source),
        ),
        reviews=tuple(review for review in dossier.reviews if review.is_about(verdict)),
        picture=_data(picture) if picture else "",
        taken=moment_words(look.seen_at) if look else "",
    )


def _data(picture: bytes) -> str:
    """Return *picture*, a browser's PNG or what a person took, as a data: address."""
    kind = "jpeg" if picture.startswith(_JPEG) else "png"
    return f"data:image/{kind};base64,{b64encode(picture).decode()}"


def _key(dossier: Dossier, name: str, number: int | None, *, alone: bool) -> Key:
    look = dossier.looks.get(number or 0)
    paths = path_words(look.paths) if look else ""
    return Key(
        name=name,
        number=number,
        look=look,
        witnesses=dossier.witnesses.get(number or 0, ()),
        paths=_PATHS_ALONE if alone else paths,
    )


def _day(day: date | None) -> str:
    return date_words(day) if day else "无"


_ENVIRONMENT = environment(_FOLDER)
_ENVIRONMENT.filters.update(day=_day, moment=moment_words)
_TEMPLATE = _ENVIRONMENT.get_template("sheet.html.j2")
