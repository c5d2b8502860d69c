"""A notice as a picture for chat groups: its markup, to be drawn WIDTH pixels wide."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from exporters.codes import qr_code
from exporters.markup import environment
from exporters.notices.told import Told
from exporters.words import REMINDER, URGENT_REMINDER, date_words

#: How wide the card is, in CSS pixels; a telephone shows it at half of that.
WIDTH = 720
#: The most items on a card: more would be a picture that nobody scrolls through.
MOST_ITEMS = 4
#: A longer address makes a code that is too fine for a card, in characters.
_LINK_CODED = 200

_FOLDER = Path(__file__).parent
_STYLE = (_FOLDER / "card.css").read_text(encoding="utf-8")
_DIGEST = b64encode(sha256(_STYLE.encode()).digest()).decode()
#: What the card may load: its one style sheet.
_POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'"


def card_html(told: Told) -> str:
    """Return the card of *told* as HTML that loads and runs nothing.

    It shows the most urgent items, and how many there are besides; each whose address is
    known and short enough has a code to be scanned.
    """
    items = told.items[:MOST_ITEMS]
    return _TEMPLATE.render(
        policy=_POLICY,
        style=Markup(_STYLE),  # noqa: S704 - our own file, not a value
        told=told,
        title=URGENT_REMINDER if told.urged else REMINDER,
        items=items,
        left_out=len(told.items) - len(items),
    )


def _code(link: str) -> Markup:
    return qr_code(link) if link and len(link.encode()) <= _LINK_CODED else Markup()


_ENVIRONMENT = environment(_FOLDER)
_ENVIRONMENT.filters.update(code=_code, day=date_words)
_TEMPLATE = _ENVIRONMENT.get_template("card.html.j2")
