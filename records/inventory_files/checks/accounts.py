"""Each account is one account, and its sources can be read."""

from collections.abc import Iterator, Sequence

from records.errors import Fault
from records.inventory_files.draft import Draft
from records.inventory_files.filled import Filled
from records.inventory_files.forms import AccountForm, SourceForm
from records.targets import SOURCES, Platform, SourceKind

_KEYS = ("url", "file", "secret")
_Place = tuple[str | int, ...]


def check_identities(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each identity, an alias too, that stands twice on the same platform."""
    first: dict[tuple[str, str], tuple[Filled[AccountForm], _Place]] = {}
    for account in draft.accounts.items:
        platform = account.form.platform
        for place, identity in _identities(account.form):
            known, where = first.setdefault((platform, identity), (account, place))
            if (known, where) != (account, place):
                at = f"{known.form.key} on line {known.line(*where)}"
                remedy = f"{identity} on {platform} is {at} already; keep one of the two"
                yield account.fault(*place, remedy=remedy)


def check_sources(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each source that its platform does not have, or that lacks what its kind needs."""
    for account in draft.accounts.items:
        allowed = SOURCES[account.form.platform]
        for index, source in enumerate(account.form.sources):
            if source.kind not in allowed:
                remedy = f"{_a(account.form.platform)} account has no source of kind {source.kind}"
                remedy += f"; write {_one_of(allowed)}"
                yield account.fault("sources", index, "kind", remedy=remedy)
            elif not _fits(source):
                yield account.fault("sources", index, remedy=_needed(source.kind))


def check_quotas(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each monthly quota of a platform that has none."""
    for account in draft.accounts.items:
        form = account.form
        if form.monthly_posts is not None and form.platform is not Platform.WECHAT:
            remedy = f"{_a(form.platform)} account has no monthly quota of 群发; leave it out"
            yield account.fault("monthly_posts", remedy=remedy)


def _identities(form: AccountForm) -> Iterator[tuple[_Place, str]]:
    if form.id:
        yield ("id",), form.id
    for index, alias in enumerate(form.aliases):
        yield ("aliases", index), alias


def _takes(kind: SourceKind) -> tuple[str, ...]:
    """Return the keys of which a source of that *kind* takes exactly one."""
    if kind is SourceKind.OFFICIAL:
        return ("secret",)
    return ("url", "file") if kind is SourceKind.FEED else ("url",)


def _fits(source: SourceForm) -> bool:
    given = [key for key in _KEYS if getattr(source, key)]
    return len(given) == 1 and given[0] in _takes(source.kind)


def _needed(kind: SourceKind) -> str:
    takes = _takes(kind)
    others = " nor ".join(key for key in _KEYS if key not in takes)
    wanted = " or ".join(f"'{key}'" for key in takes)
    if kind is SourceKind.OFFICIAL:
        wanted += ", the NAME of an environment variable"
    if len(takes) > 1:
        return f"a source of kind {kind} takes {wanted}, one of the two, and no {others}"
    return f"a source of kind {kind} takes {wanted}, and neither {others}"


def _one_of(kinds: Sequence[SourceKind]) -> str:
    *others, last = kinds
    return f"{', '.join(others)} or {last}" if others else last


def _a(platform: Platform) -> str:
    return f"{'an' if platform[0] in 'aeiou' else 'a'} {platform}"
