"""Which accounts a person has to look at herself, in the order in which she should."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from exporters.finding import NAME_LENGTH, Finding
from exporters.findings import findings
from exporters.markup import shortened, web_address
from exporters.words import PLATFORMS, SOURCE_KINDS, look_words
from records.given import GivenLink
from records.observation import Observation
from records.snapshot import Snapshot
from records.targets import Account, SourceKind
from records.verdict import State

#: Where a person sees the account itself, then where she sees something of it.
_ITSELF = (SourceKind.TIMELINE, SourceKind.PROFILE, SourceKind.STORE)
_OF_IT = (
    *(SourceKind.ARTICLE, SourceKind.HOMEPAGE, SourceKind.ALBUM),
    *(SourceKind.PAGE, SourceKind.SOGOU, SourceKind.FEED),
)
_ANY_DAY, _NEVER = date.min, datetime.min.replace(tzinfo=UTC)

Links = Mapping[str, Sequence[GivenLink]]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One account to look at."""

    account: Account
    finding: Finding
    #: The newest look at it, a failed one too.
    look: Observation | None
    #: Where to look, and what is to be seen there; both empty where nobody knows.
    address: str
    place: str

    @property
    def name(self) -> str:
        """Its name, shortened."""
        return shortened(self.account.name, NAME_LENGTH)

    @property
    def platform(self) -> str:
        """Where it lives, in words."""
        return PLATFORMS[self.account.platform]

    @property
    def reason(self) -> str:
        """Why a person has to look."""
        if self.finding.state is State.UNKNOWN:
            return self.finding.remark or self.finding.reason
        kind = "已登记的来源" if self.account.sources else "没有登记来源，系统"
        return f"{kind}不能证明没有更新"

    @property
    def seen(self) -> str:
        """What the newest look came to."""
        return look_words(self.look) if self.look else "尚未查看"


def rows_to_look_at(snapshot: Snapshot, links: Links) -> tuple[Row, ...]:
    """Return the accounts that are UNKNOWN, and those whose silence no source of theirs can prove.

    By the day by which a person has to look: the due date after the last known post, first of
    all those without one, then those that were looked at longest ago. What is waived needs no
    look. *links* are what people gave, newest first.
    """
    return tuple(sorted(_rows(snapshot, links), key=_urgency))


def _rows(snapshot: Snapshot, links: Links) -> Iterator[Row]:
    accounts = {account.key: account for account in snapshot.inventory.accounts}
    for finding in findings(snapshot).all:
        account = accounts.get(finding.target)
        if account is None or finding.state is State.WAIVED:
            continue
        proven = any(source.kind.can_prove_silence for source in account.sources)
        if finding.state is State.UNKNOWN or not proven:
            address, place = _where(account, links.get(account.key, ()))
            look = snapshot.looks.get(account.key)
            yield Row(account=account, finding=finding, look=look, address=address, place=place)


def _where(account: Account, links: Sequence[GivenLink]) -> tuple[str, str]:
    known = {source.kind: source.url for source in reversed(account.sources) if source.url}
    itself = [(known[kind], SOURCE_KINDS[kind]) for kind in _ITSELF if kind in known]
    given = [(link.url, "登记的文章") for link in links]
    of_it = [(known[kind], SOURCE_KINDS[kind]) for kind in _OF_IT if kind in known]
    for address, place in (*itself, *given, *of_it):
        if web_address(address):
            return address, place
    return "", ""


def _urgency(row: Row) -> tuple[date, datetime, str]:
    seen_at = row.look.seen_at if row.look else _NEVER
    return row.finding.verdict.due_on or _ANY_DAY, seen_at, row.account.key
