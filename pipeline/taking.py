"""Taking in the files that people drop into the folder of links."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.dropped import MAX_BYTES, Row, UnfitFile, rows_of
from pipeline.given_links import account_called, checked_link, links_store, named_in
from pipeline.home import write_whole
from pipeline.settings import Settings
from records.errors import Fault, InputError
from records.given import GivenLink, Via
from records.inventory import Inventory
from records.inventory_files.load import load_inventory
from records.store import Store
from records.targets import Account

#: Where people drop files under XUNCHA_HOME, and where one goes that was taken in.
LINKS, TAKEN = Path("links"), Path("taken")

_FAULTS = ".faults.txt"
_HEAD = "# 以下各行未能采用；在原文件中改好后再次运行 xuncha account take，已采用的行不会重复。\n"
#: What programs and file managers leave behind, and nobody dropped.
_LEAVINGS = (".", "~$", "thumbs.db", "desktop.ini")
#: Bytes of a file's name that are kept beside what is added to it: a name has at most 255.
_NAME_BYTES = 200


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of one file."""

    file: Path
    #: Links that are new, and links that were on record already.
    new: int = 0
    known: int = 0
    #: Each line that could not be used; the file then stays where it is.
    faults: tuple[Fault, ...] = ()
    #: Where it was moved to.
    moved_to: Path | None = None


def take_links(settings: Settings, *, folder: Path | None = None, now: datetime) -> Iterator[Taken]:
    """Take in each file of *folder*, XUNCHA_HOME/links without one, and yield what became of it.

    Every link that can be used is kept first, each once however often it is taken. Then
    the file is moved to ``taken/``, or stays where it is with its faults in a file beside
    it. A file that somebody is writing is left for the next time.
    """
    inventory = load_inventory(settings.inventory)
    place = folder or settings.home / LINKS
    if folder and not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder; name the one that the files are dropped into")
    with links_store(settings) as store:
        try:
            (place / TAKEN).mkdir(parents=True, exist_ok=True)
            for path in _dropped(place):
                if taken := _take(path, inventory, store, now=now):
                    yield taken
        except OSError as error:
            raise InputError(f"{place}: cannot be written ({error.strerror}); make it writable") from error


def _dropped(folder: Path) -> list[Path]:
    found = sorted(path for path in folder.iterdir() if path.is_file())
    return [
        path
        for path in found
        if not path.name.casefold().startswith(_LEAVINGS) and not path.name.endswith(_FAULTS)
    ]


def _take(path: Path, inventory: Inventory, store: Store, *, now: datetime) -> Taken | None:
    faults: list[Fault] = []
    new = known = 0
    try:
        content = _whole(path)
        if content is None:
            return None
        via, rows = rows_of(path.name, content)
    except UnfitFile as error:
        faults.append(_fault(path, error.line, "", str(error)))
        rows, via = [], Via.FOLDER
    for row in rows:
        link = _link(path, row, inventory, via=via, now=now)
        if isinstance(link, Fault):
            faults.append(link)
        elif store.give_link(link):
            new += 1
        else:
            known += 1
    moved_to = _put_away(path, faults, now=now)
    return Taken(file=path, new=new, known=known, faults=tuple(faults), moved_to=moved_to)


def _whole(path: Path) -> bytes | None:
    """Return what *path* holds; None where it is gone, or somebody wrote to it meanwhile."""
    try:
        before = path.stat()
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        after = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnfitFile(f"cannot be read ({error.strerror}); let xuncha read it") from error
    return content if (before.st_mtime_ns, before.st_size) == (after.st_mtime_ns, after.st_size) else None


def _link(path: Path, row: Row, inventory: Inventory, *, via: Via, now: datetime) -> GivenLink | Fault:
    if not row.url:
        return _fault(path, row.line, "链接", "is empty; paste the link of the article")
    try:
        account = _whose(path, row, inventory)
    except ValueError as error:
        return _fault(path, row.line, "账号", str(error))
    try:
        url = checked_link(inventory, account, row.url)
    except ValueError as error:
        return _fault(path, row.line, "链接", str(error))
    return GivenLink(target=account.key, url=url, given_at=now, via=via)


def _whose(path: Path, row: Row, inventory: Inventory) -> Account:
    """Return the account of *row*: the one it names, else the one its link does, else the file's name."""
    if row.name:
        return account_called(inventory, row.name, row.url)
    named = named_in(inventory, None, row.url)
    if len(named) == 1:
        return named[0]
    for account in inventory.accounts:
        if account.key == path.stem:
            return account
    raise ValueError("the link does not say whose it is; write the account's key and a tab before it")


def _put_away(path: Path, faults: list[Fault], *, now: datetime) -> Path | None:
    beside = path.with_name(_short(path.name) + _FAULTS)
    if faults:
        write_whole(beside, _HEAD + "".join(f"{fault}\n" for fault in faults))
        return None
    to = path.parent / TAKEN / f"{now:%Y%m%d-%H%M%S}-{_short(path.name)}"
    number = 1
    while to.exists():
        number += 1
        to = to.with_name(f"{now:%Y%m%d-%H%M%S}-{number}-{_short(path.name)}")
    try:
        path.replace(to)
    except FileNotFoundError:
        return None
    beside.unlink(missing_ok=True)
    return to


def _short(name: str) -> str:
    return os.fsencode(name)[-_NAME_BYTES:].decode(errors="ignore")


def _fault(path: Path, line: int, key: str, remedy: str) -> Fault:
    name = os.fsencode(path.name).decode(errors="replace")
    return Fault(file=name, line=line, key=key, remedy=remedy)
