"""Every page of the county as HTML: pure text from what had been published by a moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from practice.addresses import article_path, leaf
from practice.county import Account, Column, Site
from practice.families import FILLED_BY_SCRIPT, ROWLESS, Family
from practice.history import History, Item
from practice.prose import paragraphs, summary

TEMPLATES = Path(__file__).with_name("templates")

#: Posts a page of a platform.
POSTS = 20

_LATEST = 6
_PLATFORMS: Mapping[str, str] = {
    "wechat": "cards",
    "weibo": "feed",
    "toutiao": "feed",
    "douyin": "works",
    "kuaishou": "works",
    "channels": "works",
    "app": "feed",
}
#: What WeChat's scripts cannot have in a string.
_ESCAPES = {letter: f"\\x{ord(letter):02x}" for letter in "\\\r\n\"&'<>"}
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One page of a list: its rows and where it stands among the pages."""

    rows: Sequence[Item]
    #: Counted from 0.
    number: int
    pages: int
    total: int


def sheet_of(items: Sequence[Item], *, number: int, size: int, pinned: int = 0) -> Sheet:
    """Return page *number* of *items* (newest first); so many of the oldest are *pinned* above all others."""
    on_top = pinned if len(items) > size else 0
    listed = (*items[::-1][:on_top], *items[: len(items) - on_top])
    rows = listed[number * size : (number + 1) * size]
    return Sheet(rows=rows, number=number, pages=max(1, -(-len(items) // size)), total=len(items))


class Pages:
    """The county's pages at whatever moment is asked for."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.county = history.county
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=False
        )
        self._templates.filters |= {
            "href": lambda item: article_path(self.county, item),
            "leaf": leaf,
            "summary": summary,
            "minute": lambda moment: f"{moment:%Y-%m-%d %H:%M}",
            "chinese": lambda day: f"{day.year}年{day.month}月{day.day}日",
            "weekday": lambda day: f"星期{_WEEKDAYS[day.weekday()]}",
            "slashes": lambda day: f"{day:%Y/%m/%d}",
            "dots": lambda day: f"{day:%Y.%m.%d}",
            "wechat": _escaped,
            "month_day": lambda day: f"{day:%m-%d}",
        }

    def sheet(self, column: Column, number: int, now: datetime) -> Sheet:
        """Return page *number* of the column's list at *now*."""
        items = self.history.published(column.key, now)
        return sheet_of(items, number=number, size=column.rows, pinned=column.pinned)

    def home(self, site: Site, now: datetime) -> str:
        """Return the site's home page, with a block of the newest items for each news and notice column."""
        columns = [
            one for one in self.county.columns if one.site == site.key and one.class_ in {"news", "notice"}
        ]
        filled = [(one, self.history.published(one.key, now)[:7]) for one in columns]
        blocks = [(one, items) for one, items in filled if items]
        return self._on_site("home.html", site, now, trail=(), heading="首页", blocks=blocks)

    def column(self, column: Column, sheet: Sheet, now: datetime) -> str:
        """Return the column's page that shows *sheet*."""
        return self._on_site(
            "column.html",
            self.county.site(column.site),
            now,
            trail=self._trail(column),
            heading=column.name,
            column=column,
            family=column.family if sheet.total or column.family in ROWLESS else Family.NONE,
            children=self.county.children(column.key),
            rows=sheet.rows,
            number=sheet.number,
            pages=1 if column.family in FILLED_BY_SCRIPT else sheet.pages,
            total=sheet.total,
        )

    def person(self, column: Column, now: datetime) -> str:
        """Return the page behind each entry of a column that lists posts."""
        site = self.county.site(column.site)
        return self._on_site("person.html", site, now, trail=self._trail(column), heading=column.name)

    def article(self, item: Item, now: datetime) -> str:
        """Return the item's own page: an article, or a post on a platform."""
        column = self.county.place(item.key)
        if isinstance(column, Account):
            return self.render("platforms/post.html", account=column, item=item, text=paragraphs(item))
        return self._on_site(
            "article.html",
            self.county.site(column.site),
            now,
            trail=self._trail(column),
            heading=item.title,
            item=item,
            dated=column.family is not Family.MONTH_DAY,
            text=paragraphs(item),
        )

    def account(self, account: Account, number: int, now: datetime) -> str:
        """Return page *number* of the account's posts, or what stands in their way."""
        if account.gone_from and now.date() >= account.gone_from:
            return self.notice("该账号已注销", "该账号已由主体申请注销，内容无法查看")
        if account.blocked:
            return self.render("platforms/verify.html")
        sheet = sheet_of(self.history.published(account.key, now), number=number, size=POSTS)
        return self.render(
            f"platforms/{_PLATFORMS[account.platform]}.html",
            account=account,
            site=self.county.platform(account.platform),
            unit=self.county.unit(account.unit),
            rows=sheet.rows,
            number=number,
            pages=sheet.pages,
            total=sheet.total,
        )

    def stub(self, column: Column) -> str:
        """Return the few bytes that refresh to the column's list."""
        return self.render("stub.html", column=column)

    def notice(self, heading: str, words: str, charset: str = "utf-8") -> str:
        """Return a plain page that says one thing."""
        return self.render("notice.html", heading=heading, words=words, charset=charset)

    def records(self, sheet: Sheet) -> str:
        """Return the answer of a datastore's script for further rows, as XML."""
        record = self._templates.get_template("lists/record.html")
        rows = (f"<record><![CDATA[{record.render(one=item)}]]></record>" for item in sheet.rows)
        recordset = f"<recordset>{''.join(rows)}</recordset>"
        return f"<datastore><totalpage>{sheet.pages}</totalpage>{recordset}</datastore>"

    def unit(self, sheet: Sheet) -> str:
        """Return the markup that an api-gateway builds for a unit's list."""
        record = self._templates.get_template("lists/record.html")
        return f'<ul class="plain">{"".join(record.render(one=item) for item in sheet.rows)}</ul>'

    def render(self, template: str, **words: object) -> str:
        """Return a template of the county filled with *words*."""
        return self._templates.get_template(template).render(**words)

    def _trail(self, column: Column) -> tuple[Column, ...]:
        return (self.county.column(column.parent), column) if column.parent else (column,)

    def _on_site(
        self, template: str, site: Site, now: datetime, *, trail: Sequence[Column], **words: object
    ) -> str:
        columns = [one for one in self.county.columns if one.site == site.key]
        return self.render(
            template,
            layout=f"{site.layout}.html",
            site=site,
            now=now,
            trail=trail,
            sections=[one for one in columns if one.level == 1],
            siblings=self.county.children(trail[0].key) if trail else (),
            latest=self._latest(columns, now) if site.sidebar else (),
            **words,
        )

    def _latest(self, columns: Sequence[Column], now: datetime) -> Sequence[Item]:
        """Return the newest items of the site's news columns, as its sidebar shows them."""
        news = [one for one in columns if one.class_ == "news"]
        items = [item for one in news for item in self.history.published(one.key, now)[:_LATEST]]
        return sorted(items, key=lambda item: (item.at, item.number), reverse=True)[:_LATEST]


def _escaped(text: str) -> str:
    """Return *text* as WeChat writes it between the quotes of a script."""
    return "".join(_ESCAPES.get(letter, letter) for letter in text)
