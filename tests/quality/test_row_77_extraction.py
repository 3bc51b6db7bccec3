"""Row 77: the words of a page are found at least as well as by plain trafilatura, on every available set of pages."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import trafilatura

from monitor.articles import extract

PAGES = Path(__file__).parents[3] / "shared" / "data" / "articles"
WORD = re.compile(r"\w+")
EACH = 30  # pages per set in the fast run
pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the pages lie beside the checkout, and are not here")


def benchmark() -> Iterator[tuple[bytes, str]]:
    folder = PAGES / "article-extraction-benchmark"
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for name in (folder / "give.lst").read_text("utf-8").split():
        file = next((folder / "html").glob(f"{name}*"))
        yield (
            gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes(),
            truth[name]["articleBody"],
        )


def fundus() -> Iterator[tuple[bytes, str]]:
    folder = PAGES / "fundus"
    for name in (folder / "give.lst").read_text("utf-8").split():
        file = folder / name
        pages = sorted(file.parent.glob(f"{file.stem}_*.html.gz")) if name.endswith(".json") else []
        body = list(json.loads(file.read_text("utf-8")).values())[-1].get("body") if pages else None
        if isinstance(body, dict):
            sections = [line for part in body.get("sections", ()) for line in (*part["headline"], *part["paragraphs"])]
            yield gzip.decompress(pages[-1].read_bytes()), "\n".join([*body.get("summary", ()), *sections])


def f1(one: str, other: str) -> float:
    """F1 of the words of two texts, with multiplicity."""
    mine, yours = Counter(WORD.findall(one.lower())), Counter(WORD.findall(other.lower()))
    shared = (mine & yours).total()
    return 2 * shared / (mine.total() + yours.total()) if shared else 0.0


def scores(pages: list[tuple[bytes, str]]) -> tuple[float, float]:
    """Mean F1: ours and plain trafilatura's."""
    ours = [f1(extract.extracted(html, "https://e.org/x", search_date=False).text, gold) for html, gold in pages]
    plain = [f1(trafilatura.extract(html) or "", gold) for html, gold in pages]
    return sum(ours) / len(ours), sum(plain) / len(plain)


@pytest.mark.parametrize("pages", [benchmark, fundus], ids=lambda pages: pages.__name__)
@pytest.mark.parametrize("each", [EACH, pytest.param(1_000, marks=pytest.mark.slow)])
def test_row_77_word_f1_is_not_below_that_of_plain_trafilatura(pages, each: int) -> None:
    ours, plain = scores([pair for pair in pages() if len(WORD.findall(pair[1])) >= 5][:each])
    assert ours >= plain
    assert ours >= (0.96 if each > EACH else 0.9)
