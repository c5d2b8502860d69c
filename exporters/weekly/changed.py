"""The part of a digest that tells what changed since the week before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from exporters.finding import NAME_LENGTH, Finding, Judged
from exporters.markup import shortened
from exporters.weekly.report import Heading, Part, Row, clean
from exporters.weekly.standing import row_of
from exporters.words import ACCOUNT_GONE, CERTAINTIES, STATES
from records.civil import civil_date
from records.rulebook import RuleKind
from records.verdict import Certainty, Change, State

#: States in which what was wrong is mended.
MENDED = frozenset({State.FRESH, State.DUE_SOON})

_NEW, _MENDED, _SOON, _OTHER = "新增问题", "已整改", "即将超期", "其他变化"
_ORDER = (_NEW, _MENDED, _SOON, _OTHER)
_ON, _KIND, _COURSE = Heading(name="日期"), Heading(name="类型", strong=True), Heading(name="变化", long=True)


@dataclass(frozen=True, kw_only=True)
class Course:
    """What one target went through in the week under one rulebook."""

    changes: tuple[Change, ...]
    #: The confirmed accusation that ended as mended; None where there was none.
    mended_from: State | None = None

    @property
    def mended(self) -> bool:
        """Whether what was wrong, and proven so, is mended."""
        return self.mended_from is not None

    @property
    def target(self) -> str:
        """The target's key."""
        return self.changes[0].target

    @property
    def rulebook(self) -> str:
        """The rulebook's key."""
        return self.changes[0].rulebook

    @property
    def on(self) -> date:
        """The civil day of the last change."""
        return civil_date(self.changes[-1].changed_at)

    @property
    def states(self) -> tuple[State, ...]:
        """The states it was in, in order."""
        return (self.changes[0].before, *(change.after for change in self.changes))

    @property
    def kind(self) -> str:
        """What it comes to, in a word."""
        last = self.states[-1]
        if last.adverse:
            return _NEW
        if self.mended:
            return _MENDED
        return _SOON if last is State.DUE_SOON else _OTHER

    @property
    def routine(self) -> bool:
        """Whether it was merely updated again in time."""
        return self.states[-1] is State.FRESH and not any(state.adverse for state in self.states)


def courses(
    changes: Sequence[Change], mended: Sequence[Change], *, since: date, until: date
) -> tuple[Course, ...]:
    """Return what each target went through from *since* to *until*, both civil days included.

    *mended* are those of *changes* that ended an accusation that had been confirmed.
    """
    ours = [change for change in changes if since <= civil_date(change.changed_at) <= until]
    ours.sort(key=lambda change: (change.target, change.rulebook, change.changed_at))
    grouped = groupby(ours, key=lambda change: (change.target, change.rulebook))
    return tuple(_course(tuple(group), frozenset(mended)) for _, group in grouped)


def changes_part(found: Mapping[str, Finding], all_courses: Sequence[Course]) -> Part:
    """Return the part of *all_courses*, accusations first, mended next; *found* is by target."""
    told = sorted((one for one in all_courses if not one.routine), key=_weight)
    return Part(
        title="本周变化",
        sheet="本周变化",
        note=_note(told),
        nothing="本周没有变化。",
        headings=(_ON, _KIND, _COURSE),
        rows=tuple(_row(course, found.get(course.target)) for course in told),
    )


def mended_part(found: Mapping[str, Finding], all_courses: Sequence[Course]) -> Part:
    """Return the part of what a unit mended, for itself; *found* holds its own findings."""
    rows = [
        row_of(found[course.target], course.on, _mended_words(course, found[course.target]), own=True)
        for course in mended_of(found, all_courses)
    ]
    return Part(
        title="本周已整改",
        sheet="本周已整改",
        nothing="本周没有整改记录。",
        headings=(Heading(name="整改日期"), _COURSE),
        rows=tuple(rows),
    )


def mended_of(found: Mapping[str, Finding], all_courses: Sequence[Course]) -> tuple[Course, ...]:
    """Return the courses of *found*, by its own rulebook, that ended with what was wrong mended."""
    return tuple(
        course
        for course in all_courses
        if course.mended
        and (finding := found.get(course.target))
        and finding.judged[0].rulebook.key == course.rulebook
        and not finding.state.adverse
    )


def _course(changes: tuple[Change, ...], mended: frozenset[Change]) -> Course:
    proven = [change.before for change in changes if change in mended]
    ended = changes[-1].after in MENDED and proven
    return Course(changes=changes, mended_from=proven[-1] if ended else None)


def _note(told: Sequence[Course]) -> str:
    counts = [(kind, sum(one.kind == kind for one in told)) for kind in _ORDER]
    return "，".join(f"{kind} {number} 项" for kind, number in counts if number) + ("。" if told else "")


def _weight(course: Course) -> tuple[int, date, str]:
    return (_ORDER.index(course.kind), course.on, course.target)


def _row(course: Course, finding: Finding | None) -> Row:
    if not finding:
        words = " → ".join(STATES[state] for state in course.states)
        name = clean(shortened(course.target, NAME_LENGTH))
        return Row(name=name, values=(course.on, course.kind, f"{words}{_mark(course, None)}"))
    judged = next((one for one in finding.judged if one.rulebook.key == course.rulebook), None)
    book = f"{judged.label}：" if judged and judged is not finding.judged[0] else ""
    words = _course_words(course, finding)
    return row_of(finding, course.on, course.kind, f"{book}{words}{_mark(course, judged)}")


def _mended_words(course: Course, finding: Finding) -> str:
    """Return the proven accusation and what ended it; what else was suspected in between is not said."""
    assert course.mended_from
    return f"{_word(course.mended_from, finding)} → {_word(course.states[-1], finding)}"


def _course_words(course: Course, finding: Finding) -> str:
    return " → ".join(_word(state, finding) for state in course.states)


def _word(state: State, finding: Finding) -> str:
    return ACCOUNT_GONE if state is State.GONE and finding.kind is RuleKind.ACCOUNT else STATES[state]


def _mark(course: Course, judged: Judged | None) -> str:
    """Return how sure an accusation is: what no verdict of today still bears out counts as suspected."""
    last = course.states[-1]
    if last.adverse:
        borne_out = judged.verdict.certainty if judged and judged.verdict.state is last else None
        return f"({CERTAINTIES[borne_out or Certainty.SUSPECTED]})"
    if any(state.adverse for state in course.states) and not course.mended:
        return "(此前为系统初查)" if last in MENDED else ""
    return ""
