"""Pages that say why there is nothing to see: of one article, of the whole account, or for now."""

import re
from dataclasses import dataclass, replace

from crawler.platforms.text import plain
from crawler.platforms.told import Told, told_nothing
from crawler.platforms.wechat.accounts import account_of
from crawler.platforms.wechat.page import Page, link
from crawler.platforms.wechat.script_values import Held, first_of
from records.observation import Outcome

#: The notice's element on new pages, and on old ones.
_BLOCKS = ("weui-msg", "mesg-block")
_TITLE = "weui-msg__title"
#: Where the block's own words end: links to rules and help follow.
_END = "weui-msg__extra-area"
_MAX_BLOCK = 4_000
#: The text of an article, which pages filled by a browser keep when they lose the rest.
_TEXT_ID = "js_content"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What a notice's words mean."""

    words: re.Pattern[str]
    outcome: Outcome
    #: In English, for the note.
    meaning: str
    state: str = ""


def _account(state: str, words: str, meaning: str) -> Notice:
    return Notice(words=re.compile(words), outcome=Outcome.GONE, meaning=meaning, state=state)


def _article(words: str, meaning: str) -> Notice:
    note = f"{meaning}, which says nothing of the account: give a newer article"
    return Notice(words=re.compile(words, re.IGNORECASE), outcome=Outcome.PARTIAL, meaning=note)


def _other(outcome: Outcome, words: str, meaning: str) -> Notice:
    return Notice(words=re.compile(words), outcome=outcome, meaning=meaning)


#: Every known notice, the first that fits counts; 账号 is written 帐号 before it is compared.
NOTICES = (
    _account(
        "migrated",
        r"(?:公众号|帐号)已迁移|迁移时未将文章素材同步",
        "the account has migrated: put the new account into the inventory",
    ),
    _account(
        "migrating",
        r"帐号迁移流程",
        "the account is migrating to another: ask its owner for the new one",
    ),
    _account(
        "cancelled",
        r"(?:自主|系统)注销|帐号已注销|帐号已被系统回收",
        "the account is cancelled: take it out of the inventory once its owner has confirmed it",
    ),
    _account(
        "frozen",
        r"帐号已被?(?:屏蔽|冻结)",
        "the account is blocked or frozen by the platform: ask its owner",
    ),
    _article(r"已被发布者删除|has been deleted by the author", "the author deleted this article"),
    _article(r"因违规无法查看", "the platform withdrew this article for a violation"),
    _article(r"涉嫌侵权|涉嫌过度营销|骚扰用户", "the platform withdrew this article after a complaint"),
    _article(r"内容暂时无法查看", "this article cannot be seen for now"),
    _article(r"发送失败无法查看", "this article failed to be sent"),
    _other(Outcome.BLOCKED, r"环境异常", "WeChat asks for a verification: open the address by hand to look"),
    _other(Outcome.BLOCKED, r"访问过于频繁", "WeChat says we ask too often: ask less often"),
    _other(Outcome.BLOCKED, r"系统出错", "WeChat has an error of its own: look again later"),
    _other(
        Outcome.UNREADABLE,
        r"参数错误|链接已过期",
        "the link is wrong or has expired, as those found by Sogou do: give the article's lasting link",
    ),
    _other(
        Outcome.UNREADABLE,
        r"请在微信客户端打开",
        "this kind of page opens in WeChat alone: give an article or an album instead",
    ),
)
#: Words that follow others in several notices, and mean an article only where nothing else is said.
_LEFT_OVER = (_article(r"内容无法查看", "this article cannot be seen"),)


def is_notice(page: Page) -> bool:
    """Return whether *page* has a notice's element and no article's text, which may quote one."""
    return any(map(page.has_class, _BLOCKS)) and not page.has_id(_TEXT_ID)


def read_notice(page: Page) -> Told:
    """Return what the notice means: of its title if that is known, else of the whole block."""
    title, block = _words(page)
    account = account_of(page)
    for words, notices in ((title, NOTICES), (block, NOTICES), (block, _LEFT_OVER)):
        notice = next((one for one in notices if one.words.search(words)), None)
        if notice:
            told = told_nothing(notice.outcome, notice.meaning, account=account, state=notice.state)
            return replace(told, moved_to=_target(page)) if notice.state == "migrated" else told
    note = f"a notice that is not known, to be added to the list of them: {(title or block)[:80]}"
    return told_nothing(Outcome.UNREADABLE, note, account=account)


def _words(page: Page) -> tuple[str, str]:
    """Return the plain texts of the notice's title and of its block, 账号 written 帐号."""
    at = next(place for place in map(page.class_at, _BLOCKS) if place >= 0)
    end = page.markup.find(_END, at, at + _MAX_BLOCK)
    block = page.markup[at : end if end >= 0 else at + _MAX_BLOCK]
    title = page.class_at(_TITLE)
    texts = page.text_around(title) if title >= at else "", plain(block.partition(">")[2])
    return texts[0].replace("账号", "帐号"), texts[1].replace("账号", "帐号")


def _target(page: Page) -> str:
    return link(page.address, first_of(page.scripts, "transferTargetLink", Held.VARIABLE))
