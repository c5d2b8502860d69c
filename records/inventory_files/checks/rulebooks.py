"""Each rulebook's rules can be judged, and each rulebook has something to judge."""

from collections.abc import Iterator

from records.errors import Fault
from records.inventory_files.checks.tree import by_key, level_of
from records.inventory_files.draft import Draft
from records.inventory_files.filled import Filled
from records.inventory_files.forms import RulebookForm, RuleForm
from records.period import Period
from records.rulebook import RuleKind

_LONGEST_MONTH = 31
_YEAR = Period(months=12)
#: What a rule may demand; each has exactly one of these.
_DEMANDS = ("limit", "blank", "by", "within")


def check_rules(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each rule that demands nothing, demands two things, or warns too early to mean it."""
    for rulebook in draft.rulebooks.values():
        for index, rule in enumerate(rulebook.form.rules if rulebook else ()):
            assert rulebook
            for key, remedy in _rule(rule):
                yield rulebook.fault("rules", index, *key, remedy=remedy)


def check_names(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each rulebook whose file is not called by its key."""
    for name, rulebook in draft.rulebooks.items():
        if rulebook and rulebook.form.key != name:
            key = rulebook.form.key
            yield rulebook.fault(
                "key", remedy=f"the file is called {name}.yaml; write '{name}', or call it {key}.yaml"
            )


def check_terms(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each rulebook that ends before it comes into force."""
    for rulebook in draft.rulebooks.values():
        until = rulebook.form.until if rulebook else None
        if rulebook and until and until < rulebook.form.in_force:
            remedy = (
                f"{until} is before the day it came into force, {rulebook.form.in_force}; write a later one"
            )
            yield rulebook.fault("until", remedy=remedy)


def check_coverage(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each rulebook in force that covers nothing of this inventory.

    Nothing is said while columns or accounts have faults of their own: it may be one of those.
    """
    if not draft.office or not (draft.columns.sound and draft.accounts.sound):
        return
    for index, key in enumerate(draft.office.form.rulebooks):
        rulebook = draft.rulebooks.get(key)
        if rulebook and not _covers_something(rulebook, draft):
            remedy = (
                f"{key} covers no column and no account of this inventory; mend its 'covers' or leave it out"
            )
            yield draft.office.fault("rulebooks", index, remedy=remedy)


_Remedies = Iterator[tuple[tuple[str, ...], str]]


def _rule(rule: RuleForm) -> _Remedies:
    given = [key for key in _DEMANDS if getattr(rule, key)]
    if not given:
        examples = "'limit: P7D', 'blank: true', 'by: \"01-31\"' or 'within: P20D'"
        yield (), f"{rule.key} forbids nothing; write {examples}"
    if len(given) > 1:
        first, second = given[:2]
        yield (
            (second,),
            f"a rule has one of {', '.join(_DEMANDS)}, and this one has {first} too; make two of it",
        )
    yield from _warning(rule, given)
    if rule.covers.units and not (rule.by or rule.within):
        yield ("covers", "units"), "only a rule with 'by' or 'within' tells units apart; leave this out"
    if rule.covers.kind is RuleKind.ACCOUNT:
        yield from _of_accounts(rule)


def _warning(rule: RuleForm, given: list[str]) -> _Remedies:
    if not rule.warn_before:
        return
    if given == ["blank"]:
        yield ("warn_before",), "blankness has no due date to warn of; leave this out"
    longest = rule.limit or rule.within or (_YEAR if rule.by else None)
    if longest and not _shorter(rule.warn_before, longest):
        yield (
            ("warn_before",),
            f"{rule.warn_before} is no shorter than the limit {longest}; write a shorter one",
        )


def _of_accounts(rule: RuleForm) -> _Remedies:
    for key in ("classes", "levels"):
        if getattr(rule.covers, key):
            yield ("covers", key), f"accounts have no {key}; leave this out"
    if rule.blank:
        yield ("blank",), "only a column can be blank; write 'kind: column' or give the accounts a limit"
    for key in ("by", "within"):
        if getattr(rule, key):
            yield (key,), "only a column has a fixed date; write 'kind: column' or give the accounts a limit"


def _shorter(one: Period, other: Period) -> bool:
    return one.months * _LONGEST_MONTH + one.days < other.months * (_LONGEST_MONTH - 3) + other.days


def _covers_something(rulebook: Filled[RulebookForm], draft: Draft) -> bool:
    columns = by_key(draft)
    of_columns = {(column.class_, level_of(column, columns)) for column in columns.values()}
    return any(
        covers.columns_of(class_, level)
        for covers in (rule.covers.record() for rule in rulebook.form.rules)
        for class_, level in of_columns
    ) or any(rule.covers.kind is RuleKind.ACCOUNT and draft.accounts.items for rule in rulebook.form.rules)
