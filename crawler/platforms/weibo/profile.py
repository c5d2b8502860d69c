"""Weibo's profiles: who the account is, how many posts it has, and where its timeline is."""

import re
from dataclasses import dataclass

from crawler.platforms.told import Identity, Told, told_nothing
from crawler.platforms.weibo.fields import identity_of, items_of
from crawler.readers.apis.json_answer import count_at, dig, load, text_at
from crawler.readers.reading import Reading
from records.observation import Outcome

_CONTAINER = re.compile(r"[\w-]{1,80}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What an answer says of the account itself."""

    account: Identity
    #: ``statuses_count``; None where it is not told.
    posts: int | None = None
    #: The number of the container that its tab 微博 leads to; empty where no tab does.
    container: str = ""

    @property
    def uid(self) -> str:
        """The account's number."""
        return self.account.ids[0]


def profile_of(answer: object) -> Profile | None:
    """Return the profile in the loaded *answer*, or None where it names no account."""
    user = dig(answer, "data.userInfo")
    account = identity_of(user)
    if not account.ids:
        return None
    return Profile(account=account, posts=count_at(user, "statuses_count"), container=_container(answer))


def timeline_container(answer: bytes) -> str:
    """Return the ``containerid`` of the timeline that a profile's *answer* leads to, or empty."""
    return _container(load(answer))


def told_of(profile: Profile) -> Told:
    """Return what a *profile* alone tells: nothing of the newest post."""
    return with_profile(
        told_nothing(Outcome.PARTIAL, "a profile alone says nothing of the newest post: read the timeline"),
        profile,
    )


def told_empty(profile: Profile | None) -> Told:
    """Return what a timeline without posts tells beside *profile*.

    Only the profile's own count says whether there are no posts or they are not shown.
    """
    if profile is None:
        note = "no posts are shown, and without a profile nothing says whether there are any: look again"
        return told_nothing(Outcome.PARTIAL, note)
    if profile.posts is None:
        told = told_nothing(Outcome.PARTIAL, "no posts are shown, and the profile does not count them")
    elif profile.posts > 0:
        note = (
            f"the profile counts {profile.posts} posts but none are shown to this visitor: "
            "look again later, or have the owner authorise the open API"
        )
        told = told_nothing(Outcome.BLOCKED, note)
    else:
        note = "the profile counts no posts, and none are shown"
        told = Told(reading=Reading(outcome=Outcome.EMPTY, complete=True, note=note))
    return with_profile(told, profile)


def with_profile(told: Told, profile: Profile) -> Told:
    """Return *told* with the account and the count that *profile* gives."""
    return Told(reading=told.reading, account=profile.account, state=told.state, posts=profile.posts)


def _container(answer: object) -> str:
    tabs = items_of(dig(answer, "data.tabsInfo.tabs"))
    found = (text_at(tab, "containerid") for tab in tabs if text_at(tab, "tab_type") == "weibo")
    return next(filter(_CONTAINER.fullmatch, found), "")
