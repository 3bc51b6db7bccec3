"""A real HTTP server on loopback that takes calls to channels, keeps them, and answers as a test wants."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from aiohttp import web

RESET, SILENCE = "reset", "silence"  # the call is kept, then the connection breaks, or nothing is answered
Answer = str | int | tuple[int, dict[str, str]]


@dataclass(frozen=True)
class Call:
    """A received call."""

    path: str
    headers: dict[str, str]
    body: bytes
    at: datetime


@dataclass
class Hooks:
    """The received calls in order, and the next answers; when they are used up, all is well."""

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    always: Answer = 200
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    hold: asyncio.Event | None = None  # calls are answered once it is set

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.calls.append(Call(request.path, dict(request.headers), body, self.now()))
        answer = self.answers.pop(0) if self.answers else self.always
        if self.hold:
            await self.hold.wait()
        if answer == SILENCE:
            await asyncio.sleep(60)
        if answer == RESET:
            request.transport.abort()
            return web.Response()
        status, headers = answer if isinstance(answer, tuple) else (int(answer), {})
        return web.json_response({"id": "taken"}, status=status, headers=headers)


@asynccontextmanager
async def serve(kind: type[Hooks] = Hooks) -> AsyncIterator[Hooks]:
    """Takes calls until the end of the block."""
    hooks = kind()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", hooks.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        hooks.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield hooks
    finally:
        await runner.cleanup()
