"""The words people use (zh-CN): one dict literal an enum, and dates and counts as people write them."""

from collections.abc import Iterable
from datetime import date, datetime

from records.civil import SHANGHAI
from records.deadline import DeadlineState
from records.flag import FlagKind
from records.ledger import LedgerKind
from records.notice import Fate
from records.observation import PERSON, Observation, Outcome
from records.period import Period
from records.rulebook import Rulebook, RuleKind
from records.sitewide import Standing
from records.targets import ColumnClass, Platform, SourceKind
from records.verdict import Certainty, Reason, State

STATES: dict[State, str] = {
    State.FRESH: "更新正常",
    State.DUE_SOON: "即将超期",
    State.OVERDUE: "超期未更新",
    State.BLANK: "空白栏目",
    State.GONE: "无法访问",
    State.UNKNOWN: "待人工核查",
    State.WAIVED: "已报备(不计入)",
}

#: Our own share of UNKNOWN: the system could not look.
NOT_LOOKED = "系统未能核查"
#: An empty column that explains itself.
NOTED = "已备注"
#: WAIVED, of an account that is shown and held to no limit.
SHOWN = "仅展示(不计入)"
#: GONE, when it is said of an account; which of the three it is, a look does not tell yet.
ACCOUNT_GONE = "已注销/已迁移/已冻结"

CERTAINTIES: dict[Certainty, str] = {
    Certainty.SUSPECTED: "系统初查",
    Certainty.CONFIRMED: "系统复查",
    Certainty.REVIEWED: "人工复核",
}

OUTCOMES: dict[Outcome, str] = {
    Outcome.READ: "正常读取",
    Outcome.UNCHANGED: "页面无变化",
    Outcome.EMPTY: "没有信息",
    Outcome.UNDATED: "信息未标注日期",
    Outcome.LANDING: "导航页",
    Outcome.PARTIAL: "来源不完整，未见期内更新",
    Outcome.SHELL: "页面由脚本生成，未能取得内容",
    Outcome.UNREADABLE: "页面结构未能识别",
    Outcome.BLOCKED: "访问被拦截(验证、登录或限流)",
    Outcome.MAINTENANCE: "网站维护中",
    Outcome.UNREACHABLE: "连接失败(域名、网络、证书、服务器出错或超时)",
    Outcome.GONE: "页面不存在",
}

CLASSES: dict[ColumnClass, str] = {
    ColumnClass.NEWS: "动态要闻类",
    ColumnClass.NOTICE: "通知公告类",
    ColumnClass.POLICY: "政策文件类",
    ColumnClass.INTERPRETATION: "政策解读类",
    ColumnClass.PERSONNEL: "人事信息类",
    ColumnClass.PLAN: "规划计划类",
    ColumnClass.STATISTICS: "统计信息类",
    ColumnClass.ANNUAL_REPORT: "政府信息公开年报",
    ColumnClass.SITE_REPORT: "网站工作年度报表",
    ColumnClass.BUDGET: "财政预决算",
    ColumnClass.OTHER: "其他栏目",
    ColumnClass.STATIC: "概况信息类",
    ColumnClass.INTERACTION: "互动交流类",
    ColumnClass.TOPIC: "专题专栏",
}

PLATFORMS: dict[Platform, str] = {
    Platform.WECHAT: "微信公众号",
    Platform.WEIBO: "新浪微博",
    Platform.DOUYIN: "抖音",
    Platform.TOUTIAO: "今日头条",
    Platform.KUAISHOU: "快手",
    Platform.CHANNELS: "微信视频号",
    Platform.APP: "移动客户端",
    Platform.OTHER: "其他平台",
}

#: Where an account's posts can be seen.
SOURCE_KINDS: dict[SourceKind, str] = {
    SourceKind.PAGE: "公开页面",
    SourceKind.ARTICLE: "文章",
    SourceKind.ALBUM: "合集",
    SourceKind.HOMEPAGE: "页面模板",
    SourceKind.SOGOU: "搜狗微信",
    SourceKind.FEED: "订阅源",
    SourceKind.OFFICIAL: "官方接口",
    SourceKind.TIMELINE: "账号主页",
    SourceKind.PROFILE: "账号主页",
    SourceKind.STORE: "应用商店",
}

#: For the office alone: what is odd about an entry.
FLAGS: dict[FlagKind, str] = {
    FlagKind.BACKDATED: "发布日期存疑",
    FlagKind.BURST: "集中发布",
    FlagKind.REPEATED: "重复发布",
    FlagKind.FUTURE: "日期超前",
}

RULE_KINDS: dict[RuleKind, str] = {
    RuleKind.COLUMN: "栏目",
    RuleKind.ACCOUNT: "账号",
}

#: A fixed date is 逾期, a limit between updates 超期: the two are told apart everywhere.
DEADLINES: dict[DeadlineState, str] = {
    DeadlineState.MET: "按期公开",
    DeadlineState.MISSED: "逾期",
    DeadlineState.DUE_SOON: "临近公开期限",
    DeadlineState.PENDING: "未到公开期限",
    DeadlineState.UNKNOWN: "待人工核查",
    DeadlineState.WAIVED: "已报备(不计入)",
}

