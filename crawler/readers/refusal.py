"""Pages that stand where the page should be: a wall, a notice of maintenance, a soft 404."""

import re
from collections.abc import Mapping

from lxml import etree

from crawler.readers.page import Page
from crawler.readers.walls import wall_page
from records.observation import Outcome

#: A page that says more than this is not taken for a refusal by its words alone.
_MAX_CHARS = 1_200
#: A page that says less than this says only what it is.
_BARE = 300
#: A page that says less than this says nothing: what it does is in its scripts.
_MUTE = 40
_BLOCKED = re.compile(
    r"(?:安全|访问|人机|身份|滑动|行为|登录)验证|验证码|(?:访问|请求|操作)(?:过于|太|过)?频繁"
    r"|拦截|防火墙|恶意(?:访问|请求|攻击)"
    r"|(?:禁止|拒绝|无权|没有权限|限制)(?:您)?(?:的)?访问|访问(?:被|受到)(?:禁止|拒绝|限制|阻断)"
    r"|请先?登录|登录后(?:查看|访问|继续)|用户登录|正在(?:检查|检测|验证)(?:您的)?浏览器"
    r"|just a moment|access denied|forbidden|checking your browser|captcha|too many requests"
    r"|verify you are (?:a )?human|web application firewall|request (?:was |has been )?(?:blocked|rejected)",
    re.IGNORECASE,
)
_MAINTENANCE = re.compile(
    r"(?:网站|系统|平台|站点|服务器?|门户|栏目)[^。，,]{0,12}"
    r"(?:维护|升级|改版|改造|迁移|暂停|暂时关闭|临时关闭|关停|停机)"
    r"|(?:维护|升级|改版|改造|停机)(?:期间|中)|暂停(?:服务|访问|对外|开放)|临时(?:下线|关闭)"
    r"|under maintenance|temporarily (?:closed|unavailable)",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"(?<!\d)404(?!\d)|not found|no longer exists|走丢了"
    r"|(?:页面|网页|栏目|信息|文章|内容|资源|文件|地址|链接)[^。，,]{0,8}"
    r"(?:不存在|找不到|未找到|已(?:被)?(?:删除|下线|移除|撤销|失效|关闭))"
    r"|(?:找不到|未找到|无法找到|没有找到)[^。，,]{0,10}(?:页面|网页|栏目|文件|资源|地址)"
    r"|(?:账号|帐号|账户|用户|公众号)[^。，,]{0,6}(?:不存在|已(?:被|由[^。，,]{1,6})?(?:注销|停用|冻结|封禁|迁移))",
    re.IGNORECASE,
)
#: Scripts by which a wall lets only browsers pass.
_WALL_SCRIPT = re.compile(
    r"document\s*\.\s*cookie\s*=|\$_ts\b|__jsl|acw_sc__|_0x[0-9a-f]{4,6}|eval\s*\(\s*function"
    r"|wzws|challenge|yunsuo|safedog",
    re.IGNORECASE,
)
_HEADINGS = frozenset({"title", "h1", "h2", "h3"})
#: What each refusal is told by, asked in this order.
_WORDS: Mapping[Outcome, re.Pattern[str]] = {
    Outcome.BLOCKED: _BLOCKED,
    Outcome.GONE: _GONE,
    Outcome.MAINTENANCE: _MAINTENANCE,
}

#: What a page can refuse with.
REFUSALS = frozenset(_WORDS)


def refusal_of(page: Page) -> Outcome | None:
    """Return what *page* refuses with, or None; only for pages on which no list was found.

    A heading decides on a page of few words; any sentence does where there is hardly
    anything else, so that a column with a notice about maintenance is not taken for one.
    """
    refused = refusal_and_words(page)
    return refused[0] if refused else None


def refusal_and_words(page: Page) -> tuple[Outcome, str] | None:
    """Return what *page* refuses with and the words, or the piece of script, that tell it; or None."""
    said = [text.raw for text in page.outline.texts]
    chars = sum(map(len, said))
    if chars > _MAX_CHARS:
        return None
    telling = said if chars <= _BARE else _headings(page)
    words = " ".join((page.title, *telling))
    mark = wall_mark(page)
    if mark:
        return Outcome.BLOCKED, mark
    told = ((outcome, form.search(words)) for outcome, form in _WORDS.items())
    for outcome, match in told:
        if match:
            return outcome, match[0]
    sign = _wall_sign(page) if chars < _MUTE else ""
    return (Outcome.BLOCKED, sign) if sign else None


def wall_mark(page: Page) -> str:
    """Return the mark by which *page*, which says little, is a firewall's own; or an empty string."""
    if sum(len(text.raw) for text in page.outline.texts) > _BARE:
        return ""
    return wall_page(etree.tostring(page.root, encoding="unicode"))


def _headings(page: Page) -> list[str]:
    nodes = (node for node in page.outline.nodes if node.tag in _HEADINGS)
    return [page.outline.text_of(node) for node in nodes]


def _wall_sign(page: Page) -> str:
    """Return the piece of a script by which *page* tells browsers from the rest, or an empty string."""
    signs = (_WALL_SCRIPT.search(script.text or "") for script in page.root.iter("script"))
    return next((sign[0] for sign in signs if sign), "")
