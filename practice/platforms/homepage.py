"""WeChat's homepages: articles that somebody has picked by hand."""

from practice.county import Account
from practice.history import History, Item
from practice.pages import Pages
from practice.platforms import ids
from practice.platforms.asked import Asked, count, fields, told
from practice.platforms.manners import Newest, Standing, listed
from practice.platforms.wechat import kind_of, long_address, verification
from practice.wire import Answer, Request

HOMEPAGE = "/mp/homepage"
_MOST = 20
#: One article in so many is picked.
_PICKED = 2


def on_homepage(item: Item) -> bool:
    """Return whether the article has been picked."""
    return item.number % _PICKED == 0


class Homepages:
    """``/mp/homepage?action=appmsg_list``: the list stands elsewhere in the answer to GET than to POST."""

    def __init__(self, history: History, _pages: Pages) -> None:
        self._history = history
        accounts = [one for one in history.county.accounts if one.platform == "wechat"]
        self._accounts = {ids.biz(one): one for one in accounts}

    def account_of(self, request: Request) -> Account | None:
        """Return whose homepage it is."""
        biz = fields(request.query).get("__biz", "") if request.path == HOMEPAGE else ""
        return self._accounts.get(biz)

    def answer(self, asked: Asked) -> Answer | None:
        """Return a page of the list; ret -2 where there is no such homepage."""
        if asked.path != HOMEPAGE:
            return None
        if asked.manner.verifies_at(asked.now):
            return verification(asked)
        account, query = asked.account, asked.query
        there = account and (query.get("hid"), query.get("sn")) == ("1", ids.homepage_sn(account))
        if not account or not there or asked.manner.standing is not Standing.IN_ORDER:
            return told({"base_resp": {"ret": -2, "errmsg": "invalid args"}})
        items = listed(self._history, account, asked.manner, asked.now)
        items = items[1:] if asked.manner.newest is not Newest.SHOWN else items
        picked = [item for item in items if on_homepage(item)]
        begin, many = count(query.get("begin")), min(count(query.get("count"), 5), _MOST)
        rows = [_row(asked, account, item) for item in picked[begin : begin + many]]
        more = int(begin + many < len(picked))
        if asked.request.method == "POST":
            return told({"base_resp": {"ret": 0}, "appmsg_list": rows, "has_more": more})
        return told({"data": {"homepage_render": {"appmsg_list": rows, "has_more": more}}})


def _row(asked: Asked, account: Account, item: Item) -> object:
    return {
        "aid": f"{ids.mid(item)}_1",
        "title": item.title,
        "cover": f"{asked.home}/images/photo.svg",
        "link": long_address(asked.home, account, item) + "&scene=19#wechat_redirect",
        "digest": "",
        "appmsgid": int(ids.mid(item)),
        "itemidx": 1,
        "type": 9,
        "item_show_type": kind_of(item),
        "copyright_stat": 100,
        "author": "",
        "sendtime": ids.epoch(item),
    }
