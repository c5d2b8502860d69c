"""Where each page of the county stands on its host, and what stands at an address."""

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote

from practice.county import Account, County
from practice.families import Family
from practice.history import History, Item
from practice.platforms import ids

#: Families whose articles carry their date in the address, as one CMS writes it.
_DATED = frozenset(
    {Family.SPAN, Family.BRACKET, Family.DEFINITIONS, Family.DATASTORE, Family.ARRAYS, Family.GROUPS}
)

_LEAF = re.compile(r"index(?:_(?P<page>[1-9]\d{0,3}))?\.html")
_ARTICLE = re.compile(r"(?:\d{6}/t\d{8}_|content/|/p/)(?P<number>\d{1,9})\.html")


def leaf(number: int) -> str:
    """Return the file name of the list's page *number*, counted from 0."""
    return f"index_{number}.html" if number else "index.html"


def page_number(name: str) -> int | None:
    """Return which page of a list the file *name* is, or None where it is not one."""
    match = _LEAF.fullmatch(name or "index.html")
    return int(match["page"] or 0) if match else None


def article_number(name: str) -> int | None:
    """Return the number of the item that *name* would be an article of, or None."""
    match = _ARTICLE.fullmatch(name)
    return int(match["number"]) if match else None


def article_path(county: County, item: Item) -> str:
    """Return the address of the item's own page on its host."""
    column = county.place(item.key)
    if isinstance(column, Account):
        return f"/p/{item.number}.html"
    if column.family in _DATED:
        return f"{column.list_path}{item.on:%Y%m}/t{item.on:%Y%m%d}_{item.number}.html"
    return f"{column.list_path}content/{item.number}.html"


def article_link(county: County, item: Item, port: int, *, long: bool = False) -> str:
    """Return the address of a WeChat article as people share it, or the *long* one that passes."""
    account = county.account(item.key)
    home = _home(county, account, port)
    if not long:
        return f"{home}/s/{ids.short(item)}"
    check = f"mid={ids.mid(item)}&idx=1&sn={ids.sn(item)}&chksm={ids.chksm(item)}"
    return f"{home}/s?__biz={ids.biz(account)}&{check}"


def newest_article(history: History, key: str, port: int, now: datetime) -> str:
    """Return the link of the account's newest WeChat article at *now*, aware; empty where it has none."""
    items = history.published(key, now)
    return article_link(history.county, items[0], port) if items else ""


def sources(history: History, key: str, port: int, now: datetime) -> Mapping[str, str]:
    """Return where the account *key* can be looked up, by the kind of source; the article is of *now*.

    WeChat has ``article``, ``album``, ``homepage``, ``sogou``, ``feed`` and ``official``, the base of the
    owner's interface; Weibo ``timeline``; Douyin, Toutiao and Kuaishou ``profile``; an app ``store``.
    """
    account = history.county.account(key)
    found = dict(account_places(history.county, account, port))
    article = newest_article(history, key, port, now) if account.platform == "wechat" else ""
    return {"article": article} | found if article else found


def account_places(county: County, account: Account, port: int) -> Mapping[str, str]:
    """Return where *account* can be looked up at any moment, by the kind of source."""
    home = _home(county, account, port)
    return {kind: home + path for kind, path in _paths(account).items()}


def stores(county: County, key: str, port: int) -> Mapping[str, str]:
    """Return the address of the app *key* in each store."""
    account = county.account(key)
    home, number = _home(county, account, port), ids.app_number(account)
    return {
        "apple": f"{home}/lookup?id={number}&country=cn",
        "huawei": f"{home}/app/C{number}",
        "tencent": f"{home}/appdetail/{ids.package(account)}",
    }


def _home(county: County, account: Account, port: int) -> str:
    return f"http://{county.platform(account.platform).host}:{port}"


def _paths(account: Account) -> Mapping[str, str]:
    """Return the paths of the account's sources that do not depend on the moment."""
    if account.platform == "wechat":
        biz, name = quote(ids.biz(account), safe="="), ids.user_name(account)
        album = f"action=getalbum&__biz={biz}&album_id={ids.album_id(account)}&count=10&f=json"
        picked = f"__biz={biz}&hid=1&sn={ids.homepage_sn(account)}&cid=0&begin=0&count=5"
        return {
            "album": f"/mp/appmsgalbum?{album}",
            "homepage": f"/mp/homepage?{picked}&action=appmsg_list&f=json",
            "sogou": f"/weixin?type=1&query={name}&ie=utf8&s_from=input",
            "feed": f"/feeds/{account.key}.rss",
            "official": "",
        }
    return {
        "weibo": {"timeline": f"/u/{ids.uid(account)}"},
        "douyin": {"profile": f"/user/{ids.sec_uid(account)}"},
        "toutiao": {"profile": f"/c/user/token/{ids.token(account)}"},
        "kuaishou": {"profile": f"/profile/{account.id}"},
        "app": {"store": f"/lookup?id={ids.app_number(account)}&country=cn"},
    }.get(account.platform, {})
