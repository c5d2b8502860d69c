"""The variables at the top of a dashboard: what the reader chooses, and what follows from it."""

from grafana_foundation_sdk.builders.dashboard import CustomVariable, QueryVariable
from grafana_foundation_sdk.models.dashboard import (
    VariableHide,
    VariableOption,
    VariableRefresh,
    VariableSort,
)

from deploy.grafana.build.looks import KINDS
from deploy.grafana.build.panels import SOURCE

#: What Grafana sends for all of a variable's values.
ALL = "$__all"
#: How Grafana's editor numbers two ways to ask Prometheus for a variable's values.
_LABEL_VALUES, _QUERY_RESULT = 1, 3


def office() -> QueryVariable:
    """Return the office whose inventory is watched."""
    return _asking("office", "监测机关", "label_values(xuncha_office_info, office)", _LABEL_VALUES)


def rulebook() -> QueryVariable:
    """Return the rulebook, shown as what its limits are called; the office's own comes first."""
    info = 'xuncha_rulebook_info{office="$office"'
    asked = f'query_result(sort_desc({info},first="yes"}} * 2 or {info}}}))'
    shown = '/rulebook="(?<value>[^"]+)".*words="(?<text>[^"]+)"/'
    return _asking("rulebook", "检查依据", asked, _QUERY_RESULT).regex(shown)


def units() -> QueryVariable:
    """Return one unit, several, or all of them."""
    return unit().multi(multi=True).include_all(include_all=True).all_value(".*").current(_all())


def unit() -> QueryVariable:
    """Return one unit."""
    asked = 'label_values(xuncha_target_unit{office="$office"}, unit)'
    return _asking("unit", "责任单位", asked, _LABEL_VALUES).sort(VariableSort.ALPHABETICAL_ASC)


def kinds() -> CustomVariable:
    """Return the classes of columns and the platforms of accounts, in words; one, several or all."""
    listed = ", ".join(f"{word} : {code}" for code, word in KINDS.items())
    variable = CustomVariable("class").label("类别").values(listed).current(_all())
    return variable.multi(multi=True).include_all(include_all=True).all_value(".*")


def target() -> QueryVariable:
    """Return one column or account, shown by its name."""
    asked = 'query_result(xuncha_target_info{office="$office"})'
    shown = '/name="(?<text>[^"]*)".*target="(?<value>[^"]+)"/'
    variable = _asking("target", "栏目/账号", asked, _QUERY_RESULT).regex(shown)
    return variable.sort(VariableSort.ALPHABETICAL_ASC)


def board() -> QueryVariable:
    """Return the address of xuncha's own board, which nobody chooses: links lead there."""
    asked = 'label_values(xuncha_office_info{office="$office"}, board)'
    return _asking("board", "巡查网页", asked, _LABEL_VALUES).hide(VariableHide.HIDE_VARIABLE)


def _asking(name: str, label: str, query: str, kind: int) -> QueryVariable:
    asked: dict[str, object] = {"qryType": kind, "query": query, "refId": f"variable-{name}"}
    variable = QueryVariable(name).label(label).query(asked).datasource(SOURCE)
    return variable.refresh(VariableRefresh.ON_DASHBOARD_LOAD).allow_custom_value(allow_custom_value=False)


def _all() -> VariableOption:
    return VariableOption(selected=True, text=["全部"], value=[ALL])
