"""Crowded days with corrections: what was told and is taken back is told as a correction; nothing else is.

The reports of a story come one after the other, and all that came before had been told.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor import language, reading
from monitor.correction import Told
from monitor.corrections import others
from monitor.figures import standing
from monitor.model import Article, ArticleId, Report, StoryId
from tests import builders
from tests.topic import OPENAI

DAYS = sorted((Path(__file__).parent / "labelled").glob("days-*.jsonl"))
NOW = datetime(2027, 1, 1, tzinfo=UTC)
# What each correcting report takes back, in its words and in those that were told. Others correct what has no amount with a
# unit, or what no report had told wrong.
TAKEN_BACK = {
    "dA-41": ("$9.2 billion", "$9.8 billion"),
    "c-52": ("$7.3bn", "$7.8bn"),
    "dD-33": ("4,05 Mrd.", "$4.5bn"),
    "dH-30": ("165 Megawatt", "180 Megawatt"),
    "dJ-36": ("$6.1bn", "$7.1 billion"),
    "dM-48": ("78 per cent", "85 per cent"),
    "dN-47": ("285 Millionen", "265 Millionen"),
    "dO-37": ("$301 million", "310 Millionen"),
    "dP-43": ("$8.6bn", "8,9 Milliarden"),
    "w-067": ("1,9 TWh", "1,6 TWh"),
    "ag-27": ("1.0 gigawatt", "1.4-gigawatt"),
    "ah-25": ("$8.9 bln", "$11.4 billion"),
}


def stories() -> Iterator[list[dict[str, Any]]]:
    for file in DAYS:
        found: dict[str, list[dict[str, Any]]] = {}
        for line in file.read_text("utf-8").splitlines():
            text = json.loads(line)
            if text.get("story"):
                found.setdefault(text["story"], []).append(text)
        yield from (sorted(texts, key=lambda text: text.get("date", "")) for texts in found.values())


def article(number: int, text: dict[str, Any]) -> Article:
    return builders.article(number, title=text["title"], text=text["text"], language=text.get("lang", "en"))


def report(number: int, own: Article) -> Report:
    found = builders.report(number, said=reading.read(OPENAI, own))
    return Report(**{name: getattr(found, name) for name in Report.__dataclass_fields__} | {"article": own})


@pytest.mark.slow
def test_corrections_of_crowded_days() -> None:
    found, texts = {}, 0
    for reports in stories():
        articles = [article(number, text) for number, text in enumerate(reports, start=1)]
        told = [Told(article_id=ArticleId(n), article=one, edition=1) for n, one in enumerate(articles, start=1)]
        for number, own in enumerate(articles):
            texts += 1
            if not standing.corrects(f"{own.title} {own.text[:1500]}", language.of(own.language)):
                continue  # a quick look: it speaks of no correction at all
            by = report(number + 1, own)
            if others.corrects(by) and (seen := others.corrections(told[:number], [by], StoryId(1), NOW)):
                found[reports[number]["id"]] = [change for one in seen for change in one.changes]
    print(f"{len(found)} of {texts} texts take back what was told")
    assert found.keys() == TAKEN_BACK.keys()
    for name, (right, wrong) in TAKEN_BACK.items():
        [change] = found[name]
        assert right in change.new
        assert wrong in change.old
