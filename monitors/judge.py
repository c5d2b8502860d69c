"""Judge every target of an inventory under each of its rulebooks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from monitors.covering import Covering, rules_for
from monitors.excuses import excuse
from monitors.finding import Finding, unknown
from monitors.interval import Limit, judge_interval, judge_landing, judge_share
from monitors.looks import Looks, unaffected
from monitors.memory import NOTHING, Memory
from monitors.reviewing import reviewed
from monitors.second_key import Turned, turn_keys
from records.civil import civil_date
from records.incident import IncidentKind
from records.inventory import Inventory
from records.observation import Observation, Outcome
from records.rulebook import Rulebook
from records.targets import Account, Column, Target, UnitInColumn
from records.verdict import Reason, State, Verdict


def judge_all(
    inventory: Inventory,
    looks: Mapping[str, Sequence[Observation]],
    *,
    now: datetime,
    memory: Memory = NOTHING,
) -> tuple[Verdict, ...]:
    """Return a verdict for each target and each rulebook in force with a rule about it, in inventory order.

    *looks* are by key of column or account, oldest first, none later than *now*.
    The same arguments give the same verdicts for ever.
    """
    return tuple(
        verdict
        for target in inventory.targets()
        for rulebook in inventory.rulebooks
        if (verdict := judge(target, rulebook, inventory=inventory, looks=looks, now=now, memory=memory))
    )


def judge(
    target: Target,
    rulebook: Rulebook,
    *,
    inventory: Inventory,
    looks: Mapping[str, Sequence[Observation]],
    now: datetime,
    memory: Memory = NOTHING,
) -> Verdict | None:
    """Return what *looks* say of *target* under *rulebook* at *now*.

    None where no rule is about it, or the rulebook is not in force on that day.
    """
    if not rulebook.holds_on(civil_date(now)):
        return None
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
        memory=memory,
    )
    return case.verdict()


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
    memory: Memory

    @property
    def today(self) -> date:
        return civil_date(self.now)

    @property
    def limit(self) -> Limit | None:
        rule = self.covering.interval
        if rule is None or rule.limit is None:
            return None
        return Limit(rule=rule, period=rule.limit, settings=self.rulebook.settings, today=self.today)

    def looks_at(self, key: str) -> Looks:
        host = self.inventory.host(key)
        return Looks(unaffected(self.looks.get(key, ()), host, self.memory.incidents))

    def verdict(self) -> Verdict:
        """Return the finding with its keys turned, and what people decided about it."""
        standing = self.memory.standing.get((self.target.key, self.rulebook.key))
        turned = turn_keys(
            self.finding(), self._family(), standing=standing, limit=self.limit, keys=self.memory.keys
        )
        return reviewed(_verdict(self, turned), self.memory.reviews)

    def _family(self) -> Sequence[Looks]:
        """Return the looks that a finding needs: of a landing page those at the lists below it too."""
        own = self.looks_at(self.page.key)
        below = self.inventory.children(self.page.key) if self._is_landing else ()
        lists = [looks for looks in (self.looks_at(child.key) for child in below) if looks.lists]
        return [own, *lists]

    def finding(self) -> Finding:
        """Ask in the order of what weighs most: a waiver, then what the page itself says, then the time."""
        own = self.looks_at(self.page.key)
        rule = self.covering.interval or self.covering.blank
        if self._clock_is_wrong():
            return unknown(Reason.CLOCK_WRONG, rule=rule, look=own.last)
        if isinstance(self.page, Account) and not self.page.is_judged:
            return Finding(
                state=State.WAIVED, reason=Reason.SHOWN_ONLY, rule=rule, newest=own.newest, look=own.last
            )
        keys = {self.target.key, self.page.key}
        excused = excuse(self.page, keys, inventory=self.inventory, day=self.today)
        if excused:
            return Finding(state=State.WAIVED, reason=excused, rule=rule, newest=own.newest, look=own.last)
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

    def _clock_is_wrong(self) -> bool:
        return any(
            incident.kind is IncidentKind.CLOCK and incident.covers("", self.now)
            for incident in self.memory.incidents
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
        limit = self.limit
        if limit is None:
            return Finding(
                state=State.FRESH,
                reason=Reason.HAS_CONTENT,
                rule=self.covering.blank,
                newest=own.newest,
                look=own.telling[-1],
            )
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


def _verdict(case: _Case, turned: Turned) -> Verdict:
    finding, last = turned.finding, case.looks_at(case.page.key).last
    look = finding.look
    keys = (turned.first, turned.second, look.id if look else None)
    return Verdict(
        target=case.target.key,
        rulebook=case.rulebook.key,
        rulebook_version=case.rulebook.version,
        rule=finding.rule.key if finding.rule else "",
        clause=finding.rule.clause if finding.rule else "",
        state=finding.state,
        reason=finding.reason,
        judged_at=case.now,
        certainty=turned.certainty,
        newest_on=finding.newest.published_on if finding.newest else None,
        newest_title=finding.newest.title if finding.newest else "",
        due_on=finding.due_on,
        seen_at=look.seen_at if look else None,
        last_outcome=last.outcome if last else None,
        rests_on=tuple(dict.fromkeys(key for key in keys if key is not None)),
        first_key=turned.first,
        first_key_at=turned.first_at,
        second_key=turned.second,
        one_source=turned.one_source,
    )
