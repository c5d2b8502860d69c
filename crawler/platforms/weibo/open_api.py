"""Weibo's open API, authorised by an account's owner: ``2/statuses/user_timeline``."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

from crawler.platforms.text import plain
from crawler.platforms.told import Told, told_nothing
from crawler.platforms.weibo.asked import Asked, asked
from crawler.platforms.weibo.fields import sign_at
from crawler.platforms.weibo.posts import Post, each_once, posts_among
from crawler.platforms.weibo.timeline import Timeline, told_of
from crawler.readers.apis.json_answer import count_at, dig, text_at
from crawler.readers.reading import Reading
from records.observation import Outcome

_PATHS = ("/statuses/user_timeline.json", "/statuses/user_timeline/biz.json")
_AGAIN = "let the owner authorise the application again"
_LATER = "the interface's quota is used up: ask again in the next hour"
_RIGHTS = "the application lacks this right: apply for it, or have the owner authorise it"
#: Why the interface refuses, by ``error_code``, and what mends it.
_REFUSALS = {
    "21335": "it answers for the authorising account alone: have this account's owner authorise it",
    **dict.fromkeys(("21314", "21315", "21316", "21317", "21319", "21327", "21332"), _AGAIN),
    **dict.fromkeys(("10022", "10023", "10024"), _LATER),
    **dict.fromkeys(("10005", "10014"), _RIGHTS),
    "10006": "the request lacks the application's key: set it",
}
#: Words of an error about the token whose number is not among those.
_TOKEN = "token"  # noqa: S105  (a word that is looked for)
_NOBODY = "20003"


def read_open_api(answer: object, *, address: str, seen_at: datetime | None) -> Told | None:
    """Return what the loaded *answer* of the open API tells, or None where it is none of its answers.

    A list proves silence where it is the asked account's own newest page, unfiltered,
    dated whole and from new to old.
    """
    if not isinstance(answer, dict) or "ok" in answer:
        return None
    if "error_code" in answer:
        return _refusal(sign_at(answer, "error_code"), text_at(answer, "error"))
    statuses = dig(answer, "statuses")
    if not isinstance(statuses, list):
        return None
    request = asked(address)
    own = request.path.endswith(_PATHS) and not request.is_filtered
    if not statuses:
        return _without_posts(count_at(answer, "total_number"), request, own=own)
    read = posts_among(statuses, seen_at=seen_at)
    timeline = Timeline(
        posts=each_once(read.posts),
        owner=request.uid,
        all_kinds=own,
        first=request.is_first,
        whole=read.whole and _descends(read.posts),
    )
    return told_of(timeline)


def _refusal(code: str, words: str) -> Told:
    if code == _NOBODY:
        return told_nothing(Outcome.GONE, "the open API says that there is no such account: check its uid")
    remedy = _REFUSALS.get(code) or (_AGAIN if _TOKEN in words.lower() else "")
    note = f"the open API refuses with error {plain(code)[:8]}"
    if remedy:
        return told_nothing(Outcome.BLOCKED, f"{note}: {remedy}")
    return told_nothing(Outcome.UNREADABLE, f"{note}, which is not known: look it up")


def _without_posts(total: int | None, request: Asked, *, own: bool) -> Told:
    if not (own and request.is_first):
        return told_nothing(Outcome.PARTIAL, "a part of a list without posts says nothing of the newest")
    if total:
        note = f"the interface counts {total} posts but shows none: {_RIGHTS}"
        return told_nothing(Outcome.BLOCKED, note)
    if total is None or not request.uid:
        return told_nothing(Outcome.PARTIAL, "no posts, and nothing says whose or how many there are")
    told = told_nothing(Outcome.EMPTY, "the owner's own list counts no posts")
    empty = Reading(outcome=Outcome.EMPTY, complete=True, note=told.reading.note)
    account = replace(told.account, ids=(request.uid,))
    return replace(told, reading=empty, account=account, posts=0)


def _descends(posts: Sequence[Post]) -> bool:
    """Return whether the posts that are not pinned run from new to old."""
    days = [post.entry.published_at for post in posts if not post.pinned and post.entry.published_at]
    return all(later >= earlier for later, earlier in pairwise(days))
