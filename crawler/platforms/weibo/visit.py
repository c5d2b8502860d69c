"""One visit of an account's page at m.weibo.cn: everything it heard, as one answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from crawler.platforms.told import Told, told_nothing
from crawler.platforms.weibo import errors, profile, timeline
from crawler.platforms.weibo.answer import Answer, told_of_both, understand
from crawler.platforms.weibo.asked import asked
from crawler.platforms.weibo.posts import each_once
from crawler.platforms.weibo.profile import Profile
from crawler.platforms.weibo.timeline import Timeline
from records.observation import Outcome

#: Answers of a visit that are read; real pages ask some five times.
_MAX_ANSWERS = 50


@dataclass(frozen=True, kw_only=True)
class _Heard:
    profile: Profile | None
    #: The answers that hold neither a profile nor a timeline, in their order.
    refusals: Sequence[Told]
    #: What the address says that the page was led to in the end; None where it stayed.
    led_to: Told | None


def read_visit(answers: Sequence[tuple[str, bytes]], *, address: str, seen_at: datetime | None) -> Told:
    """Return what a visit of ``m.weibo.cn/u/<uid>`` says; never raises.

    *answers* are the getIndex answers that it heard, each with the address it was asked
    at, in the order they came; *address* is where the page was in the end. Posts that
    were shown stand, whatever was refused before or after them. They prove silence only
    beside a profile of the same account that counts posts, and on a page that was not
    led away in the end.
    """
    told = [understand(body, address=at, seen_at=seen_at) for at, body in answers[:_MAX_ANSWERS]]
    heard = _Heard(
        profile=next((answer.profile for answer in reversed(told) if answer.profile), None),
        refusals=[answer.told for answer in told if not answer.profile and not answer.timeline],
        led_to=errors.of_address(address),
    )
    if len(_accounts(told, address)) > 1:
        note = (
            "the page, its profile and its posts are not of one account: look at the uid that was asked for"
        )
        return told_nothing(Outcome.UNREADABLE, note)
    found = _together([answer.timeline for answer in told if answer.timeline], heard.profile)
    if found and found.posts:
        return _with_posts(found, heard)
    said = _without_posts(found, heard)
    return profile.with_profile(said, heard.profile) if heard.profile else said


def _accounts(answers: Sequence[Answer], address: str) -> set[str]:
    told = {asked(address).uid}
    for answer in answers:
        told |= {answer.profile.uid} if answer.profile else set()
        told |= {answer.timeline.uid} if answer.timeline else set()
    return told - {""}


def _together(timelines: Sequence[Timeline], who: Profile | None) -> Timeline | None:
    """Return the account's timeline: its pages as one list, or what other lists show where there is none."""
    known = [_of_account(each, who) for each in timelines]
    pages = [each for each in known if each.all_kinds and each.posts] or [
        each for each in known if each.posts
    ]
    if not pages:
        return next((each for each in known if each.first and not each.is_part), None)
    return replace(
        pages[0],
        posts=each_once(post for page in pages for post in page.posts),
        owner=next((page.owner for page in pages if page.owner), ""),
        first=any(page.first for page in pages),
        whole=all(page.whole for page in pages),
    )


def _of_account(page: Timeline, who: Profile | None) -> Timeline:
    """Return *page* known as the account's timeline where the profile's own tab leads to it."""
    is_named = who is not None and bool(who.container) and page.container == who.container
    return replace(page, all_kinds=page.all_kinds or is_named)


def _with_posts(found: Timeline, heard: _Heard) -> Told:
    # A refusal that was got over (the visitor step) is none; what a notice says of the account stays.
    notices = [told for told in heard.refusals if told.reading.outcome is Outcome.GONE or told.state]
    doubt = ""
    if heard.led_to:
        doubt = "the page was led away in the end"
    elif notices:
        doubt = f"another answer contradicts the list: {notices[0].reading.note}"
    if heard.profile is None:
        return timeline.told_of(found, doubt=doubt or "no profile was heard that counts the posts")
    return told_of_both(found, heard.profile, doubt=doubt)


def _without_posts(found: Timeline | None, heard: _Heard) -> Told:
    who = heard.profile
    refusal = _refusal(heard)
    if refusal:
        return refusal
    if found:
        return profile.told_empty(who)
    if heard.refusals:
        return heard.refusals[0]
    if who:
        return profile.told_of(who)
    return told_nothing(
        Outcome.UNREADABLE, "the page never asked for its timeline: wait longer for its answers"
    )


def _refusal(heard: _Heard) -> Told | None:
    """Return what weighs most of what was refused: the account is gone, or we were kept out."""
    against = [*filter(None, [heard.led_to]), *heard.refusals]
    gone = [told for told in against if told.reading.outcome is Outcome.GONE]
    if gone and heard.profile and not any(told.state for told in gone):
        return told_nothing(Outcome.PARTIAL, "one answer shows the account, another says there is none")
    blocked = [told for told in against if told.reading.outcome is Outcome.BLOCKED]
    return max(gone or blocked, key=lambda told: bool(told.state), default=None)
