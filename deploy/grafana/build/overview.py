"""监测总览: the office's own dashboard: what the system missed first, then the states, then the lists."""

from grafana_foundation_sdk.builders import table, timeseries
from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.models.dashboard import Dashboard, DynamicConfigValue, Panel

from deploy.grafana.build import links, tables, variables
from deploy.grafana.build.frame import dashboard
from deploy.grafana.build.looks import ACCUSING, IN_ORDER, OWN_COLOUR, painted
from deploy.grafana.build.panels import (
    MOMENT,
    SHARE,
    TARGETS,
    lines,
    list_of,
    now,
    number,
    over_time,
    rows,
    stacked,
)
from deploy.grafana.build.queries import (
    CHOSEN,
    COVERAGE,
    NOT_SEEN,
    RULEBOOK,
    among,
    by_rulebook,
    in_state,
    is_,
    of_office,
    suspected,
)
from deploy.grafana.build.tables import of_targets
from exporters.words import STATES
from records.verdict import State

_WHO = (tables.NAME, tables.UNIT, tables.KIND)
_WHEN = (tables.LAST_UPDATE, tables.DUE)
_WHY = (tables.LIMIT, tables.CLAUSE)


def overview() -> Dashboard:
    """Return the dashboard."""
    return dashboard(
        "监测总览",
        links.OVERVIEW,
        about="各检查依据下的总体状况、清单和各单位情况。系统未能核查的单列在前，不算单位的问题。",
        chosen=[variables.rulebook(), variables.units(), variables.kinds()],
        parts=[
            ("系统自身：未能核查的不算单位的问题", _own()),
            ("总体状况", _states()),
            ("清单：按所选检查依据、责任单位和类别", _lists()),
            ("系统初查：仅一次核查所见，尚未复查，不对外通报", _suspected()),
            ("各单位", _units()),
        ],
    )


def _own() -> list[Builder[Panel]]:
    unknown = f"sum({of_office('xuncha_targets', rulebook=RULEBOOK, state=is_(State.UNKNOWN))})"
    only_once = f"sum({of_office('xuncha_suspected_targets', rulebook=RULEBOOK)})"
    ended = f"max({of_office('xuncha_pass_completed_timestamp_seconds')}) * 1000"
    since = f"min({of_office('xuncha_oldest_unknown_timestamp_seconds')}) * 1000"
    return [
        number(
            "检查覆盖率",
            now(COVERAGE),
            about="最近一次核查中看到了内容的栏目和账号所占的比例。",
            unit=SHARE,
        ),
        number(
            "系统未能核查",
            now(NOT_SEEN),
            about="最近一次核查没有成功的栏目和账号：连接失败、被拦截、维护中或页面未能识别。",
            unit=TARGETS,
            colour=OWN_COLOUR,
        ),
        number(
            STATES[State.UNKNOWN],
            now(unknown),
            about="按所选检查依据尚不能判定的栏目和账号，含系统未能核查的。",
            unit=TARGETS,
            colour=OWN_COLOUR,
        ),
        number(
            "待复查",
            now(only_once),
            about="只有系统初查、等待复查的栏目和账号。不计入任何状态。",
            unit=TARGETS,
            colour="blue",
        ),
        number("最近一次监测完成", now(ended), about="最近一次完整监测结束的时间。", unit=MOMENT),
        number(
            "待核查最久的始于",
            now(since),
            about="持续时间最长的待人工核查从何时开始。",
            unit=MOMENT,
            colour=OWN_COLOUR,
        ),
    ]


def _states() -> list[Builder[Panel]]:
    counts = f"sum by (rulebook, state) ({of_office('xuncha_targets')})"
    of_one = f"sum by (state) ({of_office('xuncha_targets', rulebook=RULEBOOK)})"
    return [
        tables.crossed_by_state(
            "各检查依据下的状态", by_rulebook(counts), about="全部栏目和账号的数量，系统初查的不在其内。"
        ),
        _coloured(
            stacked(
                lines(
                    "状态变化",
                    over_time(of_one, legend="{{state}}"),
                    about="所选检查依据下各状态的数量。",
                    unit=TARGETS,
                    height=6,
                )
            )
        ),
    ]


