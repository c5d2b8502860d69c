"""Kuaishou's page of an account, whose works have no times."""

from practice.county import Account
from practice.history import History
from practice.pages import Pages
from practice.platforms import ids
from practice.platforms.asked import Asked, fields, page, told
from practice.platforms.manners import Refusal, Standing, listed
from practice.wire import Answer, Request

_LIST, _PAGE = "/live_api/profile/public", "/profile/"
_COUNT = 12


class Kuaishou:
    """``/profile/<id>`` and ``/live_api/profile/public``."""

    def __init__(self, history: History, pages: Pages) -> None:
        self._history = history
        self._pages = pages
        self._accounts = {one.id: one for one in history.county.accounts if one.platform == "kuaishou"}

    def account_of(self, request: Request) -> Account | None:
        """Return whose page or whose list it is."""
        asked_for = fields(request.query).get("principalId", "") if request.path == _LIST else request.path
        return self._accounts.get(asked_for.removeprefix(_PAGE))

    def answer(self, asked: Asked) -> Answer | None:
        """Return the page, the list, or what stands in their way."""
        if asked.path == _LIST:
            return self._list(asked)
        if not asked.account or not asked.path.startswith(_PAGE):
            return None
        if asked.manner.standing is not Standing.IN_ORDER:
            return page(self._pages.notice("用户不存在", "该账号已注销"))
        if asked.manner.verifies_at(asked.now):
            return page(self._pages.render("platforms/verify.html"))
        unit = self._history.county.unit(asked.account.unit)
        text = self._pages.render(
            "platforms/kuaishou/page.html", asked=asked, account=asked.account, unit=unit
        )
        return page(text)

    def _list(self, asked: Asked) -> Answer:
        account, manner = asked.account, asked.manner
        kept_back = manner.hidden or manner.refuses is not Refusal.NONE or manner.verifies_at(asked.now)
        if not account or kept_back or manner.standing is not Standing.IN_ORDER:
            return told({"data": {"result": 2, "list": [], "pcursor": "no_more"}})
        works = listed(self._history, account, manner, asked.now)
        rows = [
            {
                "id": "3x" + ids.digest(6, "work", item.number).hex(),
                "author": {"id": account.id, "name": asked.name},
                "caption": item.title,
                "poster": f"{asked.home}/images/photo.svg",
                "workType": "video",
                "counts": {"displayLike": str(item.number % 97), "displayView": str(item.number % 997)},
            }
            for item in works[:_COUNT]
        ]
        pcursor = ids.digest(4, "pcursor", account.id).hex() if len(works) > _COUNT else "no_more"
        return told({"data": {"result": 1, "list": rows, "pcursor": pcursor}})
