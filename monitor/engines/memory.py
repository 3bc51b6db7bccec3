"""How glibc's malloc gives memory back to the system; where there is another malloc, nothing happens.

Once it has freed a large block it takes blocks of that size from its heap, where small blocks that stay in use between
them keep whole stretches from ever being given back; and each thread gets a heap of its own, which keeps what that
thread once needed. A daemon that makes one edition a day would grow for weeks without needing any more.
"""

from __future__ import annotations

import contextlib
import ctypes

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # malloc.h
LARGE = 128 * 1024  # bytes; glibc's own starting value


def keep_little() -> None:
    """Take large blocks straight from the system, to be given back when freed, and let all threads share one heap.

    To be called before there are threads; Python runs one at a time, so none waits for the heap.
    """
    with contextlib.suppress(OSError, AttributeError):
        malloc = ctypes.CDLL(None)
        malloc.mallopt(M_MMAP_THRESHOLD, LARGE)
        malloc.mallopt(M_ARENA_MAX, 1)
