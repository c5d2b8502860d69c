"""Every platform and who reads it. A new one is a folder, a line here and its ways in ``ways.py``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from crawler.platforms.app.reader import read as read_app
from crawler.platforms.channels.reader import read as read_channels
from crawler.platforms.douyin.reader import read as read_douyin
from crawler.platforms.feed import read_feed
from crawler.platforms.kuaishou.reader import read as read_kuaishou
from crawler.platforms.told import ReadPlatform, Told, told_nothing
from crawler.platforms.toutiao.reader import read as read_toutiao
from crawler.platforms.wechat.reader import read as read_wechat
from crawler.platforms.weibo.errors import of_status
from crawler.platforms.weibo.reader import read as read_weibo
from crawler.platforms.weibo.visit import read_visit
from records.observation import Outcome
from records.targets import Platform, SourceKind

PLATFORMS: Mapping[Platform, ReadPlatform] = {
    Platform.WECHAT: read_wechat,
    Platform.WEIBO: read_weibo,
    Platform.DOUYIN: read_douyin,
    Platform.TOUTIAO: read_toutiao,
    Platform.KUAISHOU: read_kuaishou,
    Platform.CHANNELS: read_channels,
    Platform.APP: read_app,
}
#: What a server says that has nothing to say to us.
_REFUSES = frozenset({401, 403, 405, 412, 414, 418, 429, 432, 451, 521})
_NOT_THERE = 404
_TELLS_MOST = (Outcome.READ, Outcome.GONE, Outcome.EMPTY, Outcome.BLOCKED, Outcome.UNDATED, Outcome.PARTIAL)


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What came back for one request: of the document, or of one of its scripts."""

    address: str
    status: int
    body: bytes


def read_source(
    platform: Platform, kind: SourceKind, document: Sent, heard: Sequence[Sent], *, seen_at: datetime
) -> Told:
    """Return what one source of an account says: its *document*, and what that one's scripts *heard*."""
    if platform is Platform.WEIBO and kind is SourceKind.TIMELINE:
        return _weibo_visit(document, heard, seen_at=seen_at)
    if kind is SourceKind.OFFICIAL and document.status < 500:
        return PLATFORMS[platform](document.body, address=document.address, seen_at=seen_at)
    # A store says with 404 that it does not list an app; of an account 404 says nothing.
    absent = platform is Platform.APP and document.status == _NOT_THERE
    refusal = None if absent else _refused(document)
    if refusal:
        return refusal
    if kind is SourceKind.FEED or platform not in PLATFORMS:
        return read_feed(document.body, address=document.address, seen_at=seen_at)
    read = PLATFORMS[platform]
    told = [
        (None if absent else _refused(sent)) or read(sent.body, address=sent.address, seen_at=seen_at)
        for sent in (*heard, document)
    ]
    return min(told, key=_rank)


def _weibo_visit(document: Sent, heard: Sequence[Sent], *, seen_at: datetime) -> Told:
    # A page that leads away at once leaves answers behind whose bodies nobody has.
    answers = [(sent.address, sent.body) for sent in heard if sent.status == 200 and sent.body]
    refusals = [refusal for sent in (*heard, document) if (refusal := of_status(sent.status))]
    if refusals and not answers:
        return refusals[0]
    told = read_visit(answers, address=document.address, seen_at=seen_at)
    if told.reading.outcome is not Outcome.UNREADABLE or answers:
        return told
    shown = read_weibo(document.body, address=document.address, seen_at=seen_at)
    return told if shown.reading.outcome is Outcome.UNREADABLE else shown


def _refused(sent: Sent) -> Told | None:
    """Return what the status of *sent* says where it is no answer; a page that is not there is no verdict."""
    if sent.status in _REFUSES:
        return told_nothing(Outcome.BLOCKED, f"HTTP {sent.status}")
    if sent.status >= 500:
        return told_nothing(Outcome.UNREACHABLE, f"HTTP {sent.status}")
    if sent.status >= 300:
        note = f"HTTP {sent.status}: its page is not there, which says nothing of the account"
        return told_nothing(Outcome.UNREADABLE, note)
    return None


def _rank(told: Told) -> int:
    outcome = told.reading.outcome
    return _TELLS_MOST.index(outcome) if outcome in _TELLS_MOST else len(_TELLS_MOST)
