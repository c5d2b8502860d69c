"""Douyin's page of an account, and the list that its script asks for."""

import json
from urllib.parse import quote

from practice.county import Account
from practice.history import History, Item
from practice.pages import Pages
from practice.platforms import ids
from practice.platforms.asked import Asked, count, fields, page, told
from practice.platforms.manners import Refusal, Standing, listed
from practice.wire import Answer, Request

_LIST = "/aweme/v1/web/aweme/post/"
_COUNT = 18


def signature(account: Account) -> str:
    """Return what the page's own script signs its questions with; without it the list is an empty body."""
    return ids.digest(24, "a_bogus", account.id).hex()


class Douyin:
    """``/user/<sec_uid>`` and ``/aweme/v1/web/aweme/post/``."""

    def __init__(self, history: History, pages: Pages) -> None:
        self._history = history
        self._pages = pages
        accounts = [one for one in history.county.accounts if one.platform == "douyin"]
        self._accounts = {ids.sec_uid(one): one for one in accounts}
        self._works = {ids.work_number(item): item for one in accounts for item in history.all(one.key)}

    def account_of(self, request: Request) -> Account | None:
        """Return whose page or whose list it is."""
        asked_for = fields(request.query).get("sec_user_id", "") if request.path == _LIST else request.path
        return self._accounts.get(asked_for.removeprefix("/user/"))

    def answer(self, asked: Asked) -> Answer | None:
        """Return the page, the list, or what stands in their way."""
        if asked.path == _LIST:
            return self._list(asked)
        if asked.path.startswith("/video/"):
            item = self._works.get(asked.path.removeprefix("/video/"))
            there = item and self._history.item(item.number, asked.now)
            return page(self._pages.article(there, asked.now)) if there else None
        if not asked.account or not asked.path.startswith("/user/"):
            return None
        if asked.manner.standing is not Standing.IN_ORDER:
            return page(self._pages.notice("用户不存在", "该账号已注销"))
        if asked.manner.verifies_at(asked.now):
            return page(self._pages.render("platforms/douyin/verify.html"))
        return self._page(asked, asked.account)

    def _page(self, asked: Asked, account: Account) -> Answer:
        user = {"secUid": ids.sec_uid(account), "nickname": asked.name, "uniqueId": account.id}
        works = [
            {"awemeId": ids.work_number(item), "desc": item.title, "createTime": ids.epoch(item)}
            for item in self._works_of(asked, account)[:_COUNT]
        ]
        data = {"38": {"user": {"user": user}, "post": {"data": works}}}
        text = self._pages.render(
            "platforms/douyin/page.html",
            asked=asked,
            account=account,
            unit=self._history.county.unit(account.unit),
            sec_uid=ids.sec_uid(account),
            signature=signature(account),
            log_in=asked.manner.hidden or asked.manner.refuses is Refusal.LOGIN,
            rate=asked.manner.refuses is Refusal.RATE,
            data=quote(json.dumps(data, ensure_ascii=False, separators=(",", ":"))),
        )
        return page(text)

    def _list(self, asked: Asked) -> Answer:
        account, query = asked.account, asked.query
        if not account or query.get("a_bogus") != signature(account) or asked.manner.verifies_at(asked.now):
            return Answer(type="application/json; charset=utf-8")
        works = self._works_of(asked, account)
        before = count(query.get("max_cursor"))
        works = tuple(item for item in works if not before or ids.epoch(item) * 1000 < before)
        rows = works[:_COUNT]
        answer = {
            "status_code": 0,
            "min_cursor": ids.epoch(rows[0]) * 1000 if rows else 0,
            "max_cursor": ids.epoch(rows[-1]) * 1000 if rows else 0,
            "has_more": int(len(works) > _COUNT),
            "aweme_list": [_work(asked, account, item) for item in rows],
            "log_pb": {"impr_id": ids.digest(8, "impr", asked.request.query, asked.now).hex()},
        }
        return told(answer)

    def _works_of(self, asked: Asked, account: Account) -> tuple[Item, ...]:
        """Return what is shown to somebody who is not logged in, newest first."""
        kept_back = asked.manner.hidden or asked.manner.refuses is not Refusal.NONE
        if kept_back or asked.manner.standing is not Standing.IN_ORDER:
            return ()
        return listed(self._history, account, asked.manner, asked.now)


def _work(asked: Asked, account: Account, item: Item) -> object:
    return {
        "aweme_id": ids.work_number(item),
        "desc": item.title,
        "create_time": ids.epoch(item),
        "is_top": 0,
        "author": {"sec_uid": ids.sec_uid(account), "nickname": asked.name, "unique_id": account.id},
        "share_url": f"{asked.home}/video/{ids.work_number(item)}",
        "statistics": {"digg_count": item.number % 613, "comment_count": item.number % 19},
        "video": {"duration": 12_000 + item.number % 60_000},
    }
