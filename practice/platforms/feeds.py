"""Feeds that services make of WeChat accounts: right ones, some that stand still, some eight hours late."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime

from practice.county import Account
from practice.history import History, Item
from practice.pages import Pages
from practice.platforms import ids
from practice.platforms.asked import Asked, told
from practice.platforms.manners import listed
from practice.wire import Answer, Request
from practice.yanlian import SHANGHAI

#: When the service under ``/still/`` stopped to take anything up, for all accounts.
STILL_FROM = datetime(2026, 7, 30, tzinfo=SHANGHAI)

_FEED = re.compile(r"/(?P<service>still/|naive/)?feeds/(?P<key>[\w-]{1,60})\.(?P<form>rss|atom|json)")
_ITEMS = 20
_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}


class Feeds:
    """``/feeds/<account>.rss``, ``.atom`` and ``.json``, and the same under ``/still`` and ``/naive``."""

    def __init__(self, history: History, pages: Pages) -> None:
        self._history = history
        self._pages = pages
        self._accounts = {one.key: one for one in history.county.accounts if one.platform == "wechat"}

    def account_of(self, request: Request) -> Account | None:
        """Return whose feed it is."""
        match = _FEED.fullmatch(request.path)
        return self._accounts.get(match["key"]) if match else None

    def answer(self, asked: Asked) -> Answer | None:
        """Return the feed; whenever it was made it says that it was made now."""
        match = _FEED.fullmatch(asked.path)
        if match is None or asked.account is None:
            return None
        ends = [asked.now, STILL_FROM if match["service"] == "still/" else asked.now]
        ends.append(asked.manner.feed_still_from or asked.now)
        items = listed(self._history, asked.account, asked.manner, min(ends))[:_ITEMS]
        naive = match["service"] == "naive/"
        if match["form"] == "json":
            return told(_json(asked, items, naive=naive), type_="application/feed+json; charset=utf-8")
        text = self._pages.render(
            f"platforms/wechat/feed.{match['form']}",
            asked=asked,
            items=items,
            ids=ids,
            biz=ids.biz(asked.account),
            at=lambda item: _said(item, naive=naive),
            mail=format_datetime,
        )
        return Answer(body=text.encode(), type=f"{_TYPES[match['form']]}; charset=utf-8")


def _said(item: Item, *, naive: bool) -> datetime:
    """Return the moment as the feed has it: a *naive* service takes our hours for Greenwich's."""
    return item.at.replace(tzinfo=UTC) if naive else item.at


def _json(asked: Asked, items: tuple[Item, ...], *, naive: bool) -> object:
    rows = [
        {
            "id": ids.short(item),
            "url": f"{asked.home}/s/{ids.short(item)}",
            "title": item.title,
            "date_published": _said(item, naive=naive).isoformat(),
        }
        for item in items
    ]
    return {"version": "https://jsonfeed.org/version/1.1", "title": asked.name, "items": rows}
