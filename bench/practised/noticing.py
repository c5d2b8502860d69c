"""The mornings of a quarter: rounds of notices, a mail server that is away, a sender that is killed."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from bench.practised.running import Duties
from pipeline.clock import Clock
from pipeline.look import Looker
from pipeline.run import Load
from pipeline.settings import Settings
from pipeline.telling.letters import writer
from pipeline.telling.noticing import notice_round
from pipeline.telling.outbox import empty_outbox
from practice.mailbox import Mailbox
from practice.yanlian import SHANGHAI
from records.inventory_files.load import load_inventory
from records.notice import Fate, NoticeItem
from records.store import Store
from records.verdict import State

#: The rounds of each day, days off included: it is the program's to keep quiet on them.
_FIRST, _ROUNDS, _EVERY = time(8, 30), 7, timedelta(minutes=30)
#: Where the killing hook lies: on the path of a Python it ends it by SIGKILL at a point of our choice.
KILLER = Path(__file__).parents[2] / "tests" / "acceptance" / "killing"
_SIGKILL = -9


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """One mail as it came, and what the notice in it said then."""

    at: datetime
    message_id: str
    unit: str
    text: str
    items: tuple[NoticeItem, ...]
    #: How each item's target stood in the newest verdicts.
    states: tuple[State | None, ...]


@dataclass
class Post:
    """The office's post of the quarter: what arrived, kills, and how often the server was away."""

    box: Mailbox
    down: frozenset[date]
    kills_wanted: int
    arrived: list[Arrived] = field(default_factory=list)
    kills: int = 0
    rounds: int = 0
    held_back: int = 0
    withdrawn: int = 0
    put_off: int = 0
    _load: Load = field(default_factory=lambda: cache(load_inventory))

    def duties(self) -> Duties:
        """Return the rounds of each day as duties of the practised office."""
        return Duties(moments=self._moments, do=self._morning)

    def _moments(self, day: date) -> Sequence[datetime]:
        first = datetime.combine(day, _FIRST, tzinfo=SHANGHAI)
        return [first + number * _EVERY for number in range(_ROUNDS)]

    def _morning(self, settings: Settings, looker: Looker, clock: Clock) -> None:
        settings = settings.model_copy(update=self._smtp(clock))
        done = notice_round(
            settings,
            looker=looker,
            clock=clock,
            frozen=True,
            progress=lambda _key, _outcome: None,
            write=writer(settings),
            load=self._load,
        )
        self.rounds += 1
        self.held_back += len(done.held_back)
        self.withdrawn += len(done.withdrawn)
        if (done.queued or done.renewed) and self.kills < self.kills_wanted:
            self._killed(settings, clock)
        with Store.open(settings.database) as store:
            self.put_off += empty_outbox(settings, store, clock=clock).put_off
        self._take(settings, clock)

    def _smtp(self, clock: Clock) -> dict[str, object]:
        away = clock().date() in self.down
        return {
            "smtp_host": self.box.host,
            # Nothing listens there: what a mail server that is down looks like.
            "smtp_port": 1 if away else self.box.port,
            "smtp_security": "none",
            "notices": True,
        }

    def _killed(self, settings: Settings, clock: Clock) -> None:
        """Let a process of its own empty the outbox, and die at a commit: another one each time."""
        event, number = ("before-commit", "after-commit")[self.kills % 2], 1 + self.kills % 5
        environ = {key: value for key, value in os.environ.items() if not key.startswith("XUNCHA_")}
        environ |= {
            "PYTHONPATH": str(KILLER),
            "KILL_POINT": f"parent:{event}:{number}",
            "XUNCHA_HOME": str(settings.home),
            "XUNCHA_INVENTORY": str(settings.inventory),
            "XUNCHA_SMTP_HOST": settings.smtp_host,
            "XUNCHA_SMTP_PORT": str(settings.smtp_port),
            "XUNCHA_SMTP_SECURITY": settings.smtp_security,
            "XUNCHA_LOG_LEVEL": "ERROR",
        }
        command = [sys.executable, "-m", "pipeline.cli", "outbox", "deliver", "--now", clock().isoformat()]
        self.kills += (
            subprocess.run(command, env=environ, capture_output=True, check=False).returncode == _SIGKILL
        )

    def _take(self, settings: Settings, clock: Clock) -> None:
        """Put down what has arrived since the last time."""
        new = self.box.messages[len(self.arrived) :]
        if not new:
            return
        with Store.open(settings.database) as store:
            now = clock()
            notices = {
                notice.key: notice
                for notice in store.postbox.notices(since=now - timedelta(days=800), until=now)
            }
            states = {verdict.target: verdict.state for verdict in reversed(store.newest_verdicts(until=now))}
        for mail in new:
            message_id = str(mail["Message-ID"])
            notice = notices[message_id.strip("<>").rpartition("@")[0]]
            body = mail.get_body(("plain",))
            self.arrived.append(
                Arrived(
                    at=now,
                    message_id=message_id,
                    unit=notice.unit,
                    text=body.get_content() if body else "",
                    items=notice.items,
                    states=tuple(states.get(item.target) for item in notice.items),
                )
            )


def unsent(settings: Settings, *, until: datetime) -> dict[str, str]:
    """Return the notices that ended neither sent nor withdrawn, with what became of them."""
    with Store.open(settings.database) as store:
        notices = store.postbox.notices(since=until - timedelta(days=800), until=until)
    ended = {Fate.SENT, Fate.WITHDRAWN}
    return {one.key: f"{one.fate} {one.trouble}" for one in notices if one.fate not in ended}
