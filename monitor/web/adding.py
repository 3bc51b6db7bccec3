"""The pages about feeds: all of them, a look at a new one, adding it, all of them for other readers."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor.digests.forms import links
from monitor.errors import MonitorError
from monitor.web import views
from monitor.web.pages import Pages
from monitor.web.sources import Offer, Sources

LONGEST = 2000  # characters of an address


class Adding:
    """Feeds and how they are doing; adding one takes two forms, with what a look at it found between them."""

    def __init__(self, pages: Pages, sources: Sources) -> None:
        self.pages, self.app, self.sources = pages, pages.app, sources

    async def feeds(self, request: Request) -> Response:
        """All feeds and how they are doing."""
        frame = self.pages.frame(request)
        try:
            watched = await self.sources.watched()
        except MonitorError as error:
            return self._not_possible(request, error)
        lines = views.feeds(await self.app.store.feeds.health(), watched, frame)
        return self.pages.page(request, "feeds.html", frame.phrase("feeds"), lines=lines)

    async def look(self, request: Request) -> Response:
        """What a look at an address found."""
        frame = self.pages.frame(request)
        try:
            found = await self.sources.offers(request.state.form.get("address", "").strip()[:LONGEST])
        except MonitorError as error:
            return self._not_possible(request, error)
        offers = [
            {
                "url": one.url,
                "title": links.cut(one.title, links.TITLE) or links.host(one.url),
                "host": links.host(one.url),
                "language": one.language,
                "count": frame.phrase("web-entries", one.entries),
                "on_topic": frame.phrase("web-worth-reading", one.on_topic),
            }
            for one in found
        ]
        return self.pages.page(request, "offers.html", frame.phrase("web-add-feed"), offers=offers)

    async def add(self, request: Request) -> Response:
        """Add the feed that was chosen."""
        form = request.state.form
        title = links.cut(form.get("title", ""), links.TITLE)
        offer = Offer(url=form.get("url", "").strip()[:LONGEST], title=title, language=form.get("language", ""))
        try:
            await self.sources.add(offer)
        except MonitorError as error:
            return self._not_possible(request, error)
        return RedirectResponse("/feeds", 303)

    async def opml(self, request: Request) -> Response:
        """All feeds for other readers."""
        try:
            content = await self.sources.opml()
        except MonitorError as error:
            return self._not_possible(request, error)
        headers = {"Content-Disposition": 'attachment; filename="feeds.opml"'}
        return Response(content, media_type="text/x-opml", headers=headers)

    def _not_possible(self, request: Request, error: MonitorError) -> Response:
        return self.pages.trouble(request, "", 422, told=links.cut(str(error), 400))
