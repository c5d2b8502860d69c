"""Tables: one row a target, put together from several queries, and crosses of two labels."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from string import ascii_uppercase
from typing import Any

from grafana_foundation_sdk.builders import common, table
from grafana_foundation_sdk.models.dashboard import (
    DataTransformerConfig,
    DynamicConfigValue,
    ValueMap,
)

from deploy.grafana.build import links, queries
from deploy.grafana.build.looks import KINDS, painted, state_words, words
from deploy.grafana.build.panels import DAY, DAYS, MOMENT, PLAIN, list_of, rows
from records.verdict import State

#: Given a selector of targets, returns the query that a column of their table shows.
Ask = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A column of a table of targets."""

    header: str
    width: int
    #: What is asked for; its value is shown, or one of its labels.
    ask: Ask = queries.facts
    label: str = ""
    unit: str = PLAIN
    codes: ValueMap | None = None
    links: DynamicConfigValue | None = None


def _confirmed(of: str) -> str:
    state = queries.of_office("xuncha_target_state", rulebook=queries.RULEBOOK)
    return f"max by (target, state) ({state} and on (target) ({of}))"


def _suspected(of: str) -> str:
    state = queries.of_office("xuncha_target_suspected", rulebook=queries.RULEBOOK)
    return f"max by (target, state) ({state} and on (target) ({of}))"


NAME = Shown(header="栏目/账号", width=220, label="name", links=links.target_links())
UNIT = Shown(header="责任单位", width=200, label="unit", links=links.unit_links())
KIND = Shown(header="类别", width=130, label="class", codes=words(KINDS))
STATE = Shown(header="监测结果", width=120, ask=_confirmed, label="state", codes=state_words())
SUSPECTED_STATE = replace(STATE, header="系统初查", ask=_suspected)
LAST_UPDATE = Shown(header="最后更新时间", width=140, ask=queries.last_update, unit=DAY)
DUE = Shown(header="最迟更新日期", width=140, ask=queries.due_day, unit=DAY)
DAYS_OVER = Shown(header="超期天数", width=100, ask=queries.days_over, unit=DAYS)
DAYS_LEFT = Shown(header="剩余天数", width=100, ask=queries.days_left, unit=DAYS)
LIMIT = Shown(header="更新时限", width=100, ask=queries.basis, label="limit")
CLAUSE = Shown(header="检查依据", width=220, ask=queries.basis, label="clause")
LAST_LOOK = Shown(header="最近一次核查", width=170, ask=queries.last_look, unit=MOMENT)

_IN_COLOUR = DynamicConfigValue(id_val="custom.cellOptions", value={"type": "color-text"})
#: What links need of a row and nobody has to see.
_HIDDEN = ("target", "first_unit", "address")


def of_targets(
    title: str,
    of: str,
    columns: Sequence[Shown],
    *,
    about: str,
    first: Shown,
    descending: bool = False,
    height: int = 9,
) -> table.Panel:
    """Return a table of the targets *of* with *columns*, sorted by the column *first*."""
    asked = list(dict.fromkeys([queries.facts, *(column.ask for column in columns)]))
    names = dict(zip(asked, ascii_uppercase, strict=False))
    fields = [column.label or f"Value #{names[column.ask]}" for column in columns]
    panel = list_of(
        title, *(rows(ask(of), name=names[ask]) for ask in asked), about=about, height=height
    ).with_transformation(DataTransformerConfig(id_val="merge", options={}))
    panel.with_transformation(
        _organized(
            fields=dict(zip(fields, (column.header for column in columns), strict=True)),
            without=["Time", "Value", *(f"Value #{name}" for name in names.values())],
        )
    )
    for column in columns:
        panel.override_by_name(column.header, _properties(column))
    for field in _HIDDEN:
        panel.override_by_name(field, [DynamicConfigValue(id_val="custom.hidden", value=True)])
    sorting = common.TableSortByFieldState().display_name(first.header).desc(descending)
    return panel.sort_by([sorting])


def crossed_by_state(title: str, counts: str, *, about: str, width: int = 12, height: int = 6) -> table.Panel:
    """Return a table of *counts*: a row for each value of their label *basis*, a column for each state."""
    panel = crossed(
        title, counts, row="basis", column="state", about=about, header="检查依据", width=width, height=height
    )
    for state in State:
        panel.override_by_name(state, [*painted(state), _IN_COLOUR])
    return panel


def crossed(
    title: str, counts: str, *, row: str, column: str, header: str, about: str, width: int, height: int
) -> table.Panel:
    """Return a table of *counts*: a row for each value of one label, a column for each of another."""
    panel = list_of(title, rows(counts), about=about, width=width, height=height, empty="0")
    options = {"columnField": column, "rowField": row, "valueField": "Value", "emptyValue": "zero"}
    panel.with_transformation(DataTransformerConfig(id_val="groupingToMatrix", options=options))
    return panel.override_by_name(
        f"{row}\\{column}", [DynamicConfigValue(id_val="displayName", value=header)]
    )


def merged(panel: table.Panel, fields: dict[str, str], *, without: Sequence[str] = ()) -> table.Panel:
    """Return *panel* with its queries merged into rows and *fields* shown in that order, by their headers."""
    panel.with_transformation(DataTransformerConfig(id_val="merge", options={}))
    return panel.with_transformation(_organized(fields=fields, without=["Time", *without]))


def _organized(*, fields: dict[str, str], without: Sequence[str]) -> DataTransformerConfig:
    return DataTransformerConfig(
        id_val="organize",
        options={
            "excludeByName": {name: True for name in without if name not in fields},
            "indexByName": {name: place for place, name in enumerate(fields)},
            "renameByName": fields,
        },
    )


def _properties(column: Shown) -> list[DynamicConfigValue]:
    properties: dict[str, Any] = {"custom.width": column.width, "unit": column.unit}
    if column.codes:
        properties |= {"mappings": [column.codes], "custom.cellOptions": {"type": "color-text"}}
    found = [DynamicConfigValue(id_val=name, value=value) for name, value in properties.items()]
    return [*found, column.links] if column.links else found
