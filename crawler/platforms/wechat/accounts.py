"""Whose page it is, as WeChat's scripts say it."""

import re
from itertools import chain

from crawler.platforms.text import plain
from crawler.platforms.told import Identity
from crawler.platforms.wechat.page import Page, asked, link
from crawler.platforms.wechat.script_values import Held, first_of, values_of

#: The account of the advertisements: it stands on ordinary pages, before the page's own.
_ADVERTISER = "微信广告"
#: How far behind a user_name its nick_name stands.
_NEAR = 300
_BIZ = re.compile(r"[A-Za-z0-9+/]{8,24}={0,2}")
#: ``gh_…``; the oldest accounts have a name of their own choice.
_USER_NAME = re.compile(r"[A-Za-z][\w-]{3,39}", re.ASCII)


def account_of(page: Page) -> Identity:
    """Return the account that *page* names as its own: user_name, biz and nick_name."""
    biz = biz_of(page)
    user_name = _named(page, "user_name", "user_name")
    ids = (user_name if _USER_NAME.fullmatch(user_name) else "", biz)
    return Identity(ids=tuple(filter(None, ids)), name=plain(_name(page)))


def biz_of(page: Page) -> str:
    """Return the biz of the page's account, or empty."""
    own = chain(values_of(page.scripts, "biz", Held.VARIABLE), values_of(page.scripts, "bizuin", Held.KEY))
    said = next((one.value for one in own if _BIZ.fullmatch(one.value)), "")
    return said or biz_in(page.meta("og:url")) or biz_in(page.address)


def biz_in(address: str) -> str:
    """Return the biz that *address* asks for, or empty."""
    biz = asked(link("", address), "__biz")
    return biz if _BIZ.fullmatch(biz) else ""


def _name(page: Page) -> str:
    return _named(page, "nickname", "nick_name") or page.text_of_id("js_name")


def _named(page: Page, variable: str, key: str) -> str:
    """Return the value of the page's own variable, else of ``d``, else of the page's data."""
    own = first_of(page.scripts, variable, Held.VARIABLE) or first_of(page.scripts, key, Held.FIELD)
    return own or _in_data(page.scripts, key)


def _in_data(scripts: str, key: str) -> str:
    """Return the value of *key* in ``cgiDataNew`` or ``cgiData``, never the advertiser's."""
    start = scripts.find("window.cgiDataNew")
    start = start if start >= 0 else scripts.find("window.cgiData")
    if start < 0:
        return ""
    said = values_of(scripts, key, Held.KEY, start=start)
    return next((one.value for one in said if _ADVERTISER not in scripts[one.start : one.start + _NEAR]), "")
