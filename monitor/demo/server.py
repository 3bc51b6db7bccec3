"""The web of the demo world: a small server on loopback with one port per outlet."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web

from monitor.demo import press
from monitor.demo.press import Answer
from monitor.demo.world import Outlet

HOST = "127.0.0.1"
NOTHING = Answer(body=b"nothing here", type="text/plain; charset=utf-8", status=404)


@dataclass(slots=True)
class Sites:
    """The running outlets: their addresses, what they serve now, and the requests they got."""

    bases: Mapping[str, str]  # slug → address without a trailing slash
    served: dict[str, dict[str, Answer]]  # by slug and path; may change while the sites run
    asked: list[tuple[str, str]] = field(default_factory=list)  # slug and path of every request, in order

    def publish(self, outlet: Outlet, now: datetime) -> None:
        """Replace everything an outlet serves."""
        self.served[outlet.slug] = press.answers(outlet, self.bases, now)


@asynccontextmanager
async def serve(outlets: Sequence[Outlet], now: datetime) -> AsyncIterator[Sites]:
    """The web of these outlets, which runs as long as the block."""
    sockets = {outlet.slug: socket.create_server((HOST, 0)) for outlet in outlets}
    bases = {slug: f"http://{HOST}:{listening.getsockname()[1]}" for slug, listening in sockets.items()}
    sites = Sites(bases=bases, served={outlet.slug: press.answers(outlet, bases, now) for outlet in outlets})
    runners: list[web.ServerRunner] = []
    try:
        for outlet in outlets:
            listening = sockets[outlet.slug]
            if outlet.fault == "refused":
                listening.close()
                continue
            runner = web.ServerRunner(web.Server(_answering(sites, outlet.slug)), shutdown_timeout=1)
            await runner.setup()
            await web.SockSite(runner, listening).start()
            runners.append(runner)
        yield sites
    finally:
        for runner in runners:
            await runner.cleanup()


def _answering(sites: Sites, slug: str) -> Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]:
    """The handler of one outlet: like a well-behaved server, with ETag and 304."""

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        sites.asked.append((slug, request.path))
        found = sites.served[slug].get(request.path, NOTHING)
        etag = f'"{hashlib.sha256(found.body).hexdigest()[:16]}"'
        if found.status == 200 and request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        headers = {"Content-Type": found.type, "ETag": etag}
        return web.Response(status=found.status, body=found.body, headers=headers)

    return answer
