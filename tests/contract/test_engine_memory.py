"""Large blocks are mapped separately and not part of the heap; threads have no heaps of their own."""

import platform
import subprocess
import sys

import pytest

PROGRAM = """
import threading
from pathlib import Path
from monitor.engines import memory

def heap():
    [line] = [line for line in Path("/proc/self/maps").read_text().splitlines() if line.endswith("[heap]")]
    start, end = (int(address, 16) for address in line.split()[0].split("-"))
    return end - start

memory.keep_little()
large = b"x" * 2**20
del large  # from here on glibc would take blocks of this size out of its heap
before = heap()
large = [b"x" * 2**20 for _ in range(100)]
print(heap() - before)

kept = []
threads = [threading.Thread(target=lambda: kept.append([bytearray(1000) for _ in range(5000)])) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(heap() - before)
"""


@pytest.mark.slow
@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="it is glibc's malloc that is told")
def test_large_blocks_are_not_taken_out_of_the_one_heap() -> None:
    told = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    large, threaded = map(int, told.stdout.split())
    assert large < 2**20
    assert threaded - large > 15 * 2**20
