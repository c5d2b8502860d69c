"""What a year of looks at accounts came to: accusations, silences told, and what nobody could tell."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

_ADVERSE = frozenset({"OVERDUE", "GONE"})
_CONFIRMED = frozenset({"confirmed", "reviewed"})
UNKNOWN = "UNKNOWN"
#: Days of a silence in which two looks that nothing blocked are to be expected.
_LONG = 2


@dataclass(frozen=True, kw_only=True)
class Told:
    """A verdict on one account under one rulebook, with what was true then and when it was last seen."""

    account: str
    rulebook: str
    at: datetime
    state: str
    certainty: str
    true: str
    true_when_seen: str
    #: It is of a morning's pass, and not of a second look alone.
    morning: bool

    @property
    def accuses(self) -> bool:
        """Whether it may leave the house."""
        return self.state in _ADVERSE and self.certainty in _CONFIRMED


@dataclass(kw_only=True)
class Line:
    """One account's year."""

    account: str
    platform: str
    verdicts: int = 0
    unknown: int = 0
    #: Unbroken stretches without a verdict, of each rulebook.
    unknown_for: list[timedelta] = field(default_factory=list)
    false_accusations: list[str] = field(default_factory=list)
    #: Silences that began, and those of them that were told before they ended.
    silences: int = 0
    told: int = 0
    #: Those that ended untold, in words and days.
    unheard: list[tuple[str, int]] = field(default_factory=list)
    _since: dict[str, datetime] = field(default_factory=dict)
    _silent: dict[str, bool] = field(default_factory=dict)
    _began: dict[str, datetime] = field(default_factory=dict)
    _false: dict[str, bool] = field(default_factory=lambda: defaultdict(bool))

    def add(self, told: Told) -> None:
        """Take in the next verdict, the oldest first."""
        book = told.rulebook
        self._accusation(told)
        self._silence(told)
        if told.morning:
            self.verdicts += 1
            self.unknown += told.state == UNKNOWN
        if told.state == UNKNOWN:
            self._since.setdefault(book, told.at)
        elif book in self._since:
            self.unknown_for.append(told.at - self._since.pop(book))

    def oldest(self, end: datetime) -> timedelta:
        """Return the longest stretch without a verdict, one that lasts at the *end* included."""
        lasting = [end - since for since in self._since.values()]
        return max([*self.unknown_for, *lasting], default=timedelta(0))

    def _accusation(self, told: Told) -> None:
        """Count a run of false accusations once; one that was true when last seen is none."""
        false = told.accuses and told.state not in {told.true, told.true_when_seen}
        if false and not self._false[told.rulebook]:
            self.false_accusations.append(
                f"{told.at:%F %H:%M} {self.account} {told.rulebook}: {told.state}, in truth {told.true}"
            )
        self._false[told.rulebook] = false

    def _silence(self, told: Told) -> None:
        book, silent = told.rulebook, told.true in _ADVERSE
        if silent and book not in self._silent:
            self._silent[book], self._began[book] = False, told.at
            self.silences += 1
        if silent and told.accuses and not self._silent[book]:
            self._silent[book] = True
            self.told += 1
        if not silent and book in self._silent:
            began = self._began.pop(book)
            if not self._silent.pop(book):
                days = (told.at - began).days
                self.unheard.append((f"{began:%F} {self.account} {book}: silent for {days} days", days))


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Everything there is to print."""

    seed: int
    days: int
    links: bool
    looks: int
    #: The moment at which it was over, aware.
    end: datetime
    #: Platforms of which a source can prove silence.
    provable: frozenset[str]
    lines: Sequence[Line]

    @property
    def false_accusations(self) -> list[str]:
        """Each run of false accusations, in words."""
        return [each for line in self.lines for each in line.false_accusations]

    @property
    def missed(self) -> list[str]:
        """Silences of two days or more that ended untold though a source could prove them, in words."""
        provable = (line for line in self.lines if line.platform in self.provable)
        return [words for line in provable for words, days in line.unheard if days >= _LONG]


def table_lines(figures: Figures) -> Iterator[str]:
    """Yield the figures for people, a line for each platform."""
    links = "with" if figures.links else "without"
    yield (
        f"seed {figures.seed}, {figures.days} days, {len(figures.lines)} accounts, "
        f"{figures.looks} looks, {links} pasted links, every third visit blocked"
    )
    yield "platform | accounts | false | silences | told | unknown % | oldest unknown, days"
    for platform, row in _by_platform(figures).items():
        yield " | ".join([platform, *(str(value) for value in row.values())])
    yield from (f"false accusation: {line}" for line in figures.false_accusations[:12])
    yield from (f"missed: {line}" for line in figures.missed[:12])


def as_json(figures: Figures) -> Mapping[str, Any]:
    """Return the figures for programs."""
    return {
        "seed": figures.seed,
        "days": figures.days,
        "links": figures.links,
        "looks": figures.looks,
        "false_accusations": figures.false_accusations,
        "missed": figures.missed,
        "platforms": _by_platform(figures),
    }


def _by_platform(figures: Figures) -> Mapping[str, Mapping[str, object]]:
    names = dict.fromkeys(line.platform for line in figures.lines)
    rows = {name: [line for line in figures.lines if line.platform == name] for name in names}
    return {name: _row(figures, lines) for name, lines in (*rows.items(), ("all", figures.lines))}


def _row(figures: Figures, lines: Sequence[Line]) -> Mapping[str, object]:
    verdicts = sum(line.verdicts for line in lines)
    return {
        "accounts": len(lines),
        "false": sum(len(line.false_accusations) for line in lines),
        "silences": sum(line.silences for line in lines),
        "told": sum(line.told for line in lines),
        "unknown": round(100 * sum(line.unknown for line in lines) / max(1, verdicts), 1),
        "oldest": max(line.oldest(figures.end) for line in lines).days,
    }
