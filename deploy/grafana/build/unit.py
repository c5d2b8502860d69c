"""单位: one unit's columns and accounts, and how it stood through time."""

from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.models.dashboard import Dashboard, Panel

from deploy.grafana.build import links, tables, variables
from deploy.grafana.build.frame import dashboard
from deploy.grafana.build.looks import BAD, OWN_COLOUR, POOR
from deploy.grafana.build.panels import SHARE, TARGETS, lines, now, number, over_time
from deploy.grafana.build.queries import (
    OF_UNIT,
    RULEBOOK,
    among,
    by_rulebook,
    in_state,
    is_,
    named_by_rulebook,
    of_office,
    suspected,
)
from deploy.grafana.build.tables import of_targets
from exporters.words import STATES
from records.verdict import State

_ONE = is_("$unit")


def unit() -> Dashboard:
    """Return the dashboard."""
    return dashboard(
        "单位",
        links.UNIT,
        about="一个单位负责的栏目和账号。待人工核查的不算单位的问题，系统初查的单列，不对外通报。",
        chosen=[variables.unit(), variables.rulebook()],
        parts=[
            ("$unit", _numbers()),
            ("检查依据对照", _compared()),
            ("栏目和账号：按所选检查依据", _lists()),
        ],
    )


def _numbers() -> list[Builder[Panel]]:
    ratio = of_office("xuncha:unit_in_time:ratio", unit=_ONE, rulebook=RULEBOOK)
    return [
        number(
            STATES[State.UNKNOWN],
            now(_count(State.UNKNOWN)),
            about="尚不能判定，含系统未能核查的，不算单位的问题。",
            unit=TARGETS,
            colour=OWN_COLOUR,
        ),
        number(
            "在时限内的比例",
            now(f"max({ratio})"),
            about="在时限内的栏目和账号所占的比例。待核查、已报备和系统初查的不计。",
            unit=SHARE,
        ),
        number(
            STATES[State.OVERDUE],
            now(_count(State.OVERDUE)),
            about="经确认的超期未更新。",
            unit=TARGETS,
            colour=BAD,
        ),
        number(
            f"{STATES[State.BLANK]}和{STATES[State.GONE]}",
            now(_count(State.BLANK, State.GONE)),
            about="经确认的空白栏目、无法访问的栏目和已注销、迁移、冻结的账号。",
            unit=TARGETS,
            colour=BAD,
        ),
        number(
            STATES[State.DUE_SOON],
            now(_count(State.DUE_SOON)),
            about="临近最迟更新日期，尚未超期。",
            unit=TARGETS,
            colour=POOR,
        ),
        number(STATES[State.FRESH], now(_count(State.FRESH)), about="在时限内有更新。", unit=TARGETS),
    ]


def _compared() -> list[Builder[Panel]]:
    counts = f"sum by (rulebook, state) ({of_office('xuncha_unit_targets', unit=_ONE)})"
    ratio = f"max by (rulebook) ({of_office('xuncha:unit_in_time:ratio', unit=_ONE)})"
    return [
        tables.crossed_by_state(
            "各检查依据下的状态", by_rulebook(counts), about="本单位栏目和账号的数量，系统初查的不在其内。"
        ),
        lines(
            "在时限内的比例变化",
            over_time(named_by_rulebook(ratio), legend="{{words}}"),
            about="本单位在时限内的比例，一条线是一个检查依据。",
            unit=SHARE,
            height=6,
        )
        .min(0)
        .max(1),
    ]


def _lists() -> list[Builder[Panel]]:
    return [
        of_targets(
            "栏目和账号",
            f"{of_office('xuncha_target_state', rulebook=RULEBOOK)} {OF_UNIT}",
            [
                tables.NAME,
                tables.KIND,
                tables.STATE,
                tables.LAST_UPDATE,
                tables.DUE,
                tables.DAYS_LEFT,
                tables.LAST_LOOK,
                tables.LIMIT,
                tables.CLAUSE,
            ],
            about="剩余天数为负的，是已超期的天数。",
            first=tables.DAYS_LEFT,
            height=12,
        ),
        of_targets(
            STATES[State.DUE_SOON],
            in_state(State.DUE_SOON, among_them=OF_UNIT),
            [tables.NAME, tables.KIND, tables.LAST_UPDATE, tables.DUE, tables.DAYS_LEFT, tables.LIMIT],
            about="临近最迟更新日期，尚未超期。",
            first=tables.DAYS_LEFT,
            height=7,
        ),
        of_targets(
            "待复查（系统初查）",
            suspected(OF_UNIT),
            [
                tables.NAME,
                tables.KIND,
                tables.SUSPECTED_STATE,
                tables.LAST_UPDATE,
                tables.DUE,
                tables.LAST_LOOK,
            ],
            about="仅一次核查所见，尚未复查，可能是误报，不对外通报。",
            first=tables.NAME,
            height=7,
        ),
    ]


def _count(*states: State) -> str:
    counted = of_office("xuncha_unit_targets", unit=_ONE, rulebook=RULEBOOK, state=among(states))
    return f"sum({counted})"
