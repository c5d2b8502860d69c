"""When an article was sent: every variable that says so, and whether they agree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from crawler.dates.plain import plain
from crawler.dates.relative import relative_date
from crawler.dates.stated import find_dates, last_believed
from crawler.platforms.moments import believable, of_epoch
from crawler.platforms.wechat.page import Page
from crawler.platforms.wechat.script_values import Held, values_of
from records.civil import SHANGHAI, civil_date

#: The names an article's moment goes by, the surest first, and how its scripts hold them.
_EPOCHS = (
    ("ori_send_time", "ori_send_time", Held.KEY),
    ("ori_send_time", "ori_send_time", Held.FIELD),
    ("ori_create_time", "ori_create_time", Held.KEY),
    ("oriCreateTime", "oriCreateTime", Held.VARIABLE),
    ("ct", "ct", Held.VARIABLE),
    ("d.ct", "ct", Held.FIELD),
)
_TEXTS = (("createTime", Held.VARIABLE), ("create_time", Held.KEY))
_EPOCH = re.compile(r"\d{9,10}", re.ASCII)
_MINUTE = re.compile(r"(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)", re.ASCII)
_SHOWN = "publish_time"


@dataclass(frozen=True, kw_only=True)
class Sent:
    """When an article was sent; no day where nothing that can be believed says so."""

    on: date | None = None
    at: datetime | None = None
    #: The name of the variable that said it.
    found_by: str = ""
    sure: float = 0.0
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class _Witness:
    name: str
    #: None for a moment that is not believed.
    at: datetime | None
    to_the_second: bool


def when_sent(page: Page) -> Sent | None:
    """Return when the article was sent, or None where nothing on the page even tries to say so.

    It is sure where two names agree, to the second or to the minute of the coarser one.
    """
    witnesses = list(_witnesses(page))
    believed = [witness for witness in witnesses if witness.at]
    if not believed:
        shown = _shown_day(page)
        if shown or not witnesses:
            return shown
        return Sent(note="its time lies in the future: check this machine's clock, then the page")
    first, others = believed[0], believed[1:]
    agreeing = [other for other in others if other.name != first.name and _agree(first, other)]
    assert first.at is not None
    return Sent(
        on=civil_date(first.at),
        at=first.at,
        found_by=first.name,
        sure=1.0 if agreeing else 0.5,
        note=_note(first, [other for other in others if not _agree(first, other)], alone=not others),
    )


def _note(first: _Witness, against: list[_Witness], *, alone: bool) -> str:
    if alone:
        return f"only {first.name} says when it was sent; look whether the page has a new form"
    if against:
        return f"{first.name} is {first.at}, but {against[0].name} is {against[0].at}; look at the page"
    return ""


def _agree(one: _Witness, other: _Witness) -> bool:
    if one.at is None or other.at is None:
        return False
    if one.to_the_second and other.to_the_second:
        return one.at == other.at
    return one.at.replace(second=0) == other.at.replace(second=0)


def _witnesses(page: Page) -> Iterator[_Witness]:
    for name, word, held in _EPOCHS:
        for said in values_of(page.scripts, word, held):
            if _EPOCH.fullmatch(said.value):
                moment = of_epoch(said.value, seen_at=page.seen_at)
                yield _Witness(name=name, at=moment, to_the_second=True)
    for name, held in _TEXTS:
        for said in values_of(page.scripts, name, held):
            minute = _MINUTE.fullmatch(said.value)
            if minute:
                yield _Witness(name=name, at=_moment(minute, page.seen_at), to_the_second=False)
    shown = page.text_of_id(_SHOWN)
    for stated in find_dates(plain(shown), not_after=date.max):
        if stated.at:
            moment = believable(stated.at, seen_at=page.seen_at)
            yield _Witness(name=_SHOWN, at=moment, to_the_second=False)
            return


def _moment(minute: re.Match[str], seen_at: datetime | None) -> datetime | None:
    year, month, day, hour, past = (int(group) for group in minute.groups())
    try:
        moment = datetime(year, month, day, hour, past, tzinfo=SHANGHAI)
    except ValueError:
        return None
    return believable(moment, seen_at=seen_at)


def _shown_day(page: Page) -> Sent | None:
    """Return the day that a page filled by its scripts shows, where it shows no full moment."""
    text = plain(page.text_of_id(_SHOWN))
    seen_at = page.seen_at
    stated = relative_date(text, now=seen_at) if seen_at else None
    if stated is None:
        not_after = last_believed(seen_at) if seen_at else date.max
        stated = next(find_dates(text, not_after=not_after), None)
    if stated is None:
        return None
    note = f"only the text of #{_SHOWN} says when it was sent; keep the page as it was sent"
    return Sent(on=stated.on, at=stated.at, found_by=_SHOWN, sure=0.5, note=note)
