"""Bodies as they come off the wire → bytes of bounded size. At most one content coding is undone."""

from __future__ import annotations

import zlib

from monitor.problems import Problem

LIMIT = 10 * 1024 * 1024  # decoded bytes
_STEP = 64 * 1024
_BLANK = b"\xef\xbb\xbf \t\r\n"
_GZIP = b"\x1f\x8b"
_TEXT = frozenset({b"<", b"{", b"["})  # how an uncompressed document begins
_KNOWN = frozenset({"gzip", "deflate"})
_CODINGS = _KNOWN | {"br", "zstd", "compress", "dcb", "dcz", "exi", "pack200-gzip", "aes128gcm"}  # IANA's list


class TooLarge(Exception):
    """More bytes than we accept."""

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
        """`coding` is the value of Content-Encoding; raises Undecodable for one we did not ask for."""
        self._bytes = bytearray()
        self._limit = limit
        self._header = coding
        self._coding = _named(coding)
        self._inflate = _decoder(self._coding)
        self._first = b""  # until there is enough to see what it is
        self._started = False

    def add(self, chunk: bytes) -> None:
        """Take a chunk; raises TooLarge or Undecodable."""
        if not self._started:
            self._first += chunk
            if len(self._first) < len(_GZIP):
                return
            chunk = self._begin()
        self._take(chunk)

    def finish(self) -> bytes:
        """The whole body; raises Undecodable when the compressed stream has no end."""
        if not self._started and self._first:
            self._take(self._begin())
        if self._inflate is not None and self._started and not self._inflate.eof:
            raise Undecodable(Problem("coding-cut"))
        if "," in self._header and self._bytes.startswith(_GZIP):  # compressed twice, as its header says
            raise Undecodable(Problem("coding-unknown", {"coding": self._header[:40]}))
        return bytes(self._bytes)

    def _begin(self) -> bytes:
        """What the first bytes say, whatever the header does: a coding may be named and not used, or the reverse."""
        first, self._first, self._started = self._first, b"", True
        if first.startswith(_GZIP) and self._coding != "deflate":
            self._coding, self._inflate = "gzip", zlib.decompressobj(31)
        elif first.lstrip(_BLANK)[:1] in _TEXT:
            self._coding, self._inflate = "", None
        elif self._coding == "deflate" and first[0] & 0x0F != 8:  # raw deflate without its zlib frame
            self._inflate = zlib.decompressobj(-15)
        return first

    def _take(self, chunk: bytes) -> None:
        if self._inflate is None:
            self._keep(chunk)
            return
        try:
            self._decode(chunk)
        except zlib.error as error:
            raise Undecodable(Problem("coding-broken", {"coding": self._coding})) from error

    def _decode(self, chunk: bytes) -> None:
        while chunk:
            assert self._inflate is not None
            if self._inflate.eof:
                if self._coding == "deflate" or chunk[:2] != b"\x1f\x8b":
                    return  # padding after the end
                self._inflate = zlib.decompressobj(31)  # gzip may have several members
            self._keep(self._inflate.decompress(chunk, _STEP))
            chunk = self._inflate.unconsumed_tail or self._inflate.unused_data

    def _keep(self, part: bytes) -> None:
        if len(self._bytes) + len(part) > self._limit:
            raise TooLarge(Problem("more-than", {"mib": self._limit // 1024**2 or 1}))
        self._bytes += part


def _named(header: str) -> str:
    """The one coding a header names; a value that is not a coding (a charset, `none`) counts as none.

    Raises Undecodable.
    """
    words = dict.fromkeys(word.strip(" \"'").lower().removeprefix("x-") for word in header.split(","))
    codings = [word for word in words if word in _CODINGS]
    if len(codings) > 1 or any(coding not in _KNOWN for coding in codings):
        raise Undecodable(Problem("coding-unknown", {"coding": header[:40]}))
    return "".join(codings)


def _decoder(coding: str) -> zlib._Decompress | None:
    if coding == "gzip":
        return zlib.decompressobj(31)
    return zlib.decompressobj(15) if coding == "deflate" else None