LEDGER: dict[LedgerKind, str] = {
    LedgerKind.CLOSED_TOO_LONG: "网站 {about} {on}起临时下线 {number} 天，超过 30 天（{basis}）",
    LedgerKind.CLOSED_TOO_OFTEN: "网站 {about} {on}起临时下线，当年第 {number} 次，超过 1 次（{basis}）",
    LedgerKind.CHECK_DUE: "{about} 应于{on}起再次人工核对，尚未登记核对日期",
    LedgerKind.NEVER_CHECKED: "{about} 没有登记过人工核对日期（概况信息类栏目每年核对一次）",
    LedgerKind.WAIVER_ENDED: "{about} 的报备已于{on}到期（{basis}），恢复计入",
    LedgerKind.TWO_ACCOUNTS: "{about} 的主办单位在同一平台另有账号：{said}（同一平台只开设一个）",
    LedgerKind.NAMES_DIFFER: "{about} 与主办单位在其他平台的账号名称不一致：{said}",
    LedgerKind.RENAMED: "{about} 在平台上名称为“{said}”，与台账不一致",
    LedgerKind.ANOTHER_ACCOUNT: "{about} 的地址上是另一账号：{said}，其信息不计入",
    LedgerKind.ANOTHER_PRINCIPAL: "{about} 的认证主体为“{said}”，与台账不一致",
    LedgerKind.NOT_IN_ORDER: "{about} 在平台上的状态：{said}",
    LedgerKind.FEED_STANDS_STILL: (
        "{about} 所用的订阅源 {said} 自{on}起对全部 {number} 个账号均无新内容，可能已停止更新，请检查订阅服务"
    ),
    LedgerKind.QUOTA_TOO_SMALL: "{about} 每月最多群发 {number} 次，难以满足更新时限（{basis}）",
}

#: What became of a reminder; a server that took a mail has not delivered it yet.
FATES: dict[Fate, str] = {
    Fate.WAITING: "待发送",
    Fate.SENT: "已发出",
    Fate.GIVEN_UP: "未送达",
    Fate.WITHDRAWN: "发送前已撤回",
}

#: What a platform says of an account that is not in order.
ACCOUNT_STATES: dict[str, str] = {
    "migrated": "已迁移",
    "migrating": "迁移中",
    "cancelled": "已注销",
    "frozen": "已冻结",
    "banned": "已封禁",
    "restricted": "访问受限",
}

#: The paths by which a look saw its target, by the name that is kept with it.
PATHS: dict[str, str] = {
    "page": "栏目页面",
    "api": "列表接口",
    "articles": "信息正文",
    "pages": "列表后续页",
    "rendered": "浏览器渲染页面",
    "home": "网站首页",
    "parent": "上级栏目",
    "newest": "最新信息正文",
    "person": "人工查看",
    "article": "公众号文章",
    "album": "公众号合集",
    "homepage": "公众号页面模板",
    "sogou": "搜狗搜索",
    "feed": "订阅源",
    "official": "官方接口",
    "timeline": "微博主页",
    "profile": "账号主页",
    "store": "应用商店页面",
}

#: Why, as a sentence with places for its figures; ``exporters.reasons`` fills them in.
REASONS: dict[Reason, str] = {
    Reason.IN_TIME: "{figures}",
    Reason.HAS_CONTENT: "栏目有内容，没有更新时限要求",
    Reason.LATE: "{figures}",
    Reason.SILENT_IN_LIST: "共用栏目的列表中没有本单位在时限内的信息，{figures}",
    Reason.EMPTY: "栏目内没有任何信息",
    Reason.EMPTY_NOTED: "栏目内没有信息，页面上已说明原因(已备注)",
    Reason.SHOWN_ONLY: "视频号、小程序、移动客户端等仅作展示，不计更新时限",
    Reason.GONE: "{gone}",
    Reason.WAIVED: "{waiver}",
    Reason.NEVER_LOOKED: "尚未监测过",
    Reason.COULD_NOT_LOOK: "系统未能核查{failure}",
    Reason.NOT_LOOKED_SINCE_DUE: "{figures}，到期后系统尚未完整核查{failure}",
    Reason.NOT_PROVEN: "{figures}，到期后的核查不足以证明没有更新，需人工核查",
    Reason.NEVER_POSTED: "账号开通以来从未更新",
    Reason.UNDATED: "列表中有信息但没有日期，需人工核查",
    Reason.LIST_TOO_SHORT: "列表未回溯到时限之前，或信息没有注明来源，需人工核查",
    Reason.NO_CHILDREN: "导航页，监测清单中没有登记它的下级栏目，需人工核查",
    Reason.CHILD_UNKNOWN: "导航页，有下级栏目未能判定，见其下级栏目",
    Reason.DISPUTED: "{figures}，但其他页面上有列表中没有的信息或新地址，需人工核查",
    Reason.MISTAKEN: "{figures}，经人工复核为误报",
    Reason.DOUBTFUL: "{figures}，经人工复核存疑，待进一步核查",
    Reason.CLOCK_WRONG: "系统时钟与各网站相差过大，本次核查不作判定",
    Reason.OFFLINE: "所属网站经批准临时下线，期间不计入",
}

