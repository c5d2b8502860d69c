"""WeChat's article pages, the notices in their place, and the verification before long addresses."""

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

from practice.county import Account
from practice.draw import draw
from practice.history import History, Item
from practice.pages import Pages
from practice.platforms import ids
from practice.platforms.asked import Asked, fields, page, sent_to
from practice.platforms.manners import Newest, Standing
from practice.prose import paragraphs
from practice.wire import Answer, Request

_CAPTCHA, _ABOUT = "/mp/wappoc_appmsgcaptcha", "/mp/aboutbiz"
#: ``item_show_type`` of an article, an image post and a text post.
_KINDS = (0, 8, 10)
#: One article in so many quotes the platform's own notices.
_QUOTING = 5
_QUOTE = (
    "有读者来信问，打开文章时若看到“当前环境异常，完成验证后即可继续访问。”或者“该内容已被发布者删除”怎么办。"
    "答：前者点“去验证”即可，后者说明文章已经撤下，可到县政府门户网站查看。"
)
_NOTICES: Mapping[Newest, str] = {
    Newest.DELETED: "该内容已被发布者删除",
    Newest.VIOLATING: "此内容因违规无法查看",
    Newest.UNVIEWABLE: "该内容暂时无法查看",
}
_STANDINGS: Mapping[Standing, str] = {
    Standing.MIGRATED: "该公众号已迁移",
    Standing.CANCELLED: "此帐号已自主注销，内容无法查看",
    Standing.BANNED: "此帐号已被屏蔽，内容无法查看",
}


def kind_of(item: Item) -> int:
    """Return the item's ``item_show_type``."""
    return _KINDS[item.number % len(_KINDS)]


def quotes_notices(item: Item) -> bool:
    """Return whether the item's text quotes what the platform says of articles that are not there."""
    return item.number % _QUOTING == 0


def album_address(home: str, account: Account) -> str:
    """Return the address of the account's one album, as articles name it."""
    query = f"__biz={ids.biz(account)}&action=getalbum&album_id={ids.album_id(account)}"
    return f"{home}/mp/appmsgalbum?{query}"


def long_address(home: str, account: Account, item: Item, *, passing: bool = True) -> str:
    """Return the long address of an article; *passing* with what lets anybody in."""
    query = f"__biz={ids.biz(account)}&mid={ids.mid(item)}&idx=1&sn={ids.sn(item)}"
    return f"{home}/s?{query}&chksm={ids.chksm(item)}" if passing else f"{home}/s?{query}"


def verification(asked: Asked) -> Answer:
    """Return the step to the page 环境异常."""
    target = asked.home + asked.path + (f"?{asked.request.query}" if asked.request.query else "")
    poc = ids.digest(16, "poc", target).hex()
    return sent_to(f"{asked.home}{_CAPTCHA}?poc_token={poc}&target_url={quote(target, safe='')}")


