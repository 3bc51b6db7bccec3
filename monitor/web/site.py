"""The table of all pages, and the site behind its gate."""

from __future__ import annotations

import logging

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from monitor.app import App
from monitor.digests.forms import links
from monitor.errors import MonitorError, NoRoom, Permanent, Temporary
from monitor.web.adding import Adding
from monitor.web.desk import Desk
from monitor.web.doing import Doing
from monitor.web.gate import Gate
from monitor.web.overview import Overview
from monitor.web.pages import Pages
from monitor.web.reading import Reading
from monitor.web.searching import Searching
from monitor.web.sessions import Sessions
from monitor.web.signing import Signing
from monitor.web.sources import Sources
from monitor.web.stopping import Stopping
from monitor.web_settings import Served

WAIT = 5  # seconds after which a browser may ask again
TOLD = 400  # characters of what is wrong

log = logging.getLogger(__name__)


def routes(pages: Pages, sessions: Sessions, sources: Sources, desk: Desk, signing: Signing) -> list[Route]:
    """Every address there is."""
    reading, searching = Reading(pages, signing), Searching(pages, signing)
    overview = Overview(pages, desk)
    doing, adding, stopping = Doing(pages, sessions), Adding(pages, sources), Stopping(pages)
    return [
        Route("/style.css", reading.style),
        Route("/sign-in", doing.ask),
        Route("/sign-in", doing.sign_in, methods=["POST"]),
        Route("/sign-out", doing.sign_out, methods=["POST"]),
        Route("/", reading.today),
        Route("/editions", reading.editions),
        Route("/edition/{id:int}", reading.edition),
        Route("/story/{id:int}", reading.story),
        Route("/search", searching.search),
        Route("/atom/{signed}/search", searching.search_feed),
        Route("/atom/{signed}/story/{id:int}", searching.story_feed),
        Route("/withheld", reading.withheld),
        Route("/ledger", reading.ledger),
        Route("/feeds", adding.feeds),
        Route("/feeds/look", adding.look, methods=["POST"]),
        Route("/feeds/add", adding.add, methods=["POST"]),
        Route("/feeds/import", adding.take, methods=["POST"]),
        Route("/feeds.opml", adding.opml),
        Route("/feed/{name}", adding.feed),
        Route("/feed/{name}", adding.change, methods=["POST"]),
        Route("/said", reading.said),
        Route("/digests", overview.digests),
        Route("/digest/{name}/preview", overview.preview),
        Route("/settings", overview.settings),
        Route("/stop/{token}", stopping.ask),
        Route("/stop/{token}", stopping.stop, methods=["POST"]),
        Route("/act", doing.act, methods=["POST"]),
        Route("/undo", doing.undo, methods=["POST"]),
    ]


def site(app: App, sources: Sources, desk: Desk, served: Served, token: str, hosts: frozenset[str]) -> ASGIApp:
    """All pages behind the gate; `hosts` are those a request may ask for, with their ports."""
    pages, sessions = Pages(app, served), Sessions(token)

    async def missing(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return pages.trouble(request, "web-not-found", status)

    async def broken(request: Request, error: Exception) -> Response:
        log.error("a page could not be made", exc_info=error)
        return pages.trouble(request, "web-broken", 500)

    async def busy(request: Request, error: Exception) -> Response:
        log.warning("a page has to wait: %s", error)
        return pages.trouble(request, "web-busy", 503, wait=WAIT)

    async def full(request: Request, error: Exception) -> Response:
        log.error("the disk is full: %s", error)
        return pages.trouble(request, "web-no-room", 507)

    async def refused(request: Request, error: Exception) -> Response:
        return pages.trouble(request, "", 422, told=links.cut(str(error), TOLD))

    inner = Starlette(
        routes=routes(pages, sessions, sources, desk, Signing(app, served.token)),
        exception_handlers={
            HTTPException: missing,
            NoRoom: full,
            Temporary: busy,
            Permanent: broken,
            MonitorError: refused,
            Exception: broken,
        },
    )
    inner.router.redirect_slashes = False  # it would lead to http where a proxy does the TLS
    return Gate(inner, sessions=sessions, hosts=hosts, pages=pages, now=app.now)
