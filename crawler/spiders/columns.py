"""Looks at portal columns (栏目)."""

from collections.abc import Iterator

from crawler.look import Look
from crawler.spiders.looking import LookingSpider


class ColumnsSpider(LookingSpider):
    """One look at each column's page."""

    name = "columns"

    def looks(self) -> Iterator[Look]:
        """Yield a look for each column, in inventory order."""
        for column in self.inventory.columns:
            yield Look(
                target=column.key,
                addresses=(column.url,),
                clock=self.clock,
                hints=column.read,
                disclosure=column.disclosure,
            )
