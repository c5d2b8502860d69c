"""From a column that goes stale to the mail that says so, and to the one that says it was mended.

Everything is real: the county's pages, the passes, ``xuncha serve``, Prometheus and
Alertmanager with what is shipped, a mail server. Only waiting is left out of what is
loaded, see `_hurried_rules` and `hurried`. The county stands at its own moments and
Prometheus at the present one, so that it counts the days to now; the dead man, who
knows of no other now, is left his hour to wait.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from pipeline.clock import clock_at
from pipeline.look import Looker
from pipeline.run import run_once, run_second_looks
from pipeline.settings import Settings
from practice.county import County
from practice.inventory import write_inventory
from practice.mailbox import Mailbox, mailbox
from practice.serve import Portal, serving
from practice.yanlian import SHANGHAI, yanlian
from tests.acceptance.serving import Served, served
from tests.integration.deploy.programs import (
    PROMETHEUS,
    Config,
    Program,
    alertmanager,
    hurried,
    loaded,
    prometheus,
    rendered,
    until,
    written,
)

#: The column that goes stale: nothing from 11 to 29 November, and it has seven days.
STALE, NAME, UNIT = "xwzx-tpxw", "图片新闻", "县融媒体中心"
NEWEST_ON, DUE_ON = date(2026, 11, 9), date(2026, 11, 16)
COLUMNS = ("xwzx", "xwzx-zwyw", STALE, "tzgg")

DUE_SOON = datetime(2026, 11, 16, 9, tzinfo=SHANGHAI)
LATE = datetime(2026, 11, 23, 9, tzinfo=SHANGHAI)
CONFIRMED = LATE + timedelta(minutes=31)
UPDATED = datetime(2026, 12, 2, 18, tzinfo=SHANGHAI)
#: No pass by the clock: the test makes them.
LEAP_DAY = "0 0 29 2 *"


@dataclass(frozen=True, kw_only=True)
class House:
    """Everything that runs, and how the county's time goes on."""

    portal: Portal
    settings: Settings
    post: Mailbox
    board: Served
    prometheus: Program

    def looks(self, moment: datetime, *, second: bool = False) -> None:
        """Look at the county at *moment*: at all of it, or a second time at what is suspected."""
        look(self.portal, self.settings, moment, second=second)

    def mails(self, word: str) -> list[EmailMessage]:
        """Return the mails about the column whose subject says *word*."""
        mine = [mail for mail in self.post.messages if f"“{NAME}”" in said(mail)]
        return [mail for mail in mine if word in str(mail["Subject"])]

    def asked(self, query: str) -> list[dict[str, str]]:
        """Return the labels of the series that *query* finds in Prometheus."""
        answer = self.prometheus.ask("/api/v1/query", query=query)
        return [found["metric"] for found in answer["data"]["result"]]

    def evaluated(self) -> list[str]:
        """Return when each group of rules was last gone through."""
        groups = self.prometheus.ask("/api/v1/rules")["data"]["groups"]
        assert not [rule["lastError"] for group in groups for rule in group["rules"] if "lastError" in rule]
        return [group["lastEvaluation"] for group in groups]


def look(portal: Portal, settings: Settings, moment: datetime, *, second: bool = False) -> None:
    portal.now = moment
    one_pass = run_second_looks if second else run_once
    one_pass(
        settings, looker=Looker(), clock=clock_at(moment), frozen=True, progress=lambda _key, _came: None
    )


