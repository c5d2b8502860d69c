"""Any page or answer of Toutiao's. What it finds was posted; what it lacks says nothing."""

import re
from datetime import datetime

from crawler.platforms.addresses import Place, place_of
from crawler.platforms.notices import told_of_page
from crawler.platforms.told import Identity, Told, told_nothing
from crawler.platforms.toutiao.cells import REMEDY, read_cells, recognises
from crawler.readers.apis.json_answer import load
from crawler.readers.bounds import fault_of
from records.observation import Outcome

_FRAME = re.compile(r"(.{1,60}?)的(?:头条)?主页")
_TOKEN = re.compile(r"[\w-]{4,200}", re.ASCII)


def read(body: bytes, *, address: str = "", seen_at: datetime | None = None) -> Told:
    """Return what *body*, a page or the answer to its script, says; see ReadPlatform."""
    place = place_of(address)
    asked = _asked(place)
    account = Identity(ids=(asked,) if asked else ())
    fault = fault_of(body)
    if fault:
        return told_nothing(Outcome.UNREADABLE, fault, account=account)
    if not body.lstrip().startswith(b"<"):
        answer = load(body)
        if isinstance(answer, dict) and recognises(answer, path=place.path):
            return read_cells(answer, asked=asked, seen_at=seen_at)
    return told_of_page(body, address=address, account=account, frame=_FRAME, remedy=REMEDY)


def _asked(place: Place) -> str:
    """Return the token that the address asks for, or empty."""
    named = (place.query.get("token", ""), place.after("token"))
    return next(filter(_TOKEN.fullmatch, named), "")
