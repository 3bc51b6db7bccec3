"""A news world for measuring, in a process of its own: every address of the loopback network is a paper.

python -m benchmarks._pages PORT
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime

from aiohttp import web

OFF, ON = 18, 2  # entries of a feed: those that are settled by their headline, and those whose page is read
TEXT = "The data centre is to be powered by gas turbines and will hold racks of AI chips for training. " * 30


def feed(host: str, path: str) -> str:
    """`/poll.xml` has nothing on the topic; `/read.xml` has pages to read."""
    on = ON if path == "/read.xml" else 0
    titles = [f"OpenAI signs for {n + 100} MW of data centre capacity near {host}" for n in range(on)]
    titles += [f"Recipe {n} of {host}: soup with beans and bread" for n in range(OFF)]
    rows = "".join(
        f"<item><guid>http://{host}/{n}</guid><link>http://{host}/{n}</link><title>{title}</title>"
        f"<pubDate>{datetime.now(UTC):%a, %d %b %Y %H:%M:%S +0000}</pubDate></item>"
        for n, title in enumerate(titles)
    )
    return f"<rss version='2.0'><channel><title>{host}</title>{rows}</channel></rss>"


def page(host: str, path: str) -> str:
    """An article on the topic."""
    title = f"OpenAI signs for {path[1:]} MW of data centre capacity near {host}"
    head = f"<html lang=en><head><title>{title}</title></head>"
    return f"{head}<body><article><p>{title}.</p><p>{TEXT}</p></article></body></html>"


async def answer(request: web.BaseRequest) -> web.StreamResponse:
    """Anything that is asked for."""
    if request.path == "/robots.txt":
        return web.Response(status=404)
    if request.path.endswith(".xml"):
        return web.Response(text=feed(request.host, request.path), content_type="application/rss+xml")
    return web.Response(text=page(request.host, request.path), content_type="text/html")


async def serve(port: int) -> None:
    """Until it is ended."""
    runner = web.ServerRunner(web.Server(answer))
    await runner.setup()
    await web.TCPSite(runner, "0.0.0.0", port, backlog=4096).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
