"""Looks at portal columns (栏目)."""

from collections.abc import Iterator

from crawler.look import Look
from crawler.readers.sought import Sought
from crawler.spiders.case import Case
from crawler.spiders.climbing import Answer
from crawler.spiders.looking import LookingSpider
from records.targets import Column


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

    def case(self, look: Look, answer: Answer) -> Case:
        """Return the column with the pages of its site on which it may be seen."""
        column = self.inventory.column(look.target)
        return Case(
            climber=self,
            look=look,
            answer=answer,
            column=column,
            sought=self._sought(column, answer),
            home=self.inventory.site(column.site).home,
            parent=self.inventory.column(column.parent).url if column.parent else "",
        )

    def _sought(self, column: Column, answer: Answer) -> Sought:
        """Return what other pages know *column* by; the columns below it are looked at for themselves."""
        others = [one for one in self.inventory.columns if one.site == column.site and one is not column]
        return Sought(
            address=column.url,
            name=column.name,
            others=tuple(one.url for one in others),
            has_namesakes=any(one.name == column.name for one in others),
            held=answer.reading.entries,
        )
