# ruff: noqa: E501 - summaries are written as they are read
"""Makes `monitor/corpus/openai-infrastructure.jsonl` from the five seed texts, with our own headlines and summaries.

    python -m benchmarks.seed_corpus [SEEDS]

SEEDS is the folder of the texts, by default the one next to the checkout. Run it when imprints change.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path

from monitor.corpus import seeds
from monitor.model import Figure, Known, Step
from monitor.text import sentences
from monitor.topics import profile

ROOT = Path(__file__).parents[1]
TOPIC = "openai-infrastructure"
GIGAWATT, BILLION = 1e9, 1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Our notes on a seed: a headline and a summary in our own words, its event, and what it names in passing."""

    title: str
    summary: str
    entities: tuple[str, ...]  # of the event itself
    figures: tuple[Figure, ...] = ()
    steps: tuple[str, ...] = ("announced", "agreed")  # that the event has taken by then
    matters: tuple[Matter, ...] = ()  # further events in the text, each known by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One of the events in a text: its sentences, a headline of our own, and what it is about."""

    id: str
    sentences: range  # in the text's body
    title: str
    entities: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    steps: tuple[str, ...] = ("announced",)


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
        matters=(
            Matter(
                id="azure",
                sentences=range(4, 10),
                title="Microsoft stellt OpenAI mit Azure Rechenleistung zu langsam bereit",
                entities=("OpenAI", "Microsoft", "Microsoft Azure", "Sarah Friar"),
                steps=("announced", "delayed"),
            ),
            Matter(
                id="abilene",
                sentences=range(10, 15),
                title="OpenAI will in Abilene ein Rechenzentrum von Oracle mieten",
                entities=("OpenAI", "Oracle", "Abilene", "Texas", "Microsoft"),
                steps=("announced", "agreed", "approved"),
            ),
            Matter(
                id="chip",
                sentences=range(15, 22),
                title="OpenAI plant eigene KI-Chips",
                entities=("OpenAI", "Nvidia", "Microsoft"),
            ),
            Matter(
                id="fairwater",
                sentences=range(22, 27),
                title="OpenAI und Microsoft streiten über ihr Rechenzentrum Fairwater",
                entities=("OpenAI", "Microsoft", "Fairwater"),
                steps=("announced", "delayed"),
            ),
        ),
    ),
    "001_647ef56bc6f5089d": Note(
        title="OpenAI führt Google Cloud als Dienstleister und mietet dort Rechenleistung",
        summary="In der Liste der Unterauftragsverarbeiter steht nun auch Google Cloud; OpenAI fehlten Grafikprozessoren, "
        "Altman hatte öffentlich nach 100.000 Stück gefragt.",
        entities=("OpenAI", "Google", "Google Cloud", "ChatGPT", "Sam Altman"),
        figures=(Figure(value=100_000.0, unit="chips", text="100.000 GPUs", of="OpenAI"),),
        steps=("announced", "agreed", "begun", "delivered"),
        matters=(
            Matter(
                id="google",
                sentences=range(1, 8),
                title="OpenAI nennt Google Cloud als Auftragsverarbeiter für ChatGPT",
                entities=("OpenAI", "Google", "Google Cloud", "ChatGPT"),
                steps=("announced", "agreed", "begun", "delivered"),
            ),
            Matter(
                id="shortage",
                sentences=range(8, 15),
                title="OpenAI fehlen Grafikprozessoren, Altman fragt nach 100.000 GPUs",
                entities=("OpenAI", "Sam Altman", "ChatGPT"),
                figures=(Figure(value=100_000.0, unit="chips", text="100.000 GPUs", of="OpenAI"),),
                steps=("announced", "delayed"),
            ),
        ),
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
        matters=(
            Matter(
                id="money",
                sentences=range(9, 13),
                title="Zweifel, wie OpenAI seine Verträge mit CoreWeave, Oracle und Stargate bezahlt",
                entities=("OpenAI", "CoreWeave", "Oracle", "Stargate", "Jeff Bezos"),
            ),
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
        matters=(
            Matter(
                id="exclusive",
                sentences=range(6, 9),
                title="Microsoft ist nicht mehr der einzige, der Rechenzentren für OpenAI stellt",
                entities=("OpenAI", "Microsoft", "Stargate"),
                figures=(dollars(1 * BILLION, "1 Mrd. $", "Microsoft"),),
            ),
            Matter(
                id="alphabet",
                sentences=range(9, 19),
                title="Der Vertrag mit OpenAI nützt Google Cloud und hebt die Aktie von Alphabet",
                entities=("OpenAI", "Google", "Google Cloud", "Alphabet", "TPU"),
                figures=(
                    dollars(43 * BILLION, "43 Mrd. $", "Alphabet"),
                    Figure(value=12.0, unit="%", text="12 %", of="Alphabet"),
                    Figure(value=2.1, unit="%", text="2,1 %", of="Alphabet"),
                    Figure(value=0.6, unit="%", text="0,6 %", of="Microsoft"),
                ),
                steps=("announced", "agreed"),
            ),
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


def known_texts(path: Path) -> list[Known]:
    """The known texts of a seed: the text itself, and each of its matters."""
    note, text = NOTES[path.stem], path.read_text("utf-8")
    whole = _noted(text, f"seed:{path.stem}", note, note.summary)
    body = seeds.body(text)
    spans = sentences.spans(body)
    parts = (("\n".join(body[spans[at].start : spans[at].end] for at in one.sentences), one) for one in note.matters)
    return [whole, *(replace(_noted(part, f"{whole.id}:{one.id}", one), whole=whole.id) for part, one in parts)]


def _noted(text: str, id: str, note: Note | Matter, summary: str = "") -> Known:
    """A known text; entities outside the event are background; figures and steps are those we have checked."""
    said = seeds.imprint_text(text, note.title, summary, profile.load(TOPIC), id, language="de")
    aside = tuple(name for name in said.entities if name not in note.entities)
    figures = tuple((figure.value, figure.unit, figure.of) for figure in note.figures)
    mark = replace(said.imprint, figures=figures)
    steps = tuple(Step(kind=kind) for kind in note.steps)
    return replace(said, entities=note.entities, background=aside, figures=note.figures, imprint=mark, steps=steps)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "seeds"
    target = ROOT / "monitor" / "corpus" / f"{TOPIC}.jsonl"
    target.write_text(seeds.written(one for path in sorted(folder.glob("*.txt")) for one in known_texts(path)), "utf-8")
    print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
