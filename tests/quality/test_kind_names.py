"""The author may name kinds freely: with invented names every score is the same."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from monitor import evaluation
from monitor.topics import profile

ROOT = Path(__file__).parents[2]
TOPIC = ROOT / "monitor" / "topics" / "openai-infrastructure.yaml"
RENAMED = {
    kind: f"zz-{kind[::-1]}" for kind in ("partner", "cloud", "company", "site", "chip", "person", "product", "place")
}
FAST = {"first"}
FILES = sorted((ROOT / "tests" / "quality" / "labelled").glob("*.jsonl"))
SHARED = [
    ROOT.parent / "shared" / "data" / name
    for name in ("openai-infra/give.jsonl", "days/days.give.jsonl", "places/places.give.jsonl")
]
SETS = [
    pytest.param(file, id=file.stem, marks=[] if file.stem in FAST else pytest.mark.slow)
    for file in (*FILES, *(file for file in SHARED if file.exists()))
]


@pytest.fixture
def renamed(tmp_path: Path) -> profile.Profile:
    """The packaged topic with invented names for its kinds."""
    head, _, tail = TOPIC.read_text("utf-8").partition("\nentities:\n")
    for old, new in RENAMED.items():
        tail = re.sub(rf"^  {old}:$", f"  {new}:", tail, flags=re.MULTILINE)
        head = re.sub(rf"^(  ){old}(: .*)$", rf"\1{new}\2", head, flags=re.MULTILINE)
    file = tmp_path / "renamed.yaml"
    file.write_text(f"{head}\nentities:\n{tail}", "utf-8")
    return profile.load(str(file))


def test_invented_names_are_in_use(renamed: profile.Profile) -> None:
    assert {name.kind for name in renamed.entities} <= set(RENAMED.values())


@pytest.mark.slow
@pytest.mark.parametrize("file", SETS)
def test_no_judgement_changes_when_kinds_have_other_names(file: Path, renamed: profile.Profile) -> None:
    lines = evaluation.parsed(file.read_text("utf-8"))
    ours, theirs = (evaluation.evaluate(lines, topic) for topic in (profile.load(TOPIC.stem), renamed))
    assert replace(ours, mistakes=()) == replace(theirs, mistakes=())
