"""How glibc's malloc gives memory back to the system; where there is another malloc, nothing happens.

Once it has freed a large block it takes blocks of that size out of its heap, where small ones that live on beside them
keep whole stretches from ever being given back; and each thread gets a heap of its own, which keeps what that thread
once needed. A daemon that makes an edition a day would grow for weeks without holding any more.
"""

from __future__ import annotations

import contextlib
import ctypes

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # malloc.h
LARGE = 128 * 1024  # bytes; where glibc begins, too


def keep_little() -> None:
    """From now on large blocks are the system's own, given back when they are freed, and all threads share one heap.

    To be called before there are threads; Python lets one run at a time, so that none waits for the heap.
    """
    with contextlib.suppress(OSError, AttributeError):
        malloc = ctypes.CDLL(None)
        malloc.mallopt(M_MMAP_THRESHOLD, LARGE)
        malloc.mallopt(M_ARENA_MAX, 1)
