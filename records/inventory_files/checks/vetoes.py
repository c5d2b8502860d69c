"""Each veto of a rulebook has the figures its kind needs, and counts rules that are there."""

from collections.abc import Iterator, Mapping

from records.errors import Fault
from records.inventory_files.draft import Draft
from records.inventory_files.forms import RulebookForm, VetoForm
from records.inventory_files.near import advice, shown
from records.rulebook import RuleKind, VetoKind

#: What a veto of each kind cannot do without; none has the figures of another.
_NEEDED: Mapping[VetoKind, tuple[str, ...]] = {
    VetoKind.TARGETS: ("at_least",),
    VetoKind.HOME: ("limit",),
    VetoKind.PROBES: ("seconds", "per_cent", "a_day", "days"),
}
_EXAMPLES = {"at_least": "5", "limit": "P2W", "seconds": "15", "per_cent": "5", "a_day": "20", "days": "7"}
_ALL = 100

_Fault = tuple[tuple[str | int, ...], str]


def check_vetoes(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each veto without its figures, with another kind's, or that counts no rule."""
    for rulebook in draft.rulebooks.values():
        if rulebook:
            for index, veto in enumerate(rulebook.form.vetoes):
                for place, remedy in (*_figures(veto), *_rules(veto, rulebook.form)):
                    yield rulebook.fault("vetoes", index, *place, remedy=remedy)


def _figures(veto: VetoForm) -> Iterator[_Fault]:
    needed = _NEEDED[veto.kind]
    for key, example in _EXAMPLES.items():
        value = getattr(veto, key)
        if key not in needed and value:
            yield (key,), f"a veto of kind {veto.kind} has no {key}; leave this out"
        elif key in needed and not value:
            yield (), f"{veto.key} has no {key}; write '{key}: {example}' or the like"
        elif isinstance(value, int) and (value < 0 or (key == "per_cent" and value > _ALL)):
            yield (key,), f"{value} cannot be meant; write one like {example}"


def _rules(veto: VetoForm, rulebook: RulebookForm) -> Iterator[_Fault]:
    if veto.rules and veto.kind is not VetoKind.TARGETS:
        yield ("rules",), f"a veto of kind {veto.kind} counts no targets; leave this out"
        return
    kinds = {rule.key: rule.covers.kind for rule in reversed(rulebook.rules)}
    for index, key in enumerate(veto.rules):
        if key not in kinds:
            yield ("rules", index), f"there is no rule {shown(key)}; {advice(key, sorted(kinds))}"
        elif kinds[key] is RuleKind.ACCOUNT:
            yield ("rules", index), f"{key} is about accounts, and a site is failed by its columns; delete it"
