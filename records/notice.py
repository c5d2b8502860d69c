"""What a unit was told of its columns and accounts: reminders by machine and by hand, and how they fared."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from records.civil import require_aware
from records.verdict import State


class NoticeKind(StrEnum):
    """Why a unit hears of an item; the first two come by machine, once each, the third on request."""

    DUE_SOON = "即将超期"
    OVERDUE = "超期未更新"
    URGED = "催办"


class Via(StrEnum):
    """How a unit was told; in the group and by telephone a person did it, and put it on record."""

    MAIL = "邮件"
    ROBOT = "群机器人"
    SMS = "短信"
    CHAT = "群内"
    PHONE = "电话"

    @property
    def by_machine(self) -> bool:
        """Whether the program itself sends it."""
        return self in {Via.MAIL, Via.ROBOT, Via.SMS}


class Fate(StrEnum):
    """What became of something that was to be sent."""

    #: Not sent yet; another try follows.
    WAITING = "waiting"
    #: Taken by the server it was given to.
    SENT = "sent"
    #: Refused for good, or not taken for too long.
    GIVEN_UP = "given_up"
    #: Taken back before it was sent: what it said was no longer so.
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class NoticeItem:
    """One column or account in a notice, as it stood then."""

    target: str
    kind: NoticeKind
    #: Tells the lapses of one target apart: its due date, or the day a blank or missing page was first seen.
    occasion: date
    state: State
    #: The newest entry's date, and the last day in time; None where there is none.
    newest_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One message to one unit, all of its items in it."""

    #: Unique, and the same however often it is sent: the front part of its Message-ID.
    key: str
    unit: str
    via: Via
    #: The names of the people it is for; their addresses stay in the inventory.
    people: tuple[str, ...] = ()
    items: tuple[NoticeItem, ...]
    made_at: datetime
    #: Who asked for it or told the unit; empty for the machine.
    by: str = ""
    note: str = ""
    fate: Fate = Fate.WAITING
    #: When it was sent, given up or withdrawn, aware; None while it waits.
    ended_at: datetime | None = None
    #: Why it was not taken the last time, or was given up; empty otherwise.
    trouble: str = ""

    def __post_init__(self) -> None:
        require_aware(self.made_at)

    @property
    def told(self) -> bool:
        """Whether the unit was told."""
        return self.fate is Fate.SENT
