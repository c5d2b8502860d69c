"""docker-compose.yml: what the schema says, and what keeps the machine and its secrets safe."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from pipeline.settings import Settings

ROOT = Path(__file__).parents[3]
FILE = ROOT / "docker-compose.yml"
TEXT = FILE.read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = YAML(typ="safe").load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
#: ${NAME}, ${NAME:-default} and ${NAME:?message}.
VARIABLE = re.compile(r"\$\{(\w+)(?::?([-?])([^}]*))?\}")
#: Where the services of the host's network listen, by what says so.
LISTENING = {
    "prometheus": "--web.listen-address=127.0.0.1:9090",
    "alertmanager": "--web.listen-address=127.0.0.1:9093",
}
#: What Grafana must not do unasked, by its environment.
OFF = {
    "GF_ANALYTICS_REPORTING_ENABLED": "false",
    "GF_ANALYTICS_CHECK_FOR_UPDATES": "false",
    "GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES": "false",
    "GF_AUTH_ANONYMOUS_ENABLED": "false",
    "GF_NEWS_NEWS_FEED_ENABLED": "false",
    "GF_PLUGINS_PLUGIN_ADMIN_ENABLED": "false",
    "GF_PLUGINS_PREINSTALL_DISABLED": "true",
    "GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED": "true",
    "GF_SECURITY_DISABLE_GRAVATAR": "true",
    "GF_SNAPSHOTS_EXTERNAL_ENABLED": "false",
    "GF_USERS_ALLOW_SIGN_UP": "false",
}


@pytest.fixture(params=SERVICES)
def service(request: pytest.FixtureRequest) -> dict[str, Any]:
    return SERVICES[request.param]


def test_the_file_is_as_the_compose_specification_has_it() -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", FILE],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_all_that_watches_is_started_together() -> None:
    assert set(SERVICES) == {"xuncha", "database", "prometheus", "alertmanager", "grafana"}
    assert not any("profiles" in each for each in SERVICES.values())


def test_every_image_is_pinned_to_a_release(service: dict[str, Any]) -> None:
    assert re.fullmatch(r"[\w./-]+:v?\d+\.\d+[\w.-]*", service["image"])


def test_every_service_is_asked_for_its_health(service: dict[str, Any]) -> None:
    check = service["healthcheck"]
    own = "build" in service and "HEALTHCHECK" in (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert own or check["test"][0] == "CMD"
    assert not check.get("disable")


def test_no_service_can_write_its_own_files_or_gain_rights(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "pid", "ipc", "devices"} & set(service)


def test_no_service_can_take_all_of_the_machine(service: dict[str, Any]) -> None:
    assert service["mem_limit"]
    assert service["pids_limit"] > 0


def test_nothing_listens_beyond_loopback() -> None:
    for name, service in SERVICES.items():
        assert all(str(port).startswith("127.0.0.1:") for port in service.get("ports", ())), name
        if service.get("network_mode") == "host" and name in LISTENING:
            assert LISTENING[name] in " ".join(service["command"]).split()
    assert "--cluster.listen-address=" in SERVICES["alertmanager"]["command"][0].split()
    assert SERVICES["grafana"]["environment"]["GF_SERVER_HTTP_ADDR"] == "127.0.0.1"
    assert "XUNCHA_HOST" not in SERVICES["xuncha"]["environment"]


def test_every_named_volume_is_declared_and_used() -> None:
    used = {source for source, _ in mounts() if not source.startswith((".", "/"))}
    assert used == set(COMPOSE["volumes"])


def test_every_path_of_the_host_that_is_mounted_is_in_the_checkout() -> None:
    assert [source for source, _ in mounts() if source.startswith(".") and not (ROOT / source).exists()] == []
    assert not any(source.startswith("/") for source, _ in mounts())


def mounts() -> Iterator[tuple[str, str]]:
    for service in SERVICES.values():
        for volume in service.get("volumes", ()):
            source, target = volume.split(":")[:2]
            yield source, target


def test_no_secret_has_a_default_and_none_is_written_down() -> None:
    secret = [found for found in VARIABLE.findall(TEXT) if re.search("PASSWORD|SECRET|TOKEN", found[0])]
    assert {name for name, _, _ in secret} == {
        "POSTGRES_PASSWORD",
        "GRAFANA_PASSWORD_FILE",
        "XUNCHA_SMTP_PASSWORD_FILE",
    }
    assert all(kind == "?" and message for _, kind, message in secret)
    for service in SERVICES.values():
        for name, value in environment_of(service).items():
            written = VARIABLE.sub("", value).removeprefix("/run/secrets/")
            assert "PASSWORD" not in name or written in {"", *service.get("secrets", ())}, name


def test_the_example_has_every_variable_and_no_other() -> None:
    named = set(re.findall(r"^#(\w+)=", EXAMPLE, re.M))
    needed = {name for name, _, _ in VARIABLE.findall(TEXT)}
    assert needed <= named
    assert {name for name in named if not name.startswith("XUNCHA_")} <= needed


def test_every_setting_that_the_environment_has_reaches_xuncha_and_is_understood(tmp_path: Path) -> None:
    secret = tmp_path / "smtp"
    secret.write_text("a password", encoding="utf-8")
    assert [each["path"] for each in SERVICES["xuncha"]["env_file"]] == [".env"]
    given = dict(re.findall(r"^#(\w+)=\"?([^\"\n]*)", EXAMPLE, re.M))
    usable = {name: value for name, value in given.items() if not name.endswith("_FILE")}
    whole = usable | {"POSTGRES_PASSWORD": "0123abcd", "GRAFANA_PASSWORD_FILE": "/run/grafana"}
    inside = whole | resolved(environment_of(SERVICES["xuncha"]), whole)
    settings = Settings.from_environment(
        {name: value for name, value in inside.items() if name.startswith("XUNCHA_")}
        | {"XUNCHA_SMTP_PASSWORD_FILE": str(secret)}
    )
    assert settings.contact == given["XUNCHA_CONTACT"]
    assert settings.database == "postgresql+psycopg://xuncha:0123abcd@127.0.0.1:5642/xuncha"
    assert list(settings.secrets) == ["NAME"]
    assert settings.smtp_password.get_secret_value() == "a password"


def test_what_the_compose_file_fixes_is_where_the_image_keeps_things() -> None:
    fixed = environment_of(SERVICES["xuncha"])
    targets = [target for _, target in mounts()]
    assert fixed["XUNCHA_HOME"] in targets
    assert fixed["XUNCHA_INVENTORY"] in targets


def test_grafana_calls_nowhere_and_lets_nobody_in_unasked() -> None:
    assert environment_of(SERVICES["grafana"]).items() >= OFF.items()
    assert "GF_INSTALL_PLUGINS" not in TEXT


def test_alertmanager_is_given_every_variable_that_its_configuration_is_written_from() -> None:
    read = set(
        re.findall(r"\$\{([A-Z_]+)", (ROOT / "deploy/alertmanager/render").read_text(encoding="utf-8"))
    )
    # The address that is called may be given as a file elsewhere; here it comes by the environment.
    assert read - {"ALERT_WEBHOOK_URL_FILE"} == set(environment_of(SERVICES["alertmanager"]))


@pytest.mark.parametrize(
    ("name", "program"), [("prometheus", "prometheus"), ("alertmanager", "prometheus-alertmanager")]
)
def test_the_programs_know_the_options_that_they_are_started_with(
    needs: Callable[..., Path], name: str, program: str
) -> None:
    options = [word for word in " ".join(SERVICES[name]["command"]).split() if word.startswith("--")]
    asked = [needs(program, name), *options, "--version"]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert name in done.stdout


def environment_of(service: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in service.get("environment", {}).items()}


def resolved(environment: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Return *environment* with its variables filled in from *given*, as compose does."""

    def value(found: re.Match[str]) -> str:
        name, kind, default = found.groups()
        if given.get(name):
            return given[name]
        assert kind == "-", f"{name} is needed"
        return default

    return {name: VARIABLE.sub(value, text) for name, text in environment.items()}
