"""Each account is one account, and its sources can be read."""

from collections.abc import Iterator

from records.errors import Fault
from records.inventory_files.draft import Draft
from records.inventory_files.filled import Filled
from records.inventory_files.forms import AccountForm, SourceForm
from records.inventory_files.near import advice, shown

#: The kinds of source there are, and the key that each needs.
KINDS = {"page": "url"}


def check_identities(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each account that has another's identity on the same platform."""
    first: dict[tuple[str, str], Filled[AccountForm]] = {}
    for account in draft.accounts.items:
        form = account.form
        known = first.setdefault((form.platform, form.id), account) if form.id else account
        if known is not account:
            where = f"{known.form.key} on line {known.line('id')}"
            yield account.fault(
                "id", remedy=f"{form.id} on {form.platform} is {where} already; keep one of the two"
            )


def check_sources(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each source of an unknown kind, or without the one key that its kind needs."""
    for account in draft.accounts.items:
        for index, source in enumerate(account.form.sources):
            if source.kind not in KINDS:
                remedy = f"{shown(source.kind)} cannot be read yet; {advice(source.kind, KINDS)}"
                yield account.fault("sources", index, "kind", remedy=remedy)
            elif not getattr(source, KINDS[source.kind]) or len(_given(source)) > 1:
                others = " nor ".join(key for key in _KEYS if key != KINDS[source.kind])
                remedy = f"a source of kind {source.kind} takes '{KINDS[source.kind]}', and neither {others}"
                yield account.fault("sources", index, remedy=remedy)


_KEYS = ("url", "file", "secret")


def _given(source: SourceForm) -> list[str]:
    return [key for key in _KEYS if getattr(source, key)]
