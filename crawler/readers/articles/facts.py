"""What else an article page says of itself: who wrote it and when, its numbers, its head tags, its site."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from crawler.dates.plain import plain
from crawler.dates.stated import compact_date, find_dates
from crawler.readers.articles.header import Header, find_header
from crawler.readers.articles.labels import labelled_values
from crawler.readers.articles.source import find_source
from crawler.readers.articles.unshown import meta_date
from crawler.readers.page import Page, UnparsedError, parse_page

#: The head tags of 国办发〔2017〕47号, as the notice spells them; pages spell them in any case.
HEAD_TAGS = (
    *(
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
    ),
    *("ArticleTitle", "PubDate", "ContentSource", "Keywords", "Author", "Description", "Image", "Url"),
)
#: Labels of the information table and the header, by the field they fill.
_LABELS: Mapping[str, str] = {
    "written_on": r"(?:成文|生成|形成|制发|印发)(?:日期|时间)",
    "source": r"(?:信息|稿件|文章)?来源",
    "index_number": r"(?:信息)?索引号(?:码)?|索取号",
    "document_number": r"(?:发文|文件)(?:字号|编号|文号)|文号|文件号|公文字号",
    "publisher": r"(?:信息)?(?:发布|公开|发文)(?:机构|机关|单位|部门|主体)|供稿单位|制发机关",
    "subject": r"主题(?:分类|类别)|主题词分类|(?:信息|所属)(?:分类|类别)|体裁分类|分类",
}
_SITE_CODE = re.compile(r"(?:网站)?标识码\s*[:：]?\s*(?P<code>bm\d{8}|\d{10})(?!\d)", re.IGNORECASE)
_ICP = re.compile(r"[\u4e00-\u9fff]\s?ICP\s?(?:备|证)\s?\d{5,10}\s?号(?:-\d{1,3})?", re.IGNORECASE)
_POLICE = re.compile(r"[\u4e00-\u9fff]\s?公网安备\s?(?P<number>\d{8,16})\s?号?")
_FOOTER_TEXTS = 80
_NO_TAGS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class ArticleFacts:
    """What an article page says of itself besides its publish date; empty where it does not say."""

    #: 成文日期 or 生成日期: the day it was written, which is not the day it appeared.
    written_on: date | None = None
    #: 来源.
    source: str = ""
    #: 索引号.
    index_number: str = ""
    #: 文号.
    document_number: str = ""
    #: 发布机构.
    publisher: str = ""
    #: 主题分类.
    subject: str = ""
    #: The day of its PubDate tag, where that is not the moment the page was made.
    tagged_on: date | None = None
    #: The head tags of 国办发〔2017〕47号 that stand there, raw, by the notice's spelling.
    head_tags: Mapping[str, str] = field(default_factory=lambda: _NO_TAGS)
    #: The footer's 网站标识码.
    site_code: str = ""
    #: The footer's ICP filing number.
    icp: str = ""
    #: The footer's 公安备案 number, its digits.
    police_filing: str = ""


NO_FACTS = ArticleFacts()


def read_article_facts(body: bytes, *, address: str, now: datetime, charset: str = "") -> ArticleFacts:
    """Return what the article page *body* says of itself; NO_FACTS for bytes beyond the bounds."""
    try:
        page = parse_page(body, address=address, now=now, charset=charset)
    except UnparsedError:
        return NO_FACTS
    return facts_on(page, find_header(page))


def facts_on(page: Page, header: Header) -> ArticleFacts:
    """Return the facts of the article *page*, which has that *header*."""
    said = labelled_values(page, _LABELS, end=header.footer)
    tagged = meta_date(page)
    tail = _tail(page)
    code, police = _SITE_CODE.search(tail), _POLICE.search(tail)
    icp = _ICP.search(tail)
    return ArticleFacts(
        written_on=_day(page, said.get("written_on", "")),
        source=said.get("source", "") or find_source(page, header.title),
        index_number=said.get("index_number", ""),
        document_number=said.get("document_number", ""),
        publisher=said.get("publisher", ""),
        subject=said.get("subject", ""),
        tagged_on=tagged.on if tagged else None,
        head_tags=_head_tags(page),
        site_code=code["code"].lower() if code else "",
        icp=icp[0].replace(" ", "") if icp else "",
        police_filing=police["number"] if police else "",
    )


def _day(page: Page, text: str) -> date | None:
    text = plain(text)
    stated = next(find_dates(text, not_after=page.not_after), None)
    return stated.on if stated else compact_date(text, not_after=page.not_after)


def _head_tags(page: Page) -> Mapping[str, str]:
    found = {name: page.metas.get(name.lower(), "") for name in HEAD_TAGS}
    return MappingProxyType({name: value for name, value in found.items() if value})


def _tail(page: Page) -> str:
    """Return the page's last texts, where the numbers of its filing stand."""
    return plain(" ".join(text.raw for text in page.outline.texts[-_FOOTER_TEXTS:]))
