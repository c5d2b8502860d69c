"""Every name resolved and every address opened, in a pass and while serving: the inventory's hosts alone."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from records.inventory_files.load import load_inventory
from tests.acceptance.serving import served

RECORDER = Path(__file__).parent / "recording"
NOW = "2026-11-23"


def hosts_of_the_inventory(office: dict[str, str]) -> set[str]:
    inventory = load_inventory(Path(office["XUNCHA_INVENTORY"]))
    addresses = [site.home for site in inventory.sites] + [column.url for column in inventory.columns]
    addresses += [source.url for account in inventory.accounts for source in account.sources]
    return {urlsplit(address).hostname or "" for address in addresses}


def called(trace: Path) -> set[str]:
    return {str(json.loads(line)["host"]) for line in trace.read_text().splitlines()}


def recording(office: dict[str, str], trace: Path) -> dict[str, str]:
    return office | {"NET_TRACE": str(trace), "PYTHONPATH": str(RECORDER)}


def test_a_pass_calls_the_inventory_s_hosts_and_nobody_else(office: dict[str, str], tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "run", "--now", NOW],
        env=os.environ | recording(office, trace),
        stdout=subprocess.DEVNULL,
        check=True,
        timeout=180,
    )
    assert called(trace) == hosts_of_the_inventory(office)


def test_serving_calls_the_inventory_s_hosts_and_nobody_else(office: dict[str, str], tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    with served(recording(office, trace), "--now", NOW) as server:
        server.until("/healthz", 200)
        assert server.ask("/").status_code == 200
        assert server.ask("/metrics").status_code == 200
        assert server.stop() == 0
    assert called(trace) <= hosts_of_the_inventory(office)
    assert called(trace), "the pass that serving starts was recorded"


def test_the_recorder_would_see_a_stranger(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    program = "import socket\ntry: socket.create_connection(('127.0.0.99', 9), 1)\nexcept OSError: pass"
    environment = {"NET_TRACE": str(trace), "PYTHONPATH": str(RECORDER)}
    subprocess.run([sys.executable, "-c", program], env=os.environ | environment, check=True, timeout=30)
    assert called(trace) == {"127.0.0.99"}
