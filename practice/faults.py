"""When which part of the county misbehaves, and how."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from practice.drifts import DRIFTS
from practice.misdeeds import MISDEEDS
from practice.yanlian import SHANGHAI

_FOREVER = datetime.max.replace(tzinfo=SHANGHAI)
_ALWAYS = datetime.min.replace(tzinfo=SHANGHAI)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One misbehaviour of a site, a column or an account for a while."""

    #: The key of a column, an account, or a site, whose whole host then misbehaves.
    target: str
    #: A key of ``misdeeds.MISDEEDS`` or of ``drifts.DRIFTS``; the latter are of one column.
    kind: str
    #: The first moment it holds, and the first it no longer does; aware.
    from_at: datetime = _ALWAYS
    until_at: datetime = _FOREVER

    def __post_init__(self) -> None:
        if self.kind not in {*MISDEEDS, *DRIFTS}:
            raise ValueError(f"no fault is called {self.kind!r}; there are {', '.join((*MISDEEDS, *DRIFTS))}")
        if self.kind in DRIFTS and self.from_at == _ALWAYS:
            raise ValueError(f"the fault {self.kind} of {self.target} needs the moment it holds from")

    def holds(self, now: datetime) -> bool:
        """Return whether it is so at *now*."""
        return self.from_at <= now < self.until_at


def load_faults(path: Path) -> tuple[Fault, ...]:
    """Return the faults of a YAML list of ``{target, kind, from, until}``; the last two may be absent.

    A moment without a zone, or a bare date, is Shanghai's. Raises ValueError for an unknown
    kind or key and for what is no moment, and OSError where *path* cannot be read.
    """
    rows = YAML(typ="base").load(path.read_text(encoding="utf-8")) or []
    return tuple(_fault(row) for row in rows)


def _fault(row: Mapping[str, Any]) -> Fault:
    unknown = set(row) - {"target", "kind", "from", "until"}
    if unknown or not {"target", "kind"} <= set(row):
        raise ValueError(f"a fault has target, kind, from and until, not {', '.join(sorted(row))}")
    return Fault(
        target=row["target"],
        kind=row["kind"],
        from_at=_moment(row["from"]) if "from" in row else _ALWAYS,
        until_at=_moment(row["until"]) if "until" in row else _FOREVER,
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
