"""Counts how rare words are in a stream of news and writes `monitor/text/frequencies.bin`: figures, no text.

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

from monitor.stories import imprint
from monitor.text import fingerprint, names, vocabulary
from monitor.text.vocabulary import Kind

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
    """32-bit hash of a term → idf; a stem belongs to the language whose texts hold it, other terms to both."""
    counted: dict[str, Counter[int]] = {"de": Counter(), "en": Counter()}
    size: Counter[str] = Counter()
    for title, text, language in texts(folder):
        size[language] += 1
        counted[language].update(_terms(title, text, language))
    found: dict[int, float] = {}
    for number in {*counted["de"], *counted["en"]}:
        kind = vocabulary.kind_of(number)
        seen = {language: counts[number] for language, counts in counted.items()}
        if sum(seen.values()) >= OFTEN[kind]:
            rates = [seen[key] / size[key] for key in seen if kind != Kind.STEM or seen[key]]
            found[number & 0xFFFFFFFF] = max(0.1, -math.log(sum(rates) / len(rates)))
    return found


def _terms(title: str, text: str, language: str) -> set[int]:
    """The terms of an imprint, none left out."""
    told = imprint._told(title, text, language)  # noqa: SLF001 - the same words as an imprint's
    called = {*names.candidates(text, language), *names.in_headline(title, language)}
    found = {vocabulary.term(Kind.NAME, name) for name in called}
    empty = imprint.Source(title="", text="", language=language)
    for part in (imprint._stems(told), imprint._concepts(told, empty, ""), imprint._roots(told)):  # noqa: SLF001
        found |= set(part)
    return found | set(imprint._numbers(f"{title}\n{text}", language))  # noqa: SLF001


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "data" / "streams"
    target = ROOT / "monitor" / "text" / "frequencies.bin"
    plain = nouns(folder)
    target.write_bytes(vocabulary.packed({}, plain))  # nouns are needed to tell names, stems to take compounds apart
    for _ in range(2):
        for kept in (vocabulary.frequencies, vocabulary.parts, vocabulary.word):
            kept.cache_clear()
        content = vocabulary.packed(rarities(folder), plain)
        target.write_bytes(content)
        print(f"{target.name}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
