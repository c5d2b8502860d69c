"""One column or account of a notice, as every form of the notice prints it."""

from dataclasses import dataclass
from datetime import date

from exporters.words import RULE_KINDS, date_words, deadline_words, short_date_words, weekday_words
from records.notice import NoticeKind
from records.rulebook import RuleKind

_REST_DAY = "最迟更新日期为休息日"


@dataclass(frozen=True, kw_only=True)
class Item:
    """One column or account; its text is on one line, printable, and no longer than the forms can hold."""

    #: The target's key.
    target: str
    kind: NoticeKind
    of: RuleKind
    name: str
    #: The names of the columns above it, outermost first, joined; often empty.
    path: str
    #: Its class or platform, in words.
    category: str
    #: Where a person can see it: http or https and whole, or an empty string.
    link: str
    #: How it stands, in words: 即将超期, 超期未更新, 空白栏目, 无法访问 …
    result: str
    #: The civil day of the moment of judging.
    today: date
    newest_on: date | None
    #: The last day in time, or None where nothing falls due.
    due_on: date | None
    #: The last working day up to the due date; the due date itself where nobody can tell.
    workday: date | None
    #: The limit in words, and the clause it stands in (检查依据); each may be empty.
    limit: str
    clause: str
    #: 系统复查 or 人工复核; empty for what is only due soon.
    checked: str
    #: What dates and days leave unsaid of it: that nothing was ever posted, or since when it was not seen.
    remark: str

    @property
    def late(self) -> bool:
        """Whether the item is said to be late, blank or gone."""
        return self.kind is not NoticeKind.DUE_SOON

    @property
    def noun(self) -> str:
        """栏目 or 账号."""
        return RULE_KINDS[self.of]

    @property
    def full_name(self) -> str:
        """The name after those of the columns above it."""
        return f"{self.path} > {self.name}" if self.path else self.name

    @property
    def standing(self) -> str:
        """In a word or two: 还剩 2 天, 今天到期, 已超期 3 天, or the result where nothing fell due."""
        if not self.due_on:
            return self.result
        return deadline_words((self.due_on - self.today).days)

    @property
    def newest(self) -> str:
        """When it was last updated, with the days since (未更新天数); empty where nobody knows."""
        return f"{date_words(self.newest_on)}{self.days_since}" if self.newest_on else ""

    @property
    def days_since(self) -> str:
        """The days since the last update in brackets, or an empty string."""
        days = (self.today - self.newest_on).days if self.newest_on else 0
        return f"（未更新 {days} 天）" if days > 0 else ""

    @property
    def due(self) -> str:
        """The last day in time with the days left or over, or an empty string."""
        return f"{date_words(self.due_on)}（{self.standing}）" if self.due_on else ""

    @property
    def brief(self) -> str:
        """Both dates, in as few characters as they take."""
        parts = [
            f"最后更新{short_date_words(self.newest_on, self.today)}" if self.newest_on else "",
            f"最迟更新日期{short_date_words(self.due_on, self.today)}" if self.due_on else "",
        ]
        return "，".join(filter(None, parts))

    @property
    def hint(self) -> str:
        """What to mind where the last day in time is no working day, or an empty string."""
        if self.late or self.workday is None or self.workday == self.due_on:
            return ""
        if self.workday < self.today:
            return f"{_REST_DAY}，请尽早更新"
        return f"{_REST_DAY}，请在{weekday_words(self.workday, self.today)}下班前更新"

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is told of it beside name, result and link, each with what it is called."""
        basis = f"{self.clause}（时限 {self.limit}）" if self.limit else self.clause
        told = (
            ("类别", self.category),
            ("情况说明", self.remark),
            ("最后更新时间", self.newest),
            ("最迟更新日期", self.due),
            ("检查依据", basis if self.clause else ""),
            ("核查方式", self.checked),
        )
        return tuple((label, value) for label, value in told if value)
