"""The request to be let through a firewall, put together from what is kept of the looks it refused."""

from collections.abc import Mapping, Sequence
from ipaddress import ip_address

from crawler.evidence import EvidenceStore, Exchange
from crawler.readers.walls import wall_of
from exporters.admission import Manners, Refused, Request
from pipeline.schedule import passes_a_week
from pipeline.settings import Settings
from records.civil import civil_date
from records.errors import OutsideError
from records.inventory import Inventory
from records.observation import Observation, Outcome
from records.snapshot import Snapshot
from records.targets import Column, Site

#: Refusals for which there is no firewall to ask: a password, a law.
_NOT_A_WALL = frozenset({401, 451})

Looks = Mapping[str, Sequence[Observation]]


def admission_request(snapshot: Snapshot, key: str, looks: Looks, settings: Settings) -> Request | None:
    """Return the request for the column *key*, or None where its newest look was refused by no firewall.

    *looks* are by target, oldest first; the columns of the same host that were refused
    too are named with it. Accounts have no operator that could be asked.
    """
    inventory = snapshot.inventory
    column = _column(inventory, key.partition("@")[0])
    if column is None or not inventory.rulebooks or not _is_refused(looks, column):
        return None
    refused = _refused(looks[column.key][-1], column, EvidenceStore(settings.home / "evidence"))
    if refused is None:
        return None
    site = next(site for site in inventory.sites if site.key == column.site)
    host = inventory.host(column.key)
    beside = [one for one in inventory.columns if inventory.host(one.key) == host]
    return Request(
        office=inventory.office,
        rulebook=inventory.rulebooks[0],
        site=site.name,
        host=host,
        columns=[(one.name, one.url) for one in beside if _is_refused(looks, one)],
        refused=refused,
        manners=_manners(site, snapshot, settings),
        on=civil_date(snapshot.at),
    )


def _column(inventory: Inventory, key: str) -> Column | None:
    return next((column for column in inventory.columns if column.key == key), None)


def _is_refused(looks: Looks, column: Column) -> bool:
    seen = looks.get(column.key, ())
    return bool(seen) and seen[-1].outcome is Outcome.BLOCKED


def _refused(look: Observation, column: Column, evidence: EvidenceStore) -> Refused | None:
    """Return what is kept of the refusal; None where nobody but robots.txt or a log-in refused.

    Without its evidence, which may have expired, the look still tells when and where.
    """
    if look.note.startswith("robots.txt"):
        return None
    try:
        exchange = _last_answer(look, evidence)
        body = evidence.read(exchange.body) if exchange and exchange.body else b""
    except OutsideError:
        exchange, body = None, b""
    if exchange is None:
        return Refused(at=look.seen_at, address=look.address or column.url)
    if exchange.status in _NOT_A_WALL:
        return None
    wall = wall_of(exchange.status, exchange.headers, body)
    return Refused(
        at=look.seen_at,
        address=exchange.address,
        status=exchange.status,
        product=wall.name if wall else "",
        sure=bool(wall and wall.sure),
        seen_from=exchange.seen_from,
        public=_is_public(exchange.seen_from),
    )


def _last_answer(look: Observation, evidence: EvidenceStore) -> Exchange | None:
    exchanges = map(evidence.exchange, reversed(look.evidence))
    return next((exchange for exchange in exchanges if exchange.status), None)


def _is_public(address: str) -> bool:
    try:
        return ip_address(address).is_global
    except ValueError:
        return False


def _manners(site: Site, snapshot: Snapshot, settings: Settings) -> Manners:
    return Manners(
        user_agent=settings.user_agent,
        delay=settings.delay if site.delay is None else site.delay,
        passes=passes_a_week(settings.schedule, since=snapshot.at),
        contact=settings.contact,
    )
