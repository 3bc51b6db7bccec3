"""Functions that tests run in worker processes. Imports little, because each new worker imports it."""

import ctypes
import gzip
import os
import sys
import time
import zlib
from datetime import UTC, datetime
from pathlib import Path

from monitor.errors import Permanent
from monitor.feeds import parse
from monitor.model import Page, ParsedFeed

MIB = 1024 * 1024
WARM = b"<rss version='2.0'><channel><item><title>x</title></item></channel></rss>"


def add(first: int, second: int) -> int:
    return first + second


def refuse() -> None:
    raise Permanent("no")


def stumble() -> None:
    raise KeyError("a bug")


def home() -> int:
    return os.getpid()


def at_hand(library: str) -> bool:
    return library in sys.modules


def wait_forever() -> None:
    time.sleep(600)


def spin(page: Page) -> None:
    while True:
        pass


def sleep(page: Page) -> None:
    time.sleep(60)


def eat(page: Page) -> int:
    return len(bytearray(4 * 1024 * MIB))


def crash(page: Page) -> None:
    ctypes.string_at(0)


def leave(page: Page) -> None:
    os._exit(3)


def page_of(body: bytes, content_type: str = "application/rss+xml") -> Page:
    """An answer with this body."""
    url, at = "https://example.org/feed", datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
    return Page(url=url, status=200, headers=(("content-type", content_type),), body=body, fetched_at=at)


def costs(body: bytes) -> tuple[ParsedFeed, float, int, list[str]]:
    """What reading a document costs a new worker: entries, seconds, MiB, and the files it opened."""
    opened: list[str] = []
    sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
    parse.document(page_of(WARM))
    opened.clear()
    Path("/proc/self/clear_refs").write_text("5")
    began = time.monotonic()
    found = parse.document(page_of(body))
    seconds = time.monotonic() - began
    status = Path("/proc/self/status").read_text()
    peak = int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) // 1024
    return found, seconds, peak, [name for name in opened if name.endswith("canary.txt")]


def zipped(mib: int) -> tuple[bytes, bytes, bytes]:
    """This many MiB of zero bytes, compressed once, twice and three times."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    part = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)  # later data does not refer back
    check = 0
    for _ in range(mib):
        check = zlib.crc32(bytes(MIB), check)
    end = zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    tail = check.to_bytes(4, "little") + (mib * MIB).to_bytes(4, "little")
    once = b"\x1f\x8b\x08" + bytes(6) + b"\xff" + part * mib + end + tail
    twice = gzip.compress(once, 9)
    return once, twice, gzip.compress(twice, 9)
