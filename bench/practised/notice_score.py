"""What the notices of a quarter came to, held against what was true, and a calendar written down here."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bench.practised.noticing import Arrived
from bench.practised.truths import Steps, Year, midnight
from monitors.notices import FRESH_WITHIN, said_of
from practice.limits import NOTICE
from practice.truth import Truth
from records.notice import NoticeItem, NoticeKind
from records.verdict import State

#: The State Council's calendar of 2026: days off, and weekend days that are worked.
_OFF = (
    (date(2026, 1, 1), date(2026, 1, 3)),
    (date(2026, 2, 15), date(2026, 2, 23)),
    (date(2026, 4, 4), date(2026, 4, 6)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 6, 19), date(2026, 6, 21)),
    (date(2026, 9, 25), date(2026, 9, 27)),
    (date(2026, 10, 1), date(2026, 10, 7)),
)
_WORKED = frozenset(
    {
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    }
)
_SATURDAY = 5
_OPEN, _SHUT = (8, 30), (11, 30)


@dataclass
class NoticeScore:
    """The figures; each list names what must not be."""

    mails: int = 0
    items: Counter[NoticeKind] = field(default_factory=Counter)
    #: Mails that came twice under one Message-ID, as at-least-once allows.
    repeated: int = 0
    on_a_day_off: list[str] = field(default_factory=list)
    after_mending: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    for_an_unknown: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    #: Lapses that a reminder came before, of those that began in the time and stood on a morning before.
    reminded: int = 0
    lapses: int = 0
    unreminded: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> bool:
        """Whether anything is there that must not be."""
        return any((self.on_a_day_off, self.after_mending, self.false, self.for_an_unknown, self.twice))


def score(arrived: Sequence[Arrived], year: Year) -> NoticeScore:
    """Return the score of the mails that *arrived* in the time of *year*, in their order."""
    found = NoticeScore()
    under: defaultdict[tuple[object, ...], set[str]] = defaultdict(set)
    seen: set[str] = set()
    for mail in arrived:
        found.mails += 1
        found.repeated += mail.message_id in seen
        if mail.message_id not in seen:
            found.items.update(item.kind for item in mail.items)
        seen.add(mail.message_id)
        if not _is_morning(mail.at):
            found.on_a_day_off.append(f"{mail.at:%F %H:%M} {mail.unit}")
        for item, state in zip(mail.items, mail.states, strict=True):
            under[(mail.unit, *said_of(item))].add(mail.message_id)
            _check(found, mail, item, state, year.steps[item.target, NOTICE])
    found.twice = [f"{key}: {ids}" for key, ids in under.items() if len(ids) > 1]
    _lapses(found, arrived, year)
    return found


def is_worked(day: date) -> bool:
    """Return whether *day*, of 2026, is worked."""
    off = any(first <= day <= last for first, last in _OFF)
    return day in _WORKED or (day.weekday() < _SATURDAY and not off)


def _is_morning(moment: datetime) -> bool:
    return is_worked(moment.date()) and _OPEN <= (moment.hour, moment.minute) <= _SHUT


def _check(found: NoticeScore, mail: Arrived, item: NoticeItem, state: State | None, steps: Steps) -> None:
    """Hold one item of a mail against what was true when its page was looked at, within the half hour."""
    line = f"{mail.at:%F %H:%M} {item.target} {item.kind} due {item.due_on}"
    true = [steps.at(mail.at - FRESH_WITHIN), steps.at(mail.at)]
    if state is State.UNKNOWN:
        found.for_an_unknown.append(line)
    if item.kind is NoticeKind.DUE_SOON:
        if not any(_falls_due(item, each) for each in true):
            found.after_mending.append(f"{line}, in truth {true[-1].known} newest {true[-1].newest_on}")
    elif not any(each.known.value == item.state.value for each in true):
        found.false.append(f"{line}, in truth {true[-1].known}")


def _falls_due(item: NoticeItem, true: Truth) -> bool:
    """Return whether nothing newer was out: the truth's newest is the item's, where it knows of one."""
    return true.newest_on is None or item.newest_on is None or true.newest_on <= item.newest_on


def _lapses(found: NoticeScore, arrived: Sequence[Arrived], year: Year) -> None:
    """Count the lapses by a limit that began after the first week, and those that a reminder came before."""
    told = {
        (item.target, item.due_on)
        for mail in arrived
        for item in mail.items
        if item.kind is NoticeKind.DUE_SOON
    }
    for target, from_at, due_on in _begun(year):
        found.lapses += 1
        if (target, due_on) in told:
            found.reminded += 1
        else:
            found.unreminded.append(f"{from_at:%F} {target} due {due_on}")


def _begun(year: Year) -> Iterator[tuple[str, datetime, date]]:
    end = midnight(year.last + timedelta(days=1))
    for (target, rulebook), steps in year.steps.items():
        if rulebook != NOTICE or not _is_told_of(year, target):
            continue
        for from_at, _, truth in steps.spans(end):
            due_on = truth.due_on
            begun = from_at > midnight(year.first + timedelta(days=7))
            if {truth.known.value, truth.state.value} == {State.OVERDUE.value} and due_on and begun:
                yield target, from_at, due_on


def _is_told_of(year: Year, target: str) -> bool:
    """Return whether units hear of *target*: not of a landing page, nor of a shared column as a whole."""
    county = year.county
    place = county.place(target.partition("@")[0])
    shared = bool(getattr(place, "shared", ()))
    return "@" in target or not (shared or county.children(place.key))
