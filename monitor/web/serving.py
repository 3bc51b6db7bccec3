"""The pages on a port, until the process is told to stop: the only home of uvicorn and its parser."""

from __future__ import annotations

import asyncio
import secrets
import signal
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from urllib.parse import urlsplit

import uvicorn
from h11 import IDLE, SEND_BODY
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from monitor.app import App
from monitor.errors import Invalid
from monitor.mail_settings import is_this_machine
from monitor.web.desk import Desk
from monitor.web.site import site
from monitor.web.sources import Sources
from monitor.web_settings import Served

AT_ONCE, KEPT = 100, 5  # connections; seconds that one is kept open without a request
LARGEST = 16_384  # bytes of a request before its body
PATIENCE = 20.0  # seconds for a request to come in; it is looked at after each


def listening(served: Served) -> AbstractContextManager[socket.socket]:
    """The open port. Raises Invalid if it cannot be had."""
    family = socket.AF_INET6 if ":" in served.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, so that asyncio sends at once
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((served.host, served.port))
        made.listen(AT_ONCE)
    except OSError as error:
        made.close()
        told = f"port {served.port} cannot be used: {error.strerror}"
        raise Invalid(told, where="MONITOR_WEB_ADDRESS") from error
    return closing(made)


class Hurried(H11Protocol):
    """A connection that is closed when its request does not come to an end: such would fill all places one by one."""

    patience = PATIENCE
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to watch a new connection."""
        super().connection_made(transport)
        self._watch(self.cycle)

    def connection_lost(self, exc: Exception | None) -> None:
        """Watch it no more."""
        if self._timer:
            self._timer.cancel()
        super().connection_lost(exc)

    def _watch(self, before: RequestResponseCycle | None) -> None:
        self._timer = self.loop.call_later(self.patience, self._look, before)

    def _look(self, before: RequestResponseCycle | None) -> None:
        """Close the connection if it waits for the same request as a while ago."""
        if self.cycle is before and self.conn.their_state in {IDLE, SEND_BODY}:
            self.transport.close()
        else:
            self._watch(self.cycle)


def server(
    app: App,
    sources: Sources,
    desk: Desk,
    served: Served,
    port: socket.socket,
    token: str,
    *,
    patience: float = PATIENCE,
) -> uvicorn.Server:
    """What serves the pages on an open port; it stops when it is told to, or the process is."""
    configured = uvicorn.Config(
        site(app, sources, desk, served, token, hosts(served, port.getsockname()[1])),
        lifespan="off",
        ws="none",
        http=type("Hurried", (Hurried,), {"patience": patience}),
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=AT_ONCE,
        timeout_keep_alive=KEPT,
        timeout_graceful_shutdown=KEPT,
        h11_max_incomplete_event_size=LARGEST,
    )
    return uvicorn.Server(configured)


async def serve(
    app: App, sources: Sources, desk: Desk, served: Served, port: socket.socket, tell: Callable[[str, str], object]
) -> None:
    """Serve the pages; `tell` learns their address and, if none was set, the token made for this run."""
    made = "" if served.token else secrets.token_urlsafe(18)
    serving = server(app, sources, desk, served, port, served.token or made)
    for sign in (signal.SIGINT, signal.SIGTERM):  # uvicorn heeds them too, and in the end sends them to us once more
        asyncio.get_running_loop().add_signal_handler(sign, setattr, serving, "should_exit", True)
    tell(served.url, made)
    await serving.serve(sockets=[port])


def hosts(served: Served, port: int) -> frozenset[str]:
    """What the browsers that open the address may ask for: its host, or this machine under each of its names."""
    parts = urlsplit(served.url)
    own = is_this_machine(parts.hostname or "")
    names = {f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"} if own else set()
    return frozenset({parts.netloc.lower(), *names})