#: One rulebook's part of the comparison of two: 超过县级时限(7天)，未超过国办指标(2周).
STANDINGS: dict[State, str] = {
    State.FRESH: "未超过{rulebook}{limit}",
    State.DUE_SOON: "未超过{rulebook}{limit}",
    State.OVERDUE: "超过{rulebook}{limit}",
    State.BLANK: "{rulebook}：空白栏目",
    State.GONE: "{rulebook}：无法访问",
    State.UNKNOWN: "{rulebook}{limit}待核查",
    State.WAIVED: "{rulebook}：已报备",
}

#: How a site stands by an indicator that fails it as a whole (单项否决).
VETO_STANDINGS: dict[Standing, str] = {
    Standing.MET: "达到单项否决情形",
    Standing.NOT_MET: "未达到单项否决情形",
    Standing.UNKNOWN: "待核查，尚不能判定",
}

#: What a person who looked at an account herself can say of it.
SEEN_BY_PERSON: dict[Outcome, str] = {
    Outcome.READ: "见到最新一篇",
    Outcome.EMPTY: "从未发布",
    Outcome.GONE: ACCOUNT_GONE,
}

#: What stands for the title of the newest post where a person who looked gave none.
UNTITLED = "人工查看所见，{on}发布"

#: What a reminder is called, 催办 among it or not.
REMINDER, URGENT_REMINDER = "更新提醒", "催办提醒"
#: What a unit is asked for: of what falls due alone, and where something is late.
ASKED_SOON = "请于最迟更新日期（含当日）前更新"
ASKED_LATE = "请尽快更新或核实处理"
#: Of an account whose platform shows strangers a part of its posts: what we did not see may be there.
SEEN_IN_PART = "据公开页面所见，如已发布请忽略"
#: That nobody has to answer.
NO_ANSWER = "更新后系统自动核销，无需回复"

_WEEKDAYS = "一二三四五六日"
_ENDINGS = ("人民政府办公室", "政府办公室", "人民政府", "办公室")


def path_words(names: Iterable[str]) -> str:
    """Return the paths of those *names* as people call them, one that has no word yet by its name."""
    return "、".join(PATHS.get(name, name) for name in names)


def look_words(look: Observation) -> str:
    """Return what *look* came to: 正常读取, or 人工查看（王某），从未发布 of a person's own."""
    if look.how != PERSON:
        return OUTCOMES[look.outcome]
    return f"{PATHS[PERSON]}（{look.looked_by}），{SEEN_BY_PERSON.get(look.outcome, OUTCOMES[look.outcome])}"


def date_words(day: date) -> str:
    """Return *day* as people write it: 2026年11月23日."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_date_words(day: date, today: date) -> str:
    """Return *day* without its year where that is the year of *today*: 11月23日."""
    return f"{day.month}月{day.day}日" if day.year == today.year else date_words(day)


def weekday_words(day: date, today: date) -> str:
    """Return *day* with its day of the week: 11月20日(星期五)."""
    return f"{short_date_words(day, today)}(星期{_WEEKDAYS[day.weekday()]})"


def moment_words(moment: datetime) -> str:
    """Return *moment* (aware) to the minute in Asia/Shanghai: 2026年11月23日 09:05."""
    local = moment.astimezone(SHANGHAI)
    return f"{date_words(local.date())} {local:%H:%M}"


def deadline_words(days_left: int) -> str:
    """Return how far the due date is: 还剩 2 天, 今天到期 or, below zero, 已超期 3 天."""
    if days_left < 0:
        return f"已超期 {-days_left} 天"
    return f"还剩 {days_left} 天" if days_left else "今天到期"


def period_words(period: Period) -> str:
    """Return *period* as a notice writes it: 7 天, 2 周, 6 个月, 1 年."""
    years, months = divmod(period.months, 12)
    weeks = period.days // 7 if period.days > 7 and period.days % 7 == 0 else 0
    days = 0 if weeks else period.days
    parts = ((years, "年"), (months, "个月"), (weeks, "周"), (days, "天"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number)


def rulebook_words(rulebook: Rulebook, *, first: bool) -> str:
    """Return what a rulebook's limits are called; *first* tells the office's own from further ones."""
    if rulebook.number.startswith("国办"):
        return "国办指标"
    return "县级时限" if first else f"{rulebook.number}时限"


def place_words(office: str) -> str:
    """Return the place an office of that name serves: 演练县 for 演练县人民政府办公室."""
    return next((office.removesuffix(end) for end in _ENDINGS if office.endswith(end)), office) or office
