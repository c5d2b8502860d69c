"""监测系统自身: whether the system looks, what its looks come to, and whether Prometheus sees it."""

from grafana_foundation_sdk.builders import table
from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.models.dashboard import Dashboard, DynamicConfigValue, Panel

from deploy.grafana.build import links, tables
from deploy.grafana.build.frame import dashboard
from deploy.grafana.build.looks import (
    FATE_WORDS,
    KIND_WORDS,
    OUTCOME_WORDS,
    OWN_COLOUR,
    PLATFORM_WORDS,
    words,
    yes_or_no,
)
from deploy.grafana.build.panels import (
    AGO,
    BYTES,
    DAY,
    DAYS,
    MOMENT,
    SECONDS,
    SHARE,
    TARGETS,
    history,
    lines,
    list_of,
    now,
    number,
    over_time,
    rows,
    stacked,
)
from deploy.grafana.build.queries import COVERAGE, NOT_SEEN, of_office

_ENDED = "xuncha_pass_completed_timestamp_seconds"
_CALENDAR = "xuncha_calendar_end_timestamp_seconds"
#: Everything that Prometheus scrapes, xuncha and Prometheus among it.
_ALL_JOBS = 'up{job=~".+"}'


def itself() -> Dashboard:
    """Return the dashboard."""
    return dashboard(
        "监测系统自身",
        links.ITSELF,
        about="监测是否按时完成、核查结果如何、时钟和日历是否正常、指标是否采集得到。供运行维护使用。",
        chosen=[],
        parts=[
            ("监测和核查", _passes()),
            ("核查结果", _looks()),
            ("网站", _sites()),
            ("提醒和邮件", _post()),
            ("时钟、日历和数据库", _machine()),
            ("指标采集", _scrapes()),
        ],
        since="now-7d",
    )


def _passes() -> list[Builder[Panel]]:
    ended = f"max({of_office(_ENDED)}) * 1000"
    unknown = f"min({of_office('xuncha_oldest_unknown_timestamp_seconds')}) * 1000"
    return [
        number("最近一次监测完成", now(ended), about="最近一次完整监测结束的时间。", unit=MOMENT),
        number("距最近一次监测", now(ended), about="最近一次完整监测结束距今多久。", unit=AGO),
        number("检查覆盖率", now(COVERAGE), about="最近一次核查中看到了内容的比例。", unit=SHARE),
        number(
            "系统未能核查",
            now(NOT_SEEN),
            about="最近一次核查没有成功的栏目和账号。",
            unit=TARGETS,
            colour=OWN_COLOUR,
        ),
        number(
            "待核查最久的始于",
            now(unknown),
            about="持续时间最长的待人工核查从何时开始。",
            unit=MOMENT,
            colour=OWN_COLOUR,
        ),
        _release(),
    ]


def _release() -> table.Panel:
    asked = rows('max by (version) (xuncha_build_info{office=~"$office|"})')
    panel = list_of("版本", asked, about="正在运行的巡查版本。", width=4, height=4)
    return tables.merged(panel, {"version": "版本"}, without=["Value"])


def _looks() -> list[Builder[Panel]]:
    newest = f"sum by (outcome, platform) ({of_office('xuncha_newest_looks')})"
    made = f"sum by (outcome) (increase({of_office('xuncha_looks_total')}[$__rate_interval]))"
    crossed = tables.crossed(
        "最近一次核查的结果",
        newest,
        row="outcome",
        column="platform",
        header="核查结果",
        about="每个栏目和账号最近一次核查的结果，按平台。",
        width=24,
        height=10,
    )
    for platform, word in PLATFORM_WORDS.items():
        crossed.override_by_name(platform, [DynamicConfigValue(id_val="displayName", value=word)])
    crossed.override_by_name(
        "outcome\\platform", [DynamicConfigValue(id_val="mappings", value=[words(OUTCOME_WORDS)])]
    )
    counted = stacked(
        lines("核查次数", over_time(made, legend="{{outcome}}"), about="各种结果的核查次数。", unit="none")
    )
    for outcome, word in OUTCOME_WORDS.items():
        counted.override_by_name(outcome, [DynamicConfigValue(id_val="displayName", value=word)])
    return [crossed, counted.interval("1h"), _durations()]


