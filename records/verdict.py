"""What the looks say of one target under one rulebook, and what changed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from records.civil import require_aware
from records.observation import Outcome


class State(StrEnum):
    """How a target stands under a rulebook."""

    FRESH = "FRESH"
    DUE_SOON = "DUE_SOON"
    OVERDUE = "OVERDUE"
    BLANK = "BLANK"
    GONE = "GONE"
    UNKNOWN = "UNKNOWN"
    WAIVED = "WAIVED"

    @property
    def adverse(self) -> bool:
        """Whether the state accuses a unit, and so needs two keys before it leaves the house."""
        return self in {State.OVERDUE, State.BLANK, State.GONE}


class Certainty(StrEnum):
    """How far an adverse verdict has come; the others have none."""

    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    REVIEWED = "reviewed"


class Reason(StrEnum):
    """Why the state is what it is; exporters turn each into a Chinese sentence."""

    #: The newest entry is within the limit.
    IN_TIME = "in_time"
    #: No interval rule covers it, and it has content.
    HAS_CONTENT = "has_content"
    #: The newest entry is older than the limit, and a complete look after the due date says so.
    LATE = "late"
    #: A unit has no entry of its own in a list that reaches back past the limit.
    SILENT_IN_LIST = "silent_in_list"
    #: The page is blank.
    EMPTY = "empty"
    #: The page is blank and explains why (已备注).
    EMPTY_NOTED = "empty_noted"
    #: The account is shown, and held to no limit.
    SHOWN_ONLY = "shown_only"
    #: The page is gone, or the account was cancelled.
    GONE = "gone"
    #: A waiver holds today.
    WAIVED = "waived"
    #: Nobody has looked yet.
    NEVER_LOOKED = "never_looked"
    #: Every look so far failed; the outcome says how.
    COULD_NOT_LOOK = "could_not_look"
    #: The due date has passed and no complete look was begun after it.
    NOT_LOOKED_SINCE_DUE = "not_looked_since_due"
    #: The due date has passed, and the look after it could not prove that nothing newer exists.
    NOT_PROVEN = "not_proven"
    #: An account that has never posted (开通以来从未更新).
    NEVER_POSTED = "never_posted"
    #: Items, but no dates.
    UNDATED = "undated"
    #: The list does not reach back far enough, or its rows do not name their source.
    LIST_TOO_SHORT = "list_too_short"
    #: A landing page whose children the inventory does not name.
    NO_CHILDREN = "no_children"
    #: A landing page with a child that could not be judged.
    CHILD_UNKNOWN = "child_unknown"
    #: Another path shows an item, or another address, that the list does not explain: a person has to look.
    DISPUTED = "disputed"
    #: A person decided that the finding is a mistake (误报), or that it is in doubt (存疑).
    MISTAKEN = "mistaken"
    DOUBTFUL = "doubtful"
    #: Our clock or the servers' is wrong, so that no day can be counted.
    CLOCK_WRONG = "clock_wrong"
    #: The site is closed for a while with leave (经批准临时下线).
    OFFLINE = "offline"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the looks up to *judged_at* say of *target* under *rulebook*."""

    target: str
    rulebook: str
    #: The digest of the rulebook that was used.
    rulebook_version: str
    #: The rule that decided, and its clause; empty where no rule did.
    rule: str
    clause: str
    state: State
    reason: Reason
    judged_at: datetime
    #: Set for the adverse states, None for the others.
    certainty: Certainty | None = None
    #: The newest entry's date and title.
    newest_on: date | None = None
    newest_title: str = ""
    #: The last day in time, or None where nothing falls due.
    due_on: date | None = None
    #: When the look it rests on began.
    seen_at: datetime | None = None
    #: The outcome of the newest look, also where an older one decided.
    last_outcome: Outcome | None = None
    #: The numbers of the observations it rests on.
    rests_on: tuple[int, ...] = ()
    #: The look that first accused: its number and moment; None for the states that accuse nobody.
    first_key: int | None = None
    first_key_at: datetime | None = None
    #: The thorough look that could not refute it; None while there was none.
    second_key: int | None = None
    #: Both looks saw the target on one path alone.
    one_source: bool = False

    def __post_init__(self) -> None:
        require_aware(self.judged_at)

    def days_left(self, today: date) -> int | None:
        """Return the days from *today* to the due date: 0 on the last day in time, negative when over."""
        return (self.due_on - today).days if self.due_on else None


@dataclass(frozen=True, kw_only=True)
class Change:
    """A target whose state differs from the one before, UNKNOWNs in between not counted."""

    target: str
    rulebook: str
    before: State
    after: State
    changed_at: datetime
    #: When somebody took it to tell people; None while nobody has.
    claimed_at: datetime | None = None


class Decision(StrEnum):
    """What a person can decide about a finding."""

    UPHELD = "确认"
    MISTAKEN = "误报"
    DOUBTFUL = "存疑"


@dataclass(frozen=True, kw_only=True)
class Review:
    """A named person's decision on a finding; it holds for that finding alone, until another is made."""

    target: str
    rulebook: str
    #: The finding: the state, and the newest entry's date it rests on.
    state: State
    newest_on: date | None
    decision: Decision
    by: str
    reviewed_at: datetime
    note: str = ""

    def __post_init__(self) -> None:
        require_aware(self.reviewed_at)

    def is_about(self, verdict: Verdict) -> bool:
        """Return whether *verdict* is the finding that was decided on."""
        return (self.target, self.rulebook, self.state, self.newest_on) == (
            verdict.target,
            verdict.rulebook,
            verdict.state,
            verdict.newest_on,
        )
