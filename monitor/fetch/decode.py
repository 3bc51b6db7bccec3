"""Bodies as they come off the wire → bytes of bounded size. At most one content coding is undone."""

from __future__ import annotations

import zlib

from monitor.problems import Problem

LIMIT = 10 * 1024 * 1024  # decoded bytes
_STEP = 64 * 1024


class TooLarge(Exception):
    """More bytes than we take."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class Undecodable(Exception):
    """A content coding we did not ask for, or a broken one."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class Body:
    """Collects the chunks of one answer, decoding on the way and stopping at the limit."""

    def __init__(self, coding: str, limit: int = LIMIT) -> None:
        self._bytes = bytearray()
        self._limit = limit
        self._inflate = _decoder(coding)
        self._coding = coding.strip().lower()
        self._started = False

    def add(self, chunk: bytes) -> None:
        """Take a chunk; raises TooLarge or Undecodable."""
        if self._inflate is None:
            self._keep(chunk)
            return
        if not self._started and chunk:
            self._started = True
            if self._coding == "deflate" and chunk[0] & 0x0F != 8:  # raw deflate without its zlib frame
                self._inflate = zlib.decompressobj(-15)
        try:
            self._decode(chunk)
        except zlib.error as error:
            raise Undecodable(Problem("coding-broken", {"coding": self._coding})) from error

    def finish(self) -> bytes:
        """The whole body; raises Undecodable when the compressed stream has no end."""
        if self._inflate is not None and self._started and not self._inflate.eof:
            raise Undecodable(Problem("coding-cut"))
        return bytes(self._bytes)

    def _decode(self, chunk: bytes) -> None:
        while chunk:
            assert self._inflate is not None
            if self._inflate.eof:
                if self._coding == "deflate" or chunk[:2] != b"\x1f\x8b":
                    return  # padding behind the end
                self._inflate = zlib.decompressobj(31)  # gzip may hold several members
            self._keep(self._inflate.decompress(chunk, _STEP))
            chunk = self._inflate.unconsumed_tail or self._inflate.unused_data

    def _keep(self, part: bytes) -> None:
        if len(self._bytes) + len(part) > self._limit:
            raise TooLarge(Problem("more-than", {"mib": self._limit // 1024**2 or 1}))
        self._bytes += part


def _decoder(coding: str) -> zlib._Decompress | None:
    name = coding.strip().lower()
    if name in {"", "identity"}:
        return None
    if name in {"gzip", "x-gzip"}:
        return zlib.decompressobj(31)
    if name == "deflate":
        return zlib.decompressobj(15)
    raise Undecodable(Problem("coding-unknown", {"coding": name[:40]}))
