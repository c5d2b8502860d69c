"""Weibo's ``mblog``: one post, and whether it is pinned."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from crawler.platforms.told import Identity
from crawler.platforms.weibo.created import created
from crawler.platforms.weibo.fields import identity_of, is_set, items_of, plain_at, sign_at
from crawler.readers.apis.json_answer import dig, text_at
from crawler.readers.apis.rows import FOUND_BY
from crawler.readers.bounds import MAX_ROWS
from records.observation import Entry

_PINNED = "置顶"
_PINNED_CARD = "proweibotop_"
_NUMBER = re.compile(r"[A-Za-z0-9_-]{1,40}")
#: The type of a card that is a post.
_POST = "9"
#: Groups within groups; real ones stay at one.
_MAX_NESTED = 8


@dataclass(frozen=True, kw_only=True)
class Post:
    """One post of a list, by whom it says it is."""

    entry: Entry
    by: Identity
    pinned: bool = False

    @property
    def uid(self) -> str:
        """Whose it is; empty where it does not say."""
        return self.by.ids[0] if self.by.ids else ""


@dataclass(frozen=True, kw_only=True)
class Cards:
    """What a list of cards holds."""

    posts: tuple[Post, ...] = ()
    #: No card that should be a post was without one, and none were too many to be read.
    whole: bool = True


def posts_on(cards: object, *, seen_at: datetime | None) -> Cards:
    """Return the posts of a timeline's *cards*, those in groups among them, in the page's order."""
    waiting = [(card, 0, False) for card in reversed(items_of(cards))]
    posts: list[Post] = []
    whole = True
    seen = 0
    while waiting and seen < MAX_ROWS:
        card, depth, pinned = waiting.pop()
        seen += 1
        pinned = pinned or text_at(card, "profile_type_id").startswith(_PINNED_CARD)
        mblog = dig(card, "mblog")
        if isinstance(mblog, dict) and mblog:
            posts.append(post_of(mblog, pinned=pinned, seen_at=seen_at))
        elif sign_at(card, "card_type") == _POST:
            whole = False
        group = items_of(dig(card, "card_group"))
        whole = whole and not (group and depth >= _MAX_NESTED)
        if depth < _MAX_NESTED:
            waiting += [(inner, depth + 1, pinned) for inner in reversed(group)]
    return Cards(posts=tuple(posts), whole=whole and not waiting)


def posts_among(items: Iterable[object], *, seen_at: datetime | None) -> Cards:
    """Return the posts of a list that holds them bare, as the desktop's and the open API's do."""
    every = list(items)
    blogs = [item for item in every[:MAX_ROWS] if isinstance(item, dict)]
    posts = tuple(post_of(blog, pinned=False, seen_at=seen_at) for blog in blogs)
    return Cards(posts=posts, whole=len(posts) == len(every))


def post_of(mblog: Mapping[str, object], *, pinned: bool, seen_at: datetime | None) -> Post:
    """Return the post that *mblog* is; a repost by its own ``created_at``, never by the inner one's."""
    stated = created(mblog.get("created_at"), seen_at=seen_at)
    entry = Entry(
        title=plain_at(mblog, "text", "text_raw", "raw_text"),
        address=_address(mblog),
        published_on=stated.on if stated else None,
        published_at=stated.at if stated else None,
        found_by=FOUND_BY if stated else "",
        sure=1.0 if stated else 0.0,
    )
    return Post(entry=entry, by=identity_of(mblog.get("user")), pinned=pinned or _is_pinned(mblog))


def each_once(posts: Iterable[Post]) -> tuple[Post, ...]:
    """Return *posts* without those told twice; one that stands in its own place too is not only pinned."""
    once: dict[object, Post] = {}
    for number, post in enumerate(posts):
        key = post.entry.address or number
        before = once.get(key)
        once[key] = replace(before, pinned=before.pinned and post.pinned) if before else post
    return tuple(once.values())


def _is_pinned(mblog: Mapping[str, object]) -> bool:
    title = text_at(mblog, "title.text", "title")
    return is_set(mblog, "isTop") or sign_at(mblog, "mblogtype") == "2" or _PINNED in title


def _address(mblog: Mapping[str, object]) -> str:
    numbers = (text_at(mblog, name) for name in ("bid", "mblogid", "idstr", "id", "mid"))
    number = next(filter(_NUMBER.fullmatch, numbers), "")
    return f"https://m.weibo.cn/status/{number}" if number else ""
