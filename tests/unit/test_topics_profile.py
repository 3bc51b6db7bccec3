"""Topic files: a second, tiny topic loads; every mistake is told with file and line; concepts can be looked up."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from monitor import reading
from monitor.errors import Invalid
from monitor.model import Article
from monitor.topics import matcher, profile
from monitor.topics.kinds import May

TINY = """
name: north-sea-wind
title: {de: Windparks von Norderwind, en: Norderwind's wind farms}
subjects:
  Norderwind: Norderwind, Norderwind AG
aspects:
  parks:
    en: wind farm*, turbine*
    de: "*windpark*, windrad, windräder"
  grid:
    weight: 0.5
    any: [grid, netzanschluss*]
entities:
  partner:
    Ostkabel:
  place:
    Husum: husum
units:
  chips: [turbines, windräder]
concepts:
  turbine: [turbine*, windrad, windräder]
"""


@pytest.fixture
def tiny(tmp_path):
    file = tmp_path / "wind.yaml"
    file.write_text(TINY, "utf-8")
    return profile.load(str(file))


def article(title, text, language="de"):
    return Article(
        url="https://example.org/w", site="", title=title, text=text, language=language, published_at=None, basis="page"
    )


def test_a_topic_of_the_users_own(tiny):
    said = reading.read(
        tiny,
        article(
            "Norderwind plant Windpark vor Husum",
            "Der neue Offshore-Windpark von Norderwind bekommt 120 Windräder und 900 Megawatt. Die Kabel liefert Ostkabel.",
        ),
    )
    assert said.topic == "north-sea-wind"
    assert said.relevant
    assert {entity.name: entity.kind for entity in said.entities} == {
        "Norderwind": "subject",
        "Husum": "place",
        "Ostkabel": "partner",
    }
    assert {(figure.value, figure.unit) for figure in said.figures} == {(900e6, "W"), (120.0, "chips")}
    assert not reading.read(tiny, article("Norderwind verklagt Ostkabel", "Es geht um einen Mietvertrag.")).relevant
    assert not reading.read(tiny, article("Windpark vor Husum", "Eigner ist die Westwind GmbH.")).relevant


def test_an_edited_topic_file_is_another_topic(tiny, tmp_path):
    file = tmp_path / "wind.yaml"
    assert profile.load(str(file)) is tiny, "what has not changed is not parsed again"
    file.write_text(TINY.replace("Husum: husum", "Esbjerg:"), "utf-8")
    assert profile.load(str(file)).who_may(May.PLACE) == {"Esbjerg"}
    file.write_text("name: [", "utf-8")
    with pytest.raises(Invalid):
        profile.load(str(file))
    file.write_text(TINY, "utf-8")
    assert profile.load(str(file)) == tiny


def test_titles_and_names(tiny):
    assert tiny.titled("en") == "Norderwind's wind farms"
    assert tiny.titled("fr") == "Windparks von Norderwind"
    assert "openai-infrastructure" in profile.packaged()


def test_a_profile_survives_the_way_to_a_worker(tiny):
    twin = pickle.loads(pickle.dumps(tiny))
    assert twin == tiny
    assert matcher.of(twin) is matcher.of(tiny)


def test_concepts_of_words_and_of_texts(tiny):
    assert tiny.concepts["windrad"] == ("turbine",)
    assert matcher.concepts(tiny, "Two turbines, ein Windrad, keine Windräder.") == {"turbine": 3}


@pytest.mark.parametrize(
    ("change", "place", "told"),
    [
        (("name: north-sea-wind", "name: North Sea"), "line 2", "name"),
        (("aspects:", "aspekte:"), "line 6", "unknown key"),
        (("weight: 0.5", "weight: 5"), "line 11", "less than or equal to 1"),
        (("subjects:\n  Norderwind: Norderwind, Norderwind AG", "subjects: {}"), "line 4", "at least 1"),
        (("  partner:", "\tpartner:"), "line", "a tab; use spaces"),
        (("title:", "name: x\ntitle:"), "line", "written twice"),
        (("concepts:", "hints: ['wind AND']\nconcepts:"), "wind.yaml", "hints: filter 'wind AND'"),
    ],
)
def test_mistakes_are_told_with_file_and_line(tmp_path, change, place, told):
    file = tmp_path / "wind.yaml"
    file.write_text(TINY.replace(*change), "utf-8")
    with pytest.raises(Invalid) as error:
        profile.load(str(file))
    assert "wind.yaml" in str(error.value)
    assert place in str(error.value)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("text", ["", "just words", "- a\n- b\n"])
def test_what_is_no_topic_file(tmp_path, text):
    file = tmp_path / "wind.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(Invalid, match="a topic file is a mapping"):
        profile.load(str(file))


def test_a_topic_that_is_not_there():
    with pytest.raises(Invalid, match=r"packaged topics: .*openai-infrastructure"):
        profile.load("no-such-topic")


def test_the_example_of_the_manual_is_a_topic(tmp_path):
    manual = Path(__file__).parents[2] / "docs" / "writing-a-topic.md"
    file = tmp_path / "example.yaml"
    file.write_text(manual.read_text("utf-8").split("```yaml\n")[1].split("```")[0], "utf-8")
    example = profile.load(str(file))
    assert example.name == "north-sea-wind"
    assert all(
        getattr(example, field) for field in example.__slots__
    ), "the example shows every key"  # fmt: skip
