"""``RENDER_DATA``: what Douyin's page of an account carries for its own script, as quoted JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import unquote

from crawler.platforms.douyin.works import REMEDY, Work, told_of
from crawler.platforms.posts import rows_at
from crawler.platforms.text import plain
from crawler.platforms.told import Identity, Told, told_nothing
from crawler.readers.apis.json_answer import count_at, dig, load_text, text_at
from crawler.readers.decoding import decode
from records.observation import Outcome

_MARKS = ('id="RENDER_DATA"', "id='RENDER_DATA'", "id=RENDER_DATA")
#: How far before its id the element begins.
_NEAR = 300
#: Characters of quoted data; real pages have some hundred thousand.
_MAX_DATA = 3_000_000


def data_in(body: bytes) -> object:
    """Return the value of the page's ``RENDER_DATA``, or None where it has none."""
    text = decode(body)
    at = next((found for found in map(text.find, _MARKS) if found >= 0), -1)
    if at < 0 or text.rfind("<script", max(0, at - _NEAR), at) < 0:
        return None
    start = text.find(">", at) + 1
    # Quoted, it holds no bracket: the next one ends it.
    end = text.find("<", start)
    if not start or end < 0 or end - start > _MAX_DATA:
        return None
    return load_text(unquote(text[start:end]))


def read_page_data(data: object, *, asked: str, seen_at: datetime | None) -> Told | None:
    """Return what the page's *data* tells of the account, or None where it holds neither works nor user."""
    held = next((one for one in _parts(data) if _works(one) or _user(one)), None)
    if held is None:
        return None
    user = _user(held)
    said = text_at(user, "secUid", "sec_uid")
    account = Identity(ids=tuple(filter(None, [said or asked])), name=plain(text_at(user, "nickname")))
    posts = count_at(user, "awemeCount", "aweme_count")
    works = _works(held)
    if works:
        return replace(told_of(works, account=account, seen_at=seen_at), posts=posts)
    note = f"the page's data names the account and lists no works: {REMEDY}"
    return replace(told_nothing(Outcome.PARTIAL, note, account=account), posts=posts)


def _parts(data: object) -> Iterator[Mapping[str, object]]:
    """Yield the objects that may hold an account's works: the data itself, and two levels below it."""
    level = [data]
    for _ in range(3):
        found = [one for one in level if isinstance(one, dict)]
        yield from found
        level = [value for one in found for value in one.values()]


def _user(part: Mapping[str, object]) -> object:
    user = dig(part, "user.user")
    return user if text_at(user, "secUid", "sec_uid", "nickname") else None


def _works(part: Mapping[str, object]) -> list[Work]:
    return [
        Work(
            number=text_at(row, "awemeId", "aweme_id"),
            title=text_at(row, "desc"),
            created=row.get("createTime", row.get("create_time")),
            author=text_at(row, "authorInfo.secUid", "author.secUid", "author.sec_uid"),
            name=text_at(row, "authorInfo.nickname", "author.nickname"),
        )
        for row in rows_at(part, "post.data") or ()
    ]
