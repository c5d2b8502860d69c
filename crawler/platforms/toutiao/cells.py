"""Toutiao's list of an account's posts: what its page's script asks for, a lower bound."""

from collections.abc import Mapping
from datetime import datetime

from crawler.platforms.moments import of_epoch
from crawler.platforms.notices import wall_in
from crawler.platforms.posts import owner_of, post, rows_at
from crawler.platforms.text import plain
from crawler.platforms.told import Identity, Told, told_nothing, told_posts
from crawler.readers.apis.json_answer import text_at
from records.observation import Entry, Outcome

#: What to do where Toutiao shows nothing, or too little.
REMEDY = "take the owner's report or a person's look"
#: ``behot_time`` is when a post was shown to somebody, never when it came out.
_FOUND_BY = "publish_time"
_LIST_PATH = "/api/pc/list/feed"
#: By ``cell_type``: where a cell names its author, and where it leads. 32 is a 微头条, 0 and 49 are videos.
_KINDS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "60": (("user_info",), "article"),
    "32": (("user",), "w"),
    "49": (("user.info", "user"), "video"),
    "0": (("user.info", "user_info"), "video"),
}
_OTHER = (("user_info", "user.info", "user"), "article")


def recognises(answer: object, *, path: str) -> bool:
    """Return whether *answer*, which came from *path*, is a list of posts, or a refusal of one."""
    if not isinstance(answer, dict):
        return False
    is_list = isinstance(answer.get("data"), list) or {"message", "has_more"} <= answer.keys()
    return is_list or _LIST_PATH in path


def read_cells(answer: Mapping[str, object], *, asked: str, seen_at: datetime | None) -> Told:
    """Return the posts that ``list/feed`` lists; *asked* is the token asked for."""
    account = Identity(ids=(asked,) if asked else ())
    if answer.get("data") is None:
        said = plain(text_at(answer, "message"))[:80]
        note = f"Toutiao keeps the list back, message {said}".rstrip()
        return told_nothing(Outcome.BLOCKED, f"{note}: wait for the next day, or {REMEDY}", account=account)
    rows = rows_at(answer, "data")
    if rows is None:
        said = plain(text_at(answer, "data.description", "message"))[:80]
        outcome = Outcome.BLOCKED if wall_in(said) else Outcome.UNREADABLE
        note = f"the list of posts is no list {said}".rstrip()
        return told_nothing(outcome, f"{note}: {REMEDY}", account=account)
    if not rows:
        note = f"the list is empty, which may be a refusal as well: {REMEDY}"
        return told_nothing(Outcome.PARTIAL, note, account=account)
    return _told(rows, account=account, asked=asked, seen_at=seen_at)


def _told(
    rows: list[Mapping[str, object]], *, account: Identity, asked: str, seen_at: datetime | None
) -> Told:
    authors = [_author(row) for row in rows]
    owner = owner_of(author.name for author in authors)
    if owner is None:
        note = f"the posts have several authors, so whose list it is cannot be told: {REMEDY}"
        return told_nothing(Outcome.UNREADABLE, note, account=account)
    numbers = {author.ids for author in authors if author.ids}
    own = numbers.pop() if len(numbers) == 1 else ()
    ids = tuple(dict.fromkeys(filter(None, (asked, *own))))
    entries = [entry for entry in (_entry(row, seen_at) for row in rows) if entry.title or entry.address]
    if not entries:
        note = f"the list's cells are of no kind that is known: {REMEDY}"
        return told_nothing(Outcome.UNREADABLE, note, account=account)
    return told_posts(entries, account=Identity(ids=ids, name=owner), found_by=_FOUND_BY)


def _author(row: Mapping[str, object]) -> Identity:
    places, _ = _KINDS.get(text_at(row, "cell_type"), _OTHER)
    name = text_at(row, *(f"{place}.name" for place in places))
    numbers = (text_at(row, *(f"{place}.{field}" for place in places)) for field in ("token", "user_id"))
    return Identity(ids=tuple(plain(each) for each in numbers if each), name=plain(name))


def _entry(row: Mapping[str, object], seen_at: datetime | None) -> Entry:
    _, leads_to = _KINDS.get(text_at(row, "cell_type"), _OTHER)
    number = text_at(row, "id", "id_str", "group_id")
    is_number = number.isascii() and number.isdigit() and len(number) <= 25
    return post(
        title=text_at(row, "title") or text_at(row, "content").partition("\n")[0],
        address=f"https://www.toutiao.com/{leads_to}/{number}/" if is_number else "",
        moment=of_epoch(row.get(_FOUND_BY), seen_at=seen_at),
        found_by=_FOUND_BY,
    )
