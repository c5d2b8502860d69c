"""栏目/账号: one target: what it is, how it stands by each rulebook, and how it stood before."""

from grafana_foundation_sdk.builders import table
from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.models.dashboard import Dashboard, DynamicConfigValue, Panel

from deploy.grafana.build import links, tables, variables
from deploy.grafana.build.frame import dashboard
from deploy.grafana.build.looks import KINDS, state_numbers, words, yes_or_no
from deploy.grafana.build.panels import (
    AGO,
    DAY,
    DAYS,
    MOMENT,
    history,
    lines,
    list_of,
    now,
    number,
    over_time,
    rows,
)
from deploy.grafana.build.queries import days_since, is_, of_office, states_in_numbers

_ONE = is_("$target")
_UPDATE, _LOOK = "xuncha_target_last_update_timestamp_seconds", "xuncha_target_last_look_timestamp_seconds"


def target() -> Dashboard:
    """Return the dashboard."""
    return dashboard(
        "栏目/账号",
        links.TARGET,
        about="一个栏目或账号：各检查依据下的状态、最后更新、最迟更新日期、最近一次核查和历史状态。",
        chosen=[variables.target()],
        parts=[("基本情况", _facts()), ("检查依据对照", _by_rulebook()), ("历史", _history())],
        since="now-90d",
    )


def _facts() -> list[Builder[Panel]]:
    last_update, last_look = (f"max({of_office(metric, target=_ONE)}) * 1000" for metric in (_UPDATE, _LOOK))
    return [
        _info(),
        number("最后更新时间", now(last_update), about="最新一条信息的日期。", unit=DAY, width=6),
        number(
            "未更新天数",
            now(days_since(_UPDATE, target=_ONE)),
            about="从最新一条信息的日期算起。",
            unit=DAYS,
            width=6,
        ),
        number("最近一次核查", now(last_look), about="最近一次核查开始的时间。", unit=MOMENT, width=6),
        number("距最近一次核查", now(last_look), about="最近一次核查距今多久。", unit=AGO, width=6),
    ]


def _info() -> table.Panel:
    info = of_office("xuncha_target_info", target=_ONE)
    labels = {"name": "栏目/账号", "unit": "责任单位", "class": "类别", "site": "网站", "address": "地址"}
    panel = list_of(
        "名称和责任单位", rows(f"max by ({', '.join(labels)}) ({info})"), about="台账所载。", height=3
    )
    panel.override_by_name("类别", [DynamicConfigValue(id_val="mappings", value=[words(KINDS)])])
    panel.override_by_name("地址", [links.address_links()])
    return tables.merged(panel, labels, without=["Value"])


def _by_rulebook() -> list[Builder[Panel]]:
    due = of_office("xuncha_target_due_timestamp_seconds", target=_ONE)
    rule = of_office("xuncha_target_rule_info", target=_ONE)
    asked = [
        f"max by (rulebook, title, number, words) ({of_office('xuncha_rulebook_info')})",
        states_in_numbers(target=_ONE).partition(" * on (rulebook)")[0],
        f"(max by (rulebook) ({due}) - 1) * 1000",
        f"ceil((max by (rulebook) ({due}) - time()) / 86400) - 1",
        f"max by (rulebook, clause, limit) ({rule})",
    ]
    panel = list_of(
        "各检查依据下的状态",
        *(rows(query, name=name) for query, name in zip(asked, "ABCDE", strict=True)),
        about="剩余天数为负的，是已超期的天数。系统初查的尚未复查，不对外通报。",
        height=5,
    )
    shown: dict[str, dict[str, object]] = {
        "监测结果": {"mappings": [state_numbers()], "custom.cellOptions": {"type": "color-text"}},
        "最迟更新日期": {"unit": DAY},
        "剩余天数": {"unit": DAYS},
    }
    for header, properties in shown.items():
        panel.override_by_name(
            header, [DynamicConfigValue(id_val=name, value=value) for name, value in properties.items()]
        )
    fields = {
        "words": "检查依据",
        "number": "文号",
        "Value #B": "监测结果",
        "Value #C": "最迟更新日期",
        "Value #D": "剩余天数",
        "limit": "更新时限",
        "clause": "条款",
    }
    return [tables.merged(panel, fields, without=["rulebook", "title", "Value #A", "Value #E"])]


def _history() -> list[Builder[Panel]]:
    of_its_site = of_office("xuncha_target_info", target=_ONE, site='!=""')
    up = f"max by (site) ({of_office('xuncha_site_up')} and on (site) {of_its_site})"
    named = f"{up} * on (site) group_left (name) max by (site, name) ({of_office('xuncha_site_info')})"
    since = f"(time() - max({of_office(_UPDATE, target=_ONE)})) / 86400"
    return [
        history(
            "历史状态",
            over_time(states_in_numbers(target=_ONE), legend="{{words}}"),
            about="一条带是一个检查依据。空白处没有监测数据。",
        ).mappings([state_numbers()]),
        lines(
            "未更新天数变化",
            over_time(since, legend="未更新天数"),
            about="每有更新即归零。",
            unit=DAYS,
        ),
        history(
            "所属网站能否打开",
            over_time(named, legend="{{name}}"),
            about="账号没有所属网站，此处为空。",
            width=12,
            height=8,
        ).mappings([yes_or_no("可以打开", "打不开")]),
    ]
