"""The page that asks a visitor to prove that he is a person (环境异常)."""

from crawler.platforms.told import Told, told_nothing
from crawler.platforms.wechat.article import is_article
from crawler.platforms.wechat.page import Page
from records.observation import Outcome

_PATH = "/mp/wappoc_appmsgcaptcha"
#: The whole id: ordinary about pages have a ``js_verify_info``.
_BUTTON_ID = "js_verify"
_TEMPLATE = "mmbizwap:secitptpage/verify.html"
_NOTE = (
    "WeChat asks for a verification: open the address by hand to look, give the article's short link "
    "or its long one with chksm, and ask less often"
)


def is_verification(page: Page) -> bool:
    """Return whether *page* is that page: by its address, else by its button or template."""
    if page.path.startswith(_PATH):
        return True
    return not is_article(page) and (page.has_id(_BUTTON_ID) or _TEMPLATE in page.scripts)


def read_verification(_: Page) -> Told:
    """Return that the look was BLOCKED."""
    return told_nothing(Outcome.BLOCKED, _NOTE)
