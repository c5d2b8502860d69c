"""WeChat's official interface, granted by the owner: the only source that can prove silence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from crawler.platforms.told import Identity, Told, as_partial, told_nothing, told_posts
from crawler.platforms.wechat.granted import (
    FIGURES_BY,
    PUBLISHED_BY,
    SENT,
    UNSENT,
    Article,
    Part,
    account_of,
    figures,
    is_figures,
    is_published,
    published,
    refused,
)
from crawler.readers.apis.json_answer import load
from crawler.readers.reading import Reading
from records.civil import civil_date
from records.observation import Outcome

#: The first day of which the interface has figures.
FIRST_DAY = date(2025, 11, 1)
_WORST_FIRST = (Outcome.BLOCKED, Outcome.UNREADABLE, Outcome.PARTIAL)
_MAX_NOTE = 500


def recognises(answer: object) -> bool:
    """Return whether *answer* is the interface's: an error, a token, figures, or what was published."""
    if not isinstance(answer, dict) or "base_resp" in answer:
        return False
    is_word = "errcode" in answer or "access_token" in answer
    return is_word or is_figures(answer) or is_published(answer)


def read_official(
    answer: object,
    *,
    address: str = "",  # noqa: ARG001  (the interface writes whole addresses)
    seen_at: datetime | None = None,
) -> Told:
    """Return what one *answer* of the interface says; that nothing was posted, read_days alone can."""
    refusal = refused(answer)
    if refusal:
        return refusal
    is_daily = is_figures(answer)
    part = figures(answer, seen_at=seen_at) if is_daily else published(answer, seen_at=seen_at)
    if part.fault and not part.articles:
        return part.fault
    if not part.articles:
        what = "nothing on the days asked for" if is_daily else "nothing was published without being sent"
        note = f"{what}, which alone is no silence: ask for every day, and for both lists"
        return told_nothing(Outcome.PARTIAL, note)
    told = told_posts(
        [article.entry for article in part.articles],
        account=account_of(part.articles),
        found_by=FIGURES_BY if is_daily else PUBLISHED_BY,
        note=_counted(part.articles),
    )
    return as_partial(told, part.fault.reading.note) if part.fault else told


def read_days(
    answers: Sequence[tuple[date, bytes]],
    freepublish: bytes | None,
    *,
    seen_at: datetime,
    counts_unsent: bool = True,
) -> Told:
    """Return what the figures of every day asked for and the first page of *freepublish* come to.

    Complete where each day up to yesterday is there, none is delayed, and that page is there
    too: what is not listed was then not posted, up to yesterday 24:00, and READ without
    entries means that nothing was. *counts_unsent* says whether an article that was not sent
    to the followers (发表, not 群发) counts as a post.
    """
    days = [_day(on, body, seen_at) for on, body in answers]
    page = _first_page(freepublish, seen_at)
    every = [article for part in (*days, page) for article in part.articles]
    faults = [*_faults_of([on for on, _ in answers], days), *([page.fault] if page.fault else [])]
    gap = _gap(sorted(on for on, _ in answers), civil_date(seen_at))
    if gap:
        faults.append(told_nothing(Outcome.PARTIAL, gap))
    counted = every if counts_unsent else [each for each in every if each.kind == SENT]
    if not counts_unsent and any(each.kind not in (SENT, UNSENT) for each in every):
        note = "an article whose publish_type is not known: look at the answer"
        faults.append(told_nothing(Outcome.PARTIAL, note))
    if faults:
        return _unsettled(counted, faults, account_of(every))
    return _settled(answers, counted, account_of(every))


def _settled(answers: Sequence[tuple[date, bytes]], counted: Sequence[Article], account: Identity) -> Told:
    first, last = min(on for on, _ in answers), max(on for on, _ in answers)
    # What was published unsent before those days is not the newest: something may have been sent since.
    inside = [each for each in counted if (each.entry.published_on or last) >= first]
    if inside:
        entries = [each.entry for each in _each_once(inside)]
        note = _counted(inside)
        return told_posts(entries, account=account, complete=True, found_by=FIGURES_BY, note=note)
    note = f"no post from {first} to {last} 24:00"
    reading = Reading(outcome=Outcome.READ, complete=True, found_by=FIGURES_BY, note=note)
    return Told(reading=reading, account=account)


def _unsettled(counted: Sequence[Article], faults: Sequence[Told], account: Identity) -> Told:
    """Return the posts found where an answer is wanting, or else the worst of what was wrong."""
    note = "; ".join(dict.fromkeys(fault.reading.note for fault in faults))[:_MAX_NOTE]
    entries = [each.entry for each in _each_once(counted)]
    if any(entry.published_on for entry in entries):
        return as_partial(told_posts(entries, account=account, found_by=FIGURES_BY), note)
    worst = min((fault.reading.outcome for fault in faults), key=_WORST_FIRST.index)
    return told_nothing(worst, note, account=account)


def _day(on: date, body: bytes, seen_at: datetime) -> Part:
    answer = load(body)
    refusal = refused(answer)
    return Part(fault=refusal) if refusal else figures(answer, on=on, seen_at=seen_at)


def _faults_of(days: Sequence[date], parts: Sequence[Part]) -> list[Told]:
    """Return what was wrong with the *parts* of *days*, each fault once, with the first day that has it."""
    found: dict[Reading, list[date]] = {}
    for on, part in zip(days, parts, strict=True):
        if part.fault:
            found.setdefault(part.fault.reading, []).append(on)
    faults = []
    for said, those in found.items():
        more = f" and {len(those) - 1} more" if len(those) > 1 else ""
        faults.append(told_nothing(said.outcome, f"{those[0]}{more}: {said.note}"))
    return faults


def _first_page(body: bytes | None, seen_at: datetime) -> Part:
    if body is None:
        note = "freepublish: it was not asked for, so what came out today or unsent is not known"
        return Part(fault=told_nothing(Outcome.PARTIAL, note))
    answer = load(body)
    refusal = refused(answer)
    if refusal:
        note = f"freepublish: {refusal.reading.note}"
        return Part(fault=told_nothing(refusal.reading.outcome, note))
    return published(answer, seen_at=seen_at)


def _gap(days: Sequence[date], today: date) -> str:
    """Return what is wanting among the *days* asked for, or an empty string."""
    if not days:
        return "no day was asked for"
    if days[0] < FIRST_DAY:
        return f"the interface has no figures before {FIRST_DAY}"
    if days[-1] >= today:
        return f"the figures of {days[-1]} are only there the day after"
    asked = frozenset(days)
    every = (days[0] + timedelta(days=number) for number in range((today - days[0]).days))
    missing = next((on for on in every if on not in asked), None)
    return f"the figures of {missing} are missing: ask for every day up to yesterday" if missing else ""


def _each_once(articles: Sequence[Article]) -> Sequence[Article]:
    """Return *articles* without those told twice: the figures, which come first, know the day.

    The other list adds the moment, where it is of that day and no later edit.
    """
    once: dict[str, Article] = {}
    for article in articles:
        known = once.setdefault(article.key, article).entry
        if known.published_at is None and known.published_on == article.entry.published_on:
            entry = replace(known, published_at=article.entry.published_at)
            once[article.key] = replace(once[article.key], entry=entry)
    return tuple(once.values())


def _counted(articles: Sequence[Article]) -> str:
    kinds = [article.kind for article in _each_once(articles)]
    return f"{kinds.count(SENT)} 群发, {kinds.count(UNSENT)} 未开启通知"
