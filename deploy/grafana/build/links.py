"""Where a click leads: to the dashboard of a unit or a target, the page itself, and xuncha's own board."""

from typing import Any

from grafana_foundation_sdk.builders.dashboard import DashboardLink
from grafana_foundation_sdk.models.dashboard import DashboardLinkType, DynamicConfigValue

OVERVIEW, UNIT, TARGET, ITSELF = "xuncha-overview", "xuncha-unit", "xuncha-target", "xuncha-itself"
#: Marks the four dashboards, so that each lists the others.
TAG = "xuncha"

#: The hidden variable *board* has the address of xuncha's board, or nothing.
_BOARD = "${board:raw}"


def target_links() -> DynamicConfigValue:
    """Return the links of a cell in a row that has the fields *target* and *address*."""
    return _links(
        _link(
            "打开栏目/账号看板", _dashboard(TARGET, target="${__data.fields.target:percentencode}"), new=False
        ),
        _link("打开原网页", "${__data.fields.address:raw}"),
        _link("打开巡查网页", _BOARD),
    )


def unit_links(field: str = "first_unit") -> DynamicConfigValue:
    """Return the link of a cell in a row whose *field* is a unit's name."""
    address = _dashboard(UNIT, unit=f"${{__data.fields.{field}:percentencode}}")
    return _links(_link("打开单位看板", address, new=False))


def address_links() -> DynamicConfigValue:
    """Return the link of a cell that holds an address."""
    return _links(_link("打开原网页", "${__value.raw}"))


def other_dashboards() -> DashboardLink:
    """Return the row of links to the other dashboards."""
    return DashboardLink("监测看板").type(DashboardLinkType.DASHBOARDS).tags([TAG]).keep_time(keep_time=True)


def own_board() -> DashboardLink:
    """Return the link to xuncha's own board."""
    board = DashboardLink("巡查网页").type(DashboardLinkType.LINK).icon("external link")
    return board.target_blank(target_blank=True).url(_BOARD).tooltip("打开巡查系统的监测网页")


def _dashboard(uid: str, **variables: str) -> str:
    chosen = {"office": "${office:percentencode}"} | variables
    return f"/d/{uid}?" + "&".join(f"var-{name}={value}" for name, value in chosen.items())


def _link(title: str, url: str, *, new: bool = True) -> dict[str, Any]:
    return {"title": title, "url": url, "targetBlank": new}


def _links(*links: dict[str, Any]) -> DynamicConfigValue:
    return DynamicConfigValue(id_val="links", value=list(links))
