"""Panels with what all of ours have in common: the data source, a title, what it shows, its size."""

from typing import Protocol, Self, TypeVar

from grafana_foundation_sdk.builders import common, stat, statetimeline, table, timeseries
from grafana_foundation_sdk.builders.dashboard import ThresholdsConfig
from grafana_foundation_sdk.builders.prometheus import Dataquery
from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.cog.variants import Dataquery as AnyQuery
from grafana_foundation_sdk.models import common as options
from grafana_foundation_sdk.models.dashboard import DataSourceRef, Threshold, ThresholdsMode
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from deploy.grafana.build.looks import GOOD

#: The one that provisioning/datasources/prometheus.yaml makes.
SOURCE = DataSourceRef(type_val="prometheus", uid="xuncha-prometheus")

#: Units of Grafana's: dates as people write them, in the time zone of the dashboard.
DAY, MOMENT, AGO = "time:YYYY年M月D日", "time:YYYY年M月D日 HH:mm", "dateTimeFromNow"
DAYS, TARGETS, SHARE, SECONDS, BYTES = "suffix: 天", "suffix: 个", "percentunit", "s", "bytes"
#: Words and codes: nothing is put behind them.
PLAIN = "none"


class _Panel(Protocol):
    def title(self, title: str) -> Self: ...
    def description(self, description: str) -> Self: ...
    def span(self, w: int) -> Self: ...
    def height(self, h: int) -> Self: ...
    def unit(self, unit: str) -> Self: ...
    def datasource(self, datasource: DataSourceRef) -> Self: ...
    def with_target(self, target: Builder[AnyQuery]) -> Self: ...


_P = TypeVar("_P", bound=_Panel)


def now(expression: str, *, legend: str = "") -> Dataquery:
    """Return a query for the values at the end of the dashboard's time, one a series."""
    return _query(expression).instant().legend_format(legend)


def rows(expression: str, *, name: str = "A") -> Dataquery:
    """Return a query for the values at the end of the dashboard's time, as rows with a cell a label.

    Its values come in a column ``Value #NAME`` where a table has several queries.
    """
    return _query(expression).instant().format(PromQueryFormat.TABLE).ref_id(name)


def over_time(expression: str, *, legend: str, name: str = "A") -> Dataquery:
    """Return a query for the values over the dashboard's time, a line a series."""
    return _query(expression).range().legend_format(legend).ref_id(name)


def number(
    title: str, query: Dataquery, *, about: str, unit: str, width: int = 4, colour: str = GOOD
) -> stat.Panel:
    """Return one figure in large digits; 无 where there is none."""
    panel = _framed(stat.Panel(), title, query, about=about, unit=unit, width=width, height=4)
    newest = common.ReduceDataOptions().calcs(["lastNotNull"])
    return (
        panel.no_value("无")
        .reduce_options(newest)
        .graph_mode(options.BigValueGraphMode.NONE)
        .color_mode(options.BigValueColorMode.VALUE)
        .thresholds(steps({None: colour}))
    )


def lines(
    title: str, *queries: Dataquery, about: str, unit: str, width: int = 12, height: int = 8
) -> timeseries.Panel:
    """Return lines over time, with their newest values beside the legend."""
    panel = _framed(timeseries.Panel(), title, *queries, about=about, unit=unit, width=width, height=height)
    legend = common.VizLegendOptions().show_legend(show_legend=True).calcs(["lastNotNull"])
    legend = legend.display_mode(options.LegendDisplayMode.TABLE).placement(options.LegendPlacement.RIGHT)
    return panel.legend(legend).line_width(2).show_points(options.VisibilityMode.NEVER)


def stacked(panel: timeseries.Panel) -> timeseries.Panel:
    """Return *panel* with its lines as layers, one on the other."""
    layers = common.StackingConfig().mode(options.StackingMode.NORMAL).group("A")
    return panel.stacking(layers).fill_opacity(60).line_width(1)


def history(
    title: str, query: Dataquery, *, about: str, width: int = 24, height: int = 6
) -> statetimeline.Panel:
    """Return one band a series, coloured by its state through time."""
    panel = _framed(statetimeline.Panel(), title, query, about=about, unit=PLAIN, width=width, height=height)
    panel.merge_values(merge_values=True).show_value(options.VisibilityMode.AUTO)
    return panel.fill_opacity(80).row_height(0.8)


def list_of(
    title: str, *queries: Dataquery, about: str, width: int = 24, height: int = 9, empty: str = "无"
) -> table.Panel:
    """Return a table; *empty* stands in cells without a value."""
    panel = _framed(table.Panel(), title, *queries, about=about, unit=PLAIN, width=width, height=height)
    return panel.no_value(empty).cell_height(options.TableCellHeight.SM)


def steps(colours: dict[float | None, str]) -> ThresholdsConfig:
    """Return thresholds: the colour from each value on; None is for what lies below all."""
    found = [Threshold(value=value, color=colour) for value, colour in colours.items()]
    return ThresholdsConfig().mode(ThresholdsMode.ABSOLUTE).steps(found)


def _query(expression: str) -> Dataquery:
    return Dataquery().expr(expression).datasource(SOURCE).ref_id("A")


def _framed(panel: _P, title: str, *queries: Dataquery, about: str, unit: str, width: int, height: int) -> _P:
    panel.title(title).description(about).datasource(SOURCE).unit(unit).span(width).height(height)
    for query in queries:
        panel.with_target(query)
    return panel
