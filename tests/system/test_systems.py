"""For every system in the seeds, a German and an English article of our own go through the whole pipeline.

Served as pages of feeds, fetched through the real door, read, judged, placed, composed: each must be relevant, with the
names and figures at the top of its file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from monitor import build
from monitor.demo import world
from monitor.demo.world import Piece
from monitor.edition import Settled
from tests.world import (
    adds_up,
    chosen,
    digest_now,
    everything_settled,
    feed_urls,
    feeds_yaml,
    newest_edition,
    outlet,
    serve,
)

TEXTS = sorted((Path(__file__).parent / "texts").glob("*.txt"))
SYSTEMS = {
    "Microsoft/Azure", "Fairwater", "Oracle/Abilene", "Stargate", "own chip", "Google Cloud", "TPU", "Broadcom", "AMD",
    "NVIDIA", "CoreWeave", "Cerebras",
}  # fmt: skip
OUTLETS = len(TEXTS)  # one page per host: the door waits a second between two requests to one


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A test article and what must be found in it."""

    name: str
    system: str
    piece: Piece
    entities: tuple[str, ...]
    figures: tuple[tuple[float, str], ...]


def sample(path: Path) -> Sample:
    head, paragraphs = world.headed(path.read_text(encoding="utf-8"))
    figures = (written.split() for written in head["figures"].split(";"))
    return Sample(
        name=path.stem,
        system=head["system"],
        piece=Piece(slug=path.stem, title=head["title"], paragraphs=paragraphs, language=head["language"]),
        entities=tuple(name.strip() for name in head["entities"].split(";")),
        figures=tuple((float(value), unit) for value, unit in figures),
    )


SAMPLES = [sample(path) for path in TEXTS]


def test_every_system_has_a_german_and_an_english_text() -> None:
    assert {one.system for one in SAMPLES} == SYSTEMS
    assert all({one.piece.language for one in SAMPLES if one.system == system} == {"de", "en"} for system in SYSTEMS)
    assert all(sum(len(text.split()) for text in one.piece.paragraphs) >= 120 for one in SAMPLES)


@pytest.mark.slow
async def test_every_text_comes_out_relevant_with_its_names_and_figures(tmp_path: Path) -> None:
    outlets = [outlet(f"outlet-{at}", [one.piece for one in SAMPLES[at::OUTLETS]]) for at in range(OUTLETS)]
    async with serve(outlets) as sites:
        settings = chosen(tmp_path, feeds_yaml(feed_urls(outlets, sites)))
        async with build.open_app(settings) as app:
            await digest_now(app)
            rows = await everything_settled(app)
    edition = newest_edition(tmp_path)
    assert adds_up(edition)
    assert edition["account"]["fetched"] == len(SAMPLES)
    assert not list(faults(rows))


def faults(rows: Sequence[Settled]) -> Iterator[str]:
    """What is missing, one line each."""
    by_name = {row.entry.entry.url.rpartition("/")[2].removesuffix(".html"): row for row in rows}
    for one in SAMPLES:
        row = by_name.get(one.name)
        if row is None or row.article is None or not row.readings:
            yield f"{one.name}: not read ({row.failed or row.readings if row else 'not settled'})"
            continue
        said = row.readings[0]
        if not said.relevant or not row.stories:
            yield f"{one.name}: not relevant: {said.score:.2f} {said.why}"
        if row.article.language != one.piece.language or row.article.basis != "page":
            yield f"{one.name}: read as {row.article.language} from the {row.article.basis}"
        names = {entity.name.lower() for entity in said.entities}
        yield from (
            f"{one.name}: does not name {name}: {sorted(names)}" for name in one.entities if name.lower() not in names
        )
        figures = {(figure.value, figure.unit) for figure in said.figures}
        yield from (
            f"{one.name}: figure {wanted} is missing: {figures}" for wanted in one.figures if wanted not in figures
        )
