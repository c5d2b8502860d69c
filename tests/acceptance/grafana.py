"""What Grafana makes of a dashboard's file before it asks Prometheus: variables and their places in queries.

There is no Grafana here. Written after its documentation, with the feature switched on that
docker-compose.yml switches on for names with quotes.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

Json = dict[str, Any]
#: What a reader chose: one value, several, or all of them.
Choice = Mapping[str, str | Sequence[str]]

ALL = "$__all"
#: Longer than any scrape interval of the tests.
BUILT_IN = {"__rate_interval": "1m", "__interval": "1m"}
_PLACE = re.compile(r"\$(\w+)|\$\{(\w+)(?::(\w+))?\}")


@dataclass(frozen=True)
class Prometheus:
    """A server that answers queries."""

    client: httpx.Client

    def ask(self, query: str) -> list[Json]:
        """Return the series or samples that *query* comes to; AssertionError for one that is wrong."""
        answer = self.client.post("/api/v1/query", data={"query": query}).json()
        assert answer["status"] == "success", f"{query}\n{answer}"
        return list(answer["data"]["result"])

    def ask_over_time(self, query: str, *, since: float, until: float, step: float) -> list[Json]:
        """Return the series that *query* comes to between two moments, in seconds."""
        asked = {"query": query, "start": since, "end": until, "step": step}
        answer = self.client.post("/api/v1/query_range", data=asked).json()
        assert answer["status"] == "success", f"{query}\n{answer}"
        return list(answer["data"]["result"])

    def values(self, label: str, selector: str) -> list[str]:
        """Return the values of *label* among the series that *selector* selects."""
        answer = self.client.get(f"/api/v1/label/{label}/values", params={"match[]": selector}).json()
        assert answer["status"] == "success", f"{label} {selector}\n{answer}"
        return list(answer["data"])


class Variables:
    """The variables of a dashboard, each with the values that can be chosen."""

    def __init__(self, dashboard: Json, prometheus: Prometheus) -> None:
        self._all: dict[str, Json] = {each["name"]: each for each in dashboard["templating"]["list"]}
        self._prometheus = prometheus

    def offered(self, name: str, chosen: Choice) -> list[tuple[str, str]]:
        """Return the texts and values that a reader is offered for *name* once she has *chosen* others."""
        variable = self._all[name]
        if variable["type"] == "custom":
            pairs = (each.split(" : ") for each in variable["query"].split(", "))
            return [(text, value) for text, value in pairs]
        query = self.filled(variable["query"]["query"], chosen)
        if labels := re.fullmatch(r"label_values\((.+), (\w+)\)", query):
            return [(value, value) for value in self._prometheus.values(labels[2], labels[1])]
        asked = re.fullmatch(r"query_result\((.+)\)", query)
        assert asked, query
        texts = map(_as_text, self._prometheus.ask(asked[1]))
        found = [re.search(_javascript(variable["regex"]), text) for text in texts]
        return [(match["text"], match["value"]) for match in found if match]

    def choices(self) -> Iterator[Choice]:
        """Yield what a reader can choose, one value a variable, or all where all can be; the first first."""
        yield from self._choices(list(self._all), {})

    def _choices(self, names: Sequence[str], chosen: Choice) -> Iterator[Choice]:
        if not names:
            yield chosen
            return
        variable = self._all[names[0]]
        can_be = [ALL] if variable["includeAll"] else [value for _, value in self.offered(names[0], chosen)]
        for value in can_be or [""]:
            yield from self._choices(names[1:], {**chosen, names[0]: value})

    def filled(self, query: str, chosen: Choice) -> str:
        """Return *query* with the values *chosen* in their places, escaped as a query needs it."""

        def place(found: re.Match[str]) -> str:
            name = found[1] or found[2]
            assert found[3] is None, f"{found[0]} is not escaped for a query"
            if name in BUILT_IN:
                return BUILT_IN[name]
            # What is no variable stays, such as the $1 of a query's own expression.
            return self._escaped(name, chosen[name]) if name in self._all else found[0]

        return _PLACE.sub(place, query)

    def _escaped(self, name: str, value: str | Sequence[str]) -> str:
        variable = self._all[name]
        if value == ALL:
            return str(variable["allValue"])
        if not variable["multi"] and not variable["includeAll"]:
            assert isinstance(value, str)
            return value.replace("\\", r"\\").replace('"', r"\"")
        values = [value] if isinstance(value, str) else value
        escaped = [_for_expression(each) for each in values]
        return escaped[0] if len(escaped) == 1 else f"({'|'.join(escaped)})"


def first(variables: Variables) -> Choice:
    """Return what is chosen when a dashboard is opened."""
    return next(variables.choices())


def some(variables: Variables, *, at_most: int = 400) -> Iterator[Choice]:
    """Yield what can be chosen, up to a bound."""
    return itertools.islice(variables.choices(), at_most)


def _for_expression(value: str) -> str:
    escaped = value.replace("\\", "\\" * 4).replace('"', '\\\\\\"')
    return re.sub(r"[$^*{}\[\]'+?.()|]", r"\\\\\g<0>", escaped)


def _as_text(sample: Json) -> str:
    """Return *sample* as the text that a variable's expression is held against."""
    metric = dict(sample["metric"])
    name = metric.pop("__name__", "")
    labels = ",".join(f'{label}="{value}"' for label, value in metric.items())
    moment, value = sample["value"]
    return f"{name}{{{labels}}} {value} {moment}"


def _javascript(expression: str) -> str:
    return expression.strip("/").replace("(?<", "(?P<")
