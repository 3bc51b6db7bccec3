"""Large blocks are the system's own and not part of the heap, where small ones beside them would hold them."""

import platform
import subprocess
import sys

import pytest

PROGRAM = """
from pathlib import Path
from monitor.engines import memory

def heap():
    [line] = [line for line in Path("/proc/self/maps").read_text().splitlines() if line.endswith("[heap]")]
    start, end = (int(address, 16) for address in line.split()[0].split("-"))
    return end - start

memory.give_back_large_blocks()
large = b"x" * 2**20
del large  # from here on glibc would take blocks of this size out of its heap
before = heap()
large = [b"x" * 2**20 for _ in range(100)]
print(heap() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="it is glibc's malloc that is told")
def test_large_blocks_are_not_taken_out_of_the_heap() -> None:
    told = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert int(told.stdout) < 2**20
