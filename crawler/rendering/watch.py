"""What one page asks for while it is rendered."""

from playwright.async_api import Page, Request, Route

from crawler.guard import Guard

#: What a list is not made of.
_NOT_LOADED = frozenset({"image", "font", "media"})
#: What fills a list; where one of them fails the page may lack it.
_FILLS = frozenset({"document", "script", "xhr", "fetch"})
_ASKS = frozenset({"xhr", "fetch"})


class Watch:
    """What one page asks for: what it may not have is not asked, and what fails is noted."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        #: Requests that left.
        self.requests = 0
        #: Something that fills a list did not come.
        self.missing = False

    async def over(self, page: Page) -> None:
        """Watch *page* from now on."""
        page.on("requestfailed", self._failed)
        page.on("response", lambda response: self._answered(response.request, response.status))
        await page.route("**/*", self._route)

    async def _route(self, route: Route) -> None:
        request = route.request
        if request.resource_type in _NOT_LOADED:
            await route.abort()
        elif self._guard.refusal(request.url):
            self.missing |= request.resource_type in _ASKS
            await route.abort("accessdenied")
        else:
            self.requests += 1
            await route.continue_()

    def _failed(self, request: Request) -> None:
        self._answered(request, 0)

    def _answered(self, request: Request, status: int) -> None:
        """Note a part that did not come; one the guard refused is noted where it was asked for."""
        fills = request.resource_type in _FILLS and not self._guard.refusal(request.url)
        self.missing |= fills and not 200 <= status < 400
