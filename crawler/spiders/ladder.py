"""The spider's ladder: the steps after the page itself, cheapest first."""

from collections.abc import Callable, Mapping

from crawler.look import RENDERED, Look
from crawler.spiders.climbing import Answer, Climber, Step
from crawler.spiders.interfacing import API, ask_api
from crawler.spiders.opening import ARTICLES, WRITTEN, ask_written_days, open_articles
from crawler.spiders.rendering import render
from crawler.spiders.turning import PAGES, turn_pages

#: Each step by its name, which is kept in the observation where it answered. One that
#: could not help an answer returns None; none is tried twice for a source. Rendering
#: stands before articles and pages because no page calls for two of them at first, and
#: what is rendered may call for those. A new step is a function and a line.
STEPS: Mapping[str, Callable[[Climber, Look, Answer], Step | None]] = {
    API: ask_api,
    RENDERED: render,
    ARTICLES: open_articles,
    PAGES: turn_pages,
    WRITTEN: ask_written_days,
}
