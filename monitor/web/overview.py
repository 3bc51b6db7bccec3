"""The pages about the program itself: digests with what is sent and to be sent, a preview, the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from monitor.edition import EditionId, IssueLine
from monitor.store.browsing import Told
from monitor.web import overview_views, views
from monitor.web.desk import Desk
from monitor.web.pages import Pages

EDITIONS, MESSAGES = 5, 50  # of a digest; of the outbox, the newest


class Overview:
    """What is sent when to whom, what would be sent now, how the program is set up. None of it changes anything."""

    def __init__(self, pages: Pages, desk: Desk) -> None:
        self.pages, self.app, self.desk = pages, pages.app, desk

    async def digests(self, request: Request) -> Response:
        """All digests with their last editions, and the outbox."""
        frame, browsing = self.pages.frame(request), self.app.store.browsing
        due = await browsing.due()
        shown = [
            overview_views.digest(digest, due.get(name), await self._last(name), frame)
            for name, digest in self.app.catalog.digests.items()
        ]
        return self.pages.page(
            request,
            "digests.html",
            frame.phrase("web-digests"),
            digests=shown,
            states=overview_views.states(await browsing.outbox_states(), frame),
            messages=overview_views.messages(await browsing.outbox(MESSAGES), frame),
        )

    async def preview(self, request: Request) -> Response:
        """What a digest would send now."""
        name, frame = request.path_params["name"], self.pages.frame(request)
        digest = self.app.catalog.digests.get(name)
        if digest is None:
            return self.pages.trouble(request, "web-not-found", 404)
        text, at = await self.desk.preview(name), self.app.now()
        told = Told(digest=name, line=IssueLine(id=EditionId(0), name="", composed_at=at, subject=""), json=text)
        edition = views.edition(told, replace(digest, language=frame.language), frame)
        note = frame.phrase("web-preview-what")
        return self.pages.page(request, "today.html", frame.phrase("web-preview"), editions=[edition], note=note)

    async def settings(self, request: Request) -> Response:
        """The variables that are set; of secrets only the names."""
        title = self.pages.frame(request).phrase("web-settings")
        return self.pages.page(request, "settings.html", title, settings=self.desk.settings())

    async def _last(self, digest: str) -> Sequence[Told]:
        return await self.app.store.browsing.latest([digest], EDITIONS)
