"""The weekly digests that were made, kept under XUNCHA_HOME/digests/<week>/<office or unit>/."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exporters.mail.message import Digest
from pipeline.home import writable, write_bytes_whole, write_whole
from pipeline.week import Week

#: The folder of the office's own digest; no unit's key begins with an underscore.
OFFICE = "_office"

_FOLDER = Path("digests")
_STEM = "digest"
#: The longest first line that is read, in characters.
_LONGEST = 500
#: Written in this order: where there is the HTML, there are the others.
_FORMS = ("txt", "xlsx", "html")
_WEEK = re.compile(r"\d{4}-W\d{2}")
_KEY = re.compile(r"_office|[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One file of one digest."""

    week: str
    #: The office's or a unit's key.
    key: str
    #: Its ending, without a dot.
    form: str
    path: Path

    @property
    def subject(self) -> str:
        """The digest's subject: the first line of its plain text; empty where that cannot be read."""
        try:
            with self.path.with_name(f"{_STEM}.txt").open(encoding="utf-8", errors="replace") as file:
                return file.readline(_LONGEST).strip()
        except OSError:
            return ""

    @property
    def name(self) -> str:
        """What it is asked for by, within its week."""
        return f"{self.key}.{self.form}"


class DigestArchive:
    """What is under *home*: a digest made again for the same week takes the place of the one before."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def keep(self, week: Week, key: str, digest: Digest) -> Path:
        """Keep *digest* of *week* for *key*, OFFICE or a unit's; returns its folder.

        Each file is written whole. Raises InputError where the home cannot be written.
        """
        if not _KEY.fullmatch(key):
            raise ValueError(f"{key!r} is no key of a unit")
        folder = self._home / _FOLDER / str(week) / key
        with writable(self._home):
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(folder / f"{_STEM}.txt", f"{digest.subject}\n\n{digest.text}")
            for attachment in digest.attachments:
                write_bytes_whole(folder / f"{_STEM}{Path(attachment.name).suffix}", attachment.content)
            write_whole(folder / f"{_STEM}.html", digest.html)
        return folder

    def all(self) -> tuple[Kept, ...]:
        """Return every file that is kept, newest week first, the office's before the units'."""
        return tuple(sorted(self._files(), key=_order))

    def find(self, week: str, name: str) -> Kept | None:
        """Return the file called *name* of *week* among those that are kept; no path is made of either."""
        return next((one for one in self._files() if (one.week, one.name) == (week, name)), None)

    def _files(self) -> Iterator[Kept]:
        for week in _folders(self._home / _FOLDER, _WEEK):
            for owner in _folders(week, _KEY):
                for form in _FORMS:
                    path = owner / f"{_STEM}.{form}"
                    if path.is_file():
                        yield Kept(week=week.name, key=owner.name, form=form, path=path)


def _order(kept: Kept) -> tuple[int, bool, str, int]:
    return (-int(kept.week.replace("-W", "")), kept.key != OFFICE, kept.key, -_FORMS.index(kept.form))


def _folders(parent: Path, form: re.Pattern[str]) -> Iterator[Path]:
    if parent.is_dir():
        yield from (each for each in parent.iterdir() if form.fullmatch(each.name) and each.is_dir())
