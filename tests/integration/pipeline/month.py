"""A month of a small practice county, watched pass by pass."""

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.clock import clock_at
from pipeline.look import Looker
from pipeline.reviewing import review_finding
from pipeline.run import judge_again, run_once
from pipeline.settings import Settings
from practice.county import County
from practice.faults import Fault
from practice.inventory import write_inventory
from practice.serve import Portal, serving
from practice.yanlian import yanlian
from records.civil import SHANGHAI
from records.verdict import Decision

#: A landing page with children, a stub, a blank page, a shared column, a shell with an API, a page that
#: is gone, one in GBK, and accounts: one that is late, one that is blocked.
COLUMNS = (
    *("xwzx", "xwzx-zwyw", "xwzx-tpxw", "xwzx-xzdt", "tzgg", "xxgk", "xxgk-xzzf"),
    *("xxgk-jgsf", "xxgk-shjz", "xxgk-hjbh", "xxgk-yjgl", "edu-jydt"),
)
ACCOUNTS = ("wx-yljy", "wb-ylyj", "dy-ysyl")
LAST = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
#: The passes, oldest first; the last two are hours apart, so that a second look can confirm.
MOMENTS = (*(LAST - timedelta(days=days) for days in (28, 14, 1)), LAST, LAST + timedelta(hours=6))
#: On this day the bureau's site was down, and more went wrong.
DOWN = MOMENTS[1]
FAULTS = (
    Fault(target="edu", kind="reset"),
    Fault(target="tzgg", kind="waf412"),
    Fault(target="xwzx-tpxw", kind="nested"),
    Fault(target="xwzx-zwyw", kind="redirect-loop"),
    Fault(target="xxgk-yjgl", kind="http503"),
)


@dataclass(frozen=True, kw_only=True)
class Month:
    """What the month left behind."""

    settings: Settings
    environment: dict[str, str]

    def at(self, home: Path) -> "Month":
        """Return the same with its home at *home*."""
        environment = self.environment | {"XUNCHA_HOME": str(home)}
        return Month(settings=Settings.from_environment(environment), environment=environment)


def small_county() -> County:
    """Return 演练县 with a handful of its columns and accounts."""
    county = yanlian()
    return replace(
        county,
        columns=tuple(column for column in county.columns if column.key in COLUMNS),
        accounts=tuple(account for account in county.accounts if account.key in ACCOUNTS),
        waivers=(),
    )


def month_in(folder: Path) -> Month:
    """Return the month that is kept in *folder*, or is to be."""
    environment = {
        "XUNCHA_HOME": str(folder / "home"),
        "XUNCHA_INVENTORY": str(folder / "inventory"),
        "XUNCHA_LOG_LEVEL": "WARNING",
        "XUNCHA_CHROMIUM_SANDBOX": str(os.geteuid() != 0).lower(),
    }
    return Month(settings=Settings.from_environment(environment), environment=environment)


def watch_month(month: Month) -> None:
    """Watch the county for the *month*, a person deciding on a finding in between."""
    county, settings = small_county(), month.settings
    with serving(county) as portal:
        write_inventory(settings.inventory, port=portal.port, county=county)
        for moment in MOMENTS:
            _pass_at(moment, portal, settings)
            if moment == MOMENTS[-3]:
                _decide(settings, moment)


def _pass_at(moment: datetime, portal: Portal, settings: Settings) -> None:
    portal.now = moment
    portal.faults = FAULTS if moment == DOWN else ()
    run_once(
        settings,
        looker=Looker(),
        clock=clock_at(moment),
        frozen=True,
        progress=lambda _key, _outcome: None,
    )


def _decide(settings: Settings, now: datetime) -> None:
    """Put a decision on the blank column on record, at the very moment of the pass before."""
    review_finding(
        settings,
        "xxgk-xzzf",
        decision=Decision.DOUBTFUL,
        by="王某",
        note="待核实",
        rulebook="",
        now=now,
    )
    judge_again(settings, "xxgk-xzzf", clock=clock_at(now), frozen=True)


def put_on_record(month: Month, statement: str, *values: object) -> None:
    """Change the month's database behind the program's back."""
    file = month.settings.database_file
    assert file is not None
    with closing(sqlite3.connect(file)) as db, db:
        assert db.execute(statement, values).rowcount
