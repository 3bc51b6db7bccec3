"""The pages about all feeds: how they are doing, a look at a new one, adding it, lists of other readers in and out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from monitor.digests import month
from monitor.digests.forms import links
from monitor.feeds import addresses
from monitor.habits import Signal
from monitor.model import Feed
from monitor.web import feed_views
from monitor.web.kept import Kept
from monitor.web.pages import Pages
from monitor.web.sources import Offer, Sources, name

LONGEST = 2000  # characters of an address
FRESH = timedelta(minutes=10)  # what feeds were good for in four weeks changes slowly
TAGS = 400  # characters of all tags of a feed


class Adding:
    """All feeds; adding one takes two forms, with what a look at it found between them."""

    def __init__(self, pages: Pages, sources: Sources) -> None:
        self.pages, self.app, self.sources = pages, pages.app, sources
        self._signals: Kept[Sequence[Signal]] = Kept(FRESH)

    async def feeds(self, request: Request) -> Response:
        """All feeds and how they are doing."""
        frame = self.pages.frame(request)
        watched = await self.sources.watched()
        lines = feed_views.feeds(watched, await self.app.store.feeds.health(), await self._brought(), frame)
        return self.pages.page(request, "feeds.html", frame.phrase("feeds"), lines=lines)

    async def feed(self, request: Request) -> Response:
        """One feed, and what can be done with it."""
        frame = self.pages.frame(request)
        found = await self._named(request.path_params["name"])
        if found is None:
            return self.pages.trouble(request, "web-not-found", 404)
        health = next((one for one in await self.app.store.feeds.health() if one.url == found.url), None)
        signal = next((one for one in await self._brought() if one.url == found.url), None)
        view = feed_views.feed(found, health, signal, frame)
        return self.pages.page(request, "feed.html", view["title"], feed=view)

    async def change(self, request: Request) -> Response:
        """Switch a feed on or off, tag it, take it out of the file, or have it polled now."""
        form, name_ = request.state.form, request.path_params["name"]
        found = await self._named(name_)
        if found is None:
            return self.pages.trouble(request, "web-not-found", 404)
        match form.get("do"):
            case "remove":
                await self.sources.remove(found.url)
                return RedirectResponse("/feeds", 303)
            case "enable" | "disable" as wanted:
                await self.sources.change(found.url, {"enabled": wanted == "enable"})
            case "tag":
                tags = [tag.strip() for tag in form.get("tags", "")[:TAGS].split(",")]
                await self.sources.change(found.url, {"tags": [*dict.fromkeys(tag for tag in tags if tag)]})
            case "poll":
                return await self._polled(request, found)
            case _:
                return self.pages.trouble(request, "web-unclear", 422)
        return RedirectResponse(f"/feed/{name_}", 303)

    async def _polled(self, request: Request, feed: Feed) -> Response:
        """Have the daemon poll a feed as soon as it looks, unless its server asked to be left alone."""
        left = await self.app.store.feeds.ask_now([feed.url], now=self.app.now())
        if not left:
            return RedirectResponse(f"/feed/{name(feed.url)}", 303)
        frame = self.pages.frame(request)
        told = frame.phrase("web-asked-to-wait", until=frame.short(left[0].until))
        return self.pages.trouble(request, "", 422, told=told)

    async def look(self, request: Request) -> Response:
        """What a look at an address found."""
        frame = self.pages.frame(request)
        found = await self.sources.offers(request.state.form.get("address", "").strip()[:LONGEST])
        offers = feed_views.offers(found, frame)
        return self.pages.page(request, "offers.html", frame.phrase("web-add-feed"), offers=offers)

    async def add(self, request: Request) -> Response:
        """Add the feed that was chosen."""
        form = request.state.form
        title = links.cut(form.get("title", ""), links.TITLE)
        offer = Offer(url=form.get("url", "").strip()[:LONGEST], title=title, language=form.get("language", ""))
        await self.sources.add(offer)
        return RedirectResponse(f"/feed/{name(addresses.pasted(offer.url))}", 303)

    async def take(self, request: Request) -> Response:
        """Add what is new in the list of another reader."""
        frame = self.pages.frame(request)
        found = await self.sources.take(request.state.file)
        taken = feed_views.taken(found, frame)
        return self.pages.page(request, "taken.html", frame.phrase("web-import"), taken=taken)

    async def opml(self, request: Request) -> Response:
        """All feeds for other readers."""
        del request
        content = await self.sources.opml()
        headers = {"Content-Disposition": 'attachment; filename="feeds.opml"'}
        return Response(content, media_type="text/x-opml", headers=headers)

    async def _named(self, wanted: str) -> Feed | None:
        return next((one for one in await self.sources.watched() if name(one.url) == wanted), None)

    async def _brought(self) -> Sequence[Signal]:
        """What each feed was good for in the last four weeks."""
        now = self.app.now()
        return await self._signals.get(None, now, lambda: self.app.store.browsing.signals(now - month.SPAN))
