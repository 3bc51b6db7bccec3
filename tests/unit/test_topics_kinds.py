"""Kinds count by what they may do: their names are up to the author and change no judgement."""

import ast
from pathlib import Path

import pytest

from monitor.errors import Invalid
from monitor.model import Entity
from monitor.topics import kinds, profile
from monitor.topics.kinds import May
from tests.source import MODULES, ROOT, nodes

TOPIC = ROOT / "monitor" / "topics" / "openai-infrastructure.yaml"
RENAMED = {
    kind: f"zz-{kind[::-1]}" for kind in ("partner", "cloud", "company", "site", "chip", "person", "product", "place")
}
LABELLED = ROOT / "tests" / "quality" / "labelled"


def entity(kind: str, *may: str, known: bool = True) -> Entity:
    return Entity(name="X", kind=kind, count=1, in_title=True, may=may if known else None)


def test_a_topic_file_says_what_a_kind_may_do(tmp_path: Path) -> None:
    file = tmp_path / "wind.yaml"
    text = "name: wind\nsubjects: {Nord: }\naspects: {parks: wind farm*}\nkinds: {sea: place}\nentities: {sea: {Baltic: }, yard: {Kiel: }}\n"
    file.write_text(text, "utf-8")
    found = profile.load(str(file))
    assert found.who_may(May.PLACE) == {"Baltic"}
    assert found.who_may(May.OWNS_FIGURES) == {"Kiel"}, "a kind nobody has said anything of can be a party"
    file.write_text(text.replace("sea: place", "sea: plaice"), "utf-8")
    with pytest.raises(Invalid, match=r'line 4.*kinds\.sea.*"place"'):
        profile.load(str(file))


def test_files_that_name_actors_and_rivals_mean_what_they_meant() -> None:
    found = kinds.declared({}, actors=["utility", "lab"], rivals=["lab"])
    assert May.OWNS_FIGURES in found["utility"]
    assert May.RIVAL in found["lab"]
    assert May.RIVAL not in found["company"], "the file names its rivals itself"
    assert May.RIVAL in kinds.declared({}, actors=None, rivals=None)["company"]


@pytest.mark.parametrize("kind", [*kinds.DEFAULTS, "unheard-of"])
def test_an_entity_stored_by_an_earlier_version_may_do_what_its_kind_does_by_default(kind: str) -> None:
    old, new = entity(kind, known=False), entity("other", *kinds.by_default(kind))
    for ask in (kinds.is_subject, kinds.is_party, kinds.is_everywhere, kinds.is_news, kinds.heads_event):
        assert ask(old) == ask(new), ask.__name__
    assert kinds.loners([old]) == kinds.loners_by_default([kind])


def test_no_other_module_knows_a_kind_by_its_name() -> None:
    words = set(kinds.DEFAULTS) - {"subject", "site"}  # these two have other meanings for mails and outlets
    found = []
    for path in MODULES:
        named = any(f'"{kind}"' in path.read_text() for kind in kinds.DEFAULTS)
        if path.name == "kinds.py" or "demo" in path.parts or not named:
            continue
        for node in nodes(path):
            if isinstance(node, ast.Constant) and node.value in words:
                found.append(f"{path.name}:{node.lineno}: {node.value!r}")
            if isinstance(node, ast.Compare) and {"kind", "party_kinds"} & {
                side.attr for side in [node.left, *node.comparators] if isinstance(side, ast.Attribute)
            }:
                literals = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant)]
                found += [f"{path.name}:{node.lineno}: {one!r}" for one in literals if one in kinds.DEFAULTS]
    assert not found
