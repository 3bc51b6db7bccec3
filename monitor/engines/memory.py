"""How glibc's malloc gives memory back to the system; nothing happens where there is another one.

Once it has freed a large block it takes blocks of that size out of its heap, where small ones that live on beside them
keep whole stretches from ever being given back: a daemon that makes an edition a day grows without holding any more.
"""

from __future__ import annotations

import contextlib
import ctypes

M_MMAP_THRESHOLD = -3  # malloc.h
LARGE = 128 * 1024  # bytes; where glibc begins, too


def give_back_large_blocks() -> None:
    """From now on every large block is one of the system's own, and given back when it is freed."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE)
