"""What each source of an account can prove, and how it is asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from records.targets import Platform, SourceKind


class Proof(StrEnum):
    """What a source can prove at best."""

    #: A post found is a post; one that is missing says nothing: a lower bound.
    POSTED = "posted"
    #: What it does not list was not posted, where its answer is whole.
    SILENCE = "silence"
    #: When a version came out; never that anything was posted.
    VERSION = "version"


@dataclass(frozen=True, kw_only=True)
class Way:
    """One kind of source on one platform."""

    proves: Proof
    #: It is opened in a browser, which keeps the answers to its scripts whose address matches *hears* and
    #: leaves with the first that matches *until*; otherwise it is asked for as it is.
    browser: bool = False
    hears: str = ""
    until: str = ""
    #: What it costs, and what to do when it is blocked: for docs/accounts.md.
    costs: str
    when_blocked: str


_OWNER = "ask the owner to grant the official interface"
_LINK = "take a pasted link or a person's look"
_FEED = Way(
    proves=Proof.POSTED,
    costs="a request",
    when_blocked=f"see to the feed's own service; {_LINK}",
)
#: A page of the office's own that lists the account's posts, as columns do.
_PAGE = Way(proves=Proof.SILENCE, costs="a request", when_blocked=_LINK)

#: By platform and kind of source. What no way is given for cannot be asked.
WAYS: Mapping[Platform, Mapping[SourceKind, Way]] = {
    Platform.WECHAT: {
        SourceKind.ARTICLE: Way(
            proves=Proof.POSTED,
            browser=True,
            costs="a page of 2 to 4 MB in the browser",
            when_blocked=f"wait for the next day; {_OWNER}",
        ),
        SourceKind.ALBUM: Way(proves=Proof.POSTED, costs="one or two requests", when_blocked=_LINK),
        SourceKind.HOMEPAGE: Way(proves=Proof.POSTED, costs="a request", when_blocked=_LINK),
        SourceKind.SOGOU: Way(proves=Proof.POSTED, costs="a request; a hint only", when_blocked=_LINK),
        SourceKind.FEED: _FEED,
        SourceKind.OFFICIAL: Way(
            proves=Proof.SILENCE,
            costs="a request a day looked back at, and two more, of the owner's quota",
            when_blocked="the note names the error: the IP's listing, the right, the quota, the secret",
        ),
        SourceKind.PAGE: _PAGE,
    },
    Platform.WEIBO: {
        SourceKind.TIMELINE: Way(
            proves=Proof.SILENCE,
            browser=True,
            hears=r"/api/container/getIndex\?",
            until=r"/api/container/getIndex\?.*containerid=107603",
            costs="a page and its scripts in the browser",
            when_blocked="wait; run from a mainland address; ask the owner to authorise the open interface",
        ),
        SourceKind.OFFICIAL: Way(
            proves=Proof.SILENCE,
            costs="a request of the owner's quota",
            when_blocked="the note names the error",
        ),
        SourceKind.FEED: _FEED,
        SourceKind.PAGE: _PAGE,
    },
    Platform.DOUYIN: {
        SourceKind.PROFILE: Way(
            proves=Proof.POSTED,
            browser=True,
            hears=r"/aweme/(v\d/)?(web/)?aweme/post/",
            until=r"/aweme/(v\d/)?(web/)?aweme/post/",
            costs="a page and its scripts in the browser",
            when_blocked=_LINK,
        ),
        SourceKind.FEED: _FEED,
        SourceKind.PAGE: _PAGE,
    },
    Platform.TOUTIAO: {
        SourceKind.PROFILE: Way(
            proves=Proof.POSTED,
            browser=True,
            hears=r"/api/pc/list/feed",
            until=r"/api/pc/list/feed",
            costs="a page and its scripts in the browser",
            when_blocked=_LINK,
        ),
        SourceKind.FEED: _FEED,
        SourceKind.PAGE: _PAGE,
    },
    Platform.KUAISHOU: {
        SourceKind.PROFILE: Way(
            proves=Proof.POSTED,
            browser=True,
            hears=r"/live_api/profile/public|/graphql",
            until=r"/live_api/profile/public",
            costs="a page and its scripts in the browser; its lists seldom show times",
            when_blocked=_LINK,
        ),
        SourceKind.FEED: _FEED,
        SourceKind.PAGE: _PAGE,
    },
    Platform.CHANNELS: {SourceKind.FEED: _FEED, SourceKind.PAGE: _PAGE},
    Platform.APP: {
        SourceKind.STORE: Way(
            proves=Proof.VERSION,
            browser=True,
            hears=r"/uowap/index\?.*getTabDetail",
            until=r"/uowap/index\?.*getTabDetail",
            costs="a page in the browser",
            when_blocked="look at the store by hand",
        ),
        SourceKind.PAGE: _PAGE,
    },
    Platform.OTHER: {SourceKind.FEED: _FEED, SourceKind.PAGE: _PAGE},
}
