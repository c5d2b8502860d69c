"""Every page is listed once, under the site whose host serves it."""

from collections.abc import Callable, Hashable, Iterator, Sequence

from records.errors import Fault
from records.inventory_files.addresses import host_of, is_private, same_page
from records.inventory_files.draft import Draft
from records.inventory_files.filled import Filled
from records.inventory_files.forms import ColumnForm, SiteForm


def check_pages(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each column at another's address, and each site at another's home.

    Several columns may stand on one page where each names its own rows or its own API.
    """
    yield from _twins(
        draft.columns.items, _list_of, "url", "list this one once, or give each its own read.rows"
    )
    yield from _twins(draft.sites.items, lambda site: same_page(site.home), "home", "list it once")


def check_hosts(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each column off its site's host, and each API on a host no site names.

    Nothing is fetched from a host that the inventory does not name, and each host has one
    site's manners; a column elsewhere therefore needs a site of its own.
    """
    sites = {site.form.key: host_of(site.form.home) for site in draft.sites.items}
    for column in draft.columns.items:
        form, host = column.form, host_of(column.form.url)
        expected = sites.get(form.site)
        if expected and host != expected:
            remedy = f"is on {host}, but the site {form.site} is on {expected}; {_site_on(host, sites)}"
            yield column.fault("url", remedy=remedy)
        api = host_of(form.read.api) if form.read.api else ""
        if api and draft.sites.sound and api not in sites.values():
            yield column.fault(
                "read", "api", remedy=f"is on {api}, which is the home of no site; add a site for it"
            )


def check_private(draft: Draft) -> Iterator[Fault]:
    """Yield a fault for each private address that no site allows: it could never be looked at."""
    allowed = {host_of(site.form.home) for site in draft.sites.items if site.form.private}
    for site in draft.sites.items:
        host = host_of(site.form.home)
        if is_private(host) and host not in allowed:
            yield site.fault(
                "home", remedy=f"{host} is a private address; add 'private: true' if that is meant"
            )
    for account in draft.accounts.items:
        for index, source in enumerate(account.form.sources):
            host = host_of(source.url) if source.url else ""
            if draft.sites.sound and is_private(host) and host not in allowed:
                remedy = (
                    f"{host} is a private address; add a site there with 'private: true' if that is meant"
                )
                yield account.fault("sources", index, "url", remedy=remedy)


def _list_of(column: ColumnForm) -> Hashable:
    return same_page(column.url), column.read.rows, column.read.api


def _site_on(host: str, sites: dict[str, str]) -> str:
    there = [key for key, known in sites.items() if known == host]
    return f"write 'site: {there[0]}'" if there else f"add a site for {host} and name it here"


def _twins(
    items: Sequence[Filled[ColumnForm]] | Sequence[Filled[SiteForm]],
    place_of: Callable[..., Hashable],
    key: str,
    remedy: str,
) -> Iterator[Fault]:
    first: dict[Hashable, Filled[ColumnForm] | Filled[SiteForm]] = {}
    for item in items:
        known = first.setdefault(place_of(item.form), item)
        if known is not item:
            where = f"{known.form.key} on line {known.line(key)}"
            yield item.fault(key, remedy=f"is the address of {where} as well; {remedy}")
