"""Douyin's list of an account's works: what its page's script asks for, often stale, so a lower bound."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.platforms.moments import of_epoch
from crawler.platforms.notices import wall_in
from crawler.platforms.posts import owner_of, post, rows_at
from crawler.platforms.text import plain
from crawler.platforms.told import Identity, Told, told_nothing, told_posts
from crawler.readers.apis.json_answer import text_at
from records.observation import Entry, Outcome

#: What to do where Douyin shows nothing, or too little.
REMEDY = "take a pasted link or a person's look"
_LIST = "aweme_list"
_FOUND_BY = "create_time"
#: How far a work's time may lie from the one in its number.
_APART = timedelta(days=1)
_DOUBTFUL = 0.5


@dataclass(frozen=True, kw_only=True)
class Work:
    """One work, as a list has it."""

    number: str
    title: str
    #: Seconds since 1970, in whatever form.
    created: object
    #: Its author's ``sec_uid``, and the name; empty where it does not say.
    author: str = ""
    name: str = ""


def recognises(answer: object) -> bool:
    """Return whether *answer* is a list of works, or a refusal of one."""
    return isinstance(answer, dict) and (_LIST in answer or "status_code" in answer)


def read_works(answer: object, *, asked: str, seen_at: datetime | None) -> Told:
    """Return the works that the answer of ``aweme/post`` lists; *asked* is the ``sec_uid`` asked for."""
    account = Identity(ids=(asked,) if asked else ())
    rows = rows_at(answer, _LIST)
    if rows is None:
        said = plain(text_at(answer, "status_msg"))[:80]
        code = plain(text_at(answer, "status_code"))[:20]
        outcome = Outcome.BLOCKED if wall_in(said) else Outcome.UNREADABLE
        note = f"Douyin answered without works, status_code {code} {said}".rstrip()
        return told_nothing(outcome, f"{note}: {REMEDY}", account=account)
    works = [
        Work(
            number=text_at(row, "aweme_id"),
            title=text_at(row, "desc", "preview_title"),
            created=row.get("create_time"),
            author=text_at(row, "author.sec_uid"),
            name=text_at(row, "author.nickname"),
        )
        for row in rows
    ]
    return told_of(works, account=account, seen_at=seen_at)


def told_of(works: Sequence[Work], *, account: Identity, seen_at: datetime | None) -> Told:
    """Return what a list of *works* tells of *account*; never that anything was not posted."""
    asked = next(iter(account.ids), "")
    owner = owner_of((work.author for work in works), asked=asked)
    if owner is None:
        note = f"the works have several authors, none of them the account that was asked for: {REMEDY}"
        return told_nothing(Outcome.UNREADABLE, note)
    own = [work for work in works if work.author in ("", owner)]
    if not own:
        note = f"the list is empty, which Douyin shows to strangers of accounts that do post: {REMEDY}"
        return told_nothing(Outcome.PARTIAL, note, account=account)
    name = next((plain(work.name) for work in own if work.author == owner and work.name), account.name)
    entries = [_entry(work, seen_at) for work in own]
    doubtful = sum(0 < entry.sure < 1 for entry in entries)
    note = (
        f"{doubtful} of the works are dated more than a day from what their numbers say" if doubtful else ""
    )
    who = Identity(ids=(owner,) if owner else (), name=name)
    return told_posts(entries, account=who, found_by=_FOUND_BY, note=note)


def _entry(work: Work, seen_at: datetime | None) -> Entry:
    number = work.number if _is_number(work.number) else ""
    moment = of_epoch(work.created, seen_at=seen_at)
    numbered = of_epoch(int(number) >> 32) if number else None
    is_apart = bool(number and moment and (not numbered or abs(numbered - moment) > _APART))
    return post(
        title=work.title,
        address=f"https://www.douyin.com/video/{number}" if number else "",
        moment=moment,
        found_by=_FOUND_BY,
        sure=_DOUBTFUL if is_apart else 1.0,
    )


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 20
