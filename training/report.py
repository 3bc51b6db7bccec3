"""Writes the results of fits: the weights next to the code that uses them, and the scores in docs/fits.md."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from monitor.weights import FILE
from training import sets

PAGE = sets.ROOT / "docs" / "fits.md"
PART = "\n## "


class Table(NamedTuple):
    """A table of figures."""

    head: Sequence[str]
    rows: Sequence[Sequence[object]]

    def __str__(self) -> str:
        """The table in Markdown."""
        lines = [self.head, ["---"] * len(self.head), *self.rows]
        return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines) + "\n"


def write_weights(folder: str, tables: Mapping[str, Mapping[str, float]]) -> None:
    """Put tables into the weights file of a package; others in it stay."""
    path = sets.ROOT / folder / FILE
    before = json.loads(path.read_text("utf-8")) if path.exists() else {}
    path.write_text(written(before | dict(tables)), "utf-8")
    print(f"{folder}/{FILE}: {', '.join(tables)}")


def written(tables: Mapping[str, object]) -> str:
    """The content of a weights file, with the hash of the manifest."""
    return json.dumps(dict(tables) | {"manifest": sets.manifest_hash()}, indent=2, sort_keys=True) + "\n"


def write(title: str, *parts: Table | str) -> None:
    """Print a section of docs/fits.md and replace the section with the same title in the file."""
    told = f"{title}\n\n" + "\n".join(map(str, parts))
    print(f"\n{told}")
    first, *others = PAGE.read_text("utf-8").split(PART)
    kept = {other.partition("\n")[0]: other for other in others} | {title: told}
    PAGE.write_text(
        PART.join([first.rstrip("\n") + "\n", *(text.rstrip("\n") + "\n" for text in kept.values())]), "utf-8"
    )
