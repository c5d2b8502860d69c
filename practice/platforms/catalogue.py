"""Every platform and its parts. A new part is a file and a line."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from practice.county import Account
from practice.history import History
from practice.pages import Pages
from practice.platforms.album import Albums
from practice.platforms.asked import NEVER, NEVER_THERE, Asked, Part
from practice.platforms.douyin import Douyin
from practice.platforms.feeds import Feeds
from practice.platforms.homepage import HOMEPAGE, Homepages
from practice.platforms.kuaishou import Kuaishou
from practice.platforms.manners import RIGHT, Manner, manner_of
from practice.platforms.official import FIGURES, PUBLISHED, TOKEN, Official
from practice.platforms.sogou import Sogou
from practice.platforms.stores import Stores
from practice.platforms.toutiao import Toutiao
from practice.platforms.visitor import MAKE_VISITOR, Visitors
from practice.platforms.wechat import Articles
from practice.platforms.weibo import Weibo
from practice.wire import Answer, Request

_PARTS: Mapping[str, Sequence[Callable[[History, Pages], Part]]] = {
    "wechat": (Articles, Albums, Homepages, Sogou, Official, Feeds),
    "weibo": (Visitors, Weibo),
    "douyin": (Douyin,),
    "toutiao": (Toutiao,),
    "kuaishou": (Kuaishou,),
    "app": (Stores,),
}
#: What can be posted to; everywhere else one can only look.
_POSTED = frozenset({HOMEPAGE, MAKE_VISITOR, TOKEN, FIGURES, PUBLISHED})


class Platforms:
    """All platforms of a county, each on the host of its site."""

    def __init__(self, history: History, pages: Pages) -> None:
        self._parts: Mapping[str, Sequence[Part]] = {
            site.host: [part(history, pages) for part in _PARTS.get(site.platform, ())]
            for site in history.county.sites
            if site.platform
        }

    def account_of(self, request: Request) -> Account | None:
        """Return whom *request* is about, or None where that is nobody known."""
        found = (part.account_of(request) for part in self._parts.get(request.host, ()))
        return next((account for account in found if account), None)

    def answer(self, request: Request, now: datetime, manners: Mapping[str, Manner]) -> Answer | None:
        """Return what the platform answers at *now*, or None where it has no such address for the method."""
        looks = request.method in {"GET", "HEAD"}
        if not looks and (request.method != "POST" or request.path not in _POSTED):
            return None
        if request.path == NEVER:
            return NEVER_THERE
        account = self.account_of(request)
        manner = manner_of(account, now, manners) if account else RIGHT
        asked = Asked(request=request, now=now, account=account, manner=manner)
        answers = (part.answer(asked) for part in self._parts.get(request.host, ()))
        return next((answer for answer in answers if answer), None)
