"""A person's own look at an account, put on record as a look of its own kind."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from crawler.evidence import EvidenceStore, Exchange
from exporters.markup import shortened, web_address
from exporters.words import UNTITLED, date_words
from pipeline.given_links import account_of
from pipeline.people import name_of_person
from pipeline.run import Seen
from pipeline.settings import Settings
from records.civil import civil_date
from records.errors import InputError
from records.inventory_files.load import load_inventory
from records.observation import PERSON, Entry, Observation, Outcome, note_of
from records.store import Store

#: The largest picture, in bytes.
MAX_PICTURE = 8_000_000
#: The longest title, in characters.
LONGEST_TITLE = 300

#: What a picture begins with, and what it then is.
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a person says she saw: one of the three, and the newest post's title where she noted it."""

    #: The day of the newest post, as typed; empty where she saw none.
    newest: str = ""
    #: The account never posted anything.
    none: bool = False
    #: The account is cancelled, migrated or frozen.
    gone: bool = False
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What she saw, as a picture."""

    kind: str
    content: bytes


def seen_by_person(
    settings: Settings,
    key: str,
    said: Said,
    *,
    by: str,
    picture: Path | None,
    at: datetime | None,
    now: datetime,
) -> tuple[Observation, Seen]:
    """Return the look at the account *key*, *at* a moment or *now*, and what keeps its picture.

    Raises InputError, with nothing written, where what is said cannot be put on record.
    """
    account = account_of(inventory := load_inventory(settings.inventory), key)
    name, moment = name_of_person(by), at or now
    if moment > now:
        raise InputError("--at: lies ahead of now; give the moment of the look")
    address = web_address(inventory.address(account))
    look = Observation(
        target=key,
        seen_at=moment,
        outcome=_outcome(said),
        complete=True,
        entries=_entries(said, today=civil_date(moment)),
        how=PERSON,
        address=address,
        note=note_of(name),
    )
    taken = _picture(picture) if picture else None
    return look, lambda evidence: _kept(look, taken, evidence) if taken else look


def newer_entry(store: Store, look: Observation) -> Entry | None:
    """Return the newest post that an earlier look saw and that the person's *look* has no room for."""
    looks = store.looks(until=look.seen_at).get(look.target, ())
    found = [each.newest for each in looks if each.newest]
    newest = max(found, key=lambda entry: entry.published_on or date.min, default=None)
    if newest is None or newest.published_on is None or look.outcome is Outcome.GONE:
        return None
    said = look.newest.published_on if look.newest else None
    return newest if said is None or newest.published_on > said else None


def _outcome(said: Said) -> Outcome:
    if [bool(said.newest), said.none, said.gone].count(True) != 1:
        raise InputError("say one of --newest DAY, --none (never posted) and --gone (cancelled or moved)")
    if said.newest:
        return Outcome.READ
    return Outcome.EMPTY if said.none else Outcome.GONE


def _entries(said: Said, *, today: date) -> tuple[Entry, ...]:
    title = shortened(said.title, LONGEST_TITLE)
    if not said.newest:
        if title:
            raise InputError("--title: is that of the newest post; give its day by --newest")
        return ()
    try:
        day = date.fromisoformat(said.newest.strip())
    except ValueError as error:
        raise InputError(f"--newest: {said.newest!r} is no day; write it like 2026-11-20") from error
    if day > today:
        raise InputError(f"--newest: {day} is after the day of the look, {today}; give the day of the post")
    return (Entry(title=title or UNTITLED.format(on=date_words(day)), published_on=day, found_by=PERSON),)


def _picture(path: Path) -> Picture:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_PICTURE + 1)
    except OSError as error:
        raise InputError(f"--picture: {path} cannot be read ({error.strerror}); name a picture") from error
    if len(content) > MAX_PICTURE:
        raise InputError(f"--picture: {path} is larger than 8 MB; save it smaller")
    kind = next((kind for start, kind in _PICTURES.items() if content.startswith(start)), "")
    if not kind:
        raise InputError(f"--picture: {path} is neither PNG nor JPEG; save it as one of them")
    return Picture(kind=kind, content=content)


def _kept(look: Observation, picture: Picture, evidence: EvidenceStore) -> Observation:
    """Return *look* with its *picture* in the evidence: an exchange in which nobody was asked anything."""
    place = look.address or f"urn:xuncha:account:{look.target}"
    exchange = Exchange(
        asked=place,
        address=place,
        moment=look.seen_at.isoformat(),
        status=0,
        headers=(("Content-Type", picture.kind),),
        body=evidence.keep_body(picture.content),
        rendered=True,
        method="",
        step=PERSON,
    )
    return replace(look, evidence=(evidence.keep(exchange),))
