"""The practice county, looked at twice, served, and scraped by a real Prometheus."""

import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import httpx

from monitors.notices import is_sure
from pipeline.clock import clock_at
from pipeline.look import Looker
from pipeline.run import run_once
from pipeline.settings import Settings
from pipeline.telling.reminding import record_told
from practice.faults import Fault
from practice.serve import Portal
from practice.yanlian import SHOWN_AT
from records.notice import Via
from records.snapshot import Snapshot
from records.verdict import State
from tests.acceptance.grafana import Prometheus
from tests.acceptance.serving import PATIENCE, served

ROOT = Path(__file__).parents[2]
RULES = ROOT / "deploy/prometheus/rules"
#: Long enough after the first pass for a second look to confirm what has one source alone.
LATER = SHOWN_AT + timedelta(hours=5)
#: Goes missing between the passes, and so is suspected after the second.
MISSING = "zcjd"
#: Its list stands still while the home page goes on: the second look leaves it to a person.
DISPUTED = "xwzx-zwyw"
#: Those two, and columns that could not be read, each in a way of its own.
FAULTS = (
    Fault(target="tzgg", kind="reset"),
    Fault(target="zcwj-zfwj", kind="http500"),
    Fault(target="xxgk-tjxx", kind="waf412"),
    Fault(target=DISPUTED, kind="stale", from_at=SHOWN_AT - timedelta(days=21)),
    Fault(target=MISSING, kind="gone404", from_at=SHOWN_AT + timedelta(hours=4)),
)


@dataclass(frozen=True)
class Scraped:
    """A Prometheus that knows the county, and what it was told of it."""

    prometheus: Prometheus
    snapshot: Snapshot


@contextmanager
def scraped(portal: Portal, office: dict[str, str], prometheus: Path, folder: Path) -> Iterator[Scraped]:
    """Look at the county at two moments, and have it served and scraped while the block runs."""
    settings = Settings.from_environment(office).model_copy(update={"delay": 0.0, "platform_pause": 0.0})
    portal.faults = FAULTS
    before = _look(settings, portal, SHOWN_AT)
    snapshot = _look(settings, portal, LATER, MISSING, DISPUTED, *_one_of_each(before))
    late = next(one.target for one in snapshot.verdicts if one.state is State.OVERDUE and is_sure(one))
    record_told(settings, [late], via=Via.PHONE, by="王某", note="", now=LATER)
    never = {"XUNCHA_SCHEDULE": "0 0 29 2 *"}
    with served({**office, **never}, "--now", LATER.isoformat()) as server:
        server.until("/healthz", 200)
        with _scraping(prometheus, server.address.removeprefix("http://"), folder) as watching:
            yield Scraped(watching, snapshot)


def _look(settings: Settings, portal: Portal, now: datetime, *only: str) -> Snapshot:
    portal.now = now
    return run_once(
        settings, looker=Looker(), clock=clock_at(now), frozen=True, progress=lambda *_: None, only=only
    )


def _one_of_each(snapshot: Snapshot) -> list[str]:
    """Return a column for each state that accuses: a second look confirms it."""
    columns = {column.key for column in snapshot.inventory.columns}
    found = {verdict.state: verdict.target for verdict in snapshot.verdicts if verdict.target in columns}
    return [found[state] for state in State if state.adverse]


@contextmanager
def _scraping(program: Path, target: str, folder: Path) -> Iterator[Prometheus]:
    """Have *program* scrape *target* every second, with the rules that are deployed, while the block runs."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        own = f"127.0.0.1:{free.getsockname()[1]}"
    config = folder / "prometheus.yml"
    config.write_text(_CONFIG.format(rules=RULES, target=target), encoding="utf-8")
    listening, data = f"--web.listen-address={own}", f"--storage.tsdb.path={folder / 'prometheus'}"
    process = subprocess.Popen(
        [program, f"--config.file={config}", listening, data, "--log.level=error"], stderr=subprocess.PIPE
    )
    try:
        with httpx.Client(base_url=f"http://{own}", timeout=PATIENCE) as client:
            watching = Prometheus(client)
            _wait(process, watching)
            yield watching
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)


def _wait(process: "subprocess.Popen[bytes]", prometheus: Prometheus) -> None:
    """Return once the rules recorded what they had to, and two samples are there of what is counted."""
    deadline = time.monotonic() + PATIENCE
    needed = ("count_over_time(xuncha_looks_total[1h]) > 1", "xuncha:unit_in_time:ratio")
    while time.monotonic() < deadline:
        assert process.poll() is None, process.communicate()
        try:
            if prometheus.client.get("/-/ready").is_success and all(prometheus.ask(each) for each in needed):
                return
        except httpx.TransportError:
            pass  # it is still starting
        time.sleep(0.1)
    raise AssertionError(f"{' or '.join(needed)} had no answer in {PATIENCE} s")


_CONFIG = """\
global: {{scrape_interval: 1s, evaluation_interval: 1s}}
rule_files: ["{rules}/*.yml"]
scrape_configs:
  - job_name: xuncha
    static_configs: [{{targets: ["{target}"]}}]
"""
