"""Every error xuncha raises on purpose, and the exit code each ends the program with.

    XunchaError
    ├── InputError         2  our own input or set-up is wrong; nothing was written
    │   ├── InventoryError    the inventory's files, with every fault named
    │   ├── CalendarError     a year whose working days nobody filed
    │   └── SettingsError     an environment variable
    └── OutsideError       3  something outside failed; a later try may help, unless it is permanent

A message is one sentence with the place and the remedy. Please add no type here that nobody catches.
"""

from collections.abc import Sequence
from dataclasses import dataclass


class XunchaError(Exception):
    """The base of all of them; *exit_code* is what the command line ends with."""

    exit_code = 1


class InputError(XunchaError):
    """What we were given cannot be used; the message says what to mend and where."""

    exit_code = 2


class SettingsError(InputError):
    """A setting from the environment is missing or wrong; the message names the variable."""


class CalendarError(InputError):
    """Working days were asked for in a year that no calendar covers; whoever counts them has no answer."""


@dataclass(frozen=True, kw_only=True, order=True)
class Fault:
    """One mistake in one file of the inventory."""

    #: The file, relative to the inventory's folder.
    file: str
    #: The line it stands on, counted from 1; 0 where it concerns the whole file.
    line: int
    #: The key it concerns, dotted: ``columns[3].limit``; empty where it concerns the whole file.
    key: str
    #: What is wrong, and what to write instead.
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.key}: {self.remedy}" if self.key else f"{place}: {self.remedy}"


class InventoryError(InputError):
    """The inventory cannot be used; *faults* holds every mistake, sorted by file and line."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


class OutsideError(XunchaError):
    """Something outside xuncha failed: a mail server, a browser, a database that is away.

    *permanent* where trying the same again is of no use: the recipient or the message is refused
    for good. *unanswered* where it may have been done all the same: no answer came to what was sent.
    """

    exit_code = 3

    def __init__(self, message: str, *, permanent: bool = False, unanswered: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent
        self.unanswered = unanswered