class Articles:
    """``/s/…``, ``/s?…``, the verification, and what only the client of WeChat shows."""

    def __init__(self, history: History, pages: Pages) -> None:
        self._history = history
        self._pages = pages
        accounts = [one for one in history.county.accounts if one.platform == "wechat"]
        self._accounts = {ids.biz(one): one for one in accounts}
        self._items = {ids.short(item): item for one in accounts for item in history.all(one.key)}
        self._by_mid = {ids.mid(item): item for item in self._items.values()}

    def account_of(self, request: Request) -> Account | None:
        """Return whose article it is, or whom the query's ``__biz`` names."""
        item = self._items.get(request.path.removeprefix("/s/"))
        if item:
            return self._history.county.account(item.key)
        biz = fields(request.query).get("__biz", "") if request.path in {"/s", _ABOUT} else ""
        return self._accounts.get(biz)

    def answer(self, asked: Asked) -> Answer | None:
        """Return an article, a notice, or the way to the verification."""
        if asked.path == _CAPTCHA:
            return page(self._pages.render("platforms/wechat/verify.html", padding=padding(12)))
        if asked.path == _ABOUT and asked.account:
            return self._about(asked, asked.account)
        if asked.path == "/mp/profile_ext":
            return self._notice("请在微信客户端打开链接")
        if asked.path.startswith("/s/") or asked.path == "/s":
            return self._checked(asked)
        return None

    def _checked(self, asked: Asked) -> Answer:
        """Return what stands at an article's address, once whoever asks has passed."""
        query = asked.query
        item = self._items.get(asked.path.removeprefix("/s/"))
        if asked.path == "/s":
            item = self._by_mid.get(query.get("mid", ""))
            right = item and (query.get("sn"), query.get("chksm")) == (ids.sn(item), ids.chksm(item))
            if not right or not asked.account or item is None or item.key != asked.account.key:
                return verification(asked)
        if asked.manner.verifies_at(asked.now):
            return verification(asked)
        if item is None or asked.account is None or not self._history.item(item.number, asked.now):
            return self._notice("参数错误")
        return self._in_order(asked, asked.account, item)

    def _in_order(self, asked: Asked, account: Account, item: Item) -> Answer:
        if asked.manner.standing is Standing.MIGRATED:
            return self._notice(_STANDINGS[Standing.MIGRATED], target=self._target(asked, account))
        if asked.manner.standing in _STANDINGS:
            return self._notice(_STANDINGS[asked.manner.standing])
        newest = self._history.published(account.key, asked.now)[0]
        if asked.manner.newest in _NOTICES and item is newest:
            return self._notice(_NOTICES[asked.manner.newest], account=account)
        return self._article(asked, account, item)

    def _target(self, asked: Asked, account: Account) -> str:
        """Return where an account that has moved leads: an article of the other account."""
        others = [one for one in self._accounts.values() if one is not account]
        named = [one for one in others if one.key == asked.manner.moved_to] or others
        items = self._history.published(named[0].key, asked.now) if named else ()
        return f"{asked.home}/s/{ids.short(items[0])}" if items else ""

    def _notice(self, words: str, *, account: Account | None = None, target: str = "") -> Answer:
        text = self._pages.render(
            "platforms/wechat/notice.html",
            words=words,
            user_name=ids.user_name(account) if account else "",
            name=account.name if account else "",
            violating=words == _NOTICES[Newest.VIOLATING],
            target=target,
            padding=padding(24),
        )
        return page(text)

    def _about(self, asked: Asked, account: Account) -> Answer:
        unit = self._history.county.unit(account.unit)
        return page(
            self._pages.render(
                "platforms/wechat/about.html", asked=asked, account=account, unit=unit, ids=ids
            )
        )

    def _article(self, asked: Asked, account: Account, item: Item) -> Answer:
        text = (*paragraphs(item), _QUOTE) if quotes_notices(item) else paragraphs(item)
        filled = self._pages.render(
            "platforms/wechat/article.html",
            asked=asked,
            account=account,
            item=item,
            kind=kind_of(item),
            text=text,
            ids=ids,
            epoch=ids.epoch(item),
            asked_at=int(asked.now.timestamp()),
            minute=f"{item.at:%Y-%m-%d %H:%M}",
            album=album_address(asked.home, account),
            padding=padding(asked.manner.kilobytes),
        )
        return page(filled)


@lru_cache(maxsize=8)
def padding(kilobytes: int) -> str:
    """Return so many kilobytes of script as a bundler writes it, which does nothing."""
    lines: list[str] = []
    size, number = 0, 0
    while size < kilobytes * 1024:
        name, value = f"n{number:05x}", draw("padding", number)
        lines.append(
            f"define('biz_wap/utils/{name}.js',['common/{value % 997:03x}.js'],function(require,exports){{"
            f"'use strict';var e={{id:{value % 10**9},key:'{value:016x}'}};"
            f"exports.{name}=function(t,i){{return void 0===i?e[t]:(e[t]=i,e)}};}});"
        )
        size, number = size + len(lines[-1]) + 1, number + 1
    return "\n".join(lines)
