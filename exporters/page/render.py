"""The board's one page (监测一览): counts, then late first, then by unit."""

from base64 import b64encode
from datetime import date
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from exporters.findings import findings, rulebook_labels
from exporters.markup import environment
from exporters.tally import tally
from exporters.words import date_words, deadline_words, moment_words
from records.snapshot import Snapshot
from records.verdict import State

_FOLDER = Path(__file__).parent
#: The style sheet of the board's pages.
BOARD_STYLE = (_FOLDER / "board.css").read_text(encoding="utf-8")
_DIGEST = b64encode(sha256(BOARD_STYLE.encode()).digest()).decode()
_ADVERSE = tuple(state for state in State if state.adverse)

#: What the pages may load, said by the page itself: its one style sheet, and nothing from anywhere.
BOARD_POLICY = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; img-src data:; base-uri 'none'; form-action 'none'"
)

#: The Content-Security-Policy a server sends with the page; a page cannot say who may frame it.
BOARD_CSP = f"{BOARD_POLICY}; frame-ancestors 'none'"


def render_board(snapshot: Snapshot, *, digests: str = "") -> str:
    """Return the whole page for *snapshot* as HTML: late targets first, then by unit.

    *digests* is the path under which the weekly digests are listed, where they are
    served. It loads nothing and runs nothing, so that it reads the same opened as a file,
    served or printed.
    """
    found = findings(snapshot)
    books = rulebook_labels(snapshot.inventory)
    return _TEMPLATE.render(
        policy=BOARD_POLICY,
        style=Markup(BOARD_STYLE),  # noqa: S704 - our own file, not a value
        office=snapshot.inventory.office.name,
        at=moment_words(snapshot.at),
        coverage=f"{found.coverage:.1%}",
        books=books,
        found=found,
        counts=tally(found, [book for book, _ in books]),
        late=found.where(*_ADVERSE),
        soon=found.where(State.DUE_SOON),
        to_check=found.where(State.UNKNOWN),
        units=[(unit, rows, sum(row.state.adverse for row in rows)) for unit, rows in found.by_unit],
        digests=digests,
        pass_id=snapshot.pass_id,
        started_at=moment_words(snapshot.started_at),
        finished_at=moment_words(snapshot.finished_at) if snapshot.finished_at else "",
    )


def _day(day: date | None) -> str:
    return date_words(day) if day else ""


def _deadline(days_left: int | None) -> str:
    return "" if days_left is None else deadline_words(days_left)


_ENVIRONMENT = environment(_FOLDER)
_ENVIRONMENT.filters.update(day=_day, deadline=_deadline)
_TEMPLATE = _ENVIRONMENT.get_template("board.html.j2")
