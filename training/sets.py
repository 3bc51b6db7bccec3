"""The labelled sets the weights are fitted to: what the manifest lists, checked, and read as texts.

    python -m training.sets      writes the hash of each set into the manifest, after a set was changed or added

A set is in the checkout, or in the folder `shared` next to it, which not everybody has.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
MANIFEST = Path(__file__).with_name("manifest.toml")
ROLES = ("labelled", "kinds", "retold", "unrelated", "pairs")
FITS = ("relevance", "likeness", "same_event", "steps")


class Absent(Exception):
    """A set is missing: the folder `shared` is not next to the checkout."""


class LabelledSet(NamedTuple):
    """A line of the manifest."""

    name: str
    path: str  # relative to the checkout
    sha256: str  # of the file; for a folder, of the names and contents of its texts
    role: str  # how it is read and what its labels mean
    fits: tuple[str, ...]  # the fits that use it
    counts: Mapping[str, float] = MappingProxyType({})  # by fit, the weight of each text or pair; otherwise 1

    @property
    def where(self) -> Path:
        """The file or folder."""
        return ROOT / self.path

    @property
    def ours(self) -> bool:
        """Whether it is part of the checkout."""
        return not self.path.startswith("../")


class Text(NamedTuple):
    """A text labelled for relevance."""

    title: str
    text: str
    language: str
    relevant: bool


def listed(*fits: str) -> tuple[LabelledSet, ...]:
    """The sets of the manifest, in its order; with `fits`, only those that one of them uses."""
    found = [LabelledSet(**{**line, "fits": tuple(line["fits"])}) for line in _manifest()]
    return tuple(line for line in found if not fits or set(fits) & set(line.fits))


def manifest_hash() -> str:
    """A hash of the manifest: the same as long as the same sets are read in the same way."""
    return hashlib.sha256(json.dumps(_manifest(), sort_keys=True).encode()).hexdigest()


def _manifest() -> list[dict[str, Any]]:
    return list(tomllib.loads(MANIFEST.read_text("utf-8"))["set"])


def absent() -> list[str]:
    """Paths of missing sets."""
    return [line.path for line in listed() if not line.where.exists()]


def changed() -> list[str]:
    """Names of sets that differ from the manifest."""
    return [line.name for line in listed() if line.where.exists() and hash_of(line.where) != line.sha256]


def require() -> None:
    """Raises Absent unless every set exists and is as in the manifest."""
    if lacking := absent():
        raise Absent(f"not beside this checkout: {', '.join(lacking)}")
    if other := changed():
        raise Absent(f"not as the manifest says: {', '.join(other)}; if that is meant: python -m training.sets")


def hash_of(path: Path) -> str:
    """SHA-256 of a file, or of the texts of a folder with their names."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    lines = [f"{one.name} {hashlib.sha256(one.read_bytes()).hexdigest()}" for one in sorted(path.glob("*.txt"))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def lines(line: LabelledSet) -> list[Mapping[str, Any]]:
    """The objects of a set with one JSON object per line."""
    with (
        gzip.open(line.where, "rt", encoding="utf-8")
        if line.path.endswith(".gz")
        else line.where.open(encoding="utf-8") as rows
    ):
        return [json.loads(row) for row in rows if row.strip()]


def texts(line: LabelledSet) -> Iterator[Text]:
    """The texts of a set labelled for relevance, without the borderline ones."""
    if line.role == "kinds":
        yield from _kinds(line.where.read_text("utf-8"))
    elif line.role == "retold":
        for path in sorted(line.where.glob("*.txt")):
            title, _, text = path.read_text("utf-8").partition("\n")
            yield Text(title, text, path.stem[-2:], relevant=True)
    else:
        for told in lines(line):
            relevant = line.role == "labelled" and bool(told["relevant"])
            if not told.get("borderline"):
                yield Text(told["title"] or "", told["text"] or "", told.get("lang", "en"), relevant)


def _kinds(text: str) -> Iterator[Text]:
    """Blocks of a line "+ en headline" (or "-": off topic) and the text below it, separated by empty lines."""
    for block in text.split("\n\n"):
        first, _, rest = block.strip().partition("\n")
        if first.startswith(("+ ", "- ")):
            sign, language, title = first.split(" ", 2)
            yield Text(title, rest, language, relevant=sign == "+")


def main() -> None:
    """Write the hash of each existing set into the manifest."""
    told = MANIFEST.read_text("utf-8")
    for line in listed():
        if line.where.exists():
            pattern = rf'(path = "{re.escape(line.path)}"\nsha256 = ")[^"]*'
            told = re.sub(pattern, rf"\g<1>{hash_of(line.where)}", told)
    MANIFEST.write_text(told, "utf-8")


if __name__ == "__main__":
    main()
