"""A county of any size, made up in memory: a snapshot with every state, and how the watching fares."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from exporters.metrics.scrape import Scrape
from records.civil import SHANGHAI
from records.inventory import Inventory, Office
from records.observation import Observation, Outcome
from records.period import Period
from records.probe import Probe
from records.rulebook import Covers, Rule, Rulebook, RuleKind
from records.snapshot import Snapshot
from records.targets import Account, Column, ColumnClass, Platform, Site, Source, SourceKind, Unit, UnitKind
from records.verdict import Certainty, Reason, State, Verdict
from records.vitals import PORTAL, SECONDS, Durations, LookTally, Vitals

_NOW = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
_UNITS = 80
_COLUMNS_A_SITE = 60
_ACCOUNT_EVERY = 10
_CLASSES, _PLATFORMS = tuple(ColumnClass), tuple(Platform)
#: Most targets are in time, as in a county that is inspected.
_STATES = (*[State.FRESH] * 13, State.DUE_SOON, *State)


def scrape_of_county(targets: int) -> Scrape:
    """Return what is scraped of a county of so many *targets*."""
    inventory = _inventory(targets)
    looks = {
        target.key: Observation(
            target=target.key,
            seen_at=_NOW - timedelta(seconds=place),
            outcome=Outcome.READ,
            complete=True,
            skew=0.25,
            seconds=0.4,
        )
        for place, target in enumerate(inventory.targets())
    }
    snapshot = Snapshot(
        at=_NOW,
        pass_id=1,
        started_at=_NOW - timedelta(hours=2),
        finished_at=_NOW,
        inventory=inventory,
        verdicts=tuple(_verdicts(inventory)),
        looks=looks,
    )
    return Scrape(snapshot=snapshot, vitals=_vitals(inventory), calendar_ends_on=date(2026, 12, 31))


def _inventory(targets: int) -> Inventory:
    accounts = targets // _ACCOUNT_EVERY
    columns = targets - accounts
    sites = range(-(-columns // _COLUMNS_A_SITE))
    return Inventory(
        office=Office(name="演练县人民政府办公室", board_url="https://board.test/"),
        units=tuple(
            Unit(key=f"unit-{n}", name=f"演练县第{n}局", kind=UnitKind.DEPARTMENT) for n in range(_UNITS)
        ),
        sites=tuple(
            Site(key=f"site-{n}", name=f"演练网站{n}", home=f"http://site-{n}.test/", unit=_unit(n))
            for n in sites
        ),
        columns=tuple(map(_column, range(columns))),
        accounts=tuple(map(_account, range(accounts))),
        rulebooks=(_rulebook("county", "P7D"), _rulebook("country", "P2W")),
    )


def _column(number: int) -> Column:
    site = number // _COLUMNS_A_SITE
    return Column(
        key=f"column-{number}",
        name=f"工作动态{number}",
        url=f"http://site-{site}.test/xwzx/gzdt/{number}/index.html",
        site=f"site-{site}",
        units=(_unit(number),),
        class_=_CLASSES[number % len(_CLASSES)],
    )


def _account(number: int) -> Account:
    source = Source(kind=SourceKind.PAGE, url=f"http://accounts.test/{number}")
    return Account(
        key=f"account-{number}",
        platform=_PLATFORMS[number % len(_PLATFORMS)],
        kind="订阅号",
        name=f"演练发布{number}",
        id="",
        unit=_unit(number),
        sources=(source,),
    )


def _unit(number: int) -> str:
    return f"unit-{number % _UNITS}"


def _rulebook(key: str, limit: str) -> Rulebook:
    rule = Rule(
        key="news",
        clause="动态要闻类栏目更新间隔不得超过时限",
        title="动态要闻类栏目",
        covers=Covers(kind=RuleKind.COLUMN),
        limit=Period.parse(limit),
    )
    return Rulebook(
        key=key, title="演练用通知", number="演政办发〔2026〕1号", in_force=date(2026, 1, 1), rules=(rule,)
    )


def _verdicts(inventory: Inventory) -> Sequence[Verdict]:
    return [
        _verdict(target.key, book, state=_STATES[place % len(_STATES)], days=place % 9)
        for place, target in enumerate(inventory.targets())
        for book in inventory.rulebooks
    ]


def _verdict(target: str, book: Rulebook, *, state: State, days: int) -> Verdict:
    certainty = Certainty.CONFIRMED if days else Certainty.SUSPECTED
    newest_on = _NOW.date() - timedelta(days=days)
    return Verdict(
        target=target,
        rulebook=book.key,
        rulebook_version="1",
        rule=book.rules[0].key,
        clause=book.rules[0].clause,
        state=state,
        reason=Reason.IN_TIME,
        judged_at=_NOW,
        certainty=certainty if state.adverse else None,
        newest_on=newest_on,
        due_on=newest_on + timedelta(days=7),
    )


def _vitals(inventory: Inventory) -> Vitals:
    platforms = (PORTAL, *Platform)
    return Vitals(
        completed_at=_NOW,
        oldest_unknown_at=_NOW - timedelta(days=3),
        probes={site.key: Probe(site=site.key, at=_NOW, seconds=0.5) for site in inventory.sites},
        looks=LookTally(
            outcomes={(outcome, platform): 1_000 for platform in platforms for outcome in Outcome},
            durations={
                platform: Durations(counts=(100,) * (len(SECONDS) + 1), total=900.0) for platform in platforms
            },
        ),
        database_bytes=2_000_000_000,
    )
