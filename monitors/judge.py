"""Judge every target of an inventory under each of its rulebooks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from monitors.covering import Covering, rules_for
from monitors.finding import Finding, unknown
from monitors.interval import Limit, judge_interval, judge_landing, judge_share
from monitors.looks import Looks
from records.civil import civil_date
from records.inventory import Inventory
from records.observation import Observation, Outcome
from records.rulebook import Rulebook
from records.targets import Account, Column, Target, UnitInColumn
from records.verdict import Certainty, Reason, State, Verdict


def judge_all(
    inventory: Inventory, looks: Mapping[str, Sequence[Observation]], *, now: datetime
) -> tuple[Verdict, ...]:
    """Return a verdict for each target and each rulebook with a rule about it, in inventory order.

    *looks* are by key of column or account, oldest first, none later than *now*.
    The same arguments give the same verdicts for ever.
    """
    return tuple(
        verdict
        for target in inventory.targets()
        for rulebook in inventory.rulebooks
        if (verdict := judge(target, rulebook, inventory=inventory, looks=looks, now=now))
    )


def judge(
    target: Target,
    rulebook: Rulebook,
    *,
    inventory: Inventory,
    looks: Mapping[str, Sequence[Observation]],
    now: datetime,
) -> Verdict | None:
    """Return what *looks* say of *target* under *rulebook* at *now*, or None where no rule is about it."""
    page = inventory.column(target.column) if isinstance(target, UnitInColumn) else target
    covering = rules_for(page, rulebook)
    if not covering:
        return None
    case = _Case(
        target=target,
        page=page,
        rulebook=rulebook,
        covering=covering,
        inventory=inventory,
        looks=looks,
        now=now,
    )
    return _verdict(case, case.finding())


@dataclass(frozen=True, kw_only=True)
class _Case:
    target: Target
    #: The column or account whose looks tell of the target.
    page: Column | Account
    rulebook: Rulebook
    covering: Covering
    inventory: Inventory
    looks: Mapping[str, Sequence[Observation]]
    now: datetime

    @property
    def today(self) -> date:
        return civil_date(self.now)

    def looks_at(self, key: str) -> Looks:
        return Looks(self.looks.get(key, ()))

    def finding(self) -> Finding:
        """Ask in the order of what weighs most: a waiver, then what the page itself says, then the time."""
        own = self.looks_at(self.page.key)
        rule = self.covering.interval or self.covering.blank
        if self._waived():
            return Finding(
                state=State.WAIVED, reason=Reason.WAIVED, rule=rule, newest=own.newest, look=own.last
            )
        if self._is_landing and self.covering.interval and own.said_last is not Outcome.GONE:
            return self._by_content(own)
        if not own.telling:
            reason = Reason.COULD_NOT_LOOK if own.all else Reason.NEVER_LOOKED
            return unknown(reason, rule=rule, look=own.last)
        special = _SAID.get(own.said_last or Outcome.READ)
        return special(self, own) if special else self._by_content(own)

    @property
    def _is_landing(self) -> bool:
        return isinstance(self.target, Column) and bool(self.inventory.children(self.page.key))

    def _waived(self) -> bool:
        keys = {self.target.key, self.page.key}
        return any(
            waiver.target in keys and waiver.from_on <= self.today <= waiver.until_on
            for waiver in self.inventory.waivers
        )

    def gone(self, own: Looks) -> Finding:
        rule = self.covering.blank or self.covering.interval
        return Finding(
            state=State.GONE, reason=Reason.GONE, rule=rule, newest=own.newest, look=own.telling[-1]
        )

    def empty(self, own: Looks) -> Finding:
        look = own.telling[-1]
        if isinstance(self.page, Account):
            return Finding(
                state=State.OVERDUE, reason=Reason.NEVER_POSTED, rule=self.covering.interval, look=look
            )
        if look.noted:
            return Finding(state=State.WAIVED, reason=Reason.EMPTY_NOTED, rule=self.covering.blank, look=look)
        if self._is_landing:
            return unknown(Reason.CHILD_UNKNOWN, rule=self.covering.blank, look=look)
        if self.covering.blank is None:
            return unknown(Reason.EMPTY, rule=self.covering.interval, look=look)
        return Finding(state=State.BLANK, reason=Reason.EMPTY, rule=self.covering.blank, look=look)

    def _by_content(self, own: Looks) -> Finding:
        rule = self.covering.interval
        if rule is None or rule.limit is None:
            return Finding(
                state=State.FRESH,
                reason=Reason.HAS_CONTENT,
                rule=self.covering.blank,
                newest=own.newest,
                look=own.telling[-1],
            )
        limit = Limit(rule=rule, period=rule.limit, settings=self.rulebook.settings, today=self.today)
        if isinstance(self.target, UnitInColumn):
            return judge_share(own, self.inventory.unit(self.target.unit), limit)
        if self._is_landing:
            children = self.inventory.children(self.page.key)
            return judge_landing(own, [self.looks_at(child.key) for child in children], limit)
        return judge_interval(own, limit)


#: What a page says of itself decides before any date does.
_SAID: Mapping[Outcome, Callable[[_Case, Looks], Finding]] = {
    Outcome.GONE: _Case.gone,
    Outcome.EMPTY: _Case.empty,
}


def _verdict(case: _Case, finding: Finding) -> Verdict:
    last = case.looks_at(case.page.key).last
    look = finding.look
    return Verdict(
        target=case.target.key,
        rulebook=case.rulebook.key,
        rulebook_version=case.rulebook.version,
        rule=finding.rule.key if finding.rule else "",
        clause=finding.rule.clause if finding.rule else "",
        state=finding.state,
        reason=finding.reason,
        judged_at=case.now,
        certainty=Certainty.SUSPECTED if finding.state.adverse else None,
        newest_on=finding.newest.published_on if finding.newest else None,
        newest_title=finding.newest.title if finding.newest else "",
        due_on=finding.due_on,
        seen_at=look.seen_at if look else None,
        last_outcome=last.outcome if last else None,
        rests_on=(look.id,) if look and look.id is not None else (),
    )
