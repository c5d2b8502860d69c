"""A year of looks at accounts on platforms that block a third of the visits."""

import os
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from bench.practised.looker import StayingLooker
from bench.practised.running import EVENING, MORNING, SECOND_LOOKS
from bench.practised.silence import Figures, Line, Told
from bench.practised.truths import days
from bench.practised.visits import PLAIN
from pipeline.clock import clock_at
from pipeline.run import run_once, run_second_looks, second_looks_at
from pipeline.settings import Settings
from practice.addresses import newest_article
from practice.county import Account, County
from practice.drawn import FIRST, drawn_county
from practice.history import History
from practice.inventory import write_inventory
from practice.platforms.manners import MANNERS, RIGHT, Manner
from practice.serve import Portal, serving
from practice.truth import Clerk
from practice.yanlian import SHANGHAI
from records.given import GivenLink
from records.inventory_files.load import load_inventory
from records.snapshot import Snapshot
from records.store import Store

#: Of so many visits one is blocked; every so many-th day has a real browser; links come on this weekday.
BLOCKED, BROWSER_EVERY, MONDAY = 3, 12, 0
#: Platforms of which a source can prove that nothing was posted.
PROVABLE = frozenset({"weibo"})


def practise(seed: int, *, last: date, links: bool, home: Path, say: Callable[[str], None]) -> Figures:
    """Return the figures of the accounts of the county of that *seed* from the first day to the *last*.

    With *links* units paste those of their newest WeChat articles. *say* gets a line
    every thirty days; everything is kept under *home*.
    """
    county = drawn_county(seed)
    lines = {account.key: Line(account=account.key, platform=account.platform) for account in county.accounts}
    with serving(county, now=_morning(FIRST)) as portal, StayingLooker() as looker:
        write_inventory(
            home / "inventory", port=portal.port, county=county, offline_file=True, on_platforms=True
        )
        office = _Office(county, portal, looker, home=home, seed=seed, links=links)
        for day in days(FIRST, last):
            for told in office.day(day):
                lines[told.account].add(told)
            if (day - FIRST).days % 30 == 29:
                say(f"{day}: {looker.kept} looks")
        return Figures(
            seed=seed,
            days=(last - FIRST).days + 1,
            links=links,
            looks=looker.kept,
            end=_morning(last + timedelta(days=1)),
            provable=PROVABLE,
            lines=tuple(lines.values()),
        )


class _Office:
    def __init__(
        self, county: County, portal: Portal, looker: StayingLooker, *, home: Path, seed: int, links: bool
    ) -> None:
        self._county, self._portal, self._looker, self._seed, self._links = (
            county,
            portal,
            looker,
            seed,
            links,
        )
        self._history = History(county)
        self._keys = tuple(account.key for account in county.accounts)
        self._load = cache(load_inventory)
        self._settings = Settings(
            home=home,
            inventory=home / "inventory",
            delay=0.0,
            platform_pause=0.0,
            timeout=10.0,
            chromium_sandbox=os.geteuid() != 0,
            log_level="ERROR",
        )

    def day(self, day: date) -> Iterator[Told]:
        """Yield what the pass of *day* and its second looks say of each account and rulebook."""
        now = _morning(day)
        self._looker.browser = (day - FIRST).days % BROWSER_EVERY == 0
        self._looker.instead = PLAIN
        self._portal.now, self._portal.manners = now, dict(self._manners(day))
        if self._links and day.weekday() == MONDAY:
            self._paste(now)
        yield from self._told(
            run_once(
                self._settings,
                looker=self._looker,
                clock=clock_at(now),
                frozen=True,
                progress=_unsaid,
                only=self._keys,
                load=self._load,
            ),
            now,
            morning=True,
        )
        for _ in range(SECOND_LOOKS):
            due = second_looks_at(self._settings, until=now)
            if due is None or due >= datetime.combine(day, EVENING, tzinfo=SHANGHAI):
                return
            now = self._portal.now = max(now, due)
            snapshot = run_second_looks(
                self._settings,
                looker=self._looker,
                clock=clock_at(now),
                frozen=True,
                progress=_unsaid,
                load=self._load,
            )
            if snapshot is None:
                return
            yield from self._told(snapshot, now, morning=False)

    def _manners(self, day: date) -> Iterator[tuple[str, Manner]]:
        """Yield how each account is shown on *day*: every third is blocked, which ones is chance."""
        for account in self._county.accounts:
            blocked = Random(f"{self._seed}:{day}:{account.key}").randrange(BLOCKED) == 0
            ended = account.gone_from is not None and day >= account.gone_from
            yield account.key, MANNERS["blocked"] if blocked else MANNERS["cancelled"] if ended else RIGHT

    def _paste(self, now: datetime) -> None:
        with Store.open(self._settings.database) as store:
            for account in self._wechat():
                link = newest_article(self._history, account.key, self._portal.port, now)
                if link:
                    store.give_link(GivenLink(target=account.key, url=link, given_at=now))

    def _wechat(self) -> Iterator[Account]:
        return (account for account in self._county.accounts if account.platform == "wechat")

    def _told(self, snapshot: Snapshot, now: datetime, *, morning: bool) -> Iterator[Told]:
        clerk = Clerk(self._history, now)
        for verdict in snapshot.verdicts:
            if verdict.target in self._keys:
                seen = Clerk(self._history, verdict.seen_at or now)
                yield Told(
                    account=verdict.target,
                    rulebook=verdict.rulebook,
                    at=now,
                    state=verdict.state.value,
                    certainty=verdict.certainty.value if verdict.certainty else "",
                    true=clerk.judge(verdict.target, verdict.rulebook).known.value,
                    true_when_seen=seen.judge(verdict.target, verdict.rulebook).known.value,
                    morning=morning,
                )


def _morning(day: date) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=SHANGHAI)


def _unsaid(_target: str, _outcome: str) -> None:
    """Say nothing of a single look."""
