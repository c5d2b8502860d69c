"""Try everything a pass will need, and say of each what is wrong and what mends it."""

import shutil
import smtplib
import subprocess
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from urllib.error import HTTPError

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from crawler.evidence import EvidenceStore
from crawler.rendering.found import find_chromium
from monitors.calendar import last_known_day
from pipeline.clock import Clock
from pipeline.settings import Settings
from pipeline.telling.reach import reach
from pipeline.working_days import calendar_remedy
from records.civil import civil_date
from records.errors import XunchaError
from records.inventory import Inventory
from records.inventory_files.load import load_inventory
from records.store import Store
from records.targets import Site

#: Less than this many free bytes under XUNCHA_HOME is too little for the evidence.
LEAST_FREE = 1 << 30
#: A clock further off the servers' than this makes every verdict doubtful.
CLOCK_TOLERANCE = timedelta(minutes=5)
_TIMEOUT_S = 10


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing that was tried."""

    name: str
    ok: bool
    #: What was seen, or what mends it, in one line.
    detail: str
    #: Whether what is wrong lies with our own set-up (exit code 2) or outside (3).
    ours: bool = True


def examine(settings: Settings, *, clock: Clock) -> Iterator[Check]:
    """Yield a check for the set-up, the browser, the fonts, mail and each site, as each is done."""
    yield _home(settings)
    yield _evidence(settings)
    yield _database(settings)
    yield _browser(settings)
    yield _fonts()
    yield _mail(settings)
    try:
        inventory = load_inventory(settings.inventory)
    except XunchaError as error:
        yield Check(name="inventory", ok=False, detail=str(error).splitlines()[0])
        return
    yield Check(name="inventory", ok=True, detail=_size(inventory))
    yield _calendar(inventory, today=civil_date(clock()))
    reached, told = reach(settings, inventory)
    yield Check(name="notices", ok=reached, detail=told)
    for site in inventory.sites:
        yield from _site(site, settings, clock=clock)


def exit_code(checks: list[Check]) -> int:
    """Return 0 when all is well, 2 when something of ours is not, 3 when only something outside is."""
    wrong = [check for check in checks if not check.ok]
    if not wrong:
        return 0
    return 2 if any(check.ours for check in wrong) else 3


def _home(settings: Settings) -> Check:
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(settings.home).free
    except OSError as error:
        return Check(name="home", ok=False, detail=f"{settings.home}: {error.strerror}; set XUNCHA_HOME")
    enough = free >= LEAST_FREE
    remedy = "" if enough else "; make room, or set XUNCHA_HOME to a larger disk"
    return Check(name="home", ok=enough, detail=f"{settings.home}: {free / 1e9:.1f} GB free{remedy}")


def _evidence(settings: Settings) -> Check:
    size = EvidenceStore(settings.evidence).size()
    return Check(name="evidence", ok=True, detail=f"{size}, kept for {settings.keep_evidence_days} days")


def _database(settings: Settings) -> Check:
    try:
        Store.open(settings.database).close()
    except XunchaError as error:
        return Check(name="database", ok=False, detail=str(error))
    return Check(name="database", ok=True, detail="opens, its tables up to date")


def _browser(settings: Settings) -> Check:
    path = settings.chromium or find_chromium()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=path or None, chromium_sandbox=settings.chromium_sandbox
            )
            version = browser.version
            browser.close()
    except PlaywrightError as error:
        remedy = (
            "apt-get install chromium-headless-shell, or `playwright install chromium-headless-shell`; "
            "as root in a container set XUNCHA_CHROMIUM_SANDBOX=false"
        )
        return Check(name="browser", ok=False, detail=f"{str(error).splitlines()[0]}; {remedy}")
    return Check(
        name="browser", ok=True, detail=f"Chromium {version} at {path or 'the place Playwright keeps it'}"
    )


def _fonts() -> Check:
    remedy = "pictures would show boxes; apt-get install fonts-noto-cjk"
    try:
        listed = subprocess.run(
            ["fc-list", ":lang=zh-cn", "family"],  # noqa: S607 - wherever the system keeps it
            capture_output=True,
            text=True,
            check=False,
            timeout=_TIMEOUT_S,
        )
    except (OSError, subprocess.TimeoutExpired):
        return Check(name="fonts", ok=False, detail=f"fc-list cannot be run: {remedy}")
    families = {line.split(",")[0] for line in listed.stdout.splitlines() if line.strip()}
    if not families:
        return Check(name="fonts", ok=False, detail=f"no font has Chinese: {remedy}")
    return Check(name="fonts", ok=True, detail=f"{len(families)} families with Chinese")


def _mail(settings: Settings) -> Check:
    if not settings.smtp_host:
        return Check(
            name="mail", ok=True, detail="not set up: digests are written to files; set XUNCHA_SMTP_HOST"
        )
    place = f"{settings.smtp_host}:{settings.smtp_port}"
    kind = smtplib.SMTP_SSL if settings.smtp_security == "tls" else smtplib.SMTP
    try:
        with kind(settings.smtp_host, settings.smtp_port, timeout=_TIMEOUT_S) as smtp:
            smtp.ehlo()
    except (OSError, smtplib.SMTPException) as error:
        return Check(name="mail", ok=False, detail=f"{place}: {error}; mend XUNCHA_SMTP_*", ours=False)
    return Check(name="mail", ok=True, detail=f"{place} answers; `xuncha mail-test ADDRESS` sends one")


def _calendar(inventory: Inventory, *, today: date) -> Check:
    """Working days that end soon are told; only once they cannot be counted is something wrong."""
    remedy = calendar_remedy(inventory, today=today)
    known = last_known_day(today, inventory.calendar)
    return Check(name="calendar", ok=known >= today, detail=remedy or f"working days are known to {known}")


def _size(inventory: Inventory) -> str:
    return (
        f"{len(inventory.columns)} columns, {len(inventory.accounts)} accounts, {len(inventory.units)} units"
    )


def _site(site: Site, settings: Settings, *, clock: Clock) -> Iterator[Check]:
    name = f"site {site.key}"
    request = urllib.request.Request(  # noqa: S310 - the loader takes http and https only
        site.home, method="HEAD", headers={"User-Agent": settings.user_agent}
    )
    try:
        with _opener(site).open(request, timeout=_TIMEOUT_S) as answer:
            status, stated = answer.status, answer.headers.get("Date")
    except HTTPError as error:
        status, stated = error.code, error.headers.get("Date")
        error.close()
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        yield Check(
            name=name, ok=False, detail=f"{site.home}: {reason}; check the address or the proxy", ours=False
        )
        return
    yield Check(name=name, ok=True, detail=f"{site.home}: {status}")
    yield from _clock(name, stated, now=clock())


def _opener(site: Site) -> urllib.request.OpenerDirector:
    """Return what opens a request as the crawler does: the site's own proxy, none for a private site."""
    proxies = {"http": site.proxy, "https": site.proxy} if site.proxy else {} if site.private else None
    return urllib.request.build_opener(urllib.request.ProxyHandler(proxies))


def _clock(name: str, stated: str | None, *, now: datetime) -> Iterator[Check]:
    if not stated:
        return
    off = abs(now - parsedate_to_datetime(stated))
    if off > CLOCK_TOLERANCE:
        remedy = "set this machine's clock (chrony, systemd-timesyncd)"
        yield Check(name="clock", ok=False, detail=f"{off} away from that of {name}; {remedy}")
