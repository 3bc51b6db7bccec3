"""Connections: made to permitted addresses only, used for one request at a time, kept for a few seconds."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import nullcontext
from functools import cache
from ipaddress import ip_address
from itertools import chain, zip_longest
from typing import Any

from yarl import URL

from monitor.fetch import heads
from monitor.fetch.answers import Answer, Closed, Sink
from monitor.habits import Certificate

KEPT = 5.0  # seconds that a connection waits for the next request
MOST = 100  # connections that wait
STAGGER = 0.25  # seconds until the next address of a host is tried beside the one before (RFC 8305)

Info = tuple[int, int, int, str, tuple[Any, ...]]  # as getaddrinfo gives it
Resolve = Callable[[str, int], Awaitable[Sequence[Info]]]
Make = Callable[[Info], socket.socket]
Place = tuple[str, str, int]


class NotConnected(Exception):
    """There is no connection, and nothing was sent; the cause says why."""


class Wire(asyncio.Protocol):
    """One connection."""

    def __init__(self) -> None:
        self.open = True
        self.certificate: Certificate | None = None
        self._transport: asyncio.Transport | None = None
        self._answer: Answer | None = None
        self._waiting: asyncio.Future[None] | None = None
        self._ending: asyncio.TimerHandle | None = None

    async def ask(self, request: bytes, answer: Answer) -> None:
        """Send a request and wait until its answer is whole. Raises what the answer raises."""
        if self._ending:
            self._ending.cancel()
        self._answer, self._waiting = answer, asyncio.get_running_loop().create_future()
        try:
            if not self.open or self._transport is None:
                raise Closed("the connection is closed")
            self._transport.write(request)
            await self._waiting
        finally:
            self._waiting = None
            if not answer.reusable:
                self.close()

    def keep(self, seconds: float) -> None:
        """Wait for the next request."""
        self._ending = asyncio.get_running_loop().call_later(seconds, self.close)

    def close(self) -> None:
        """End the connection at once."""
        self.open = False
        if self._ending:
            self._ending.cancel()
        if self._transport:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It stands."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self.certificate = heads.certificate(transport.get_extra_info("peercert"))

    def received(self, data: bytes) -> None:
        """Bytes have come. Those nobody asked for end the connection."""
        if self._answer is None or self._waiting is None or self._waiting.done():
            self.close()
            return
        try:
            if self._answer.take(data):
                self._waiting.set_result(None)
        except Exception as error:  # noqa: BLE001 - it belongs to whoever asked
            self._waiting.set_exception(error)

    data_received = received  # the name asyncio asks for

    def connection_lost(self, exc: Exception | None) -> None:
        """It has ended."""
        self.open = False
        if self._answer is None or self._waiting is None or self._waiting.done():
            return
        try:
            self._answer.end(exc)
            self._waiting.set_result(None)
        except Exception as error:  # noqa: BLE001 - it belongs to whoever asked
            self._waiting.set_exception(error)


class Wires:
    """All connections of one client. The only place that opens one."""

    def __init__(self, make: Make, resolve: Resolve | None = None, tls: ssl.SSLContext | None = None) -> None:
        """`make` makes a socket for an address, or raises an OSError; `resolve` tells the addresses of a name."""
        self._make = make
        self._resolve = resolve or looked_up
        self._tls = tls
        self._kept: OrderedDict[Place, Wire] = OrderedDict()

    async def ask(
        self, address: URL, request: bytes, sink: Sink, *, again: bool = True, reach: float | None = None
    ) -> tuple[Answer, Certificate | None]:
        """The answer to a request, and the certificate of its connection.

        `again`: a kept connection may be used, and the request repeated if that one turns out to have ended; `reach`
        is how many seconds connecting may take. Raises NotConnected before anything is sent, and what `Answer` raises.
        """
        place = (address.scheme, address.raw_host or "", address.port or 0)
        if again and (kept := self._kept.pop(place, None)) and kept.open:
            answer = Answer(sink)
            try:
                await kept.ask(request, answer)
                return self._done(place, kept, answer)
            except ConnectionError:
                if answer.begun:
                    raise
        wire, answer = await self._reached(place, reach), Answer(sink)
        await wire.ask(request, answer)
        return self._done(place, wire, answer)

    async def close(self) -> None:
        """End all that wait."""
        for wire in self._kept.values():
            wire.close()
        self._kept.clear()
        await asyncio.sleep(0)  # asyncio closes the sockets in its next turn

    def _done(self, place: Place, wire: Wire, answer: Answer) -> tuple[Answer, Certificate | None]:
        if wire.open:
            if other := self._kept.pop(place, None):
                other.close()
            self._kept[place] = wire
            wire.keep(KEPT)
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)[1].close()
        return answer, wire.certificate

    async def _reached(self, place: Place, seconds: float | None) -> Wire:
        try:
            async with asyncio.timeout(seconds) if seconds else nullcontext():
                return await self._connected(*place)
        except OSError as error:  # a TimeoutError too, if it is this one
            raise NotConnected from error

    async def _connected(self, scheme: str, host: str, port: int) -> Wire:
        found = await self._addresses(host, port)
        made = await (self._socket(found[0]) if len(found) == 1 else first_of([self._socket(each) for each in found]))
        tls = (self._tls or _usual_tls()) if scheme == "https" else None
        try:
            _, wire = await asyncio.get_running_loop().create_connection(
                Wire, sock=made, ssl=tls, server_hostname=host.rstrip(".") if tls else None
            )
        except BaseException:
            made.close()
            raise
        return wire

    async def _addresses(self, host: str, port: int) -> Sequence[Info]:
        if _is_number(host):
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            return [(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (host, port))]
        found = await self._resolve(host, port)
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "no address")
        return alternating(found)

    async def _socket(self, info: Info) -> socket.socket:
        """A connected socket. Raises what `make` raises."""
        made = self._make(info)
        try:
            made.setblocking(False)
            await asyncio.get_running_loop().sock_connect(made, info[4])
        except BaseException:
            made.close()
            raise
        return made


async def looked_up(host: str, port: int) -> Sequence[Info]:
    """The addresses of a name, as the system knows them. Raises gaierror."""
    asked = asyncio.get_running_loop().getaddrinfo
    return await asked(host, port, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)


def alternating(found: Sequence[Info]) -> Sequence[Info]:
    """Addresses of both families in turn, in their order otherwise."""
    first = [info for info in found if info[0] == found[0][0]]
    others = [info for info in found if info[0] != found[0][0]]
    return [info for info in chain.from_iterable(zip_longest(first, others)) if info]


async def first_of(attempts: Iterable[Awaitable[socket.socket]]) -> socket.socket:
    """The first that stands; the next is tried when one has failed or not answered for `STAGGER` seconds.

    If all fail: the first error of our own guard, or the last error.
    """
    left = deque(attempts)
    trying: set[asyncio.Future[socket.socket]] = set()
    errors: list[BaseException] = []
    try:
        while left or trying:
            if left:
                trying.add(asyncio.ensure_future(left.popleft()))
            done, trying = await asyncio.wait(
                trying, timeout=STAGGER if left else None, return_when=asyncio.FIRST_COMPLETED
            )
            stand = [task.result() for task in done if not task.exception()]
            for spare in stand[1:]:
                spare.close()
            if stand:
                return stand[0]
            errors += [error for task in done if (error := task.exception())]
    finally:
        for task in trying:
            task.add_done_callback(_close_late)
            task.cancel()
        for each in left:
            asyncio.ensure_future(each).cancel()
    raise next((error for error in errors if isinstance(error, PermissionError)), errors[-1])


def _close_late(task: asyncio.Future[socket.socket]) -> None:
    if not task.cancelled() and not task.exception():
        task.result().close()


def _is_number(host: str) -> bool:
    if not (host[:1].isdigit() or ":" in host):  # a name, as nearly always
        return False
    try:
        ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


@cache
def _usual_tls() -> ssl.SSLContext:
    """What browsers trust; loading it takes some time."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    return context
