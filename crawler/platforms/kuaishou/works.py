"""Kuaishou's lists of an account's works: most without times, all of them lower bounds."""

from collections.abc import Mapping
from datetime import datetime

from crawler.platforms.moments import of_epoch
from crawler.platforms.notices import wall_in
from crawler.platforms.posts import owner_of, post, rows_at
from crawler.platforms.text import plain
from crawler.platforms.told import Identity, Told, told_nothing, told_posts
from crawler.readers.apis.json_answer import dig, text_at
from records.observation import Entry, Outcome

#: What to do where Kuaishou shows nothing, or too little.
REMEDY = "take the owner's report or a person's look"
#: Where each answer keeps its works: ``profile/public`` of the live pages, ``visionProfilePhotoList`` and the
#: same list without its wrapping.
_HOLDERS = ("data.visionProfilePhotoList", "data", "")
_LISTS = ("feeds", "list")
_IN_ORDER = "1"
_FOUND_BY = "timestamp"
#: The smallest number of milliseconds: a smaller one counts something else.
_LEAST = 10**11


def recognises(answer: object) -> bool:
    """Return whether *answer* is a list of works, or a refusal of one."""
    return _holder(answer) is not None


def read_works(answer: object, *, asked: str, seen_at: datetime | None) -> Told:
    """Return the works that the answer lists; *asked* is the account asked for, or empty."""
    account = Identity(ids=(asked,) if asked else ())
    holder = _holder(answer)
    refusal = _refused(answer, holder, account)
    if refusal:
        return refusal
    rows = rows_at(holder, *_LISTS)
    if rows is None:
        return told_nothing(Outcome.UNREADABLE, f"an answer without works: {REMEDY}", account=account)
    if not rows:
        note = f"the list is empty, as it often is at the first call: look again, or {REMEDY}"
        return told_nothing(Outcome.PARTIAL, note, account=account)
    return _told(rows, account=account, asked=asked, seen_at=seen_at)


def _told(
    rows: list[Mapping[str, object]], *, account: Identity, asked: str, seen_at: datetime | None
) -> Told:
    authors = [text_at(row, "author.id", "user.id") for row in rows]
    owner = owner_of(authors, asked=asked)
    if owner is None:
        note = f"the works have several authors, so whose list it is cannot be told: {REMEDY}"
        return told_nothing(Outcome.UNREADABLE, note, account=account)
    own = [row for row, author in zip(rows, authors, strict=True) if author in ("", owner)]
    name = next(filter(None, (plain(text_at(row, "author.name", "user.name")) for row in own)), "")
    # A page's id and its works' author may be two numbers of one account.
    who = Identity(ids=tuple(dict.fromkeys(filter(None, (asked, plain(owner))))), name=name)
    entries = [entry for entry in (_entry(row, seen_at) for row in own) if entry.title or entry.address]
    if not entries:
        note = f"the list shows neither titles nor times: {REMEDY}"
        return told_nothing(Outcome.PARTIAL, note, account=who)
    note = "" if any(entry.published_on for entry in entries) else f"the list shows no times: {REMEDY}"
    return told_posts(entries, account=who, found_by=_FOUND_BY, note=note)


def _entry(row: Mapping[str, object], seen_at: datetime | None) -> Entry:
    photo = row.get("photo", row)
    number = text_at(photo, "id")
    is_number = number.isascii() and number.isalnum() and len(number) <= 40
    return post(
        title=text_at(photo, "caption", "originCaption"),
        address=f"https://www.kuaishou.com/short-video/{number}" if is_number else "",
        moment=_of_milliseconds(dig(photo, _FOUND_BY), seen_at=seen_at),
        found_by=_FOUND_BY,
    )


def _of_milliseconds(value: object, *, seen_at: datetime | None) -> datetime | None:
    digits = value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""
    if not (digits.isascii() and digits.isdigit() and len(digits) < 20) or int(digits) < _LEAST:
        return None
    return of_epoch(int(digits) // 1000, seen_at=seen_at)


def _holder(answer: object) -> object:
    """Return the part of *answer* that holds its works, or that says why it has none; or None."""
    for path in _HOLDERS:
        held = dig(answer, path)
        if isinstance(held, dict) and ("result" in held or any(name in held for name in _LISTS)):
            return held
    return None


def _refused(answer: object, holder: object, account: Identity) -> Told | None:
    code = text_at(holder, "result") or text_at(answer, "result")
    if code in ("", _IN_ORDER):
        return None
    said = plain(text_at(holder, "error_msg", "message") or text_at(answer, "error_msg", "message"))[:80]
    asks = "captcha" in (*_names(answer), *_names(holder)) or "验证" in said or "登录" in said
    outcome = Outcome.BLOCKED if asks or wall_in(said) else Outcome.UNREADABLE
    note = f"Kuaishou answered with result {plain(code)[:20]} {said}".rstrip()
    return told_nothing(outcome, f"{note}: {REMEDY}", account=account)


def _names(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, dict) else ()
