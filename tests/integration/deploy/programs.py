"""Prometheus and Alertmanager as processes, on what is shipped: rendered, and hurried where a test says."""

import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[3]
PROMETHEUS, ALERTMANAGER = ROOT / "deploy/prometheus", ROOT / "deploy/alertmanager"

#: How long a start, an answer or an end may take, in seconds.
PATIENCE = 60.0

#: What `render` has to be told; the mail server is one that does not answer.
ADDRESSES = {
    "XUNCHA_SMTP_HOST": "127.0.0.1",
    "XUNCHA_SMTP_SECURITY": "none",
    "ALERT_MAIL_FROM": "xuncha@office.test",
    "ALERT_OFFICE_MAIL": "clerk@office.test",
    "ALERT_ENGINEER_MAIL": "engineer@office.test",
}

Config = dict[str, Any]


@dataclass(frozen=True)
class Program:
    """A running Prometheus or Alertmanager."""

    address: str
    log: Path

    def ask(self, path: str, **parameters: str) -> Any:
        """Return the JSON that answers a GET."""
        return httpx.get(f"{self.address}{path}", params=parameters, timeout=10).raise_for_status().json()

    def alert(self, *alerts: Mapping[str, object]) -> None:
        """Tell Alertmanager of *alerts*, as Prometheus would."""
        httpx.post(f"{self.address}/api/v2/alerts", json=alerts, timeout=10).raise_for_status()


def loaded(path: Path) -> Any:
    """Return the YAML in *path*."""
    return YAML(typ="safe").load(path)


def written(path: Path, content: object) -> Path:
    """Write *content* to *path* as YAML, and return *path*."""
    YAML().dump(content, path)
    return path


def render(target: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the shipped `render` on nothing but *environment*; it writes *target*."""
    command = ["sh", str(ALERTMANAGER / "render"), str(target)]
    path = {"PATH": "/usr/bin:/bin"}
    return subprocess.run(
        command, env=path | environment, capture_output=True, text=True, timeout=30, check=False
    )


def rendered(folder: Path, **environment: str) -> Config:
    """Return the shipped configuration with the addresses of *environment*, ADDRESSES where it has none."""
    done = render(folder / "rendered.yml", **{**ADDRESSES, **environment})
    assert done.returncode == 0, done.stderr
    config: Config = loaded(folder / "rendered.yml")
    return config


def hurried(config: Config) -> Config:
    """Return *config* with its groups sent at once, and at any hour: tests run at night as well."""
    routes = [config["route"], *config["route"]["routes"]]
    return config | {
        "route": {
            **_quick(config["route"]),
            "routes": [_quick(route) for route in routes[1:]],
        }
    }


def _quick(route: Mapping[str, object]) -> dict[str, object]:
    kept = {key: value for key, value in route.items() if key != "mute_time_intervals"}
    return kept | {"group_wait": "1s", "group_interval": "1s"}


@contextmanager
def alertmanager(program: Path, config: Config, folder: Path) -> Iterator[Program]:
    """Run Alertmanager with *config* while the block runs."""
    file = written(folder / "alertmanager.yml", config)
    options = [f"--config.file={file}", f"--storage.path={folder / 'alertmanager'}"]
    options += ["--cluster.listen-address=", "--log.level=debug"]
    with _running(program, options, folder / "alertmanager.log") as running:
        yield running


@contextmanager
def prometheus(program: Path, config: Config, folder: Path) -> Iterator[Program]:
    """Run Prometheus with *config* while the block runs."""
    file = written(folder / "prometheus.yml", config)
    options = [f"--config.file={file}", f"--storage.tsdb.path={folder / 'prometheus'}"]
    with _running(program, options, folder / "prometheus.log") as running:
        yield running


@contextmanager
def _running(program: Path, options: Sequence[str], log: Path) -> Iterator[Program]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [program, *options, f"--web.listen-address={listen}"], stdout=out, stderr=out
        )
    try:
        until(lambda: _ready(process, listen, log), f"{program.name} did not start: {log}")
        yield Program(address=f"http://{listen}", log=log)
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _ready(process: "subprocess.Popen[bytes]", listen: str, log: Path) -> bool:
    assert process.poll() is None, log.read_text()
    try:
        return httpx.get(f"http://{listen}/-/ready", timeout=5).is_success
    except httpx.TransportError:
        return False


def until(holds: Callable[[], object], otherwise: str) -> None:
    """Return once *holds*, polling with a bound; then fail with what there is *otherwise*."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError(otherwise)
