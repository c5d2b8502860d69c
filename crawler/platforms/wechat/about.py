"""The page about an account (aboutbiz): who certified it as whose, and what it was called before."""

import re

from lxml import etree

from crawler.platforms.told import Identity, Told, told_nothing
from crawler.platforms.wechat.accounts import biz_in
from crawler.platforms.wechat.page import Page, elements_of, text_of
from records.observation import Outcome

_PATH = "/mp/aboutbiz"
_TITLE, _TEXT = "item-title", "item-desc"
_PRINCIPALS = ("认证主体", "账号主体", "帐号主体")
_NAMES = "名称记录"
_ACCOUNT = "微信号"
_RENAMED = re.compile(r"“([^“”]{1,60})”(?:[账帐]号迁移)?改名")
_USER_NAME = re.compile(r"[?&]username=(gh_\w{6,30})", re.ASCII)
_VERIFY_INFO = re.compile(r"https?://mp\.weixin\.qq\.com/mp/getverifyinfo\?[^\"'<>\s]{1,300}")
_MAX_ITEMS = 100


def is_about(page: Page) -> bool:
    """Return whether *page* is such a page: by its address, else by its rows."""
    return page.path == _PATH or (page.has_class(_TITLE) and page.has_class(_TEXT))


def read_about(page: Page) -> Told:
    """Return who the account is, PARTIAL: such a page shows no posts."""
    rows = _rows(page.root) if page.root is not None else {}
    if not rows:
        note = "a page about an account without its rows: look whether it is cut off or has a new form"
        return told_nothing(Outcome.UNREADABLE, note)
    account = Identity(ids=_ids(page, rows), principal=next(filter(None, map(rows.get, _PRINCIPALS)), ""))
    former = dict.fromkeys(_RENAMED.findall(rows.get(_NAMES, "")))
    note = "a page about the account shows no posts: give an article or an album"
    if former:
        note = f"{note}; it was called {', '.join(former)}"
    return told_nothing(Outcome.PARTIAL, note, account=account)


def _rows(root: etree._Element) -> dict[str, str]:
    """Return what the page says under each title: the next text inside the title's parent."""
    found: dict[str, str] = {}
    for count, title in enumerate(elements_of(root, _TITLE)):
        parent = title.getparent()
        if parent is None or count >= _MAX_ITEMS:
            break
        text = next((one for one in parent if _TEXT in (one.get("class") or "").split()), None)
        if text is not None:
            found.setdefault(text_of(title), text_of(text))
    return found


def _ids(page: Page, rows: dict[str, str]) -> tuple[str, ...]:
    user_name = _USER_NAME.search(page.markup)
    link = _VERIFY_INFO.search(page.markup)
    biz = biz_in(link[0] if link else "") or biz_in(page.address)
    return tuple(filter(None, (user_name[1] if user_name else "", biz, rows.get(_ACCOUNT, ""))))
