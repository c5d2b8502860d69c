"""The sheet by which people look at accounts themselves (人工核查单), to be printed on A4."""

from base64 import b64encode
from datetime import date
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from exporters.codes import qr_code
from exporters.markup import environment
from exporters.sheet.rows import Links, rows_to_look_at
from exporters.words import date_words, moment_words
from records.snapshot import Snapshot

_FOLDER = Path(__file__).parent
_STYLE = (_FOLDER / "sheet.css").read_text(encoding="utf-8")
_DIGEST = b64encode(sha256(_STYLE.encode()).digest()).decode()
#: What the document may load: its one style sheet.
_POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'"


def render_sheet(snapshot: Snapshot, links: Links) -> str:
    """Return the sheet of *snapshot* as HTML that loads and runs nothing; *links* are what people gave."""
    rows = rows_to_look_at(snapshot, links)
    return _TEMPLATE.render(
        policy=_POLICY,
        style=Markup(_STYLE),  # noqa: S704 - our own file, not a value
        office=snapshot.inventory.office.name,
        at=moment_words(snapshot.at),
        today=snapshot.today,
        accounts=len(snapshot.inventory.accounts),
        rows=rows,
    )


def _day(day: date | None) -> str:
    return date_words(day) if day else ""


def _passed(due_on: date, today: date) -> str:
    """Return how far the day is; that it has passed accuses nobody."""
    days = (due_on - today).days
    if days < 0:
        return f"已过 {-days} 天"
    return f"还剩 {days} 天" if days else "今天"


_ENVIRONMENT = environment(_FOLDER)
_ENVIRONMENT.filters.update(day=_day, moment=moment_words, passed=_passed, code=qr_code)
_TEMPLATE = _ENVIRONMENT.get_template("sheet.html.j2")
