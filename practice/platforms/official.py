"""The official interface that the owner of a WeChat account may ask: complete, and a day late."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from practice.county import Account
from practice.history import History, Item
from practice.pages import Pages
from practice.platforms import ids
from practice.platforms.asked import Asked, count, fields, posted, told
from practice.platforms.manners import Interface, Newest
from practice.platforms.wechat import long_address
from practice.wire import Answer, Request

#: Seconds a token holds.
TOKEN_SECONDS = 7200
#: The first day of which there are figures.
FIGURES_FROM = date(2025, 11, 1)

TOKEN, FIGURES, PUBLISHED = (
    "/cgi-bin/stable_token",
    "/datacube/getarticletotaldetail",
    "/cgi-bin/freepublish/batchget",
)
_ERRORS: Mapping[int, str] = {
    40001: "invalid credential, access_token is invalid or not latest",
    40013: "invalid appid",
    40097: "invalid args",
    40125: "invalid appsecret",
    40164: "invalid ip 127.0.0.1, not in whitelist",
    42001: "access_token expired",
    43002: "require POST method",
    45009: "reach max api daily quota limit",
    47001: "data format error",
    48001: "api unauthorized",
    61501: "date range error",
}


def mass_sends(account: Account) -> bool:
    """Return whether the account sends to its followers (群发) what it publishes."""
    return account.kind != "服务号"


class Official:
    """``stable_token``, ``getarticletotaldetail`` and ``freepublish/batchget``, each by POST."""

    def __init__(self, history: History, _pages: Pages) -> None:
        self._history = history
        accounts = [one for one in history.county.accounts if one.platform == "wechat"]
        self._accounts = {ids.app_id(one): one for one in accounts}

    def account_of(self, request: Request) -> Account | None:
        """Return whose appid was posted, or stands in the access token."""
        if request.path == TOKEN:
            return self._accounts.get(str((posted(request) or {}).get("appid")))
        if request.path in {FIGURES, PUBLISHED}:
            parts = fields(request.query).get("access_token", "").split("_")
            return self._accounts.get(parts[1]) if len(parts) == 3 else None
        return None

    def answer(self, asked: Asked) -> Answer | None:
        """Return what was asked for, or ``errcode`` and ``errmsg``; the status is 200 for all of them."""
        if asked.path not in {TOKEN, FIGURES, PUBLISHED}:
            return None
        if asked.request.method != "POST":
            return _error(43002)
        if asked.manner.interface is Interface.UNLISTED:
            return _error(40164)
        return self._token(asked) if asked.path == TOKEN else self._told(asked)

    def _told(self, asked: Asked) -> Answer:
        refused = self._refused(asked)
        if refused or not asked.account:
            return _error(refused)
        if asked.posted is None:
            return _error(47001 if asked.request.body else 40097)
        found = self._figures if asked.path == FIGURES else self._published
        return found(asked, asked.account, asked.posted)

    def _token(self, asked: Asked) -> Answer:
        if not asked.account:
            return _error(40013)
        if (asked.posted or {}).get("secret") != ids.app_secret(asked.account):
            return _error(40125)
        since = int(asked.now.timestamp()) // TOKEN_SECONDS * TOKEN_SECONDS
        left = since + TOKEN_SECONDS - int(asked.now.timestamp())
        return told({"access_token": _token_of(asked.account, since), "expires_in": left})

    def _refused(self, asked: Asked) -> int:
        """Return the error for whoever may not ask, or 0."""
        given = asked.query.get("access_token", "")
        since = count(given.partition("_")[0])
        if not asked.account or given != _token_of(asked.account, since):
            return 40001
        if not since <= asked.now.timestamp() < since + TOKEN_SECONDS:
            return 42001
        return {Interface.QUOTA: 45009, Interface.UNAUTHORISED: 48001}.get(asked.manner.interface, 0)

    def _figures(self, asked: Asked, account: Account, asking: Mapping[str, Any]) -> Answer:
        """Return what came out on the days asked for, the last of which is yesterday."""
        first, last = _day(asking.get("begin_date")), _day(asking.get("end_date"))
        yesterday = asked.now.date() - timedelta(days=1)
        if not first or not last or not first <= last <= yesterday:
            return _error(61501)
        late = asked.manner.interface is Interface.DELAYED and last == yesterday
        last = last - timedelta(days=1) if late else last
        items = [item for item in self._of(asked, account) if max(first, FIGURES_FROM) <= item.on <= last]
        return told({"list": [_figure(asked, account, item) for item in items], "is_delay": late})

    def _published(self, asked: Asked, account: Account, asking: Mapping[str, Any]) -> Answer:
        """Return what came out without being sent: nothing, for an account that sends everything."""
        offset, many = asking.get("offset"), asking.get("count")
        if not isinstance(offset, int) or not isinstance(many, int) or offset < 0 or not 1 <= many <= 20:
            return _error(40097)
        items = () if mass_sends(account) else self._of(asked, account)
        gone = asked.manner.newest is not Newest.SHOWN
        rows = [
            _article(asked, account, item, deleted=gone and item is items[0])
            for item in items[offset : offset + many]
        ]
        return told({"total_count": len(items), "item_count": len(rows), "item": rows})

    def _of(self, asked: Asked, account: Account) -> tuple[Item, ...]:
        return () if asked.manner.never_posted else self._history.published(account.key, asked.now)


def _token_of(account: Account, since: int) -> str:
    return f"{since}_{ids.app_id(account)}_{ids.digest(24, 'token', account.id, since).hex()}"


def _error(code: int) -> Answer:
    return told({"errcode": code, "errmsg": _ERRORS[code]})


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


def _figure(asked: Asked, account: Account, item: Item) -> object:
    detail = {"stat_date": str(item.on), "read_user": 20 + item.number % 400, "share_user": item.number % 9}
    return {
        "ref_date": str(item.on),
        "msgid": f"{ids.mid(item)}_1",
        "publish_type": 0 if mass_sends(account) else 1,
        "title": item.title,
        "content_url": long_address(asked.home, account, item),
        "detail_list": [detail],
    }


def _article(asked: Asked, account: Account, item: Item, *, deleted: bool) -> object:
    news = {
        "title": item.title,
        "author": "",
        "digest": "",
        "content_source_url": "",
        "thumb_media_id": "",
        "need_open_comment": 0,
        "only_fans_can_comment": 0,
        "url": long_address(asked.home, account, item, passing=False),
        "is_deleted": deleted,
    }
    content = {"news_item": [news], "create_time": ids.epoch(item), "update_time": ids.epoch(item)}
    return {"article_id": ids.short(item), "content": content, "update_time": ids.epoch(item)}
