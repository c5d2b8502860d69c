"""A small county to judge: one unit and one column or account of whatever kind a test asks for."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from monitors.judge import judge
from records.civil import SHANGHAI
from records.inventory import Inventory, Office, Waiver
from records.observation import Entry, Observation, Outcome
from records.period import Period
from records.rulebook import Covers, Rule, Rulebook, RulebookSettings, RuleKind
from records.targets import Account, Column, ColumnClass, Platform, Target, Unit, UnitKind
from records.verdict import Verdict

TODAY = date(2026, 11, 23)

NEWS = Rule(
    key="news",
    clause="动态要闻类栏目 7 天",
    title="动态要闻类栏目",
    covers=Covers(kind=RuleKind.COLUMN, classes=frozenset({ColumnClass.NEWS})),
    limit=Period(days=7),
    warn_before=Period(days=2),
)
NO_BLANK = Rule(
    key="blank",
    clause="严禁空白栏目",
    title="空白栏目",
    covers=Covers(kind=RuleKind.COLUMN),
    blank=True,
)
ACCOUNTS = Rule(
    key="account",
    clause="政务新媒体 10 天",
    title="政务新媒体",
    covers=Covers(kind=RuleKind.ACCOUNT),
    limit=Period(days=10),
    warn_before=Period(days=2),
)


def book(*rules: Rule, settings: RulebookSettings | None = None) -> Rulebook:
    """Return a rulebook of *rules*, or of the three above."""
    return Rulebook(
        key="notice",
        title="通知",
        number="演政办发〔2025〕1号",
        in_force=date(2025, 1, 1),
        rules=rules or (NEWS, NO_BLANK, ACCOUNTS),
        settings=settings or RulebookSettings(),
        version="1",
    )


def column(
    key: str = "news",
    *,
    class_: ColumnClass = ColumnClass.NEWS,
    level: int = 1,
    parent: str = "",
    units: Sequence[str] = ("jyj",),
) -> Column:
    """Return a column of the county's one site."""
    return Column(
        key=key,
        name=f"栏目{key}",
        url=f"http://portal.test/{key}/",
        site="portal",
        units=tuple(units),
        class_=class_,
        level=level,
        parent=parent,
    )


def account(key: str = "wx") -> Account:
    """Return a WeChat account."""
    return Account(key=key, platform=Platform.WECHAT, kind="订阅号", name="演练发布", id="", unit="jyj")


UNITS = (
    Unit(key="jyj", name="县教育局", kind=UnitKind.DEPARTMENT),
    Unit(key="cgz", name="城关镇", kind=UnitKind.TOWNSHIP),
)


def county(*targets: Column | Account, rulebook: Rulebook, waivers: Sequence[Waiver] = ()) -> Inventory:
    """Return an inventory of *targets* under *rulebook*."""
    return Inventory(
        office=Office(name="演练县人民政府办公室"),
        units=UNITS,
        sites=(),
        columns=tuple(target for target in targets if isinstance(target, Column)),
        accounts=tuple(target for target in targets if isinstance(target, Account)),
        rulebooks=(rulebook,),
        waivers=tuple(waivers),
    )


def at(day: date, hour: int = 9) -> datetime:
    """Return that hour of *day* in Asia/Shanghai."""
    return datetime.combine(day, time(hour), tzinfo=SHANGHAI)


def ago(days: int) -> date:
    """Return the day that many days before TODAY."""
    return TODAY - timedelta(days=days)


def entry(day: date | None, title: str = "一条信息", source: str = "") -> Entry:
    """Return an entry dated *day*."""
    return Entry(title=title, address=f"http://portal.test/{title}", published_on=day, source=source)


_numbers = iter(range(1, 1_000_000))


def look(
    *entries: Entry,
    on: date = TODAY,
    outcome: Outcome = Outcome.READ,
    complete: bool = True,
    target: str = "news",
    noted: bool = False,
    verified: bool = True,
) -> Observation:
    """Return a look begun at eight in the morning of the day *on*."""
    return Observation(
        id=next(_numbers),
        target=target,
        seen_at=at(on, 8),
        outcome=outcome,
        complete=complete,
        entries=entries,
        noted=noted,
        verified=verified,
    )


def failed(outcome: Outcome = Outcome.UNREACHABLE, *, on: date = TODAY, target: str = "news") -> Observation:
    """Return a look that says nothing of its target."""
    return look(on=on, outcome=outcome, complete=False, target=target)


def judged(
    target: Target,
    *looks: Observation,
    inventory: Inventory | None = None,
    rulebook: Rulebook | None = None,
    now: datetime | None = None,
) -> Verdict:
    """Return the verdict on *target* by *looks*, at nine o'clock of TODAY unless *now* is given."""
    rulebook = rulebook or book()
    if inventory is None:
        assert isinstance(target, Column | Account)
        inventory = county(target, rulebook=rulebook)
    by_target: dict[str, tuple[Observation, ...]] = {}
    for each in looks:
        by_target[each.target] = (*by_target.get(each.target, ()), each)
    verdict = judge(target, rulebook, inventory=inventory, looks=by_target, now=now or at(TODAY))
    assert verdict is not None
    return verdict
