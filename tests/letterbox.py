"""A real SMTP server on loopback that keeps what it gets and answers as a test wants."""

import asyncio
import contextlib
import ssl
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

HOST = "127.0.0.1"
DROP = "drop"  # no answer: the connection breaks
STALL = "stall"  # no answer: the connection stays
USER, PASSWORD = "watcher", "correct-horse"


def bytes_of(envelope: Envelope) -> bytes:
    """The bytes of a mail, which the library may give as a text."""
    found = envelope.content or b""
    return found.encode() if isinstance(found, str) else bytes(found)


@dataclass
class Letterbox:
    """The received mails in order, and the next answers: used up per recipient, then everything is accepted."""

    port: int = 0
    letters: list[tuple[str, bytes]] = field(default_factory=list)  # (recipient, bytes), as accepted or dropped
    rcpt: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    data: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    now: Callable[[], datetime] | None = None
    tries: list[tuple[str, datetime]] = field(default_factory=list)  # recipient and time, if `now` is set
    slow: float = 0.0  # seconds until the answer to the final dot
    commands: list[str] = field(default_factory=list)
    talks: list[SMTP] = field(default_factory=list)

    async def left_alone(self) -> None:
        """Wait until all sessions have ended."""
        minds = [talk._handler_coroutine for talk in self.talks]
        await asyncio.gather(*filter(None, minds), return_exceptions=True)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.now:
            self.tries.append((address, self.now()))
        answer = self.rcpt[address].pop(0) if self.rcpt[address] else "250 fine"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        (recipient,) = envelope.rcpt_tos
        answer = self.data[recipient].pop(0) if self.data[recipient] else "250 kept"
        await asyncio.sleep(self.slow)
        if answer.startswith("250") or answer == DROP:
            self.letters.append((recipient, bytes_of(envelope)))
        if answer == DROP:
            server.transport.abort()
        return answer

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: LoginPassword
    ) -> AuthResult:
        self.commands.append(f"AUTH {mechanism}")
        right = login.login == USER.encode() and login.password == PASSWORD.encode()
        return AuthResult(success=right, handled=False)


@asynccontextmanager
async def letterbox(
    *,
    implicit: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
    auth: bool = False,
    limit: int = 0,
    port: int = 0,
    host: str = HOST,
    kind: type[Letterbox] = Letterbox,
) -> AsyncIterator[Letterbox]:
    """The server, running as long as the block, on the test's event loop."""
    box = kind()

    def talk() -> SMTP:
        box.talks.append(
            SMTP(
                box,
                hostname="letterbox.example",
                tls_context=starttls,
                require_starttls=starttls is not None,
                authenticator=box.authenticate if auth else None,
                auth_required=auth,
                auth_require_tls=starttls is not None,
                data_size_limit=limit or None,
                loop=asyncio.get_running_loop(),
                timeout=3600,
            )
        )
        return box.talks[-1]

    server = await asyncio.get_running_loop().create_server(talk, host, port, ssl=implicit)
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
        await hang_up(each.transport for each in box.talks)


@dataclass
class Sniffer:
    """A server that follows a script and keeps every byte it receives, to check what must never be sent."""

    port: int = 0
    heard: bytes = b""
    connections: int = 0


@asynccontextmanager
async def sniffer(
    extensions: list[str], *, greeting: str = "220 sniffer", answers: dict[str, str] | None = None
) -> AsyncIterator[Sniffer]:
    """Offers these extensions in EHLO; answers by the first word of a command, by default "250 ok"."""
    sink = Sniffer()
    writers: list[asyncio.StreamWriter] = []
    special = answers or {}

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        sink.connections += 1
        if greeting == STALL:
            await asyncio.Event().wait()
        writer.write(f"{greeting}\r\n".encode() if greeting else b"")
        while line := await reader.readline():
            sink.heard += line
            word = line.split()[0].decode("ascii", "replace").upper() if line.split() else ""
            if special.get(word) == STALL:
                await asyncio.Event().wait()
            if word == "EHLO":
                lines = ["sniffer", *extensions]
                writer.write(
                    "".join(f"250{'-' if n < len(lines) - 1 else ' '}{e}\r\n" for n, e in enumerate(lines)).encode()
                )
            else:
                answer = special.get(word, {"DATA": "354 go on", "QUIT": "221 bye"}.get(word, "250 ok"))
                if answer == DROP:
                    writer.transport.abort()
                    return
                writer.write(f"{answer}\r\n".encode(errors="surrogateescape"))
                if answer.startswith("220"):  # to STARTTLS; nothing is said in the handshake
                    await asyncio.Event().wait()
        writer.close()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        with contextlib.suppress(asyncio.CancelledError, ConnectionError):
            await talk(reader, writer)

    server = await asyncio.start_server(listen, HOST, 0)
    sink.port = server.sockets[0].getsockname()[1]
    try:
        yield sink
    finally:
        server.close()
        await hang_up(each.transport for each in writers)


async def hang_up(transports: Iterable[asyncio.BaseTransport | None]) -> None:
    """Close all connections."""
    for transport in transports:
        if transport is not None:
            transport.close()
    for _ in range(5):
        await asyncio.sleep(0)


class Authority:
    """A certificate authority for one test run."""

    def __init__(self) -> None:
        self.authority = trustme.CA()

    def context(self, *names: str, expired: bool = False) -> ssl.SSLContext:
        """The certificate of a server with these names."""
        context, now = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), datetime.now(UTC)
        end = now + timedelta(days=-2 if expired else 2)
        self.authority.issue_cert(*names, not_before=now - timedelta(days=20), not_after=end).configure_cert(context)
        return context
