"""Kinds are called as an author likes: under invented names every score is the same."""

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
LABELLED = ROOT / "tests" / "quality" / "labelled"


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


def test_no_judgement_changes_when_kinds_have_other_names(renamed: profile.Profile) -> None:
    assert {name.kind for name in renamed.entities} <= set(RENAMED.values())
    for name in ("first", "fifth"):
        lines = evaluation.parsed((LABELLED / f"{name}.jsonl").read_text("utf-8"))
        ours, theirs = (evaluation.evaluate(lines, topic) for topic in (profile.load(TOPIC.stem), renamed))
        assert replace(ours, mistakes=()) == replace(theirs, mistakes=())
