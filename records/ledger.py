"""What the office's own records come to: closings, yearly checks and waivers that need somebody."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LedgerKind(StrEnum):
    """What a record says that somebody has to look after."""

    #: A site is closed for longer than is allowed, or more often.
    CLOSED_TOO_LONG = "closed_too_long"
    CLOSED_TOO_OFTEN = "closed_too_often"
    #: The yearly check of a static column (概况信息类) is due, or nobody ever made one.
    CHECK_DUE = "check_due"
    NEVER_CHECKED = "never_checked"
    #: A waiver has ended, and none follows it.
    WAIVER_ENDED = "waiver_ended"
    #: One unit has several accounts on one platform, or accounts of several names.
    TWO_ACCOUNTS = "two_accounts"
    NAMES_DIFFER = "names_differ"
    #: What a platform says of an account is not what the inventory says.
    RENAMED = "renamed"
    ANOTHER_ACCOUNT = "another_account"
    ANOTHER_PRINCIPAL = "another_principal"
    #: The platform says that it is migrated, cancelled, frozen or restricted.
    NOT_IN_ORDER = "not_in_order"
    #: A feed in which all accounts that are read from it stand still: a dead feed, not silent accounts.
    FEED_STANDS_STILL = "feed_stands_still"
    #: A monthly quota of posts that cannot keep the limit.
    QUOTA_TOO_SMALL = "quota_too_small"


@dataclass(frozen=True, kw_only=True)
class LedgerFinding:
    """One thing to look after."""

    kind: LedgerKind
    #: The key of the site or target.
    about: str
    #: The first day of a closing, the day a check is due, the last day of a waiver; None where there is none.
    on: date | None = None
    #: The days of a closing, or the number of closings in the year.
    number: int = 0
    #: The paper it rests on.
    basis: str = ""
    #: What is said there, where the office's records say something else.
    said: str = ""
