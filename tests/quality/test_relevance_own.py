"""Relevance on short texts of our own, one for each kind of news that belongs to the topic or only seems to."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor import reading
from monitor.model import Article
from tests.topic import OPENAI as PROFILE


def texts():
    """(belongs to the topic, language, headline, text) of each block in the file."""
    blocks = Path(__file__).with_name("relevance_own.txt").read_text("utf-8").split("\n\n")
    for block in blocks:
        first, _, text = block.strip().partition("\n")
        if first.startswith(("+ ", "- ")):
            sign, language, title = first.split(" ", 2)
            yield pytest.param(sign == "+", language, title, text, id=first)


@pytest.mark.parametrize(("belongs", "language", "title", "text"), list(texts()))
def test_each_text_is_judged_as_a_reader_would(belongs, language, title, text):
    article = Article(
        url="https://example.org/a",
        site="example.org",
        title=title,
        text=text,
        language=language,
        published_at=None,
        basis="page" if text else "headline",
    )
    said = reading.read(PROFILE, article)
    assert said.relevant is belongs, (said.score, *said.why)
    assert said.why
