"""The topics feeds.yaml names: a packaged one by name, or a topic file by its path relative to feeds.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from monitor.errors import Invalid
from monitor.topics import profile
from monitor.yaml import document, hints
from monitor.yaml.document import Mistake

PACKAGED = Path(profile.__file__).parent


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of a catalog: as written in feeds.yaml → name; name → file."""

    names: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()


def find(found: document.Document, written: list[str], folder: Path) -> Topics:
    """Look up every topic; a topic file is read to learn its own name."""
    names: dict[str, str] = {}
    files: dict[str, Path] = {}
    mistakes: list[Mistake] = []
    for number, topic in enumerate(written):
        try:
            name, file = _named(topic, folder)
        except Invalid as error:
            mistakes += [Mistake(found.line(("topics", number)), row) for row in str(error).splitlines()]
            continue
        names |= {topic: name, name: name}
        files.setdefault(name, file)
    return Topics(names, files, tuple(mistakes))


def _named(topic: str, folder: Path) -> tuple[str, Path]:
    if "/" not in topic and not topic.endswith((".yaml", ".yml")):
        if topic in profile.packaged():
            return topic, PACKAGED / f"{topic}.yaml"
        hint = hints.choice(topic, profile.packaged())
        raise Invalid(f"there is no packaged topic {hints.shown(topic)}; {hint}, or write the path of a topic file")
    file = folder / topic
    if not file.is_file():
        raise Invalid(f"there is no topic file {hints.shown(topic)} in the folder of feeds.yaml; correct the path")
    return profile.load(str(file)).name, file