def _lists() -> list[Builder[Panel]]:
    return [
        of_targets(
            STATES[State.OVERDUE],
            in_state(State.OVERDUE),
            [*_WHO, *_WHEN, tables.DAYS_OVER, *_WHY],
            about="经复查或人工复核确认的超期未更新。",
            first=tables.DAYS_OVER,
            descending=True,
        ),
        of_targets(
            f"{STATES[State.BLANK]}和{STATES[State.GONE]}",
            in_state(State.BLANK, State.GONE),
            [*_WHO, tables.STATE, tables.LAST_LOOK, *_WHY],
            about="经复查或人工复核确认的空白栏目，以及无法访问的栏目和已注销、迁移、冻结的账号。",
            first=tables.UNIT,
        ),
        of_targets(
            STATES[State.DUE_SOON],
            in_state(State.DUE_SOON),
            [*_WHO, *_WHEN, tables.DAYS_LEFT, *_WHY],
            about="临近最迟更新日期，尚未超期。",
            first=tables.DAYS_LEFT,
        ),
        of_targets(
            STATES[State.UNKNOWN],
            in_state(State.UNKNOWN),
            [*_WHO, *_WHEN, tables.LAST_LOOK, *_WHY],
            about="尚不能判定，含系统未能核查的。",
            first=tables.LAST_LOOK,
        ),
    ]


def _suspected() -> list[Builder[Panel]]:
    return [
        of_targets(
            "待复查清单",
            suspected(CHOSEN),
            [*_WHO, tables.SUSPECTED_STATE, *_WHEN, tables.LAST_LOOK],
            about="系统初查所见，尚无第二次核查支持，可能是误报。",
            first=tables.UNIT,
        )
    ]


def _units() -> list[Builder[Panel]]:
    chosen = of_office("xuncha:unit_in_time:ratio", rulebook=RULEBOOK, unit=among(["$unit"]))
    whole = [
        of_office("xuncha_targets", state=among(states)) for states in (_IN_TIME, (*_IN_TIME, *ACCUSING))
    ]
    share = f"sum by (rulebook) ({whole[0]}) / sum by (rulebook) ({whole[1]})"
    info = 'group_left (words) max by (rulebook, words) (xuncha_rulebook_info{office="$office"})'
    return [
        _of_each_unit(chosen),
        lines(
            "在时限内的比例",
            over_time(f"({share}) * on (rulebook) {info}", legend="{{words}}"),
            about="全部栏目和账号中在时限内的比例。待核查、已报备和系统初查的不计。",
            unit=SHARE,
            height=10,
        )
        .min(0)
        .max(1),
    ]


_IN_TIME = (State.FRESH, State.DUE_SOON)


def _of_each_unit(share: str) -> table.Panel:
    counted = [*ACCUSING, State.DUE_SOON, State.UNKNOWN]
    selected = [
        of_office("xuncha_unit_targets", rulebook=RULEBOOK, unit=among(["$unit"]), state=is_(state))
        for state in counted
    ]
    asked = [f"max by (unit) ({each})" for each in (share, *selected)]
    names = "ABCDEFG"[: len(asked)]
    fields = {"unit": "责任单位", "Value #A": "在时限内的比例"} | {
        f"Value #{name}": STATES[state] for name, state in zip(names[1:], counted, strict=True)
    }
    panel = list_of(
        "各单位在时限内的比例",
        *(rows(query, name=name) for query, name in zip(asked, names, strict=True)),
        about="所选检查依据下，单位负责的栏目和账号中在时限内的比例，以及其余状态的数量。",
        width=12,
        height=10,
    )
    gauge = {"type": "gauge", "mode": "basic", "valueDisplayMode": "text"}
    percent: dict[str, object] = {"unit": SHARE, "min": 0, "max": 1, "custom.cellOptions": gauge}
    panel.override_by_name(
        "在时限内的比例", [DynamicConfigValue(id_val=name, value=value) for name, value in percent.items()]
    )
    panel.override_by_name("责任单位", [links.unit_links("责任单位")])
    return tables.merged(panel, fields)


def _coloured(panel: timeseries.Panel) -> timeseries.Panel:
    for state in IN_ORDER:
        panel.override_by_name(state, painted(state))
    return panel
