"""A stand-in for Sogou's search of WeChat accounts: late, and not without accounts of the same name."""

from datetime import timedelta
from urllib.parse import quote

from practice.county import Account
from practice.history import History
from practice.pages import Pages
from practice.platforms import ids
from practice.platforms.asked import Asked, fields, page, sent_to
from practice.platforms.manners import Standing, listed
from practice.wire import Answer, Request

_PATH, _SPIDER = "/weixin", "/antispider/"
#: How late the index is.
_LATE = timedelta(hours=26)
_MONTH = timedelta(days=30)


class Sogou:
    """``/weixin?type=1&query=`` and the verification it sends spiders to."""

    def __init__(self, history: History, pages: Pages) -> None:
        self._history = history
        self._pages = pages
        self._accounts = [one for one in history.county.accounts if one.platform == "wechat"]

    def account_of(self, request: Request) -> Account | None:
        """Return the account that the query names, by its 微信号 before its name."""
        query = fields(request.query).get("query", "") if request.path == _PATH else ""
        by_id = [one for one in self._accounts if query == ids.user_name(one)]
        return next(iter(by_id or [one for one in self._accounts if query == one.name]), None)

    def answer(self, asked: Asked) -> Answer | None:
        """Return the accounts that were found, or the page that keeps spiders out."""
        if asked.path == _SPIDER:
            return page(self._pages.render("platforms/wechat/antispider.html"))
        if asked.path != _PATH:
            return None
        if asked.manner.verifies_at(asked.now):
            return sent_to(f"{asked.home}{_SPIDER}?from={quote(_PATH + '?' + asked.request.query, safe='')}")
        return page(self._found(asked))

    def _found(self, asked: Asked) -> str:
        account = asked.account if asked.manner.standing is Standing.IN_ORDER else None
        indexed = asked.now - _LATE
        items = listed(self._history, account, asked.manner, indexed) if account else ()
        return self._pages.render(
            "platforms/wechat/sogou.html",
            asked=asked,
            account=account,
            ids=ids,
            newest=items[0] if items else None,
            month=sum(item.at > indexed - _MONTH for item in items),
            unit=self._history.county.unit(account.unit) if account else None,
            # Somebody else of the same name, whose last article is long ago.
            namesake=f"gh_{ids.digest(6, 'namesake', account.id).hex()}" if account else "",
            long_ago=int((indexed - 12 * _MONTH).timestamp()),
        )
