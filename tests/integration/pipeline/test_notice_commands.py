"""``xuncha notice`` and ``xuncha outbox`` as a person runs them, on a month that was watched."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from pipeline.cli import run_program
from practice.mailbox import Mailbox, mailbox
from records.civil import SHANGHAI
from records.notice import Fate
from records.outgoing import Channel, Outgoing
from records.store import Store
from tests.integration.pipeline.month import LAST, Month

#: The confirmed finding of the month, and the unit that answers for it.
LATE, UNIT = "xwzx-tpxw", "rmt"
MORNING = "2026-11-24T08:35"
NIGHT = "2026-11-23T21:00"


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def box() -> Iterator[Mailbox]:
    """A mail server that takes everything."""
    with mailbox() as opened:
        yield opened


@pytest.fixture
def run(office: Month, box: Mailbox, capfd: pytest.CaptureFixture[str]) -> Run:
    """Return what runs the program on the watched month."""
    post = {
        "XUNCHA_SMTP_HOST": box.host,
        "XUNCHA_SMTP_PORT": str(box.port),
        "XUNCHA_SMTP_SECURITY": "none",
        "XUNCHA_TIMEOUT": "1",
        "XUNCHA_DELAY": "0",
    }

    def call(*arguments: str, **variables: str) -> Said:
        capfd.readouterr()
        code = run_program(arguments, office.environment | post | variables)
        told = capfd.readouterr()
        return Said(code, told.out, told.err)

    return call


def test_the_plan_says_what_each_unit_would_hear_and_sends_nothing(run: Run, box: Mailbox) -> None:
    said = run("notice", "plan", "--now", MORNING)
    assert said.code == 0
    late = next(line for line in said.out.splitlines() if line.endswith(LATE))
    assert late.startswith("  超期未更新  图片新闻  ")
    assert "notices are off" in said.err
    told = [json.loads(line) for line in run("notice", "plan", "--now", MORNING, "--json").out.splitlines()]
    mine = next(one for one in told if one["unit"] == UNIT)
    assert {"target": LATE, "kind": "超期未更新"}.items() <= mine["items"][0].items()
    assert box.messages == ()


def test_nothing_goes_out_at_night(run: Run, box: Mailbox) -> None:
    said = run("notice", "send", "--now", NIGHT)
    assert (said.code, said.out.splitlines()[0]) == (
        0,
        "0 queued, 0 renewed, 0 withdrawn, 0 items held back without a fresh look",
    )
    assert box.messages == ()


def test_where_the_pages_cannot_be_seen_nothing_goes_out(run: Run, box: Mailbox) -> None:
    """The county is served no longer: what was late yesterday may have been mended."""
    said = run("notice", "send", "--now", MORNING)
    assert said.code == 0
    queued, _, held = said.out.splitlines()[0].partition(" queued")
    assert queued == "0"
    assert "0 items held back" not in held
    assert box.messages == ()


def test_what_a_person_told_is_on_record_and_counts(run: Run) -> None:
    said = run(
        "notice", "told", LATE, "--via", "电话", "--by", "王某", "--note", "已答应更新", "--now", NIGHT
    )
    assert (said.code, said.out) == (0, f"{UNIT}: 1 on record, 电话已提醒, by 王某\n")
    listed = run("notice", "list", "--now", NIGHT)
    assert f"sent  电话 by 王某  县融媒体中心：{LATE} 超期未更新" in listed.out
    assert run("notice", "count", "--now", NIGHT).out.splitlines() == [
        "2026-10-01 至 2026-11-23：提醒 1 次",
        "  超期未更新 1 次：电话 1",
    ]
    counted = json.loads(run("notice", "count", "--now", NIGHT, "--json").out)
    assert (counted["total"], counted["by_unit"]) == (1, {UNIT: 1})
    before = run("notice", "count", "--since", "2026-07-01", "--until", "2026-09-30")
    assert before.out == "2026-07-01 至 2026-09-30：提醒 0 次\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["told", LATE, "--via", "邮件", "--by", "王某"],
            "is sent by the program itself",
        ),
        (["told", LATE, "--via", "电话", "--by", " "], "needs a name"),
        (["told", "nothing", "--via", "电话", "--by", "王某"], "nothing: no target of that key"),
        (["urge", "xxgk-shjz", "--by", "王某"], "xxgk-shjz: is not late for sure"),
        (["urge", LATE, "--by", ""], "needs a name"),
    ],
)
def test_what_cannot_be_put_on_record_is_one_clear_line(run: Run, arguments: list[str], line: str) -> None:
    said = run("notice", *arguments, "--now", NIGHT)
    assert said.code == 2
    assert len(said.err.splitlines()) == 1
    assert line in said.err
    assert run("notice", "list", "--now", NIGHT).out == ""


def test_an_urging_waits_for_the_morning(run: Run, box: Mailbox) -> None:
    said = run("notice", "urge", LATE, "--by", "王某", "--now", NIGHT)
    assert (said.code, said.out) == (0, f"{UNIT}: 1 to be urged, to 办公室值班\n")
    assert run("outbox", "deliver", "--now", NIGHT).out == "0 sent, 0 put off, 0 given up\n"
    waiting = run("outbox", "list")
    assert "waiting  urge.20261123T210000.rmt" in waiting.out
    assert box.messages == ()


def queued(office: Month, key: str) -> None:
    with Store.open(office.settings.database) as store:
        store.postbox.queue(
            [
                Outgoing(
                    key=key,
                    channel=Channel.MAIL,
                    recipients=("clerk@office.test",),
                    subject="【巡查】周报",
                    content=f"From: xuncha@office.test\r\nMessage-ID: <{key}@office.test>\r\n\r\n".encode(),
                    made_at=LAST,
                )
            ]
        )


def test_the_outbox_is_emptied_listed_and_tried_again(run: Run, office: Month, box: Mailbox) -> None:
    queued(office, "digest.2026-W47")
    box.reply = "554 looks like spam"
    assert run("outbox", "deliver", "--now", NIGHT).out == "0 sent, 0 put off, 1 given up\n"
    listed = run("outbox", "list", "--json")
    (told,) = map(json.loads, listed.out.splitlines())
    assert (told["key"], told["fate"], told["attempts"]) == ("digest.2026-W47", Fate.GIVEN_UP, 1)
    assert "554 looks like spam" in told["trouble"]
    box.reply = "250 OK"
    assert run("outbox", "retry", "digest.2026-W47", "--now", MORNING).code == 0
    assert run("outbox", "deliver", "--now", MORNING).out == "1 sent, 0 put off, 0 given up\n"
    assert [str(mail["Message-ID"]) for mail in box.messages] == ["<digest.2026-W47@office.test>"]
    assert run("outbox", "list").out == "nothing waits, and nothing was given up\n"
    again = run("outbox", "retry", "digest.2026-W47")
    assert (again.code, "no message of that key was given up" in again.err) == (2, True)


def test_a_day_is_asked_for_as_people_write_it(run: Run) -> None:
    since = datetime.combine(LAST.date() - timedelta(days=1), datetime.min.time(), tzinfo=SHANGHAI)
    assert run("notice", "list", "--since", f"{since:%Y-%m-%d}", "--until", "2026-11-23").code == 0
    assert run("notice", "list", "--since", "yesterday").code == 2


def test_on_a_full_disk_nothing_is_sent_or_lost_and_one_line_says_so(
    office: Month, box: Mailbox, run: Run
) -> None:
    """No file can grow: as on a disk without room, the claim on the mail cannot be kept."""
    queued(office, "digest.2026-W47")
    post = {
        "XUNCHA_SMTP_HOST": box.host,
        "XUNCHA_SMTP_PORT": str(box.port),
        "XUNCHA_SMTP_SECURITY": "none",
        "PATH": os.environ["PATH"],
        # Its own half-written bytecode would stay behind.
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    full = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)); "
    program = f"{full} from pipeline.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "outbox", "deliver", "--now", NIGHT],
        env=office.environment | post,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert "make room on the disk" in done.stderr
    assert box.messages == ()
    assert run("outbox", "deliver", "--now", MORNING).out == "1 sent, 0 put off, 0 given up\n"
