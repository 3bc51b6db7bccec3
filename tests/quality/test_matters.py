"""Each matter of a known text is known by itself: reported alone it is known; with a new fact it is an update of it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from monitor import evaluation, reading
from monitor.corpus import known, seeds
from monitor.edition import Verdict
from monitor.model import Article, ArticleId, Report, Story, StoryId
from monitor.stories import group, imprint
from tests.topic import OPENAI as TOPIC

MIXED = 2  # cards with several matters that are tolerated; one more since names are found anew (decision 14)
SEEDS = seeds.load(TOPIC.name)
NOW = datetime(2026, 12, 3, tzinfo=UTC)


class Text(NamedTuple):
    """A line of the file."""

    seed: str
    matter: str
    language: str
    title: str
    text: str
    fact: str
    value: str
    unit: str


LINES = (Path(__file__).parent / "steps" / "matters.tsv").read_text("utf-8").splitlines()
TEXTS = [Text(*line.split("\t")) for line in LINES if not line.startswith("#")]
EVERY = pytest.mark.parametrize("text", TEXTS, ids=lambda text: f"{text.seed}-{text.matter}-{text.language}")


def judged(text: Text, body: str) -> tuple[Verdict, Report]:
    article = Article(
        url=f"https://x.example/{text.matter}", site="x.example", title=text.title, text=body, language=text.language,
        published_at=NOW, basis="page",
    )  # fmt: skip
    said = reading.read(TOPIC, article)
    mark = imprint.of(article, [said], [TOPIC])
    report = Report(article_id=ArticleId(1), article=article, reading=said, imprint=mark, seen_at=NOW)
    return known.judge(Story(id=StoryId(1), topic=TOPIC.name, reports=(report,)), (ArticleId(1),), SEEDS), report


@EVERY
def test_a_matter_retold_alone_is_known_by_its_seed(text: Text):
    verdict, report = judged(text, text.text)
    assert verdict.status == "known", verdict.why
    assert any(one.id.startswith(f"seed:{text.seed}") for one in verdict.known[:2])
    keys = [set(group.keys(one.imprint)) for one in SEEDS if one.id.startswith(f"seed:{text.seed}")]
    assert any(one & set(group.keys(report.imprint)) for one in keys), "the store would not find the seed"


@EVERY
def test_one_new_fact_makes_it_an_update_naming_it(text: Text):
    verdict, _ = judged(text, f"{text.text} {text.fact}")
    assert verdict.status == "update"
    assert [(one.value, one.unit) for one in verdict.new_figures] == [(float(text.value), text.unit)]
    assert any(one.id.startswith(f"seed:{text.seed}") for one in verdict.known[:2])


def test_matters_of_one_day_stay_apart():
    shared = {"date": "2026-12-03", "relevant": True}
    lines = [
        shared | {"id": str(at), "title": one.title, "text": one.text, "lang": one.language}
        for at, one in enumerate(TEXTS)
    ]
    stories = evaluation.place([evaluation.labelled(at, line, TOPIC) for at, line in enumerate(lines)])
    cards: dict[int, set[str]] = {}
    for at, one in enumerate(TEXTS):  # two seeds are about Google Cloud
        cards.setdefault(stories[str(at)], set()).add(one.matter)
    assert len([found for found in cards.values() if len(found) > 1]) <= MIXED
