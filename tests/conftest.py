"""What holds for all tests: they say the same at every run, and what they share costs little."""

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

MEMORY = Path("/dev/shm")  # a file system in memory, where there is one
ROOM = 2**29  # bytes it must have free: a container may give it next to nothing


def pytest_configure(config: pytest.Config) -> None:
    """The fast run tries the same examples each time; `make test-all`, which leaves nothing out, tries new ones."""
    keep_bytecode()
    if config.option.markexpr:
        hypothesis.settings.load_profile("repeatable")
        use_memory()


def keep_bytecode() -> None:
    """Programs that tests start, and workers, compile the sources once and not each for itself."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.dont_write_bytecode = False


def use_memory() -> None:
    """Databases of the fast run lie in memory: a third of its time went into waiting for the disk."""
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is made while tests are collected stays to the end: the garbage collector need not look through it again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
