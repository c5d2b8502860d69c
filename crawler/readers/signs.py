"""What each text of a page says of dates, before anyone asks whose dates they are."""

import re
from dataclasses import dataclass

from crawler.dates.partial import Parts, is_short, read_parts
from crawler.dates.plain import plain
from crawler.dates.relative import relative_date
from crawler.dates.stated import Stated, compact_date, find_dates
from crawler.readers.page import Page

#: Every date form has one of these in it.
_WORTH_A_LOOK = re.compile(r"[\d年前刚昨今]")
#: What may stand beside a date in a node that is there for the date.
_COMPANY = re.compile(
    r"(?:发布|发文|发稿|公开|公布|更新|上网|录入|发表|提交|回复|答复|办结|来信|留言|成文|生成|印发|信息|文章)?"
    r"(?:时间|日期|于)|发布|更新|(?:阅读|浏览|点击|访问)(?:次数|量|数)?|人气|来源|作者|次|(?:星期|周)[一二三四五六日天]|\d{1,7}|[\W_]"
)
#: Dates of something else than the item's appearance.
_OTHER_DAY = re.compile(
    r"成文|生成|形成|印发|签发|制发|施行|实施|生效|执行|截止|截至|有效期|失效|废止|提交|来信|留言|写信|受理|"
    r"开始|结束|起止|报名|出生|开标|召开|到期|活动时间|征集时间|办理时限|今天|今日|现在|当前|天气|"
    r"最后|最近|页面|网站更新|站点|系统时间|版权"
)
#: Dates of the item's appearance, or of the answer that made it appear.
_OWN_DAY = re.compile(r"发布|发文|发稿|公开|公布|更新|上网|录入|发表|回复|答复|办结|时间|日期")
_MAX_LOOK = 2_000


@dataclass(slots=True, kw_only=True)
class Sign:
    """What one text says."""

    plain: str
    stated: tuple[Stated, ...] = ()
    #: The part of a date it is, where it is nothing else.
    parts: Parts | None = None
    #: A form whose order or century the list must settle.
    short: bool = False
    #: It is there for the date and says nothing else of note.
    alone: bool = False

    @property
    def dateish(self) -> bool:
        """Whether it dates something, as far as it goes."""
        return bool(self.stated or self.short or (self.parts and self.parts.month))

    @property
    def heads(self) -> bool:
        """Whether it may head the rows of a day, a month or a year."""
        return self.alone and bool(self.stated or (self.parts and self.parts.year))


def signs_of(page: Page) -> dict[int, Sign]:
    """Return the signs of *page*'s texts by the text's index; texts that say nothing of dates have none."""
    found = {}
    for index, text in enumerate(page.outline.texts):
        if _WORTH_A_LOOK.search(text.raw, 0, _MAX_LOOK):
            sign = _sign(plain(text.raw[:_MAX_LOOK]), page)
            if sign:
                found[index] = sign
    return found


def is_other_day(label: str) -> bool:
    """Return whether *label* names another day than the item's own, such as a deadline's."""
    return bool(_OTHER_DAY.search(label))


def is_own_day(label: str) -> bool:
    """Return whether *label* names the day the item appeared."""
    return bool(_OWN_DAY.search(label)) and not is_other_day(label)


def _sign(text: str, page: Page) -> Sign | None:
    stated = tuple(find_dates(text, not_after=page.not_after))
    if stated:
        return Sign(plain=text, stated=stated, alone=_alone(text, stated))
    relative = relative_date(text, now=page.now)
    if relative:
        return Sign(plain=text, stated=(relative,), alone=True)
    compact = compact_date(text, not_after=page.not_after)
    if compact:
        return Sign(plain=text, stated=(Stated(on=compact, end=len(text)),), alone=True)
    if is_short(text):
        return Sign(plain=text, short=True, alone=True)
    parts = read_parts(text)
    return Sign(plain=text, parts=parts, alone=True) if parts else None


def _alone(text: str, stated: tuple[Stated, ...]) -> bool:
    kept, done = [], 0
    for one in stated:
        kept.append(text[done : one.start])
        done = one.end
    return not _COMPANY.sub("", "".join((*kept, text[done:])))
