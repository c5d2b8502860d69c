"""Weibo's mobile page of an account, and the interface that its script asks."""

from collections.abc import Mapping

from practice.county import Account
from practice.history import History
from practice.pages import Pages
from practice.platforms import ids
from practice.platforms.asked import Asked, fields, page, sent_to, told
from practice.platforms.manners import Refusal, Standing, listed
from practice.platforms.timeline import cards, user_of
from practice.platforms.visitor import is_visitor, visitor_step
from practice.wire import Answer, Request

_INDEX, _SORRY, _SIGN_IN = "/api/container/getIndex", "/sorry", "/sso/signin"
_TIMELINE, _ALBUM = "107603", "107803"
#: Cards a page.
_CARDS = 10
#: What the interface says to whoever has no visitor's cookies.
_NO_VISITOR = 432


class Weibo:
    """``/u/<uid>``, ``/api/container/getIndex`` and where they send those who may not see it."""

    def __init__(self, history: History, pages: Pages) -> None:
        self._history = history
        self._pages = pages
        self._accounts = {ids.uid(one): one for one in history.county.accounts if one.platform == "weibo"}
        posts = [item for one in self._accounts.values() for item in history.all(one.key)]
        self._posts = {ids.post_number(item): item for item in posts}

    def account_of(self, request: Request) -> Account | None:
        """Return whose page or whose list it is."""
        if request.path in {_INDEX, "/ajax/statuses/mymblog"}:
            query = fields(request.query)
            number = query.get("value") or query.get("uid") or query.get("containerid", "")[len(_TIMELINE) :]
            return self._accounts.get(number)
        return self._accounts.get(request.path.removeprefix("/u/"))

    def answer(self, asked: Asked) -> Answer | None:
        """Return the page, a part of the list, or what stands in their way."""
        if asked.path == _INDEX:
            return self._index(asked)
        if asked.path.startswith("/ajax/"):
            return _log_in(asked)
        if asked.path == _SORRY:
            return self._notice(
                "微博-出错了", "该账号因被投诉违反法律法规和《微博社区公约》的相关规定，现已无法查看。"
            )
        if asked.path == _SIGN_IN:
            return self._notice("登录 - 微博", "请登录后继续访问")
        if asked.path.startswith("/status/"):
            return self._status(asked)
        return self._page(asked) if asked.account and asked.path.startswith("/u/") else None

    def _page(self, asked: Asked) -> Answer:
        if not is_visitor(asked.request) or asked.manner.verifies_at(asked.now):
            return visitor_step(asked)
        if asked.manner.standing is Standing.BANNED:
            return sent_to(f"{asked.home}{_SORRY}?usernotexists")
        return page(self._pages.render("platforms/weibo/page.html", asked=asked, uid=asked.path[3:]))

    def _index(self, asked: Asked) -> Answer:
        if not is_visitor(asked.request) or asked.manner.verifies_at(asked.now):
            return Answer(status=_NO_VISITOR)
        refused = _refused(asked)
        if refused:
            return refused
        assert asked.account is not None  # nobody's list is refused
        container = asked.query.get("containerid", "")
        if not container:
            return told({"ok": 1, "data": self._profile(asked, asked.account)})
        if container.startswith(_ALBUM):
            info = {"containerid": container, "v_p": "42", "show_style": 1, "total": 0}
            return told(
                {"ok": 1, "data": {"cardlistInfo": info, "cards": [{"card_type": 11, "card_group": None}]}}
            )
        return self._timeline(asked, asked.account)

    def _profile(self, asked: Asked, account: Account) -> Mapping[str, object]:
        """Return who the account is and which lists it has."""
        number = ids.uid(account)
        tabs = [("profile", "主页", "230283"), ("weibo", "微博", _TIMELINE), ("album", "相册", _ALBUM)]
        rows = [
            {"id": place, "tabKey": kind, "must_show": 1, "title": title, "tab_type": kind}
            | {"containerid": prefix + number}
            for place, (kind, title, prefix) in enumerate(tabs, start=1)
        ]
        unit = self._history.county.unit(account.unit)
        return {
            "isVideoCoverStyle": 1,
            "userInfo": user_of(
                asked, account, posts=self._count(asked, account), reason=f"演练{unit.name}官方微博"
            ),
            "tabsInfo": {"selectedTab": 1, "tabs": rows},
            "scheme": f"sinaweibo://userinfo?uid={number}",
            "showAppTips": 0,
        }

    def _timeline(self, asked: Asked, account: Account) -> Answer:
        """Return a page of cards; the words are the same where nothing was posted and where it is hidden."""
        found = () if asked.manner.hidden else listed(self._history, account, asked.manner, asked.now)
        rows, since = cards(asked, account, found, size=_CARDS)
        if not rows:
            return told({"ok": 0, "msg": "这里还没有内容", "data": {"cards": []}})
        info = {
            "containerid": _TIMELINE + ids.uid(account),
            "v_p": 42,
            "show_style": 1,
            "total": self._count(asked, account),
            **since,
        }
        return told({"ok": 1, "data": {"cardlistInfo": info, "cards": rows, "scheme": ""}})

    def _count(self, asked: Asked, account: Account) -> int:
        return 0 if asked.manner.never_posted else len(self._history.published(account.key, asked.now))

    def _status(self, asked: Asked) -> Answer | None:
        item = self._posts.get(asked.path.removeprefix("/status/"))
        there = item and self._history.item(item.number, asked.now)
        return page(self._pages.article(there, asked.now)) if there else None

    def _notice(self, heading: str, words: str) -> Answer:
        return page(self._pages.notice(heading, words))


def _refused(asked: Asked) -> Answer | None:
    """Return what the interface says in place of a list, or None where it gives one."""
    if asked.account is None or asked.manner.standing in {Standing.CANCELLED, Standing.MIGRATED}:
        return told({"ok": 0, "msg": "该用户不存在(20003)", "data": {}})
    if asked.manner.standing is Standing.BANNED:
        sorry = f"{asked.home}{_SORRY}?usernotexists"
        return told({"ok": 0, "error_type": "link", "errmsg": "", "errno": "20003", "url": sorry})
    if asked.manner.refuses is Refusal.RATE:
        return told({"ok": 0, "msg": "访问频次过高，请稍后再试", "data": {}})
    return _log_in(asked) if asked.manner.refuses is Refusal.LOGIN else None


def _log_in(asked: Asked) -> Answer:
    return told({"ok": -100, "url": f"{asked.home}{_SIGN_IN}?entry=wapsso"})
