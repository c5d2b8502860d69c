"""A practice county built by hand: seven units, both rulebooks, every state, and text of its own."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from records.civil import SHANGHAI, start_of
from records.inventory import Inventory, Office, Waiver
from records.observation import Entry, Observation, Outcome
from records.period import Period
from records.rulebook import Covers, Rule, Rulebook, RuleKind
from records.snapshot import Snapshot
from records.targets import (
    Account,
    Column,
    ColumnClass,
    Platform,
    Site,
    Source,
    SourceKind,
    Target,
    Unit,
    UnitKind,
)
from records.verdict import Certainty, Change, Reason, State, Verdict

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=SHANGHAI)
TODAY = NOW.date()

_RULES = {
    "news": ("动态要闻类栏目更新间隔不超过7天", "动态要闻类栏目", "P7D"),
    "policy": ("政策一级栏目更新间隔不超过6个月", "政策一级栏目", "P6M"),
    "report": ("年报、年度报表更新间隔不超过1年", "年报、年度报表", "P1Y"),
    "other": ("其他栏目更新间隔不超过3个月", "其他栏目", "P3M"),
    "media": ("政务新媒体更新间隔不超过10天", "政务新媒体", "P10D"),
    "blank": ("严禁空白栏目", "空白栏目", ""),
}
_NATIONAL_RULES = {
    "news": ("单项否决 栏目不更新(1)", "动态、要闻类栏目", "P2W"),
    "policy": ("单项否决 栏目不更新(1)", "通知公告、政策文件类一级栏目", "P6M"),
    "media": ("单项否决 内容不更新", "政务新媒体", "P2W"),
    "blank": ("单项否决 栏目不更新(3)", "空白栏目", ""),
}


def rulebook(key: str, title: str, number: str, rules: dict[str, tuple[str, str, str]]) -> Rulebook:
    """Return a rulebook of *rules*, each its clause, title and limit."""
    made = (
        Rule(
            key=rule,
            clause=clause,
            title=name,
            covers=Covers(kind=RuleKind.ACCOUNT if rule == "media" else RuleKind.COLUMN),
            limit=Period.parse(limit) if limit else None,
            blank=not limit,
        )
        for rule, (clause, name, limit) in rules.items()
    )
    return Rulebook(key=key, title=title, number=number, in_force=date(2023, 8, 7), rules=tuple(made))


OWN = rulebook("own", "关于加强演练网站管理工作的通知", "演政办发〔2026〕1号", _RULES)
NATIONAL = rulebook("gb", "演练用检查指标", "国办秘函〔2019〕19号", _NATIONAL_RULES)

UNITS = tuple(
    Unit(key=key, name=name, kind=kind, order=order)
    for order, (key, name, kind) in enumerate(
        [
            ("zfb", "县政府办公室", UnitKind.DEPARTMENT),
            ("jyj", "县教育局", UnitKind.DEPARTMENT),
            ("czj", "县财政局", UnitKind.DEPARTMENT),
            ("slj", "县水利局", UnitKind.DEPARTMENT),
            ("chengguan", "城关镇人民政府", UnitKind.TOWNSHIP),
            ("qingshi", "青石镇人民政府", UnitKind.TOWNSHIP),
            ("liulin", "柳林乡人民政府", UnitKind.TOWNSHIP),
        ]
    )
)


def column(
    key: str, name: str, unit: str, class_: ColumnClass = ColumnClass.NEWS, *, parent: str = "", url: str = ""
) -> Column:
    """Return a column of *unit*; several units are written with a space between."""
    return Column(
        key=key,
        name=name,
        url=url or f"http://portal.test/{key}/",
        site="portal",
        units=tuple(unit.split()),
        class_=class_,
        parent=parent,
        level=2 if parent else 1,
    )


def account(key: str, name: str, unit: str, platform: Platform, kind: str = "") -> Account:
    """Return an account of *unit* with one public page."""
    source = Source(kind=SourceKind.PAGE, url=f"http://media.test/{key}")
    return Account(key=key, platform=platform, kind=kind, name=name, id="", unit=unit, sources=(source,))


def verdict(
    target: str,
    state: State,
    reason: Reason,
    *,
    rule: str = "",
    book: Rulebook = OWN,
    newest: int | None = None,
    due: int | None = None,
    certainty: Certainty | None = None,
    outcome: Outcome | None = Outcome.READ,
    title: str = "本地演练工作有序推进的一则消息",
    seen: int = 0,
) -> Verdict:
    """Return a verdict judged at NOW: *newest* and *seen* are days before it, *due* days after."""
    clauses = {one.key: one.clause for one in book.rules}
    return Verdict(
        target=target,
        rulebook=book.key,
        rulebook_version="v1",
        rule=rule,
        clause=clauses.get(rule, ""),
        state=state,
        reason=reason,
        judged_at=NOW,
        certainty=certainty,
        newest_on=None if newest is None else TODAY - timedelta(days=newest),
        newest_title="" if newest is None else title,
        due_on=None if due is None else TODAY + timedelta(days=due),
        seen_at=NOW - timedelta(days=seen, minutes=20) if outcome else None,
        last_outcome=outcome,
    )


def fresh(target: str, rule: str, newest: int, due: int) -> tuple[Verdict, Verdict]:
    """Return in-time verdicts under both rulebooks."""
    own = verdict(target, State.FRESH, Reason.IN_TIME, rule=rule, newest=newest, due=due)
    return own, _under_national(own)


def _under_national(own: Verdict) -> Verdict:
    """Return what the national indicators, slower by a week, make of the same looks."""
    rule = own.rule if own.rule in _NATIONAL_RULES else ""
    clauses = {one.key: one.clause for one in NATIONAL.rules}
    there = replace(own, rulebook="gb", rule=rule, clause=clauses.get(rule, ""))
    if own.due_on is None:
        return there
    if not rule:
        return replace(there, state=State.FRESH, reason=Reason.HAS_CONTENT, due_on=None, certainty=None)
    due_on = own.due_on + timedelta(days=7)
    late = own.state is State.OVERDUE and due_on < TODAY
    soon = own.state is State.OVERDUE and not late
    return replace(
        there,
        due_on=due_on,
        state=State.FRESH if soon else own.state,
        reason=Reason.IN_TIME if soon else own.reason,
        certainty=None if soon else own.certainty,
    )


def both(own: Verdict) -> tuple[Verdict, Verdict]:
    """Return *own* with its fellow under the national indicators."""
    return own, _under_national(own)


def snapshot(
    targets: list[Column | Account],
    verdicts: list[tuple[Verdict, ...]],
    *,
    units: tuple[Unit, ...] = UNITS,
    waivers: tuple[Waiver, ...] = (),
    office: str = "演练县人民政府办公室",
    changes: tuple[Change, ...] = (),
) -> Snapshot:
    """Return a snapshot at NOW of these targets and verdicts, a look for each that has one."""
    flat = tuple(one for several in verdicts for one in several)
    return Snapshot(
        at=NOW,
        pass_id=12,
        started_at=NOW - timedelta(minutes=30),
        finished_at=NOW,
        inventory=Inventory(
            office=Office(name=office, mail_from="xuncha@office.test", mail_to=("clerk@office.test",)),
            units=units,
            sites=(Site(key="portal", name="演练县人民政府网", home="http://portal.test/", unit="zfb"),),
            columns=tuple(one for one in targets if isinstance(one, Column)),
            accounts=tuple(one for one in targets if isinstance(one, Account)),
            rulebooks=(OWN, NATIONAL),
            waivers=waivers,
        ),
        verdicts=flat,
        looks={one.target: _look(one) for one in flat if one.last_outcome and "@" not in one.target},
        changes=changes,
    )


def _look(one: Verdict) -> Observation:
    entry = Entry(title=one.newest_title, published_on=one.newest_on)
    return Observation(
        target=one.target,
        seen_at=one.seen_at or NOW,
        outcome=one.last_outcome or Outcome.READ,
        complete=True,
        entries=(entry,) if one.newest_on else (),
    )


def change(target: str, before: State, after: State, *, days_ago: int = 2, book: Rulebook = OWN) -> Change:
    """Return a change at nine in the morning, *days_ago* before NOW."""
    at = start_of(TODAY - timedelta(days=days_ago)) + timedelta(hours=9)
    return Change(target=target, rulebook=book.key, before=before, after=after, changed_at=at)


_SUSPECTED, _CONFIRMED, _REVIEWED = Certainty.SUSPECTED, Certainty.CONFIRMED, Certainty.REVIEWED

WAIVER = Waiver(
    target="slj-zhuanti",
    from_on=date(2026, 10, 1),
    until_on=date(2026, 12, 31),
    basis="县水利局来函：汛后专栏停更整理",
)


def _columns() -> list[tuple[Column, tuple[Verdict, ...]]]:
    late, blank, gone, unknown = State.OVERDUE, State.BLANK, State.GONE, State.UNKNOWN
    down, notice = Outcome.UNREACHABLE, ColumnClass.NOTICE
    policy, other = ColumnClass.POLICY, ColumnClass.OTHER
    v = verdict
    rows: list[tuple[Column, Verdict]] = [
        (column("yaowen", "演练要闻", "zfb"), fresh("yaowen", "news", 1, 6)[0]),
        (column("zhengce", "政策文件", "zfb", policy), fresh("zhengce", "policy", 40, 140)[0]),
        (
            column("jiedu", "政策解读", "zfb", ColumnClass.INTERPRETATION, parent="zhengce"),
            v("jiedu", unknown, Reason.UNDATED, outcome=Outcome.UNDATED),
        ),
        (
            column("nianbao", "政府信息公开年报", "zfb", ColumnClass.ANNUAL_REPORT),
            fresh("nianbao", "report", 300, 65)[0],
        ),
        (
            column("jyj-dongtai", "教育动态", "jyj"),
            v("jyj-dongtai", late, Reason.LATE, rule="news", newest=13, due=-6, certainty=_CONFIRMED),
        ),
        (
            column("jyj-gonggao", "招生公告", "jyj", notice),
            v("jyj-gonggao", State.DUE_SOON, Reason.IN_TIME, rule="other", newest=89, due=2),
        ),
        (
            column("jyj-renshi", "人事信息", "jyj", ColumnClass.PERSONNEL),
            v("jyj-renshi", blank, Reason.EMPTY, rule="blank", certainty=_SUSPECTED, outcome=Outcome.EMPTY),
        ),
        (
            column("czj-yusuan", "部门预决算", "czj", ColumnClass.BUDGET),
            v("czj-yusuan", late, Reason.LATE, rule="report", newest=402, due=-37, certainty=_REVIEWED),
        ),
        (column("czj-caigou", "采购公告", "czj", other), fresh("czj-caigou", "other", 8, 83)[0]),
        (
            column("czj-zijin", "资金信息", "czj", other),
            v("czj-zijin", gone, Reason.GONE, certainty=_CONFIRMED, outcome=Outcome.GONE),
        ),
        (
            column("slj-shuishi", "水利要闻", "slj"),
            v(
                "slj-shuishi",
                late,
                Reason.LATE,
                rule="news",
                newest=31,
                due=-24,
                certainty=_CONFIRMED,
                outcome=down,
                seen=3,
            ),
        ),
        (
            column("slj-zhuanti", "防汛专题", "slj", ColumnClass.TOPIC),
            v("slj-zhuanti", State.WAIVED, Reason.WAIVED, newest=120),
        ),
        (
            column("slj-guihua", "规划计划", "slj", ColumnClass.PLAN),
            v("slj-guihua", State.DUE_SOON, Reason.IN_TIME, rule="other", newest=92, due=0),
        ),
        (
            column("slj-tongji", "统计信息", "slj", ColumnClass.STATISTICS),
            v("slj-tongji", unknown, Reason.COULD_NOT_LOOK, outcome=Outcome.BLOCKED),
        ),
        (
            column("xzdt", "乡镇动态", "chengguan qingshi liulin"),
            fresh("xzdt", "news", 2, 5)[0],
        ),
        (
            column("cg-jigou", "机构概况", "chengguan", ColumnClass.STATIC),
            v("cg-jigou", State.FRESH, Reason.HAS_CONTENT, newest=500),
        ),
        (
            column("qs-gongkai", "村务公开", "qingshi", other),
            v(
                "qs-gongkai",
                unknown,
                Reason.NOT_LOOKED_SINCE_DUE,
                rule="other",
                newest=95,
                due=-3,
                outcome=down,
            ),
        ),
        (
            column("qs-xinxiang", "乡长信箱", "qingshi", ColumnClass.INTERACTION),
            v("qs-xinxiang", State.FRESH, Reason.EMPTY_NOTED, rule="blank", outcome=Outcome.EMPTY),
        ),
        (
            column("ll-zhaobiao", "采购结果", "liulin", other),
            v("ll-zhaobiao", unknown, Reason.NEVER_LOOKED, outcome=None),
        ),
    ]
    shares = {
        "xzdt": (
            *fresh("xzdt@chengguan", "news", 2, 5),
            *both(
                v(
                    "xzdt@qingshi",
                    late,
                    Reason.SILENT_IN_LIST,
                    rule="news",
                    newest=16,
                    due=-9,
                    certainty=_SUSPECTED,
                )
            ),
            *both(v("xzdt@liulin", unknown, Reason.LIST_TOO_SHORT, rule="news")),
        )
    }
    return [(one, (*both(own), *shares.get(one.key, ()))) for one, own in rows]


def _accounts() -> list[tuple[Account, tuple[Verdict, ...]]]:
    wechat, weibo, douyin = Platform.WECHAT, Platform.WEIBO, Platform.DOUYIN
    late, soon, gone = State.OVERDUE, State.DUE_SOON, State.GONE
    rows = [
        (account("wx-zfb", "演练发布", "zfb", wechat, "订阅号"), fresh("wx-zfb", "media", 0, 10)[0]),
        (
            account("wb-zfb", "演练县发布", "zfb", weibo),
            verdict("wb-zfb", soon, Reason.IN_TIME, rule="media", newest=9, due=1),
        ),
        (
            account("wx-jyj", "演练教育", "jyj", wechat, "服务号"),
            verdict("wx-jyj", late, Reason.LATE, rule="media", newest=21, due=-11, certainty=_CONFIRMED),
        ),
        (
            account("dy-czj", "财政微课堂", "czj", douyin),
            verdict(
                "dy-czj",
                gone,
                Reason.GONE,
                rule="media",
                newest=60,
                certainty=_SUSPECTED,
                outcome=Outcome.GONE,
            ),
        ),
        (account("wx-cg", "活力城关", "chengguan", wechat, "订阅号"), fresh("wx-cg", "media", 3, 7)[0]),
        (
            account("wx-qs", "青石之声", "qingshi", wechat, "订阅号"),
            verdict("wx-qs", soon, Reason.IN_TIME, rule="media", newest=8, due=2),
        ),
        (
            account("ks-ll", "柳林乡音", "liulin", Platform.KUAISHOU),
            verdict("ks-ll", State.UNKNOWN, Reason.COULD_NOT_LOOK, outcome=Outcome.UNREADABLE),
        ),
    ]
    return [(one, both(own)) for one, own in rows]


def county() -> Snapshot:
    """Return the whole practice county: 29 targets in every state."""
    rows: list[tuple[Target, tuple[Verdict, ...]]] = [*_columns(), *_accounts()]
    return snapshot(
        [one for one, _ in rows],  # type: ignore[misc]
        [several for _, several in rows],
        waivers=(WAIVER,),
        changes=CHANGES,
    )


CHANGES = (
    change("jyj-dongtai", State.DUE_SOON, State.OVERDUE, days_ago=5),
    change("jyj-renshi", State.FRESH, State.BLANK, days_ago=3),
    change("czj-caigou", State.OVERDUE, State.FRESH, days_ago=3),
    change("wb-zfb", State.FRESH, State.DUE_SOON, days_ago=1),
    change("yaowen", State.FRESH, State.DUE_SOON, days_ago=30),
)
