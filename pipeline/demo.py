"""The whole row on the practice county 演练县: two passes a week apart, a digest by mail, and the board."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.clock import clock_at
from pipeline.home import write_whole
from pipeline.look import Looker, Progress
from pipeline.run import run_once
from pipeline.settings import Settings
from pipeline.tell import BOARD
from pipeline.telling.digest import archive_digests, digests_for
from pipeline.telling.post import send_digest
from pipeline.week import Week
from practice.inventory import write_inventory
from practice.mailbox import mailbox
from practice.serve import Portal, serving
from records.civil import civil_date
from records.snapshot import Snapshot

#: The digest as a page, beside the board, and the folder of the mails.
DIGEST, MAIL = BOARD.with_name("digest.html"), Path("mail")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a demonstration left to look at."""

    settings: Settings
    snapshot: Snapshot
    board: Path
    digest: Path
    mail: Path


def demonstrate(
    settings: Settings, *, now: datetime, progress: Progress, say: Callable[[str], None]
) -> Shown:
    """Run the practice county at *now* and a week before, in a folder of its own that is made afresh.

    *say* is called with a line before each step. The office's own inventory and
    database are not touched.
    """
    home = settings.home / "demo"
    shutil.rmtree(home, ignore_errors=True)
    own = settings.model_copy(
        update={
            "home": home,
            "inventory": home / "inventory",
            "database_url": type(settings.database_url)(""),
            "delay": 0.0,
            "platform_pause": 0.0,
            # The pages are our own, and root has no sandbox to give away.
            "chromium_sandbox": settings.chromium_sandbox and os.geteuid() != 0,
        }
    )
    with serving(now=now) as portal:
        write_inventory(own.inventory, port=portal.port)
        for moment in (now - timedelta(days=7), now):
            say(f"looking at 演练县 as it was at {moment.isoformat()}")
            snapshot = _pass_at(moment, portal, own, progress=progress)
    _tell_the_office(own, now=now)
    return Shown(
        settings=own,
        snapshot=snapshot,
        board=home / BOARD,
        digest=home / DIGEST,
        mail=home / MAIL / "0001.eml",
    )


def _tell_the_office(settings: Settings, *, now: datetime) -> None:
    """Write the digest as a page, and mail it to a server on loopback that keeps it as a file."""
    week = Week.of(civil_date(now))
    digests = digests_for(settings, week=week)
    digest = digests.office.digest
    write_whole(settings.home / DIGEST, digest.html)
    archive_digests(settings, digests.all, week=week)
    with mailbox(settings.home / MAIL) as box:
        post = {"smtp_host": box.host, "smtp_port": box.port, "smtp_security": "none"}
        send_digest(digest, digests.sender, settings.model_copy(update=post), week=week, sent_at=now)


def _pass_at(moment: datetime, portal: Portal, settings: Settings, *, progress: Progress) -> Snapshot:
    portal.now = moment
    return run_once(settings, looker=Looker(), clock=clock_at(moment), frozen=True, progress=progress)
