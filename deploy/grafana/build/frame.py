"""What the four dashboards have in common: time zone, variables, links, and numbers for their panels."""

from collections.abc import Sequence

from grafana_foundation_sdk.builders.dashboard import CustomVariable, Dashboard, QueryVariable, Row
from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.models import dashboard as model

from deploy.grafana.build import links, variables

#: A heading and the panels below it.
Part = tuple[str, Sequence[Builder[model.Panel]]]
_ZONE = "Asia/Shanghai"


def dashboard(
    title: str,
    uid: str,
    *,
    about: str,
    chosen: Sequence[QueryVariable | CustomVariable],
    parts: Sequence[Part],
    since: str = "now-30d",
) -> model.Dashboard:
    """Return the dashboard with *parts* below one another, looking back to *since*."""
    made = Dashboard(title).uid(uid).description(about).tags([links.TAG]).readonly()
    made.timezone(_ZONE).week_start("monday").refresh("5m").time(since, "now")
    made.link(links.other_dashboards()).link(links.own_board())
    for variable in (variables.office(), *chosen, variables.board()):
        made.with_variable(variable)
    for heading, panels in parts:
        made.with_row(Row(heading))
        for panel in panels:
            made.with_panel(panel)
    return _numbered(made.build())


def _numbered(made: model.Dashboard) -> model.Dashboard:
    for number, panel in enumerate(made.panels or (), start=1):
        panel.id_val = number
    return made
