"""An answer as it arrives: its head, then its body by length, by chunks, or up to the end of the connection.

Knows nothing about connections: bytes go in, and it says when it is whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from monitor.fetch import heads
from monitor.fetch.decode import Body, Undecodable
from monitor.problems import Problem

_BODILESS = frozenset({204, 304})
_SIZE = re.compile(rb"([0-9a-fA-F]{1,15})[ \t]*(?:;.*)?")
_SIZE_LINE = 4 * 1024  # bytes of the line before a chunk

Sink = Callable[[heads.Head], Body | None]  # what takes the body, and raises if it must not come; None: nobody reads it


class Closed(ConnectionError):
    """The connection ended before an answer began."""


class BrokeOff(Exception):
    """The connection ended in the middle of an answer."""


class Answer:
    """One answer. `take` what has come until it is `whole`; then there are a `head` and a `body`."""

    def __init__(self, sink: Sink) -> None:
        self.head: heads.Head | None = None
        self.body = b""
        self.whole = False
        self._sink = sink
        self._body: Body | None = None
        self._held = bytearray()  # what has come and is not used yet
        self._step: Callable[[], bool] = self._take_head
        self._searched = 0  # of the held bytes, those without the end of the head
        self._left = 0  # bytes of the body, or of the chunk, that are still to come

    @property
    def begun(self) -> bool:
        """Whether anything has come."""
        return bool(self._held) or self.head is not None

    @property
    def reusable(self) -> bool:
        """Whether the next answer may come on the same connection: this one is read to its very end."""
        return bool(self.whole and self.head and self.head.lasting and not self._held and self._step != self._take_all)

    def take(self, data: bytes) -> bool:
        """Use what has come; whether the answer is whole. Raises NotHttp, Undecodable and TooLarge."""
        self._held += data
        while not self.whole and self._step():
            pass
        return self.whole

    def end(self, error: Exception | None = None) -> None:
        """The connection has ended: which may be the end of the body. Raises Closed or BrokeOff, or its error."""
        if self._step == self._take_all and error is None:
            self._finish()
        elif self.begun:
            raise BrokeOff from error
        else:
            raise error or Closed("the connection was closed without an answer")

    def _take_head(self) -> bool:
        if not self._searched:
            del self._held[: len(self._held) - len(self._held.lstrip(b"\r\n"))]
        found = heads.END.search(self._held, max(0, self._searched - 3))
        self._searched = len(self._held)
        if (found.start() if found else self._searched) > heads.LARGEST:
            raise Undecodable(Problem("head-large", {"kib": heads.LARGEST // 1024}))
        if found is None:
            return False
        head = heads.read(bytes(self._held[: found.start()]))
        del self._held[: found.end()]
        self._searched = 0
        if head.status < 200 and head.status != 101:  # the answer itself is still to come
            return True
        self.head = head
        self._begin_body(head)
        return True

    def _begin_body(self, head: heads.Head) -> None:
        self._body = self._sink(head)
        self._left = head.length or 0
        if head.status in _BODILESS or (head.length == 0 and not head.chunked):
            self._finish()
        elif self._body is None:  # nobody reads it: the connection ends here
            self._step = self._take_all
            self._finish()
        else:
            self._step = self._take_size if head.chunked else self._take_all if head.length is None else self._take_part

    def _take_all(self) -> bool:
        """All that comes, up to the end of the connection."""
        self._pass_on(len(self._held))
        return False

    def _take_part(self) -> bool:
        """What is left of a body of known length."""
        self._left -= self._pass_on(min(self._left, len(self._held)))
        if not self._left:
            self._finish()
        return False

    def _take_size(self) -> bool:
        """The line before a chunk; a chunk without bytes is the last."""
        line = self._line()
        if line is None:
            return False
        found = _SIZE.fullmatch(line)
        if not found:
            raise heads.NotHttp(f"Bad chunk size {line[:60]!r}")
        self._left = int(found[1], 16)
        self._step = self._take_chunk if self._left else self._take_trailer
        return True

    def _take_chunk(self) -> bool:
        self._left -= self._pass_on(min(self._left, len(self._held)))
        if self._left:
            return False
        self._step = self._end_chunk
        return True

    def _end_chunk(self) -> bool:
        line = self._line()
        if line:
            raise heads.NotHttp(f"Bad end of a chunk {line[:60]!r}")
        if line is not None:
            self._step = self._take_size
        return line is not None

    def _take_trailer(self) -> bool:
        """Fields after the last chunk: nobody reads them. An empty line ends the answer."""
        line = self._line()
        if line is None:
            return False
        self._searched += len(line)
        if self._searched > heads.LARGEST:
            raise Undecodable(Problem("head-large", {"kib": heads.LARGEST // 1024}))
        if not line:
            self._finish()
        return True

    def _line(self) -> bytes | None:
        """The next line of what has come, without its end; None if it is not complete. Raises NotHttp."""
        end = self._held.find(b"\n")
        if (len(self._held) if end < 0 else end) > _SIZE_LINE:
            raise heads.NotHttp("a chunk's line is too long")
        if end < 0:
            return None
        line = bytes(self._held[:end]).removesuffix(b"\r")
        del self._held[: end + 1]
        return line

    def _pass_on(self, size: int) -> int:
        if size and self._body:
            self._body.add(bytes(self._held[:size]))
        del self._held[:size]
        return size

    def _finish(self) -> None:
        self.body = self._body.finish() if self._body else b""
        self.whole = True
