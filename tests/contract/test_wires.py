"""Connections: kept, used again, replaced when they have ended, and made to the first address that answers."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from yarl import URL

from monitor.fetch import wires
from monitor.fetch.decode import Body
from monitor.fetch.wires import Info, NotConnected, Wires

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n<a"


class Counted:
    """A server that counts connections and requests, and ends each connection after some answers."""

    def __init__(self, each: int) -> None:
        self.each, self.port, self.connections, self.requests = each, 0, 0, 0

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        for _ in range(self.each):
            try:
                await reader.readuntil(b"\r\n\r\n")
            except asyncio.IncompleteReadError:
                break
            self.requests += 1
            writer.write(OK)
        writer.close()


@asynccontextmanager
async def serve(each: int) -> AsyncIterator[Counted]:
    counted = Counted(each)
    server = await asyncio.start_server(counted.connected, "127.0.0.1", 0)
    counted.port = server.sockets[0].getsockname()[1]
    yield counted
    server.close()


def made(resolve: wires.Resolve | None = None) -> Wires:
    return Wires(lambda info: socket.socket(*info[:3]), resolve)


async def ask(found: Wires, port: int, *, host: str = "127.0.0.1", again: bool = True) -> bytes:
    request = f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    answer, _ = await found.ask(URL(f"http://{host}:{port}/"), request, lambda head: Body(""), again=again)
    return answer.body


async def test_a_connection_is_used_again_and_replaced_when_it_has_ended() -> None:
    async with serve(each=2) as server:
        found = made()
        for _ in range(4):
            assert await ask(found, server.port) == b"<a"
        await found.close()
        assert (server.connections, server.requests) == (2, 4)


async def test_what_may_not_be_repeated_has_a_connection_of_its_own() -> None:
    async with serve(each=9) as server:
        found = made()
        for _ in range(3):
            assert await ask(found, server.port, again=False) == b"<a"
        await found.close()
        assert server.connections == 3


async def test_a_connection_that_ends_without_an_answer_is_told() -> None:
    async with serve(each=0) as server:
        with pytest.raises(ConnectionError):
            await ask(made(), server.port)


async def test_few_connections_are_kept_and_for_a_short_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wires, "KEPT", 0.05)
    async with serve(each=9) as server:
        found = made()
        await ask(found, server.port)
        await asyncio.sleep(0.2)
        await ask(found, server.port)
        await found.close()
        assert server.connections == 2


def at(*addresses: str) -> wires.Resolve:
    async def resolve(host: str, port: int) -> Sequence[Info]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", (address, port)) for address in addresses]

    return resolve


async def test_the_next_address_is_tried_when_one_fails_or_is_silent() -> None:
    silent = socket.create_server(("127.0.0.9", 0), backlog=0)
    port = silent.getsockname()[1]
    full = [socket.socket() for _ in range(4)]  # the queue of that server is full: it answers nobody
    for one in full:
        one.setblocking(False)
        one.connect_ex(("127.0.0.9", port))
    counted = Counted(each=1)
    server = await asyncio.start_server(counted.connected, "127.0.0.1", port)
    async with asyncio.timeout(5):
        assert await ask(made(at("127.0.0.8", "127.0.0.9", "127.0.0.1")), port, host="some.example") == b"<a"
    server.close()
    for one in (silent, *full):
        one.close()


async def test_no_address_and_no_answer_are_told_before_anything_is_sent() -> None:
    unused = socket.create_server(("127.0.0.1", 0))
    port = unused.getsockname()[1]
    unused.close()
    for resolve, cause in [(at(), socket.gaierror), (at("127.0.0.1", "127.0.0.8"), ConnectionRefusedError)]:
        with pytest.raises(NotConnected) as told:
            await ask(made(resolve), port, host="some.example")
        assert isinstance(told.value.__cause__, cause)
    assert wires.alternating(
        [(10, 1, 0, "", ("::1", 1)), (10, 1, 0, "", ("::2", 1)), (2, 1, 0, "", ("127.0.0.1", 1))]
    ) == [(10, 1, 0, "", ("::1", 1)), (2, 1, 0, "", ("127.0.0.1", 1)), (10, 1, 0, "", ("::2", 1))]
