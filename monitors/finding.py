"""A verdict in the making: the state with its reason, before it is put on record."""

from dataclasses import dataclass
from datetime import date

from monitors.due import warns_from
from records.observation import Entry, Observation
from records.rulebook import Rule, RulebookSettings
from records.verdict import Reason, State


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found, by which rule, from which entry and look."""

    state: State
    reason: Reason
    rule: Rule | None = None
    newest: Entry | None = None
    due_on: date | None = None
    #: The look it rests on.
    look: Observation | None = None


def in_time(
    newest: Entry, due: date, *, rule: Rule, settings: RulebookSettings, today: date, look: Observation | None
) -> Finding:
    """Return FRESH, or DUE_SOON from the rule's warning on, for an entry whose limit ends on *due*."""
    soon = rule.warn_before is not None and today >= warns_from(due, rule.warn_before, settings)
    return Finding(
        state=State.DUE_SOON if soon else State.FRESH,
        reason=Reason.IN_TIME,
        rule=rule,
        newest=newest,
        due_on=due,
        look=look,
    )


def unknown(
    reason: Reason,
    *,
    rule: Rule | None = None,
    newest: Entry | None = None,
    due_on: date | None = None,
    look: Observation | None = None,
) -> Finding:
    """Return that it could not be told, and why."""
    return Finding(state=State.UNKNOWN, reason=reason, rule=rule, newest=newest, due_on=due_on, look=look)
