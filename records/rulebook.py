"""The rules as data: each limit with its clause, so that a verdict can cite it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from records.period import Period
from records.targets import ColumnClass


class RuleKind(StrEnum):
    """What a rule covers: columns or accounts."""

    COLUMN = "column"
    ACCOUNT = "account"


class Month(StrEnum):
    """What a month is: a calendar month, or thirty days as some products count it."""

    CALENDAR = "calendar"
    THIRTY_DAYS = "30-days"


@dataclass(frozen=True, kw_only=True)
class RulebookSettings:
    """What the text leaves open; the defaults are the plain reading (UNVERIFIED, rules.md §8.5)."""

    #: Whether the last day of the limit is still in time.
    inclusive: bool = True
    month: Month = Month.CALENDAR


@dataclass(frozen=True, kw_only=True)
class Covers:
    """The targets a rule is about: empty *classes* or *levels* mean all of them."""

    kind: RuleKind
    classes: frozenset[ColumnClass] = frozenset()
    levels: frozenset[int] = frozenset()

    def columns_of(self, class_: ColumnClass, level: int) -> bool:
        """Return whether the columns of *class_* on *level* are among them."""
        return (
            self.kind is RuleKind.COLUMN
            and (not self.classes or class_ in self.classes)
            and (not self.levels or level in self.levels)
        )

    def accounts(self) -> bool:
        """Return whether the accounts are."""
        return self.kind is RuleKind.ACCOUNT


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One limit of one clause: either a *limit* between updates, or blankness forbidden."""

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
    #: A digest of the content, so that a verdict can name the version it used.
    version: str = ""
