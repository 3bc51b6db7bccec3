"""Finding near copies: sketches in a table of postings, side by side with datasketch's MinHashLSH in memory.

    python -m benchmarks.copies --peers VENV [--texts N]

VENV is a virtual environment with `datasketch`. Invented texts of 240 words; both sides get the same words. Told are
how many texts are marked and stored in a second of the processor, bytes a text, and the share of changed copies whose
source is among the candidates: of 3.5 % of the words (Jaccard about 0.8), an excerpt of 30 %, and the text quoted whole
inside one three times as long.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from benchmarks.near_copies import VOCABULARY, article
from monitor.stories import chosen
from monitor.text import fingerprint

PEER = """
import json, sys, time
from datasketch import MinHash, MinHashLSH
told = json.load(open(sys.argv[1]))
def mark(words):
    found = MinHash(num_perm=128)
    found.update_batch([" ".join(words[at:at + 3]).encode() for at in range(max(1, len(words) - 2))])
    return found
def held():
    return 4096 * int(open("/proc/self/statm").read().split()[1])
mark(["a", "b", "c", "d"])
index, before, began = MinHashLSH(threshold=0.8, num_perm=128), held(), time.process_time()
for number, words in enumerate(told["texts"]):
    index.insert(number, mark(words))
spent = time.process_time() - began
taken = held() - before
recall = {kind: sum(int(key) in index.query(mark(words)) for key, words in some.items()) / len(some)
    for kind, some in told["copies"].items()}
print(json.dumps([spent, taken, recall]))
"""
ASKED = 300  # copies of each kind
TABLE = "CREATE TABLE postings(key INTEGER, article_id INTEGER, PRIMARY KEY (key, article_id)) WITHOUT ROWID"
BATCH = 200  # texts stored in one transaction

Copies = Mapping[str, Mapping[int, list[str]]]


def copies(texts: Sequence[list[str]]) -> Copies:
    """Copies of some of the texts, changed in different ways, by the number of their source."""
    rng = random.Random(7)
    some = rng.sample(range(len(texts)), ASKED)
    changed: dict[str, dict[int, list[str]]] = {"3.5 % of words": {}, "excerpt of 30 %": {}, "quoted": {}}
    for number in some:
        words, length = texts[number], len(texts[number])
        changed["3.5 % of words"][number] = [rng.choice(VOCABULARY) if rng.random() < 0.035 else one for one in words]
        start = rng.randrange(length - int(0.3 * length))
        changed["excerpt of 30 %"][number] = words[start : start + int(0.3 * length)]
        changed["quoted"][number] = [*rng.choices(VOCABULARY, k=length), *words, *rng.choices(VOCABULARY, k=length)]
    return changed


def keys(words: Sequence[str]) -> list[int]:
    """Under which a text is stored and looked for, as in `stories.group`."""
    return [value >> 1 for value in fingerprint.sketch(words)[: chosen.SKETCH_KEYS]]


def ours(texts: Sequence[list[str]], asked: Copies, folder: Path) -> tuple[float, float, Mapping[str, float]]:
    """Seconds, bytes and recall of sketches in a table."""
    path = folder / "postings.db"
    with closing(sqlite3.connect(path)) as base:
        base.execute(TABLE)
        began = time.process_time()
        for first in range(0, len(texts), BATCH):
            some = enumerate(texts[first : first + BATCH], first)
            base.executemany(
                "INSERT INTO postings VALUES(?, ?)", [(key, at) for at, words in some for key in keys(words)]
            )
            base.commit()
        spent = time.process_time() - began
        recall = {
            kind: sum(number in _near(base, keys(words)) for number, words in some.items()) / len(some)
            for kind, some in asked.items()
        }
    return spent, path.stat().st_size, recall


def _near(base: sqlite3.Connection, wanted: Sequence[int]) -> list[int]:
    """The texts that share most keys, as many as the program compares."""
    marks = ",".join("?" * len(wanted))
    found = base.execute(f"SELECT article_id FROM postings WHERE key IN ({marks})", list(wanted)).fetchall()
    return [number for number, _ in Counter(number for (number,) in found).most_common(chosen.CANDIDATES)]


def main(given: Sequence[str] = ()) -> None:
    """Make the texts, ask both sides, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--peers", type=Path)
    args = parser.parse_args(given)
    texts = [fingerprint.words(article(number)[0].text) for number in range(args.texts)]
    asked = copies(texts)
    with tempfile.TemporaryDirectory() as name:
        sides = {"sketches": ours(texts, asked, Path(name))}
        if args.peers:
            (Path(name) / "texts.json").write_text(json.dumps({"texts": texts, "copies": asked}), "utf-8")
            program = [str(args.peers / "bin/python"), "-c", PEER, f"{name}/texts.json"]
            told = subprocess.run(program, stdout=subprocess.PIPE, check=True, text=True).stdout
            sides["MinHashLSH"] = tuple(json.loads(told))
    for side, (spent, held, recall) in sides.items():
        found = ", ".join(f"{kind}: {share:.1%}" for kind, share in recall.items())
        print(
            f"{side:12}{len(texts) / spent:8,.0f} texts a second, {held / len(texts):7,.0f} bytes each; found {found}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
