"""Albums (合集) as JSON: what their owner put in, in the order he chose, so only a lower bound."""

from collections.abc import Sequence
from datetime import datetime

from crawler.platforms.text import plain
from crawler.platforms.told import Identity, Told, as_partial, told_nothing, told_posts
from crawler.platforms.wechat.answers import Names, entries_of, fault_in, ids_of, is_item, items_in
from crawler.readers.apis.json_answer import text_at
from records.observation import Entry, Outcome

_NAMES = Names(link="url", time="create_time")
_MISSING = "10004"
_LIST = "getalbum_resp.article_list"
#: What an answer is told when its newest items are on another page.
OLDEST_FIRST = "the album lists its oldest first, and more follow: ask with is_reverse=1"


def recognises(answer: object) -> bool:
    """Return whether *answer* is an album's, a single item of one, or a bare return code."""
    if not isinstance(answer, dict):
        return False
    return (
        "getalbum_resp" in answer or "base_resp" in answer or is_item(answer, "create_time", "url", "title")
    )


def read_album(answer: object, *, address: str, seen_at: datetime | None) -> Told:
    """Return the posts that the album lists; PARTIAL where the newest of them is on another page."""
    if text_at(answer, "base_resp.ret") == _MISSING:
        note = "there is no such album (ret 10004): take its id out of the inventory or mend it"
        return told_nothing(Outcome.PARTIAL, note)
    fault = fault_in(answer)
    if fault:
        return fault
    is_one = is_item(answer, "create_time", "url", "title")
    items = items_in({"item": answer}, "item") if is_one else items_in(answer, _LIST)
    if items is None:
        note = "an album's answer without its list: look at the address that was asked"
        return told_nothing(Outcome.UNREADABLE, note)
    name = plain(text_at(answer, "getalbum_resp.base_info.nickname"))
    account = Identity(ids=ids_of(items, _NAMES, address=address), name=name)
    if not items:
        note = "the album lists nothing, which says nothing of the account: give an article too"
        return told_nothing(Outcome.PARTIAL, note, account=account)
    entries = entries_of(items, _NAMES, address=address, seen_at=seen_at)
    told = told_posts(entries, account=account, found_by=_NAMES.time)
    return as_partial(told, OLDEST_FIRST) if _newest_is_elsewhere(answer, entries) else told


def runs_to_newer(entries: Sequence[Entry]) -> bool | None:
    """Return whether *entries* run from old to new; None where their times do not tell."""
    moments = [entry.published_at for entry in entries if entry.published_at]
    if len(moments) < 2 or moments[0] == moments[-1]:
        return None
    return moments[0] < moments[-1]


def _newest_is_elsewhere(answer: object, entries: Sequence[Entry]) -> bool:
    if text_at(answer, "getalbum_resp.continue_flag") != "1":
        return False
    to_newer = runs_to_newer(entries)
    is_reverse = text_at(answer, "getalbum_resp.base_info.is_reverse")
    # The flag may be the owner's setting where we asked for the other order: the times go first.
    if to_newer is False or is_reverse == "1":
        return False
    return is_reverse == "0" or to_newer is True
