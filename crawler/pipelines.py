"""Where observations go: to whoever keeps them, once their evidence is on disk."""

from collections.abc import Callable
from typing import Protocol, Self, cast

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from records.observation import Observation


class _Keeping(Protocol):
    """What the pipeline needs of a spider."""

    keep: Callable[[Observation], object] | None


class KeepPipeline:
    """Gives each observation to the spider's ``keep``; absent from runs that only export."""

    def __init__(self, keep: Callable[[Observation], object]) -> None:
        self._keep = keep

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline, or raise NotConfigured where nobody keeps anything."""
        keep = cast(_Keeping, crawler.spider).keep
        if keep is None:
            raise NotConfigured
        return cls(keep)

    def process_item(self, item: Observation) -> Observation:
        """Keep *item* and pass it on.

        The evidence it names was written before the spider yielded it, so a row
        never names evidence that is not there.
        """
        self._keep(item)
        return item
