"""The seeds in our own words in German and English: known by their seed; with one more figure, an update by that."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor import reading
from monitor.corpus import known, seeds
from monitor.edition import Verdict
from monitor.model import Article, ArticleId, Report, Story, StoryId
from monitor.stories import group, imprint
from tests.topic import OPENAI as TOPIC

FOLDER = Path(__file__).parent / "retold"
SEEDS = seeds.load(TOPIC.name)
ADDED = {
    line.split("\t")[0]: line.split("\t")[1:]
    for line in (FOLDER / "figures.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
}


def judge(path: Path, *more: str) -> tuple[Verdict, Report]:
    title, first, *rest = path.read_text("utf-8").splitlines()
    article = Article(
        url=f"https://x.example/{path.stem}",
        site="x.example",
        title=title,
        text="\n".join([first, *more, *rest]),
        language=path.stem[-2:],
        published_at=None,
        basis="page",
    )
    said = reading.read(TOPIC, article)
    mark = imprint.of(article, [said], [TOPIC])
    seen_at = datetime(2026, 11, 22, tzinfo=UTC)
    report = Report(article_id=ArticleId(1), article=article, reading=said, imprint=mark, seen_at=seen_at)
    return known.judge(Story(id=StoryId(1), topic=TOPIC.name, reports=(report,)), (ArticleId(1),), SEEDS), report


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_a_retelling_is_known_and_names_its_seed(path: Path):
    verdict, report = judge(path)
    assert report.reading.relevant
    assert (verdict.status, verdict.near_copy, verdict.new_figures) == ("known", False, ())
    assert verdict.known[0].id.startswith(f"seed:{path.stem[:3]}")
    keys = {text.id: set(group.keys(text.imprint)) for text in SEEDS}
    assert keys[verdict.known[0].id] & set(group.keys(report.imprint)), "the store would not find the seed"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_one_new_figure_makes_an_update_naming_exactly_it(path: Path):
    sentence, value, unit = ADDED[path.stem]
    verdict, _ = judge(path, sentence)
    assert verdict.status == "update"
    assert [(figure.value, figure.unit) for figure in verdict.new_figures] == [(float(value), unit)]
    assert verdict.known[0].id.startswith(f"seed:{path.stem[:3]}")
