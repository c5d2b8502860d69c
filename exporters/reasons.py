"""Why a verdict is what it is, as one Chinese sentence with its figures."""

from dataclasses import dataclass
from datetime import date

from exporters.words import ACCOUNT_GONE, OUTCOMES, REASONS, date_words, deadline_words, period_words
from records.civil import civil_date
from records.inventory import Waiver
from records.observation import Outcome
from records.period import Period
from records.rulebook import RuleKind
from records.verdict import Reason, State, Verdict

#: Outcomes of a look that saw nothing of the target: the state rests on an older look.
FAILED = frozenset(
    {
        Outcome.PARTIAL,
        Outcome.SHELL,
        Outcome.UNREADABLE,
        Outcome.BLOCKED,
        Outcome.MAINTENANCE,
        Outcome.UNREACHABLE,
    }
)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A verdict with what its sentence needs besides."""

    verdict: Verdict
    #: The civil day of the moment of judging.
    today: date
    kind: RuleKind
    #: The limit of the rule that decided, or None where no rule with a limit did.
    limit: Period | None = None
    #: The waiver that holds today, if any.
    waiver: Waiver | None = None


def reason_sentence(facts: Facts) -> str:
    """Return why the verdict is what it is: 最后更新 2026年11月10日，时限 7 天，…，已超期 6 天.

    An adverse verdict whose target could not be seen again says since when.
    """
    return _sentence(facts, figures=_figures(facts))


def remark(facts: Facts) -> str:
    """Return the part of the reason that a row of dates and days leaves unsaid; often nothing."""
    return _sentence(facts, figures="") if facts.verdict.reason is not Reason.HAS_CONTENT else ""


def _sentence(facts: Facts, *, figures: str) -> str:
    outcome = facts.verdict.last_outcome
    sentence = REASONS[facts.verdict.reason].format(
        figures=figures,
        gone=ACCOUNT_GONE if facts.kind is RuleKind.ACCOUNT else "页面不存在或已删除",
        failure=f"：{OUTCOMES[outcome]}" if outcome in FAILED else "",
        waiver=_waiver(facts.waiver),
    )
    return "，".join(filter(None, [sentence.strip("，"), _not_seen_since(facts.verdict)]))


def _not_seen_since(verdict: Verdict) -> str:
    """Return the remark on an adverse verdict whose newest look failed, or an empty string."""
    if not verdict.state.adverse or verdict.last_outcome not in FAILED or not verdict.seen_at:
        return ""
    return f"{date_words(civil_date(verdict.seen_at))}之后未能再次核查"


def _figures(facts: Facts) -> str:
    """Return the dates and days; what is UNKNOWN is never called late, only what day has passed."""
    verdict = facts.verdict
    days_left = None if verdict.state is State.UNKNOWN else verdict.days_left(facts.today)
    parts = [
        f"最后更新 {date_words(verdict.newest_on)}" if verdict.newest_on else "没有查到最后更新时间",
        f"时限 {period_words(facts.limit)}" if facts.limit else "",
        f"最迟更新日期 {date_words(verdict.due_on)}" if verdict.due_on else "",
        deadline_words(days_left) if days_left is not None else "",
    ]
    return "，".join(filter(None, parts))


def _waiver(waiver: Waiver | None) -> str:
    if not waiver:
        return "已报备"
    return f"已报备，{date_words(waiver.from_on)}至{date_words(waiver.until_on)}，依据：{waiver.basis}"
