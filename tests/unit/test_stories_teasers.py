"""Teasers of one sentence that share a pattern tell different events where the names differ."""

import pytest

from monitor import evaluation
from monitor.topics import profile

PATTERNS = [
    ("en", "OpenAI data center in {}", "OpenAI builds a data center with 100 MW in {}. Work begins in May."),
    ("en", "{} signs cloud deal with OpenAI", "{} said it had signed a cloud contract with OpenAI on Tuesday."),
    ("de", "OpenAI baut Rechenzentrum in {}", "OpenAI baut in {} ein Rechenzentrum. Der Bau beginnt im Mai."),
]
NAMES = ("Gera", "Vestøra", "Larkmoor", "Brenholt")


@pytest.mark.parametrize(("code", "title", "text"), PATTERNS)
def test_a_pattern_with_other_names_is_another_event(code, title, text):
    topic = profile.load("openai-infrastructure")
    lines = [
        {"title": title.format(name), "text": text.format(name), "lang": code, "relevant": True, "date": "2026-12-01"}
        for name in NAMES
    ]
    texts = [evaluation.labelled(number, line, topic) for number, line in enumerate(lines)]
    assert len(set(evaluation.place(texts).values())) == len(NAMES)
