"""A wire between the program and its database server, which breaks in the middle of a COMMIT when a test wants it."""

import contextlib
import select
import socket
import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

COMMIT = b"COMMIT\0"  # as a client asks for it, and as the server confirms it
How = Literal["lost", "kept"]  # the server never hears of it, or its answer does not arrive


@dataclass
class Wire:
    """Counts the commits that pass, and breaks at every `every`-th, the one way and the other in turn."""

    target: str  # path of the server's socket
    every: int = 0  # 0: never
    commits: int = 0
    cuts: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def passes(self, sent: bytes) -> How | None:
        """What becomes of these bytes of a client."""
        if COMMIT not in sent:
            return None
        with self.lock:
            self.commits += 1
            if not self.every or self.commits % self.every:
                return None
            how: How = "kept" if self.cuts.total() % 2 else "lost"
            self.cuts[how] += 1
            return how


class Line(socketserver.BaseRequestHandler):
    """One connection."""

    def handle(self) -> None:
        wire: Wire = self.server.wire  # type: ignore[attr-defined]
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as server:
            server.connect(wire.target)
            while True:
                for one in select.select([self.request, server], [], [])[0]:
                    if not (told := one.recv(65536)):
                        return
                    how = wire.passes(told) if one is self.request else None
                    if how == "lost":
                        return
                    (server if one is self.request else self.request).sendall(told)
                    if how == "kept":
                        while COMMIT not in server.recv(65536):
                            pass
                        return


class Exchange(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextlib.contextmanager
def wire(target: str) -> Iterator[tuple[Wire, int]]:
    """The wire to a socket, and its port on loopback."""
    made = Wire(target)
    exchange: Any = Exchange(("127.0.0.1", 0), Line)
    exchange.wire = made
    threading.Thread(target=exchange.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield made, exchange.server_address[1]
    finally:
        exchange.shutdown()
        exchange.server_close()
