"""Any page or answer of Kuaishou's. What it finds was posted; what it lacks says nothing."""

import re
from datetime import datetime

from crawler.platforms.addresses import Place, place_of
from crawler.platforms.kuaishou.works import REMEDY, read_works, recognises
from crawler.platforms.notices import told_of_page
from crawler.platforms.told import Identity, Told, told_nothing
from crawler.readers.apis.json_answer import load
from crawler.readers.bounds import fault_of
from records.observation import Outcome

_FRAME = re.compile(r"(.{1,60}?)(?:的个人主页|的作品)?\s?-\s?快手")
_ACCOUNT = re.compile(r"[\w-]{3,60}", re.ASCII)


def read(body: bytes, *, address: str = "", seen_at: datetime | None = None) -> Told:
    """Return what *body*, a page or the answer to its script, says; see ReadPlatform."""
    asked = _asked(place_of(address))
    account = Identity(ids=(asked,) if asked else ())
    fault = fault_of(body)
    if fault:
        return told_nothing(Outcome.UNREADABLE, fault, account=account)
    if not body.lstrip().startswith(b"<"):
        answer = load(body)
        if recognises(answer):
            return read_works(answer, asked=asked, seen_at=seen_at)
    return told_of_page(body, address=address, account=account, frame=_FRAME, remedy=REMEDY)


def _asked(place: Place) -> str:
    """Return the account that the address asks for, or empty."""
    is_answer = place.path.startswith("/live_api/")
    named = place.query.get("principalId", "") if is_answer else place.after("profile", "u")
    return named if _ACCOUNT.fullmatch(named) else ""
