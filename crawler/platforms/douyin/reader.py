"""Any page or answer of Douyin's. What it finds was posted; what it lacks says nothing."""

import re
from datetime import datetime

from crawler.platforms.addresses import Place, place_of
from crawler.platforms.douyin.page_data import data_in, read_page_data
from crawler.platforms.douyin.works import REMEDY, read_works, recognises
from crawler.platforms.notices import told_of_page
from crawler.platforms.told import Identity, Told, told_nothing
from crawler.readers.apis.json_answer import load
from crawler.readers.bounds import fault_of
from records.observation import Outcome

_FRAME = re.compile(r"(.{1,60}?)的(?:抖音|个人主页)")
_SEC_UID = re.compile(r"MS4w[\w-]{4,150}", re.ASCII)


def read(body: bytes, *, address: str = "", seen_at: datetime | None = None) -> Told:
    """Return what *body*, a page, its data or the answer to its script, says; see ReadPlatform."""
    place = place_of(address)
    asked = _asked(place)
    account = Identity(ids=(asked,) if asked else ())
    fault = fault_of(body)
    if fault:
        return _faulty(fault, place, account, is_empty=not body.strip())
    if not body.lstrip().startswith(b"<"):
        answer = load(body)
        if recognises(answer):
            return read_works(answer, asked=asked, seen_at=seen_at)
    told = read_page_data(data_in(body), asked=asked, seen_at=seen_at)
    if told and told.reading.entries:
        return told
    shown = told_of_page(body, address=address, account=account, frame=_FRAME, remedy=REMEDY)
    is_closed = shown.reading.outcome in (Outcome.BLOCKED, Outcome.GONE)
    return shown if is_closed or told is None else told


def _faulty(fault: str, place: Place, account: Identity, *, is_empty: bool) -> Told:
    if is_empty and place.path.rstrip("/").endswith("/aweme/post"):
        note = f"an empty answer, which Douyin gives to whom it does not trust: {REMEDY}"
        return told_nothing(Outcome.BLOCKED, note, account=account)
    return told_nothing(Outcome.UNREADABLE, fault, account=account)


def _asked(place: Place) -> str:
    """Return the ``sec_uid`` that the address asks for, or empty."""
    query = (place.query.get("sec_user_id", ""), place.query.get("sec_uid", ""))
    return next(filter(_SEC_UID.fullmatch, (*query, place.after("user"))), "")
