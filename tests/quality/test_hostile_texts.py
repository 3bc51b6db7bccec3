"""Texts designed to be slow cost little."""

import time

import pytest

from monitor.figures import grammar
from monitor.topics import scan
from tests.topic import OPENAI


def read(text: str) -> None:
    grammar.of(OPENAI, scan.of(OPENAI, "", text, "en"), "en", "")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "1," * 30_000,
        "$" * 60_000,
        "A" * 60_000,
        "10 " * 4_000,
        "9" * 60_000,
        "a-" * 30_000,
        "from 1 to 2 GW " * 4_000,
        "1000 x " * 4_000 + "GPUs " * 6_000,
        "like OpenAI " * 5_000,
        "GW " * 20_000,
        f"- {' ' * 59_000}.",
        "Oracle 1 GW " * 5_000,
        ". " * 30_000,
        "etc. (+++ " * 6_000,
    ],
)
def test_hostile_text_costs_little(text):
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 15  # quadratic time takes minutes; the slowest, 2 to 4 seconds
