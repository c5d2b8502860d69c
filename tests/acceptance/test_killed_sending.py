"""The sender killed at every commit on its way: each mail comes, under one Message-ID, and none is lost."""

import os
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from exporters.mail.compose import compose
from exporters.mail.message import Digest
from pipeline.clock import clock_at
from pipeline.settings import Settings
from pipeline.telling.outbox import empty_outbox
from practice.mailbox import Mailbox, mailbox
from records.civil import SHANGHAI
from records.notice import Fate
from records.outgoing import Channel, Outgoing
from records.postbox import LEASE
from records.store import Store

KILLER = Path(__file__).parent / "killing"
NOW = datetime(2026, 11, 23, 8, 31, tzinfo=SHANGHAI)
MAILS = ("digest.2026-W47", "digest.2026-W47.czj")
SIGKILL = -9


def queue(home: Path) -> None:
    """Put two mails into the outbox of *home*."""
    home.mkdir(parents=True)
    with Store.open(f"sqlite:///{home / 'xuncha.db'}") as store:
        store.postbox.queue([mail(key) for key in MAILS])


def mail(key: str) -> Outgoing:
    content = compose(
        Digest(subject="【巡查】周报", html="<p>周报</p>", text="周报"),
        sender="xuncha@office.test",
        recipients=("clerk@office.test",),
        message_id=f"<{key}@office.test>",
        sent_at=NOW,
    ).as_bytes()
    return Outgoing(
        key=key,
        channel=Channel.MAIL,
        recipients=("clerk@office.test",),
        subject="【巡查】周报",
        content=content,
        made_at=NOW,
    )


def deliver(home: Path, box: Mailbox, at: datetime, **environment: str) -> int:
    """Empty the outbox of *home* at *at* in a process of its own; returns its status."""
    passed = {key: value for key, value in os.environ.items() if not key.startswith("XUNCHA_")}
    passed |= {
        "XUNCHA_HOME": str(home),
        "XUNCHA_SMTP_HOST": box.host,
        "XUNCHA_SMTP_PORT": str(box.port),
        "XUNCHA_SMTP_SECURITY": "none",
        "XUNCHA_LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(KILLER),
        **environment,
    }
    command = [sys.executable, "-m", "pipeline.cli", "outbox", "deliver", "--now", at.isoformat()]
    return subprocess.run(command, env=passed, capture_output=True, check=False, timeout=60).returncode


def go_on(home: Path, box: Mailbox, at: datetime) -> None:
    """Empty the outbox of *home* at *at* in this process."""
    settings = Settings(home=home, smtp_host=box.host, smtp_port=box.port, smtp_security="none")
    with Store.open(settings.database) as store:
        empty_outbox(settings, store, clock=clock_at(at))


def arrived(box: Mailbox) -> Counter[str]:
    return Counter(str(message["Message-ID"]) for message in box.messages)


@pytest.mark.timeout(600)
def test_whenever_the_sender_is_killed_each_mail_comes_under_its_one_identity(tmp_path: Path) -> None:
    expected = {f"<{key}@office.test>" for key in MAILS}
    trace = tmp_path / "trace"
    with mailbox() as box:
        queue(tmp_path / "undisturbed")
        assert deliver(tmp_path / "undisturbed", box, NOW, KILL_TRACE=str(trace)) == 0
        assert arrived(box) == dict.fromkeys(expected, 1)
    points = [point for point in dict.fromkeys(trace.read_text().split()) if "commit" in point]
    # Two commits a mail, one when it is claimed and one when what came of it is kept, beside the migration's.
    assert len(points) >= 2 * 2 * len(MAILS)
    repeated = 0
    for point in points:
        home = tmp_path / point.replace(":", "-")
        queue(home)
        with mailbox() as box:
            assert deliver(home, box, NOW, KILL_POINT=point) == SIGKILL, point
            go_on(home, box, NOW + LEASE + timedelta(minutes=1))
            assert set(arrived(box)) == expected, point
            # At least once: what the killed one had handed over may come again, and nothing else does.
            assert sum(arrived(box).values()) <= len(MAILS) + 1, point
            repeated += sum(arrived(box).values()) - len(MAILS)
        with Store.open(f"sqlite:///{home / 'xuncha.db'}") as store:
            assert {message.fate for message in store.postbox.messages()} == {Fate.SENT}, point
    assert repeated > 0
