"""Which rules of a rulebook are about a target."""

from dataclasses import dataclass

from records.rulebook import Covers, Rule, Rulebook
from records.targets import Account, Column


@dataclass(frozen=True, kw_only=True)
class Covering:
    """The rules about one target: at most one limit between updates, and one against blankness."""

    interval: Rule | None
    blank: Rule | None

    def __bool__(self) -> bool:
        return bool(self.interval or self.blank)


def rules_for(target: Column | Account, rulebook: Rulebook) -> Covering:
    """Return the first rule of each kind that covers *target*, in the rulebook's order."""
    about = [rule for rule in rulebook.rules if _covers(rule.covers, target)]
    return Covering(
        interval=next((rule for rule in about if rule.limit), None),
        blank=next((rule for rule in about if rule.blank), None),
    )


def _covers(covers: Covers, target: Column | Account) -> bool:
    if isinstance(target, Account):
        return covers.accounts()
    return covers.columns_of(target.class_, target.level)
