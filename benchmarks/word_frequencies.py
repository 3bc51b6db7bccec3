"""Counts how rare words are in a stream of news and writes `monitor/stories/frequencies.bin`: figures, no text.

    python -m benchmarks.word_frequencies [STREAMS]

STREAMS holds `*.jsonl.gz` (English, fields title and text) and `10kgnad-test.csv` (German); by default the folder of
shared data beside the checkout. Needed only when terms or the word list change.
"""

from __future__ import annotations

import csv
import gzip
import itertools
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from monitor.articles import fingerprint
from monitor.stories import imprint, lexicon, names, numbers
from monitor.stories.lexicon import Kind

ROOT = Path(__file__).parents[1]
OFTEN = {Kind.STEM: 3, Kind.CONCEPT: 1, Kind.NAME: 3, Kind.ROOT: 12, Kind.NUMBER: 4}  # texts a term must stand in
MOST = 1500  # characters of a text that are counted, so that long and short texts weigh alike


def texts(folder: Path) -> Iterator[tuple[str, str, str]]:
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                entry = json.loads(line)
                if entry.get("lang", "en") == "en":
                    yield entry["title"], entry["text"][:MOST], "en"
    with (folder / "10kgnad-test.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.reader(rows, delimiter=";", quotechar="'"):
            if len(row) == 2:
                yield "", row[1][:MOST], "de"


def nouns(folder: Path) -> set[int]:
    """German words that follow an article in at least a quarter of at least three places."""
    after, total = Counter[str](), Counter[str]()
    for _, text, language in texts(folder):
        if language != "de":
            continue
        found = names.TOKEN.findall(text)
        for before, word in itertools.pairwise(found):
            if word[0].isupper() and before not in names.BREAKS:
                total[fingerprint.folded(word)] += 1
                adjective = before.islower() and before.endswith(("e", "en", "er", "es", "em"))
                after[fingerprint.folded(word)] += before.casefold() in names.ARTICLES or adjective
    return {fingerprint.short_key(word) for word, count in total.items() if count >= 3 and after[word] >= 0.25 * count}


def rarities(folder: Path) -> dict[int, float]:
    """32-bit hash of a term → idf."""
    counted: dict[str, Counter[tuple[Kind, str]]] = {"de": Counter(), "en": Counter()}
    size: Counter[str] = Counter()
    for title, text, language in texts(folder):
        size[language] += 1
        counted[language].update(_terms(title, text, language))
    found: dict[int, float] = {}
    for kind, word in {*counted["de"], *counted["en"]}:
        seen = {language: counts[kind, word] for language, counts in counted.items()}
        if sum(seen.values()) >= OFTEN[kind]:
            rates = [seen[word[:2]] / size[word[:2]]] if kind == Kind.STEM else [seen[key] / size[key] for key in seen]
            found[lexicon.term(kind, word) & 0xFFFFFFFF] = max(0.1, -math.log(sum(rates) / len(rates)))
    return found


def _terms(title: str, text: str, language: str) -> set[tuple[Kind, str]]:
    counts = imprint._word_counts(title, text)  # noqa: SLF001 - the same words as an imprint's
    source = imprint.Source(title=title, text=text, language=language)
    found = names.candidates(text, language)
    known = dict.fromkeys({*found, *names.in_headline(title, language)}, 1.0)
    pairs = {(Kind.STEM, word) for word in imprint._stems(counts, language)}  # noqa: SLF001
    pairs |= {(Kind.CONCEPT, id) for id in imprint._concepts(counts, source)}  # noqa: SLF001
    pairs |= {(Kind.NAME, name) for name in known}
    pairs |= {(Kind.ROOT, word) for word in imprint._roots(counts)}  # noqa: SLF001
    return pairs | {(Kind.NUMBER, value) for value in numbers.values(f"{title}\n{text}", language)}


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data" / "streams"
    target = ROOT / "monitor" / "stories" / "frequencies.bin"
    plain = nouns(folder)
    target.write_bytes(lexicon.packed({}, plain))  # nouns are needed to tell names, stems to take compounds apart
    for _ in range(2):
        lexicon.frequencies.cache_clear()
        lexicon.parts.cache_clear()
        content = lexicon.packed(rarities(folder), plain)
        target.write_bytes(content)
        print(f"{target.name}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
