"""Toutiao's page of an account, and the list that its script asks for."""

from collections.abc import Mapping

from practice.county import Account
from practice.history import History, Item
from practice.pages import Pages
from practice.platforms import ids
from practice.platforms.asked import Asked, count, fields, page, told
from practice.platforms.manners import Refusal, Standing, listed
from practice.wire import Answer, Request

_LIST, _PAGE = "/api/pc/list/feed", "/c/user/token/"
_COUNT = 15
#: ``cell_type`` of an article, of a 微头条, which has no title, and of a video.
_ARTICLE, _SHORT, _VIDEO = 60, 32, 49
_KINDS = (_ARTICLE, _SHORT, _VIDEO)


def signature(account: Account) -> str:
    """Return what the page's own script signs its questions with; without it there is no list."""
    return ids.digest(24, "toutiao", account.id).hex()


class Toutiao:
    """``/c/user/token/<token>`` and ``/api/pc/list/feed``."""

    def __init__(self, history: History, pages: Pages) -> None:
        self._history = history
        self._pages = pages
        accounts = [one for one in history.county.accounts if one.platform == "toutiao"]
        self._accounts = {ids.token(one): one for one in accounts}
        self._posts = {ids.work_number(item): item for one in accounts for item in history.all(one.key)}

    def account_of(self, request: Request) -> Account | None:
        """Return whose page or whose list it is."""
        asked_for = fields(request.query).get("token", "") if request.path == _LIST else request.path
        return self._accounts.get(asked_for.removeprefix(_PAGE).rstrip("/"))

    def answer(self, asked: Asked) -> Answer | None:
        """Return the page, the list, or what stands in their way."""
        if asked.path == _LIST:
            return self._list(asked)
        if asked.path.startswith("/article/"):
            item = self._posts.get(asked.path.removeprefix("/article/").rstrip("/"))
            there = item and self._history.item(item.number, asked.now)
            return page(self._pages.article(there, asked.now)) if there else None
        if not asked.account or not asked.path.startswith(_PAGE):
            return None
        if asked.manner.standing is not Standing.IN_ORDER:
            return page(self._pages.notice("用户不存在", "该账号已注销"))
        if asked.manner.verifies_at(asked.now):
            return page(self._pages.render("platforms/verify.html"))
        text = self._pages.render(
            "platforms/toutiao/page.html",
            asked=asked,
            account=asked.account,
            unit=self._history.county.unit(asked.account.unit),
            token=ids.token(asked.account),
            signature=signature(asked.account),
        )
        return page(text)

    def _list(self, asked: Asked) -> Answer:
        account, query = asked.account, asked.query
        refused = asked.manner.refuses is not Refusal.NONE or asked.manner.verifies_at(asked.now)
        if not account or query.get("a_bogus") != signature(account) or refused:
            return told({"message": "error", "has_more": False})
        gone = asked.manner.hidden or asked.manner.standing is not Standing.IN_ORDER
        posts = () if gone else listed(self._history, account, asked.manner, asked.now)
        before = count(query.get("max_behot_time"))
        posts = tuple(item for item in posts if not before or ids.epoch(item) < before)
        rows = posts[:_COUNT]
        answer = {
            "data": [_cell(asked, account, item) for item in rows],
            "has_more": len(posts) > _COUNT,
            "message": "success",
            "next": {"max_behot_time": ids.epoch(rows[-1]) if rows else 0},
        }
        return told(answer)


def _cell(asked: Asked, account: Account, item: Item) -> object:
    """Return a post as the list has it: each kind names its author elsewhere."""
    kind = _KINDS[item.number % len(_KINDS)]
    user = {"name": asked.name, "user_id": account.id, "token": ids.token(account)}
    who: Mapping[int, Mapping[str, object]] = {
        _ARTICLE: {"user_info": user},
        _SHORT: {"user": user},
        _VIDEO: {"user": {"info": user}},
    }
    return {
        "id": ids.work_number(item),
        "cell_type": kind,
        "publish_time": ids.epoch(item),
        # When it was shown to somebody, and no word of when it came out.
        "behot_time": int(asked.now.timestamp()) - item.number % 60,
        "article_url": f"{asked.home}/article/{ids.work_number(item)}/",
        "comment_count": item.number % 23,
        "content" if kind == _SHORT else "title": item.title,
        **who[kind],
    }
