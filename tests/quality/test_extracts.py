"""Every sentence a card might quote, over all labelled texts: complete, independent, without page furniture."""

import json
import re
from pathlib import Path

import pytest

from monitor.text import quotable

LABELLED = sorted((Path(__file__).parent / "labelled").glob("*.jsonl"))
CUT = re.compile(r"(?:…|\.\.\.)\W*$|^[a-zäöü]+\s")
BYLINE = re.compile(r"^(?:By|Von|Par) (?:Staff|[A-Z][a-z]+ [A-Z][a-z]+\b(?! (?:and|und|et)))")
DEBRIS = re.compile(r"\*\*|^\W*[#|>]|\]\(|^[-*•]\s|</?\w+>")


@pytest.mark.slow
def test_extracts_are_whole_and_stand_alone():
    texts = [json.loads(line) for path in LABELLED for line in path.read_text(encoding="utf-8").splitlines()]
    relevant = [text for text in texts if text["relevant"] and text["text"]]
    assert len(relevant) > 150
    found = {text["id"]: quotable.quotable(text["text"], text["title"])[:3] for text in relevant}
    spoken = {text["id"]: text["lang"] for text in relevant}
    extracts = [one for id, quotes in found.items() for one in quotes if not quotable.leans(one, spoken[id])]
    assert len(extracts) > 300
    assert not [one for one in extracts if CUT.search(one) or BYLINE.search(one) or DEBRIS.search(one)]
    assert not [id for id, quotes in found.items() if len(quotes) != len(set(quotes))]
    silent = [id for id, quotes in found.items() if not quotes]
    assert len(silent) <= 0.01 * len(found), silent  # a list of items may have no sentence to quote
