"""What holds for all tests: they say the same at every run, and collecting them costs little."""

import gc
from collections.abc import Generator

import hypothesis
import pytest

hypothesis.settings.register_profile("repeatable", derandomize=True)


def pytest_configure(config: pytest.Config) -> None:
    """The fast run tries the same examples each time; `make test-all`, which leaves nothing out, tries new ones."""
    if config.option.markexpr:
        hypothesis.settings.load_profile("repeatable")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is made while tests are collected stays to the end: the garbage collector need not look through it again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
