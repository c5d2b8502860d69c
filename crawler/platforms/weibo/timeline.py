"""Weibo's timelines: what a list of posts tells, and when it proves that nothing newer was posted.

A timeline proves it, whatever window it is held against, where it is the newest page of
the account's own container, every post on it is the one account's and dated, and one at
least is not pinned. Its newest post, pinned or not, is then the account's newest.

Its entries run from new to old, save that pinned posts older than every other stand above
them, as on the page: readers of lists pass over what stands above the newest entry, and
take a list to reach back as far as the entries below it go. A pinned old one among those
would claim for the list years of which it tells nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from crawler.platforms.told import Identity, Told, as_partial, told_nothing, told_posts
from crawler.platforms.weibo.asked import Asked, asked, uid_of
from crawler.platforms.weibo.fields import sign_at
from crawler.platforms.weibo.posts import Cards, Post, each_once, posts_among, posts_on
from crawler.readers.apis.json_answer import dig, text_at
from crawler.readers.apis.rows import FOUND_BY
from records.civil import start_of
from records.observation import Entry, Outcome

#: What the number of a container begins with: a timeline, and the albums, which hold posts' pictures.
TIMELINE, ALBUM = "107603", "107803"
#: The words of an answer without posts. They do not tell an empty account from a refused visitor.
NO_CONTENT = "还没有内容"
_DESKTOP_LIST = "/ajax/statuses/mymblog"


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """A list of posts, one page of it or several together."""

    posts: tuple[Post, ...] = ()
    #: The account whose list it says it is, or was asked for; empty where neither says.
    owner: str = ""
    #: The container it says it is, or was asked for; empty where neither says.
    container: str = ""
    #: The container is known to hold all posts of the account.
    all_kinds: bool = False
    #: It is the page with the newest posts.
    first: bool = True
    #: Every card that should be a post could be read, and nothing in the answer contradicts another part.
    whole: bool = True

    @property
    def is_part(self) -> bool:
        """Whether it is a container that holds some posts of the account only."""
        return not self.all_kinds and self.container not in {"", _DESKTOP_LIST}

    @property
    def account(self) -> Identity:
        """Whose list it is, as far as it says."""
        by = {post.uid: post.by for post in reversed(self.posts)}
        if not self.owner and len(by) == 1:
            return next(iter(by.values()))
        return by.get(self.owner) or Identity() if self.owner else Identity()

    @property
    def uid(self) -> str:
        """The account whose list it is: the stated owner, or who posted all of it; or empty."""
        return self.owner or "".join(self.account.ids)


def timeline_of(answer: object, *, address: str, seen_at: datetime | None) -> Timeline | None:
    """Return the timeline that the loaded *answer* holds, or None where it holds none.

    *address* is where it was asked for. An answer without posts (这里还没有内容) is a
    timeline without posts. One of another kind of container is one too, but never whole.
    """
    if isinstance(dig(answer, "data.list"), list):
        return _desktop(answer, asked(address), seen_at)
    cards = dig(answer, "data.cards")
    if not isinstance(cards, list | dict):
        if NO_CONTENT not in text_at(answer, "msg"):
            return None
        cards = []
    request = asked(address)
    container = text_at(answer, "data.cardlistInfo.containerid") or request.container
    read = posts_on(cards, seen_at=seen_at)
    if not read.posts and (not read.whole or _holds_others(cards, container)):
        return None
    owner = uid_of(container) or request.uid
    return _timeline(
        answer,
        read,
        owner=owner,
        container=container,
        all_kinds=container == TIMELINE + owner,
        request=request,
    )


def _holds_others(cards: object, container: str) -> bool:
    """Return whether *cards* without a post are such as a *container* of other things has."""
    return container.startswith(ALBUM) or (bool(cards) and not container.startswith(TIMELINE))


def _desktop(answer: object, request: Asked, seen_at: datetime | None) -> Timeline | None:
    items = dig(answer, "data.list")
    if not isinstance(items, list) or not all(isinstance(item, dict) and "user" in item for item in items):
        return None
    is_own = request.path == _DESKTOP_LIST and bool(request.uid) and not request.is_filtered
    read = posts_among(items, seen_at=seen_at)
    return _timeline(
        answer, read, owner=request.uid, container=_DESKTOP_LIST, all_kinds=is_own, request=request
    )


def _timeline(
    answer: object, read: Cards, *, owner: str, container: str, all_kinds: bool, request: Asked
) -> Timeline:
    agrees = not request.uid or request.uid == owner
    return Timeline(
        posts=each_once(read.posts),
        owner=owner,
        container=container,
        all_kinds=all_kinds,
        first=request.is_first,
        whole=read.whole and agrees and sign_at(answer, "ok") in {"", "1"},
    )


def told_of(timeline: Timeline, *, doubt: str = "", posts: int | None = None) -> Told:
    """Return what a *timeline* with posts tells.

    A *doubt* says why it proves no silence whatever is on it; *posts* is how many the
    account's profile counts.
    """
    uid = timeline.uid
    own = [post for post in timeline.posts if not uid or post.uid in {"", uid}]
    account = timeline.account if timeline.account.ids else Identity(ids=(uid,) if uid else ())
    if not own:
        return told_nothing(Outcome.UNREADABLE, "the list holds posts of other accounts alone")
    doubts = [*filter(None, [doubt]), *_doubts(timeline)]
    told = told_posts(
        in_order(own),
        account=account,
        complete=not doubts,
        found_by=FOUND_BY,
        note="; ".join(doubts),
        posts=posts,
    )
    bound = _why_bound(timeline, own)
    return as_partial(told, bound) if bound else told


def in_order(posts: Sequence[Post]) -> tuple[Entry, ...]:
    """Return the entries of *posts* from new to old, pinned ones that are older than every other on top.

    Those without a date come last.
    """
    days = [post.entry.published_on for post in posts if not post.pinned and post.entry.published_on]
    oldest = min(days, default=date.min)
    on_top = [post.entry for post in posts if post.pinned and _day(post.entry) < oldest]
    below = [post.entry for post in posts if not (post.pinned and _day(post.entry) < oldest)]
    newest_first = (sorted(part, key=_when, reverse=True) for part in (on_top, below))
    dated = [entry for entry in chain.from_iterable(newest_first) if entry.published_on]
    return (*dated, *(post.entry for post in posts if not post.entry.published_on))


def _doubts(timeline: Timeline) -> Iterator[str]:
    """Yield why *timeline* proves no silence."""
    if not timeline.all_kinds:
        yield "nothing says that this list holds all posts of the account"
    if not timeline.whole:
        yield "some cards of the list could not be read, or contradict what was asked for"
    if not timeline.uid or any(post.uid != timeline.uid for post in timeline.posts):
        yield "not every post of the list is known to be the account's"
    if not all(post.entry.published_on for post in timeline.posts):
        yield "not every post of the list is dated"
    if all(post.pinned for post in timeline.posts):
        yield "every post of the list is pinned"


def _why_bound(timeline: Timeline, own: Sequence[Post]) -> str:
    """Return why the newest of the list need not be the account's newest, or an empty string."""
    dated = [post for post in own if post.entry.published_on]
    if not timeline.uid:
        return "a list of several accounts that does not say whose it is: read it with its address"
    if not timeline.first:
        return "a later page of the timeline: read the first one"
    if timeline.is_part:
        return f"a container that is not the account's timeline ({TIMELINE}…): read that one"
    if dated and all(post.pinned for post in dated):
        return "only pinned posts are dated, so that the newest is not known: look again"
    return ""


def _day(entry: Entry) -> date:
    return entry.published_on or date.max


def _when(entry: Entry) -> datetime:
    return entry.published_at or start_of(entry.published_on or date(1970, 1, 1))