def _durations() -> Builder[Panel]:
    buckets = of_office("xuncha_look_duration_seconds_bucket")
    inner = f"sum by (le) (increase({buckets}[$__rate_interval]))"
    return lines(
        "核查用时",
        over_time(f"histogram_quantile(0.5, {inner})", legend="半数不超过", name="A"),
        over_time(f"histogram_quantile(0.95, {inner})", legend="百分之九十五不超过", name="B"),
        about="单次核查所用的时间。",
        unit=SECONDS,
    ).interval("1h")


def _sites() -> list[Builder[Panel]]:
    named = f"group_left (name) max by (site, name) ({of_office('xuncha_site_info')})"
    up = f"max by (site) ({of_office('xuncha_site_up')}) * on (site) {named}"
    panel = history("网站能否打开", over_time(up, legend="{{name}}"), about="各网站首页能否打开。", height=9)
    return [panel.mappings([yes_or_no("可以打开", "打不开")])]


def _post() -> list[Builder[Panel]]:
    by_fate = f"sum by (fate) ({of_office('xuncha_outgoing')})"
    told = f"sum by (kind) (increase({of_office('xuncha_notices_total')}[$__rate_interval]))"
    messages = lines(
        "邮件和消息",
        over_time(by_fate, legend="{{fate}}"),
        about="邮件和消息的发送情况。",
        unit="none",
        width=12,
    )
    reminders = stacked(
        lines(
            "提醒次数",
            over_time(told, legend="{{kind}}"),
            about="对各单位的提醒次数。",
            unit="none",
            width=12,
        )
    )
    for panel, known in ((messages, FATE_WORDS), (reminders, KIND_WORDS)):
        for code, word in known.items():
            panel.override_by_name(code, [DynamicConfigValue(id_val="displayName", value=word)])
    return [messages, reminders.interval("1h")]


def _machine() -> list[Builder[Panel]]:
    end = f"max({of_office(_CALENDAR)})"
    return [
        number(
            "时钟偏差",
            now(f"max({of_office('xuncha_clock_skew_seconds')})"),
            about="与各网站时钟相差的中位数。超过五分钟时，本次核查不作判定。",
            unit=SECONDS,
        ),
        number(
            "节假日安排已知至",
            now(f"({end} - 1) * 1000"),
            about="工作日日历的最后一天。国务院办公厅发布下一年安排后更新。",
            unit=DAY,
        ),
        number(
            "日历还剩",
            now(f"floor(({end} - time()) / 86400)"),
            about="距日历最后一天的天数。",
            unit=DAYS,
        ),
        number(
            "数据库大小",
            now(f"max({of_office('xuncha_database_bytes')})"),
            about="数据库占用的空间，佐证材料不在其内。",
            unit=BYTES,
        ),
        lines(
            "数据库大小变化",
            over_time(f"max({of_office('xuncha_database_bytes')})", legend="数据库"),
            about="数据库占用的空间。",
            unit=BYTES,
            width=8,
            height=4,
        ),
    ]


def _scrapes() -> list[Builder[Panel]]:
    return [
        history(
            "采集是否成功",
            over_time(_ALL_JOBS, legend="{{job}}"),
            about="一条带是一个采集对象。",
            width=12,
            height=8,
        ).mappings([yes_or_no("成功", "失败")]),
        lines(
            "采集用时",
            over_time('scrape_duration_seconds{job=~".+"}', legend="{{job}}"),
            about="Prometheus 采集一次指标所用的时间。",
            unit=SECONDS,
        ),
        lines(
            "指标数量",
            over_time('scrape_samples_scraped{job=~".+"}', legend="{{job}}"),
            about="一次采集到的指标数量。",
            unit="none",
            width=24,
            height=6,
        ),
    ]
