# ruff: noqa: E501 - summaries are written as they are read
"""Makes `monitor/corpus/openai-infrastructure.jsonl` from the five seed texts, with lines of our own.

    python -m benchmarks.seed_corpus [SEEDS]

SEEDS is the folder of the texts, by default the one beside the checkout. Needed when imprints change.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from monitor.corpus import seeds
from monitor.model import Figure, Known
from monitor.topics import profile

ROOT = Path(__file__).parents[1]
TOPIC = "openai-infrastructure"
GIGAWATT, BILLION = 1e9, 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What we say of a seed: a headline and a summary in our own words, its event, and what it names in passing."""

    title: str
    summary: str
    entities: tuple[str, ...]  # of the event itself
    figures: tuple[Figure, ...] = ()


def watt(value: float, text: str, of: str, hedge: str = "") -> Figure:
    return Figure(value=value, unit="W", text=text, of=of, hedge=hedge)


def dollars(value: float, text: str, of: str, hedge: str = "") -> Figure:
    return Figure(value=value, unit="USD", text=text, of=of, hedge=hedge)


NOTES = {
    "000_2252b8ba7bfb28cf": Note(
        title="OpenAI will sich mit eigenem Rechenzentrum und eigenen Chips von Microsoft lösen",
        summary="In Abilene (Texas) soll ein Rechenzentrum von Oracle gemietet werden, dazu kommen eigene Chips; beim "
        "gemeinsamen Vorhaben Fairwater sind sich OpenAI und Microsoft über Entwurf und Zeitplan uneins.",
        entities=("OpenAI", "Microsoft", "Microsoft Azure", "Oracle", "Abilene", "Texas", "Fairwater", "Sarah Friar"),
    ),
    "001_647ef56bc6f5089d": Note(
        title="OpenAI führt Google Cloud als Dienstleister und mietet dort Rechenleistung",
        summary="In der Liste der Unterauftragsverarbeiter steht nun auch Google Cloud; OpenAI fehlten Grafikprozessoren, "
        "Altman hatte öffentlich nach 100.000 Stück gefragt.",
        entities=("OpenAI", "Google", "Google Cloud", "ChatGPT", "Sam Altman"),
        figures=(Figure(value=100_000.0, unit="chips", text="100.000 GPUs", of="OpenAI"),),
    ),
    "002_c54413416d86fd40": Note(
        title="OpenAI und Broadcom entwickeln Beschleuniger für bis zu 10 GW",
        summary="Gemeinsam entworfene KI-Beschleuniger und Systeme von Broadcom sollen bis zu 10 GW leisten; kurz zuvor "
        "hatte OpenAI mit AMD abgeschlossen.",
        entities=("OpenAI", "Broadcom", "Sam Altman"),
        figures=(
            watt(10 * GIGAWATT, "10 GW", "Broadcom", "up to"),
            watt(10 * GIGAWATT, "10 GW", "Nvidia", "up to"),
        ),
    ),
    "003_5cfeeedacf7d5185": Note(
        title="OpenAI nutzt Google Cloud neben Microsoft Azure",
        summary="Nach Monaten der Gespräche kam im Mai ein Vertrag zustande: OpenAI bekommt Rechenleistung und TPUs von "
        "Google, die Bindung an Microsoft wird lockerer.",
        entities=("OpenAI", "Google", "Google Cloud", "TPU", "Alphabet", "Microsoft", "Microsoft Azure"),
        figures=(
            dollars(43 * BILLION, "43 Mrd. $", "Alphabet"),
            Figure(value=12.0, unit="%", text="12 %", of="Alphabet"),
            Figure(value=2.1, unit="%", text="2,1 %", of="Alphabet"),
            Figure(value=0.6, unit="%", text="0,6 %", of="Microsoft"),
            dollars(1 * BILLION, "1 Mrd. $", "Microsoft"),
            dollars(10 * BILLION, "10 Mrd. $", "OpenAI"),
        ),
    ),
    "004_41740d1de4a78704": Note(
        title="OpenAI vereinbart mit Cerebras 750 MW für 10 Mrd. Dollar",
        summary="Die Anlagen mit der Wafer Scale Engine sollen ab 2028 in mehreren Schritten entstehen; daneben stehen "
        "6 GW von AMD und 10 GW von Nvidia.",
        entities=("OpenAI", "Cerebras", "Wafer Scale Engine"),
        figures=(
            dollars(10 * BILLION, "10 Mrd. $", "Cerebras"),
            watt(0.75 * GIGAWATT, "750 MW", "Cerebras"),
            watt(6 * GIGAWATT, "6 GW", "AMD"),
            watt(10 * GIGAWATT, "10 GW", "Nvidia"),
            dollars(100 * BILLION, "100 Mrd. $", "Nvidia", "up to"),
        ),
    ),
}


def seed(path: Path) -> Known:
    """A seed text as a known text; entities not of the event are background, figures are those we have checked."""
    note = NOTES[path.stem]
    said = seeds.imprint_text(
        path.read_text("utf-8"), note.title, note.summary, profile.load(TOPIC), f"seed:{path.stem}", language="de"
    )
    aside = tuple(name for name in said.entities if name not in note.entities)
    figures = tuple((figure.value, figure.unit, figure.of) for figure in note.figures)
    mark = replace(said.imprint, figures=figures)
    return replace(said, entities=note.entities, background=aside, figures=note.figures, imprint=mark)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "seeds"
    target = ROOT / "monitor" / "corpus" / f"{TOPIC}.jsonl"
    target.write_text(seeds.written(seed(path) for path in sorted(folder.glob("*.txt"))), "utf-8")
    print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
