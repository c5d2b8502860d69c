"""The rules as data: each limit with its clause, so that a verdict can cite it."""

from calendar import isleap
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from records.period import Period
from records.targets import ColumnClass, UnitKind


class RuleKind(StrEnum):
    """What a rule covers: columns or accounts."""

    COLUMN = "column"
    ACCOUNT = "account"


class Month(StrEnum):
    """What a month is: a calendar month, or thirty days as some products count it."""

    CALENDAR = "calendar"
    THIRTY_DAYS = "30-days"


class Start(StrEnum):
    """The day from which a limit is counted: that of the update, or the one after it."""

    SAME_DAY = "same-day"
    NEXT_DAY = "next-day"


@dataclass(frozen=True, kw_only=True)
class RulebookSettings:
    """What the text leaves open; the defaults are the plain reading (UNVERIFIED, rules.md §8.5)."""

    #: Whether the last day of the limit is still in time.
    inclusive: bool = True
    month: Month = Month.CALENDAR
    start: Start = Start.SAME_DAY


@dataclass(frozen=True, kw_only=True)
class Covers:
    """The targets a rule is about: empty *classes*, *levels* or *units* mean all of them."""

    kind: RuleKind
    classes: frozenset[ColumnClass] = frozenset()
    levels: frozenset[int] = frozenset()
    #: The kinds of units that a fixed date is for; only rules with ``by`` or ``within`` have any.
    units: frozenset[UnitKind] = frozenset()

    def columns_of(self, class_: ColumnClass, level: int) -> bool:
        """Return whether the columns of *class_* on *level* are among them."""
        return (
            self.kind is RuleKind.COLUMN
            and (not self.classes or class_ in self.classes)
            and (not self.levels or level in self.levels)
        )

    def answered_by(self, kind: UnitKind) -> bool:
        """Return whether the rule is for units of *kind*."""
        return not self.units or kind in self.units

    def accounts(self) -> bool:
        """Return whether the accounts are."""
        return self.kind is RuleKind.ACCOUNT


@dataclass(frozen=True, kw_only=True)
class YearDay:
    """A day of every year, such as 31 January."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """Return the day in *year*; 29 February is the 28th in a common one."""
        if (self.month, self.day) == (2, 29) and not isleap(year):
            return date(year, 2, 28)
        return date(year, self.month, self.day)

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One limit of one clause: a *limit* between updates, blankness forbidden, or a fixed date."""

    key: str
    #: Where it stands in the text, in the text's own words.
    clause: str
    #: What the rule is called on screens, in Chinese.
    title: str
    covers: Covers
    #: The longest time without an update; None for a rule about blankness.
    limit: Period | None = None
    #: Whether the rule forbids a column without content.
    blank: bool = False
    #: How long before the due date a target is 即将超期; None with a rule about blankness.
    warn_before: Period | None = None
    #: The day of every year by which something of the year has to be published; None for other rules.
    by: YearDay | None = None
    #: How long after a day that the inventory gives (``approved_on``) something has to be published.
    within: Period | None = None


class VetoKind(StrEnum):
    """What of a whole site is counted."""

    #: Targets of the named rules that are late or blank.
    TARGETS = "targets"
    #: The time since the home page was updated.
    HOME = "home"
    #: The share of tries on which the home page did not open in time.
    PROBES = "probes"


@dataclass(frozen=True, kw_only=True)
class Veto:
    """One indicator that fails a whole site (单项否决)."""

    key: str
    clause: str
    title: str
    kind: VetoKind
    #: The keys of the rules whose adverse verdicts are added up, for TARGETS; empty for all of them.
    rules: frozenset[str] = frozenset()
    #: How many such targets fail the site, for TARGETS.
    at_least: int = 0
    #: The longest time without an update, for HOME.
    limit: Period | None = None
    #: For PROBES: seconds a page may take, the share of failures in per cent, tries a day, days.
    seconds: int = 0
    per_cent: int = 0
    a_day: int = 0
    days: int = 0


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """A notice or a set of indicators, as the rules a monitor can check."""

    key: str
    title: str
    #: The document number (文号).
    number: str
    in_force: date
    rules: tuple[Rule, ...]
    settings: RulebookSettings = field(default_factory=RulebookSettings)
    #: The last day it is in force; None while that is open.
    until: date | None = None
    vetoes: tuple[Veto, ...] = ()
    #: A digest of the content, so that a verdict can name the version it used.
    version: str = ""

    def holds_on(self, day: date) -> bool:
        """Return whether it is in force on *day*."""
        return self.in_force <= day and (self.until is None or day <= self.until)
