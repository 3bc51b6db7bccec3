"""A web server on loopback that misbehaves on demand, a clock that is set by hand, and a resolver that lies.

    async with faults.serve() as server:
        server.on("/feed", faults.Reply(body=RSS, headers={"ETag": '"1"'}))
        door = faults.open_door(server)

An answer is a `Reply`, a list of them (one per request; the last one is repeated), a function of the request that returns
one, or an async function of the request and the writer that does what it likes with the connection.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_network

from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.feeds import changes, parse
from monitor.feeds.marks import Mark, mark_of
from monitor.fetch import client
from monitor.model import Entry, Feed, FeedState, Page, Poll

START = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
LOOPBACK = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


def rss(*entries: str, head: str = "", title: str = "A feed") -> bytes:
    """An RSS 2.0 document."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{title}</title>{head}'
        f"{''.join(entries)}</channel></rss>"
    ).encode()


def entry(
    number: int | str, *, title: str = "", text: str = "", at: datetime | None = None, guid: str | None = None
) -> str:
    """An entry of `rss`, identified by its number."""
    date = f"<pubDate>{format_datetime(at)}</pubDate>" if at else ""
    return (
        f"<item><title>{title or f'Story number {number} of this feed'}</title>"
        f"<link>https://example.org/story-{number}</link><guid isPermaLink='false'>{guid or f'id-{number}'}</guid>"
        f"<description>{text or f'What story {number} tells in a sentence.'}</description>{date}</item>"
    )


class Clock:
    """A clock that advances when told to."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def advance(self, **units: float) -> datetime:
        self.at += timedelta(**units)
        return self.at


@dataclass(frozen=True)
class Request:
    """A received request."""

    method: str
    target: str
    headers: dict[str, str]  # names in lower case
    raw: bytes
    at: float  # seconds, monotonic
    connection: int

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def conditional(self) -> bool:
        return "if-none-match" in self.headers or "if-modified-since" in self.headers


@dataclass(frozen=True)
class Reply:
    """A regular answer."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    def bytes(self) -> bytes:
        headers = {"Content-Type": "application/rss+xml", "Content-Length": str(len(self.body))} | self.headers
        lines = [f"HTTP/1.1 {self.status} Told", *(f"{name}: {value}" for name, value in headers.items())]
        return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + self.body


Answer = (
    Reply | Sequence[Reply] | Callable[[Request], Reply] | Callable[[Request, asyncio.StreamWriter], Awaitable[None]]
)


class FaultServer:
    """Listens on a loopback port and keeps a log of requests."""

    def __init__(self) -> None:
        self.log: list[Request] = []
        self.accepted = 0
        self.open = 0
        self.most_open = 0
        self.port = 0
        self.scheme = "http"
        self._answers: dict[str, Answer] = {}
        self._asked: defaultdict[str, int] = defaultdict(int)

    def on(self, path: str, answer: Answer) -> None:
        """Set the answer for a path; "*" stands for all others. Earlier requests are forgotten."""
        self._answers[path] = answer
        self._asked[path] = 0

    def url(self, path: str = "/feed", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.log if request.path == path]

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        connection = self.accepted
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, TimeoutError):
                while await self._answer(reader, writer, connection):
                    pass
        finally:
            self.open -= 1
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, connection: int) -> bool:
        raw = await reader.readuntil(b"\r\n\r\n")
        first, *lines = raw.decode("utf-8", "surrogateescape").split("\r\n")
        method, target, _ = first.split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        request = Request(method, target, headers, raw, time.monotonic(), connection)
        self.log.append(request)
        answer = self._answers.get(request.path, self._answers.get("*", Reply(status=404)))
        place = self._asked[request.path]
        self._asked[request.path] += 1
        if isinstance(answer, Sequence):
            answer = answer[min(place, len(answer) - 1)]
        if callable(answer):
            answer = answer(request, writer) if asyncio.iscoroutinefunction(answer) else answer(request)  # type: ignore[assignment, call-arg]
        if isinstance(answer, Reply):
            writer.write(answer.bytes())
            await writer.drain()
            return answer.headers.get("Connection", "").lower() != "close"
        await answer  # type: ignore[misc]
        return False


@asynccontextmanager
async def serve(*, ssl_context: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> AsyncIterator[FaultServer]:
    """A fault server on this address that runs as long as the block."""
    server = FaultServer()
    listener = await asyncio.start_server(server.connected, host, 0, ssl=ssl_context, limit=1 << 20)
    server.port = listener.sockets[0].getsockname()[1]
    server.scheme = "https" if ssl_context else "http"
    try:
        yield server
    finally:
        listener.close()


def open_door(*, now: Callable[[], datetime] | None = None, gap: float = 0.0, **options: object) -> client.Door:
    """The door, with loopback allowed and no pause between requests unless specified."""
    options.setdefault("allow_private", LOOPBACK)
    clock = now or (lambda: datetime.now(UTC))
    return client.open_web("https://example.org/about", now=clock, minimum_gap=gap, **options)  # type: ignore[arg-type]


class Resolver(AbstractResolver):
    """Resolves each name to given addresses, or all names to one; a function is called each time."""

    def __init__(self, answer: Callable[[str], Sequence[str]]) -> None:
        self._answer = answer
        self.asked = 0

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked += 1
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in self._answer(host)
        ]

    async def close(self) -> None:
        pass


class Watcher:
    """Polls one feed as the pipeline does, and keeps in memory what the store would store."""

    def __init__(self, url: str, door: client.Door, clock: Clock, **feed: object) -> None:
        self.feed = Feed(url=url, **feed)  # type: ignore[arg-type]
        self.door = door
        self.clock = clock
        self.state = FeedState(url=url)
        self.marks: list[Mark] = []
        self.due_at = clock()
        self.fresh: list[Entry] = []
        self.revised: list[Entry] = []

    async def look(self) -> Poll:
        """Poll once, now."""
        validators = changes.validators(self.state, self.clock())
        return self.take(await self.door.get(self.state.url, kind="feed", validators=validators))

    def take(self, page: Page) -> Poll:
        """Process an answer."""
        found = parse.document(page) if changes.worth_parsing(self.state, page) else None
        poll = changes.decide(self.feed, self.state, page, found, self.marks, self.clock())
        self.state, self.due_at = poll.state, poll.next_look_at
        self.marks += changes.marks_of((*poll.fresh, *poll.revised))
        self.marks += [replace(mark_of(entry), passed=True) for entry, _ in poll.passed]
        self.fresh += poll.fresh
        self.revised += poll.revised
        return poll

    async def watch(self, **units: float) -> list[datetime]:
        """Poll whenever it is due, for this long. Returns the times of the polls."""
        end = self.clock() + timedelta(**units)
        looks = []
        while self.due_at <= end:
            self.clock.at = max(self.clock.at, self.due_at)
            looks.append(self.clock())
            await self.look()
        self.clock.at = end
        return looks
