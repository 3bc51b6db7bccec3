"""What applies to all tests: their results are reproducible, and what they share is cheap."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile("repeatable", derandomize=True)

MEMORY = Path("/dev/shm")  # a file system in memory, if there is one
ROOM = 2**29  # free bytes it must have: in a container it may have next to none


def pytest_configure(config: pytest.Config) -> None:
    """The fast run tries the same examples each time; `make test-all`, which runs everything, tries new ones."""
    keep_bytecode()
    if config.option.markexpr:
        hypothesis.settings.load_profile("repeatable")
        use_memory()


def keep_bytecode() -> None:
    """Programs started by tests, and workers, share compiled sources instead of compiling them each time."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def use_memory() -> None:
    """Databases of the fast run are in memory: waiting for the disk took a third of its time."""
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Objects made while tests are collected live until the end: the garbage collector need not scan them again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