def said(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def days_since(day: date) -> int:
    return (datetime.now(SHANGHAI).date() - day).days


def small_county() -> County:
    county = yanlian()
    columns = tuple(column for column in county.columns if column.key in COLUMNS)
    return replace(county, columns=columns, accounts=(), waivers=())


@pytest.fixture
def house(tmp_path: Path, needs: Callable[..., Path]) -> Iterator[House]:
    """The whole row after a first pass, with Prometheus scraping it."""
    programs = needs("prometheus"), needs("prometheus-alertmanager")
    county = small_county()
    environment = {
        "XUNCHA_HOME": str(tmp_path / "home"),
        "XUNCHA_INVENTORY": str(tmp_path / "inventory"),
        "XUNCHA_SCHEDULE": LEAP_DAY,
        "XUNCHA_CHROMIUM_SANDBOX": str(os.geteuid() != 0).lower(),
    }
    settings = Settings.from_environment(environment)
    with serving(county, now=DUE_SOON) as portal, mailbox() as post:
        write_inventory(settings.inventory, port=portal.port, county=county)
        look(portal, settings, DUE_SOON)
        alerting = hurried(rendered(tmp_path, XUNCHA_SMTP_PORT=str(post.port)))
        with (
            served(environment, "--now", UPDATED.isoformat()) as board,
            alertmanager(programs[1], alerting, tmp_path) as manager,
        ):
            board.until("/healthz", 503)
            config = _hurried_scraping(tmp_path, board=board.address, alerts_to=manager.address)
            with prometheus(programs[0], config, tmp_path) as running:
                yield House(portal=portal, settings=settings, post=post, board=board, prometheus=running)


def _hurried_scraping(folder: Path, *, board: str, alerts_to: str) -> Config:
    """Return the shipped configuration, once a second, of xuncha alone and where it is here."""
    config: Config = deepcopy(loaded(PROMETHEUS / "prometheus.yml"))
    config["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s"}
    config["rule_files"] = [str(path) for path in _hurried_rules(folder)]
    [xuncha] = [job for job in config["scrape_configs"] if job["job_name"] == "xuncha"]
    config["scrape_configs"] = [xuncha | {"scrape_timeout": "1s", "static_configs": _at(board)}]
    config["alerting"]["alertmanagers"] = [{"static_configs": _at(alerts_to)}]
    return config


def _at(address: str) -> list[dict[str, list[str]]]:
    return [{"targets": [address.removeprefix("http://")]}]


def _hurried_rules(folder: Path) -> Sequence[Path]:
    """Write the shipped rules into *folder* with nothing to wait for, but for the dead man and his like."""
    files = []
    for path in sorted((PROMETHEUS / "rules").glob("*.yml")):
        rules = deepcopy(loaded(path))
        for rule in (rule for group in rules["groups"] for rule in group["rules"]):
            if rule.get("alert") in {"NoPassCompleted", "ExporterGone"}:
                continue
            rule |= {waiting: "1s" for waiting in ("for", "keep_firing_for") if waiting in rule}
        files.append(written(folder / f"rules-{path.name}", rules))
    return files


def test_a_column_that_goes_stale_is_mailed_once_confirmed_and_again_once_updated(house: House) -> None:
    until(lambda: house.mails("即将超期"), "no mail said that the column is due soon")

    house.looks(LATE)
    suspected = f'xuncha_target_suspected{{target="{STALE}",state="OVERDUE"}}'
    until(lambda: house.asked(suspected), "Prometheus did not see the suspicion")
    before = house.evaluated()
    until(lambda: min(house.evaluated()) > max(before), "the rules were not gone through again")
    assert house.asked('ALERTS{alertname="ColumnOverdue"}') == []

    house.looks(CONFIRMED, second=True)
    until(lambda: house.mails("超期未更新"), "no mail said that the column is late")
    [late] = house.mails("超期未更新")
    [alert] = house.asked(f'ALERTS{{alertname="ColumnOverdue",target="{STALE}"}}')
    assert (alert["unit"], alert["name"], alert["words"]) == (UNIT, NAME, "县级时限")
    assert str(late["To"]) == "clerk@office.test"
    subject = re.fullmatch(rf"【巡查】{UNIT}“{NAME}”超期未更新，已超期 (-?\d+) 天", str(late["Subject"]))
    assert subject
    assert int(subject[1]) in {days_since(DUE_ON) - 1, days_since(DUE_ON)}, "midnight may have gone by"
    assert re.search(rf"未更新天数：{int(subject[1]) + (DUE_ON - NEWEST_ON).days}；", said(late))
    assert "动态要闻类栏目更新间隔不超过7天（县级时限7天）" in said(late)
    assert "最后更新时间：2026年11月9日" in said(late)
    assert house.portal.address(STALE) in said(late)

    house.looks(UPDATED)
    until(lambda: house.mails("已解除："), "no mail said that the column was updated")
    assert house.asked('ALERTS{alertname="ColumnOverdue"}') == []
    assert len(house.mails("超期未更新")) == 2, "one that it is, one that it is over"
    assert house.board.stop() == 0
