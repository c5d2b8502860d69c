"""The list of weekly digests (监测周报) that were made, newest week first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from markupsafe import Markup

from exporters.markup import environment
from exporters.page.render import BOARD_POLICY, BOARD_STYLE
from exporters.words import short_date_words

#: The Content-Security-Policy of a digest itself: its styles stand in its elements, as mail needs them.
DIGEST_CSP = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)

_FORMS = {"html": "网页", "txt": "纯文本", "xlsx": "表格"}
_TEMPLATE = environment(Path(__file__).parent).get_template("digests.html.j2")


@dataclass(frozen=True, kw_only=True)
class KeptDigest:
    """One digest, and where its forms are."""

    #: An ISO week: 2026-W47.
    week: str
    name: str
    #: Of each form its ending and its address.
    links: tuple[tuple[str, str], ...]


def render_digests(digests: Sequence[KeptDigest]) -> str:
    """Return the list of *digests*, which come by week, as a page that loads and runs nothing."""
    weeks = [
        (_week_words(week), [(one.name, [(_FORMS[form], link) for form, link in one.links]) for one in group])
        for week, group in groupby(digests, key=lambda one: one.week)
    ]
    style = Markup(BOARD_STYLE)  # noqa: S704 - our own file, not a value
    return _TEMPLATE.render(policy=BOARD_POLICY, style=style, weeks=weeks)


def _week_words(week: str) -> str:
    """Return the ISO *week* as people write it: 2026年第47周（11月16日至11月22日）."""
    year, number = (int(part) for part in week.split("-W"))
    first, last = (date.fromisocalendar(year, number, day) for day in (1, 7))
    return f"{year}年第{number}周（{short_date_words(first, last)}至{short_date_words(last, last)}）"
