"""One row of page or mail: a target with its verdict under each rulebook, in the words people use."""

from dataclasses import dataclass
from datetime import date

from exporters.markup import shortened
from exporters.reasons import Facts, reason_sentence, remark
from exporters.words import (
    ACCOUNT_GONE,
    CERTAINTIES,
    NOT_LOOKED,
    NOTED,
    SHOWN,
    STANDINGS,
    STATES,
    period_words,
)
from records.inventory import Waiver
from records.period import Period
from records.rulebook import Rule, Rulebook, RuleKind
from records.targets import Unit
from records.verdict import Certainty, Reason, State, Verdict

#: Why a state is UNKNOWN through nobody's fault but our own: the system could not look.
OUR_OWN = frozenset({Reason.NEVER_LOOKED, Reason.COULD_NOT_LOOK, Reason.NOT_LOOKED_SINCE_DUE})
#: The longest name printed, in characters.
NAME_LENGTH = 60
_TITLE_LENGTH = 40
_UNITS_NAMED = 3


def is_suspected(verdict: Verdict) -> bool:
    """Return whether *verdict* accuses a unit and only one look says so; without a word on it, it does."""
    return verdict.state.adverse and verdict.certainty in {None, Certainty.SUSPECTED}


#: What stands for a state whose own words would not fit the reason.
_INSTEAD = {Reason.EMPTY_NOTED: NOTED, Reason.SHOWN_ONLY: SHOWN}


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A verdict with the rulebook it was judged by and the rule that decided."""

    verdict: Verdict
    rulebook: Rulebook
    #: What the rulebook's limits are called: 县级时限, 国办指标.
    label: str
    #: None where no rule decided.
    rule: Rule | None

    @property
    def limit(self) -> Period | None:
        """The limit of the rule that decided, where it has one."""
        return self.rule.limit if self.rule else None

    @property
    def standing(self) -> str:
        """How the target stands by this rulebook: 超过县级时限(7天)."""
        if self.verdict.reason is Reason.HAS_CONTENT:
            return f"{self.label}未设时限"
        if self.verdict.reason in _INSTEAD:
            return f"{self.label}：{_INSTEAD[self.verdict.reason]}"
        limit = f"({period_words(self.limit).replace(' ', '')})" if self.limit else ""
        return STANDINGS[self.verdict.state].format(rulebook=self.label, limit=limit)

    @property
    def not_looked(self) -> bool:
        """Whether the state is UNKNOWN because the system could not look."""
        return self.verdict.state is State.UNKNOWN and self.verdict.reason in OUR_OWN

    @property
    def suspected(self) -> bool:
        """Whether the verdict accuses and only one look says so."""
        return is_suspected(self.verdict)


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What the snapshot says of one target."""

    #: The target's key.
    target: str
    name: str
    #: The names of the columns above it, outermost first.
    path: tuple[str, ...]
    kind: RuleKind
    #: Its class or platform, in words.
    category: str
    #: The units that answer for it; a share has its own unit only.
    units: tuple[Unit, ...]
    #: Where a person can see it, http or https only, or an empty string.
    address: str
    #: The civil day of the moment of judging.
    today: date
    #: One for each rulebook, the office's own first.
    judged: tuple[Judged, ...]
    waiver: Waiver | None = None

    @property
    def verdict(self) -> Verdict:
        """The verdict under the office's own rulebook."""
        return self.judged[0].verdict

    @property
    def state(self) -> State:
        """The state under the office's own rulebook."""
        return self.verdict.state

    @property
    def not_looked(self) -> bool:
        """Whether the system itself could not look (系统未能核查)."""
        return self.judged[0].not_looked

    @property
    def newest_title(self) -> str:
        """The newest item's title, shortened; empty where there is none."""
        return shortened(self.verdict.newest_title, _TITLE_LENGTH)

    @property
    def days_since(self) -> int | None:
        """The days since the last item (未更新天数), or None where there is none."""
        newest_on = self.verdict.newest_on
        return (self.today - newest_on).days if newest_on else None

    @property
    def days_left(self) -> int | None:
        """The days to the due date, negative when over, or None where nothing falls due."""
        return self.verdict.days_left(self.today)

    @property
    def days_over(self) -> int | None:
        """The days since the due date (超期天数), or None for a target that is not late."""
        left = self.days_left
        return -left if left is not None and left < 0 and self.state.adverse else None

    @property
    def result(self) -> str:
        """The state in words (监测结果), our own share of UNKNOWN told apart."""
        if self.not_looked:
            return NOT_LOOKED
        if self.verdict.reason in _INSTEAD:
            return _INSTEAD[self.verdict.reason]
        if self.state is State.GONE and self.kind is RuleKind.ACCOUNT:
            return ACCOUNT_GONE
        return STATES[self.state]

    @property
    def certainty(self) -> str:
        """系统初查, 系统复查 or 人工复核 for an adverse verdict, else an empty string."""
        if not self.state.adverse:
            return ""
        return CERTAINTIES[self.verdict.certainty or Certainty.SUSPECTED]

    @property
    def comparison(self) -> str:
        """How it stands by every rulebook: 超过县级时限(7天)，未超过国办指标(2周)."""
        return "，".join(judged.standing for judged in self.judged)

    @property
    def clause(self) -> str:
        """The clause that decided (检查依据), or an empty string where none did."""
        return shortened(self.verdict.clause, NAME_LENGTH)

    @property
    def reason(self) -> str:
        """Why, as a sentence with its figures."""
        return reason_sentence(self._facts)

    @property
    def remark(self) -> str:
        """What a row of dates and days leaves unsaid of the reason; often nothing."""
        said = remark(self._facts)
        return said if said != self.result else ""

    @property
    def unit_names(self) -> str:
        """The names of its units, the first few where there are many."""
        names = [unit.name for unit in self.units]
        named = "、".join(shortened(name, NAME_LENGTH) for name in names[:_UNITS_NAMED])
        return named if len(names) <= _UNITS_NAMED else f"{named}等 {len(names)} 个单位"

    @property
    def _facts(self) -> Facts:
        judged = self.judged[0]
        return Facts(
            verdict=judged.verdict, today=self.today, kind=self.kind, limit=judged.limit, waiver=self.waiver
        )
