"""What the office put on record agrees with itself: waivers, closings, approvals, yearly checks."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from records.errors import Fault
from records.inventory_files.checks.tree import by_key, level_of
from records.inventory_files.draft import Draft
from records.inventory_files.filled import Filled
from records.inventory_files.forms import OfflineForm, WaiverForm
from records.inventory_files.near import advice, shown
from records.targets import ColumnClass


def check_closings(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each closing of no site, or that ends too early, or that is on record twice."""
    sites = draft.sites
    for closing in draft.offline.items:
        site = closing.form.site
        if not sites.has(site):
            remedy = f"there is no site {shown(site)}; {advice(site, sorted(sites.names))}"
            yield closing.fault("site", remedy=remedy)
        if closing.form.until < closing.form.from_:
            remedy = f"{closing.form.until} is before the first day, {closing.form.from_}; write a later one"
            yield closing.fault("until", remedy=remedy)
    for first, second in combinations(draft.offline.items, 2):
        if first.form.site == second.form.site and _overlap(first, second):
            where = f"{first.form.from_} to {first.form.until} (line {first.line('from')})"
            yield second.fault("from", remedy=f"overlaps {where}; make one closing of the two")


def check_contradictions(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each waiver that another of its target, or its site's closing, speaks against.

    Two that rest on one paper may overlap; a waiver that reaches beyond a closing
    stands for itself.
    """
    for first, second in combinations(draft.waivers.items, 2):
        same_target = first.form.target == second.form.target
        if same_target and first.form.basis != second.form.basis and _overlap(first, second):
            where = f"{first.form.basis} (line {first.line('from')}, until {first.form.until})"
            yield second.fault("from", remedy=f"overlaps {where}; let the days of only one basis stand")
    for waiver, closing in _closed(draft):
        approval = closing.form.approval
        closed = f"offline.yaml has the site closed from {closing.form.from_} to {closing.form.until}"
        if waiver.form.basis == approval and not _within(waiver, closing):
            yield waiver.fault("from", remedy=f"{closed} by this {approval}; write the same days")
        elif waiver.form.basis != approval and _within(waiver, closing):
            yield waiver.fault("basis", remedy=f"{closed} by {approval}; leave this waiver out")


def check_approvals(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each day of approval from which no rule in force counts, and each given twice.

    Nothing is said while a rulebook has faults of its own: it may be the one.
    """
    books = [draft.rulebooks.get(key) for key in (draft.office.form.rulebooks if draft.office else ())]
    rules = [rule for book in books if book for rule in book.form.rules if rule.within]
    columns = by_key(draft)
    for column in draft.columns.items:
        form = column.form
        covered = (rule.covers.record().columns_of(form.class_, level_of(form, columns)) for rule in rules)
        if form.approved_on and all(books) and not any(covered):
            remedy = (
                f"no rule of {_names(draft)} counts from an approval here; add fixed-dates, or leave this out"
            )
            yield column.fault("approved_on", remedy=remedy)
        for index, day in enumerate(form.approved_on):
            if day in form.approved_on[:index]:
                yield column.fault("approved_on", index, remedy=f"{day} is given twice; keep it once")


def check_yearly(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each yearly check of a column that has a limit instead."""
    for column in draft.columns.items:
        if column.form.checked_on and column.form.class_ is not ColumnClass.STATIC:
            remedy = f"only a column of class static is checked yearly, and this is {column.form.class_}"
            yield column.fault("checked_on", remedy=f"{remedy}; leave this out")


def _names(draft: Draft) -> str:
    return ", ".join(draft.office.form.rulebooks) if draft.office else ""


def _closed(draft: Draft) -> Iterator[tuple[Filled[WaiverForm], Filled[OfflineForm]]]:
    """Yield each waiver of a column with each closing of its site on the same days."""
    columns = by_key(draft)
    closings: Sequence[Filled[OfflineForm]] = draft.offline.items
    for waiver in draft.waivers.items:
        column = columns.get(waiver.form.target.partition("@")[0])
        for closing in closings:
            if column and closing.form.site == column.site and _overlap(waiver, closing):
                yield waiver, closing


_Days = Filled[WaiverForm] | Filled[OfflineForm]


def _overlap(one: _Days, other: _Days) -> bool:
    return one.form.from_ <= other.form.until and other.form.from_ <= one.form.until


def _within(one: _Days, other: _Days) -> bool:
    return other.form.from_ <= one.form.from_ and one.form.until <= other.form.until
