"""The county with its platforms, served once; each test finds it as it should be."""

from collections.abc import Iterator

import pytest

from practice.serve import Portal, serving
from practice.yanlian import SHOWN_AT
from tests.integration.practice.asking import COUNTY


@pytest.fixture(scope="session")
def platforms_served() -> Iterator[Portal]:
    with serving(COUNTY) as served:
        yield served


@pytest.fixture
def platforms(platforms_served: Portal) -> Portal:
    """Return the served county at the moment it is shown at, without faults or manners."""
    platforms_served.now = SHOWN_AT
    platforms_served.faults = ()
    platforms_served.manners = {}
    return platforms_served
