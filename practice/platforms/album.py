"""WeChat's albums: part of an account's articles, in the order their owner has set."""

from collections.abc import Sequence
from dataclasses import dataclass

from practice.county import Account
from practice.history import History, Item
from practice.pages import Pages
from practice.platforms import ids
from practice.platforms.asked import Asked, count, fields, page, told
from practice.platforms.manners import Newest, Standing, listed
from practice.platforms.wechat import kind_of, long_address, verification
from practice.wire import Answer, Request

_PATH = "/mp/appmsgalbum"
_MISSING = 10004
_MOST = 20
#: Of each so many articles in a row one is not put into the album.
_LEFT_OUT = 4


def in_album(item: Item) -> bool:
    """Return whether the owner has put the article into the album."""
    return item.number % _LEFT_OUT != 0


@dataclass(frozen=True, kw_only=True)
class _Sheet:
    """One page of an album."""

    rows: Sequence[Item]
    total: int
    more: bool
    newest_first: bool


class Albums:
    """``/mp/appmsgalbum?action=getalbum``, as JSON and as a page."""

    def __init__(self, history: History, pages: Pages) -> None:
        self._history = history
        self._pages = pages
        accounts = [one for one in history.county.accounts if one.platform == "wechat"]
        self._accounts = {ids.biz(one): one for one in accounts}

    def account_of(self, request: Request) -> Account | None:
        """Return whose album it is."""
        biz = fields(request.query).get("__biz", "") if request.path == _PATH else ""
        return self._accounts.get(biz)

    def answer(self, asked: Asked) -> Answer | None:
        """Return a page of the album; ret 10004 where there is no such album."""
        if asked.path != _PATH:
            return None
        if asked.manner.verifies_at(asked.now):
            return verification(asked)
        account, query = asked.account, asked.query
        there = account and query.get("album_id") == ids.album_id(account)
        if not account or not there or asked.manner.standing is not Standing.IN_ORDER:
            return told({"base_resp": {"exportkey_token": "", "ret": _MISSING}})
        sheet = self._sheet(asked, account)
        if query.get("f") == "json":
            return told(_album(asked, account, sheet))
        return page(
            self._pages.render(
                "platforms/wechat/album.html",
                asked=asked,
                account=account,
                sheet=sheet,
                ids=ids,
                long=lambda item: long_address(asked.home, account, item),
            )
        )

    def _sheet(self, asked: Asked, account: Account) -> _Sheet:
        """Return the page that follows the article which the query names, in the order it asks for."""
        items = listed(self._history, account, asked.manner, asked.now)
        items = items[1:] if asked.manner.newest is not Newest.SHOWN else items
        rows = [item for item in items if in_album(item)]
        by_default = "0" if asked.manner.oldest_first else "1"
        newest_first = asked.query.get("is_reverse", by_default) != "0"
        ordered = rows if newest_first else rows[::-1]
        before = [ids.mid(item) for item in ordered]
        begin = asked.query.get("begin_msgid", "")
        start = before.index(begin) + 1 if begin in before else 0
        end = start + min(count(asked.query.get("count")) or 10, _MOST)
        more = end < len(ordered)
        return _Sheet(rows=ordered[start:end], total=len(rows), more=more, newest_first=newest_first)


def _album(asked: Asked, account: Account, sheet: _Sheet) -> object:
    """Return the album as JSON: a single article stands there as an object and not in a list."""
    rows = [_row(asked, account, item) for item in sheet.rows]
    alone = len(rows) == 1
    more: str | int = int(sheet.more) if alone else str(int(sheet.more))
    base = {
        "title": f"{account.name}合集",
        "article_count": str(sheet.total),
        "nickname": asked.name,
        "is_reverse": str(int(sheet.newest_first)),
        "isupdating": "1",
    }
    album = {
        "base_info": base,
        "article_list": rows[0] if alone else rows,
        "continue_flag": more,
        "reverse_continue_flag": more,
    }
    return {"base_resp": {"exportkey_token": "", "ret": 0}, "getalbum_resp": album}


def _row(asked: Asked, account: Account, item: Item) -> object:
    return {
        "cover_img_1_1": f"{asked.home}/images/photo.svg",
        "create_time": str(ids.epoch(item)),
        "is_pay_subscribe": "0",
        "is_read": "0",
        "item_show_type": str(kind_of(item)),
        "itemidx": "1",
        "key": f"{ids.epoch(item)}_{ids.mid(item)}_1",
        "msgid": ids.mid(item),
        "pos_num": str(item.number % 10_000),
        "title": item.title,
        "tts_is_ban": "0",
        "url": f"{long_address(asked.home, account, item)}#rd",
        "user_read_status": "0",
    }
