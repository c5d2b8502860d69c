"""What `render` makes of the environment, and what it refuses."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.deploy.programs import ADDRESSES, ALERTMANAGER, render, rendered


def test_amtool_finds_no_fault_in_what_is_shipped_and_what_is_rendered(
    tmp_path: Path, needs: Callable[..., Path]
) -> None:
    secret = tmp_path / "password"
    secret.write_text("geheim")
    login = {"XUNCHA_SMTP_USER": "xuncha@office.test", "XUNCHA_SMTP_PASSWORD_FILE": str(secret)}
    rendered(tmp_path, **login, ALERT_WEBHOOK_URL="https://hook.test/send?key=a&b=%7C")
    for file in (ALERTMANAGER / "alertmanager.yml", tmp_path / "rendered.yml"):
        command = [needs("amtool"), "check-config", file]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "1 templates" in done.stdout
    text = (tmp_path / "rendered.yml").read_text()
    assert "https://hook.test/send?key=a&b=%7C" in text
    assert "geheim" not in text
    assert ".invalid" not in "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert (tmp_path / "rendered.yml").stat().st_mode & 0o077 == 0


def test_without_log_in_and_webhook_neither_is_written(tmp_path: Path) -> None:
    config = rendered(tmp_path)
    assert not {key for key in config["global"] if key.startswith("smtp_auth")}
    assert not [receiver for receiver in config["receivers"] if "webhook_configs" in receiver]


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"ALERT_OFFICE_MAIL": ""}, "ALERT_OFFICE_MAIL is not set"),
        ({"ALERT_OFFICE_MAIL": 'a@b.test"\nreceivers: []'}, "ALERT_OFFICE_MAIL holds a character"),
        ({"ALERT_MAIL_FROM": "from@mail.invalid"}, "ALERT_MAIL_FROM is still the example"),
        ({"XUNCHA_SMTP_HOST": "mail.test|e id"}, "XUNCHA_SMTP_HOST holds a character"),
        ({"XUNCHA_SMTP_PORT": "smtp"}, "XUNCHA_SMTP_PORT is no number"),
        ({"XUNCHA_SMTP_PORT": "587", "XUNCHA_SMTP_SECURITY": "tls"}, "port 465"),
        ({"XUNCHA_SMTP_SECURITY": "ssl"}, "XUNCHA_SMTP_SECURITY is starttls, tls or none"),
        ({"XUNCHA_SMTP_USER": "a@b.test"}, "XUNCHA_SMTP_PASSWORD_FILE: a log-in needs"),
        ({"ALERT_WEBHOOK_URL": "file:///etc/passwd"}, "ALERT_WEBHOOK_URL is no http or https address"),
        ({"ALERT_WEBHOOK_URL_FILE": "/nowhere"}, "ALERT_WEBHOOK_URL_FILE: cannot read"),
    ],
)
def test_a_wrong_environment_is_refused_in_one_line_and_nothing_is_written(
    tmp_path: Path, changed: dict[str, str], named: str
) -> None:
    done = render(tmp_path / "out.yml", **{**ADDRESSES, **changed})
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert named in done.stderr
    assert list(tmp_path.iterdir()) == []
