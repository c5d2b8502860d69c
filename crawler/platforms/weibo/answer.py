"""One answer of Weibo, of whatever kind: what it says alone, and what it adds to the others of a visit."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from crawler.platforms.told import Told, told_nothing
from crawler.platforms.weibo import errors, profile, timeline
from crawler.platforms.weibo.asked import asked
from crawler.platforms.weibo.open_api import read_open_api
from crawler.platforms.weibo.profile import Profile
from crawler.platforms.weibo.timeline import ALBUM, Timeline
from crawler.readers.apis.json_answer import dig, load, text_at
from crawler.readers.bounds import fault_of
from crawler.readers.decoding import decode
from records.observation import Outcome

_VISITOR_CALL = re.compile(r"\s{0,20}(?:window\.)?visitor_gray_callback")
#: Where each answer that is no timeline keeps what it is about, and what it is.
_OTHERS = (
    ("data.longTextContent", "a post's full text (statuses/extend)"),
    ("data.created_at", "a single post (statuses/show)"),
    ("mblogid", "a single post (statuses/show)"),
    ("data.data", "comments"),
    ("data.hot_data", "comments"),
    ("mblog_count", "a tool's cleaned output"),
)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one answer says."""

    #: Alone.
    told: Told
    #: The profile in it, for the others.
    profile: Profile | None = None
    #: The timeline in it, with or without posts, for the others.
    timeline: Timeline | None = None


def understand(body: bytes, *, address: str, seen_at: datetime | None) -> Answer:
    """Return what the *body* that came from *address* says; never raises."""
    fault = fault_of(body)
    if fault:
        note = f"{fault}: its HTTP status says why (432, 418)" if not body.strip() else fault
        return Answer(told=errors.of_address(address) or told_nothing(Outcome.UNREADABLE, note))
    loaded = load(body)
    if loaded is not None:
        return _loaded(loaded, address=address, seen_at=seen_at)
    text = decode(body)
    if _VISITOR_CALL.match(text):
        return Answer(told=told_nothing(Outcome.BLOCKED, f"genvisitor2: {errors.VISITOR_NOTE}"))
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        return Answer(told=errors.of_page(text, address=address))
    told = errors.of_address(address)
    return Answer(
        told=told or told_nothing(Outcome.UNREADABLE, "neither JSON nor a page: cut short, or damaged")
    )


def _loaded(answer: object, *, address: str, seen_at: datetime | None) -> Answer:
    refused = errors.of_address(address) or read_open_api(answer, address=address, seen_at=seen_at)
    refused = refused or errors.of_answer(answer)
    if refused:
        return Answer(told=refused)
    who = profile.profile_of(answer)
    found = timeline.timeline_of(answer, address=address, seen_at=seen_at)
    if found:
        return Answer(told=_alone(found, who), profile=who, timeline=found)
    if who:
        return Answer(told=profile.told_of(who), profile=who)
    return Answer(told=told_nothing(Outcome.UNREADABLE, _what_else(answer, address)))


def _alone(found: Timeline, who: Profile | None) -> Told:
    if who and found.uid not in {"", who.uid}:
        return told_nothing(
            Outcome.UNREADABLE, "the profile and the posts of this answer are of two accounts"
        )
    if not found.posts and (found.is_part or not found.first):
        return told_nothing(Outcome.PARTIAL, "a part of the account's posts without any: read the first page")
    if not found.posts:
        return profile.told_empty(who)
    return told_of_both(found, who) if who else timeline.told_of(found)


def told_of_both(found: Timeline, who: Profile, *, doubt: str = "") -> Told:
    """Return what a timeline with posts tells of the account *who* that it belongs to.

    It proves no silence where the profile counts no posts, or *doubt* says why it does not.
    """
    if not doubt and not who.posts:
        doubt = "the profile does not count the posts that the list shows"
    told = timeline.told_of(replace(found, owner=found.owner or who.uid), doubt=doubt, posts=who.posts)
    return replace(told, account=who.account)


def _what_else(answer: object, address: str) -> str:
    """Return what an *answer* is that is neither a timeline nor a profile."""
    container = text_at(answer, "data.cardlistInfo.containerid") or asked(address).container
    if container.startswith(ALBUM):
        return f"an album's container ({ALBUM}…), not a timeline: read the timeline's own"
    kinds = (kind for path, kind in _OTHERS if dig(answer, path) is not None)
    kind = next(kinds, "")
    if kind:
        return f"{kind}, not a timeline: read the timeline"
    return "neither a timeline nor a profile, or one whose shape has changed: look at it"
