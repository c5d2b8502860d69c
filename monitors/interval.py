"""Judge the time since the last update: of a page, a landing page with its children, a unit's share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitors.due import due_on
from monitors.finding import Finding, in_time, unknown
from monitors.looks import Looks, tells
from monitors.own_entries import belongs_to
from monitors.reach import is_whole, reach
from records.civil import civil_date
from records.observation import Entry, Observation, Outcome
from records.period import Period
from records.rulebook import Rule, RulebookSettings
from records.targets import Unit
from records.verdict import Reason, State


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A rule with a limit, on one day."""

    rule: Rule
    period: Period
    settings: RulebookSettings
    today: date

    def due(self, newest: Entry) -> date:
        """Return the last day in time after *newest*, which has a date."""
        return self.due_after(newest.published_on or date.min)

    def due_after(self, day: date) -> date:
        """Return the last day in time after an update on *day*."""
        return due_on(day, self.period, self.settings)


def judge_interval(looks: Looks, limit: Limit) -> Finding:
    """Return whether the newest entry of one page or account is within *limit*.

    Late needs a complete look begun after the last day in time; without one the
    answer is UNKNOWN, with the reason why there is none.
    """
    newest = looks.newest
    if newest is None:
        return unknown(_why_undated(looks), rule=limit.rule, look=looks.last)
    due = limit.due(newest)
    if limit.today <= due:
        return _timely(newest, due, limit, looks)
    proof = looks.proof_after(due)
    if proof is None:
        return unknown(_why_unproven(looks, due), rule=limit.rule, newest=newest, due_on=due, look=looks.last)
    return _late(Reason.LATE, limit, newest=newest, due=due, look=proof)


def judge_landing(own: Looks, children: Sequence[Looks], limit: Limit) -> Finding:
    """Return whether the newest entry of a landing page and its children is within *limit*.

    Late only when every one of them has answered since; a landing page is never blank.
    """
    family = [own, *children]
    found = [looks.newest for looks in family if looks.newest]
    newest = max(found, key=lambda entry: entry.published_on or date.min, default=None)
    if newest is None:
        return unknown(Reason.CHILD_UNKNOWN, rule=limit.rule, look=own.last)
    due = limit.due(newest)
    if limit.today <= due:
        return _timely(newest, due, limit, own)
    if not all(looks.silent_after(due) for looks in family):
        return unknown(Reason.CHILD_UNKNOWN, rule=limit.rule, newest=newest, due_on=due, look=own.last)
    return _late(Reason.LATE, limit, newest=newest, due=due, look=own.last)


def judge_share(looks: Looks, unit: Unit, limit: Limit) -> Finding:
    """Return whether *unit*'s own entries in a shared column are within *limit*.

    An entry without a source is nobody's, and where one could be the unit's the
    answer is UNKNOWN. A unit without an entry, or with none but a pinned one from
    before the list reaches back to, is late only where that is past the limit.
    """
    own = [entry for look in looks.telling for entry in look.entries if belongs_to(entry, unit)]
    newest = max(own, key=lambda entry: entry.published_on or date.min, default=None)
    if newest and limit.today <= limit.due(newest):
        return _timely(newest, limit.due(newest), limit, looks)
    known = (newest.published_on if newest else None, _reached(looks))
    start = max((day for day in known if day), default=None)
    if start is None:
        return unknown(_why_undated(looks), rule=limit.rule, look=looks.last)
    due = limit.due_after(start)
    if limit.today <= due:
        return unknown(Reason.LIST_TOO_SHORT, rule=limit.rule, look=looks.last)
    proof = looks.proof_after(due)
    if proof is None:
        return unknown(_why_unproven(looks, due), rule=limit.rule, newest=newest, due_on=due, look=looks.last)
    if not all(entry.source for entry in proof.entries):
        return unknown(Reason.LIST_TOO_SHORT, rule=limit.rule, newest=newest, due_on=due, look=proof)
    reason = Reason.LATE if newest else Reason.SILENT_IN_LIST
    return _late(reason, limit, newest=newest, due=due, look=proof)


def _timely(newest: Entry, due: date, limit: Limit, looks: Looks) -> Finding:
    look = looks.telling[-1] if looks.telling else looks.last
    return in_time(newest, due, rule=limit.rule, settings=limit.settings, today=limit.today, look=look)


def _late(
    reason: Reason, limit: Limit, *, newest: Entry | None, due: date, look: Observation | None
) -> Finding:
    return Finding(state=State.OVERDUE, reason=reason, rule=limit.rule, newest=newest, due_on=due, look=look)


def _reached(looks: Looks) -> date | None:
    """Return how far back the newest complete list reaches; what is pinned on top says nothing of it."""
    whole = [look for look in looks.telling if is_whole(look)]
    return reach(whole[-1].entries) if whole else None


def _why_undated(looks: Looks) -> Reason:
    if looks.last is None:
        return Reason.NEVER_LOOKED
    if looks.said_last is Outcome.LANDING:
        return Reason.NO_CHILDREN
    return Reason.UNDATED if looks.telling else Reason.COULD_NOT_LOOK


def _why_unproven(looks: Looks, due: date) -> Reason:
    last = looks.last
    if last is None or civil_date(last.seen_at) <= due:
        return Reason.NOT_LOOKED_SINCE_DUE
    if not tells(last):
        return Reason.COULD_NOT_LOOK
    if last.outcome is Outcome.UNDATED:
        return Reason.UNDATED
    bound = last.outcome in {Outcome.READ, Outcome.PARTIAL}
    return Reason.NOT_PROVEN if bound else Reason.NOT_LOOKED_SINCE_DUE
