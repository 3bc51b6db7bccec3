"""Each seed text, shortened or shuffled, comes back as a feed's page: it is withheld as a near copy of that seed."""

import random
import re
from pathlib import Path

import pytest

from monitor.corpus import seeds
from monitor.demo import checks
from monitor.demo.world import Outlet, Piece
from tests.world import SHARED, TOPIC, adds_up, edition_of, outlet

SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
VARIANTS = ("whole", "a tenth removed", "30 % removed", "30 % moved", "15 % removed and 15 % moved")

pytestmark = pytest.mark.skipif(not SEEDS, reason="the seed texts (../shared/seeds) are not beside this checkout")


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part.strip()]


def varied(text: str, variant: str, seed: int) -> list[str]:
    """The sentences of a text, with at most 30 % of them removed or moved."""
    chance, kept = random.Random(seed), sentences(text)
    shares = {"whole": (0.0, 0.0), "a tenth removed": (0.1, 0.0), "30 % removed": (0.3, 0.0), "30 % moved": (0.0, 0.3)}
    removed, moved = shares.get(variant, (0.15, 0.15))
    leaving = set(chance.sample(range(len(kept)), int(len(kept) * removed)))
    left = [sentence for at, sentence in enumerate(kept) if at not in leaving]
    for _ in range(int(len(kept) * moved)):
        sentence = left.pop(chance.randrange(len(left)))
        left.insert(chance.randrange(len(left) + 1), sentence)
    return left


def paragraphs(kept: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(kept[at : at + 4]) for at in range(0, len(kept), 4))


def served(at: int, number: int) -> Outlet:
    """An outlet that publishes one seed in one variant, with its own headline."""
    file = SEEDS[number]
    kept = varied(file.read_text(encoding="utf-8"), VARIANTS[at], seed=100 * at + number)
    headline = f"OpenAI und seine Rechenzentren, Teil {number + 1}"
    return outlet(
        f"variant-{at}-{number}",
        [Piece(slug=file.stem, title=headline, paragraphs=paragraphs(kept), language="de")],
    )


@pytest.mark.slow
async def test_every_seed_is_withheld_in_every_variant(tmp_path: Path) -> None:
    cases = [(at, number) for at in range(len(VARIANTS)) for number in range(len(SEEDS))]
    edition, sites = await edition_of(tmp_path, [served(at, number) for at, number in cases])
    assert adds_up(edition)
    fates = checks.fates(edition)
    shipped = {str(known.id): known.title for known in seeds.load(TOPIC)}
    wrong = []
    for at, number in cases:
        stem = SEEDS[number].stem
        fate = fates[f"{sites.bases[f'variant-{at}-{number}']}/{stem}.html"]
        if fate.word != "near-copy" or shipped[f"seed:{stem}"] not in fate.of:
            wrong.append(f"{stem}, {VARIANTS[at]}: {fate}")
    assert not wrong
    assert edition["account"]["known"] + edition["account"]["merged"] == len(cases)
