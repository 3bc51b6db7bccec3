"""A language model on loopback with an OpenAI-compatible API: answers as a test wants, and keeps the requests."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Answer = Callable[[str], str]  # prompt → answer


@dataclass
class Model:
    """A running model."""

    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@asynccontextmanager
async def serve(says: Answer, *, wait: float = 0.0, status: int = 200, body: str = "") -> AsyncIterator[Model]:
    """Runs until the end of the block; `body` replaces a proper answer."""
    model = Model()

    async def answer(request: web.Request) -> web.Response:
        asked = await request.json()
        model.asked.append(asked)
        model.headers.append(dict(request.headers))
        await asyncio.sleep(wait)
        if body or status != 200:
            return web.Response(status=status, text=body)
        said = says(asked["messages"][1]["content"])
        return web.json_response({"choices": [{"message": {"role": "assistant", "content": said}}]})

    app = web.Application()
    app.router.add_post("/v1/chat/completions", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        model.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        yield model
    finally:
        await runner.cleanup()
