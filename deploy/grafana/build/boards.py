"""The four dashboards by the name of their file, and the text of each."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.dashboard import Dashboard

from deploy.grafana.build.itself import itself
from deploy.grafana.build.overview import overview
from deploy.grafana.build.target import target
from deploy.grafana.build.unit import unit

FOLDER = Path(__file__).parents[1] / "dashboards"
DASHBOARDS: Mapping[str, Callable[[], Dashboard]] = {
    "overview.json": overview,
    "unit.json": unit,
    "target.json": target,
    "itself.json": itself,
}


def texts() -> dict[str, str]:
    """Return what each file in ``dashboards/`` has to hold, by its name."""
    return {
        name: json.dumps(make(), cls=JSONEncoder, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        for name, make in DASHBOARDS.items()
    }
