"""Topic files: a second, tiny topic loads; every mistake is reported with file and line; concepts can be looked up."""

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
    assert matcher.of(twin, ("de",)) is matcher.of(tiny, ("de",))


def test_concepts_of_words_and_of_texts(tiny):
    assert tiny.concepts["windrad"] == ("turbine",)
    assert matcher.concepts([tiny], "Two turbines, ein Windrad, keine Windräder.", ("en", "de")) == {
        "north-sea-wind:turbine": 3
    }


MISTAKES: dict[str, tuple[tuple[str, str], int, str, str]] = {  # the change → line, what is wrong, how to fix it
    "a name that is none": (("name: north-sea-wind", "name: North Sea"), 2, "not a short name", "write north-sea"),
    "an unknown key": (("aspects:", "aspekte:"), 6, 'unknown key "aspekte"', 'did you mean "aspects"?'),
    "a key that is missing": (("name: north-sea-wind\n", ""), 2, '"name" is missing', "write  name:"),
    "too large a weight": (("weight: 0.5", "weight: 5"), 11, "5 is too large", "write 0.5"),
    "a threshold of one": (("title:", "threshold: 1\ntitle:"), 3, "1 is too large", "write a number below 1"),
    "a threshold in percent": (("title:", "threshold: 60\ntitle:"), 3, "60 is too large", "write 0.6"),
    "no subject": (("subjects:\n  Norderwind: Norderwind, Norderwind AG", "subjects: {}"), 4, "no names", "at least one"),
    "a tab": (("  partner:", "\tpartner:"), 14, "a tab", "use spaces"),
    "a key written twice": (("title:", "name: x\ntitle:"), 3, "written twice (first in line 2)", "keep one"),
    "a star without quotes": (('"*windpark*, windrad, windräder"', "*windpark*"), 9, "*windpark*", '"*windpark*"'),
    "a quote never closed": (("turbine*, windrad, windräder]", "turbine*"), 21, "never closed", "close it"),
    "a query that is none": (("concepts:", "hints: ['wind AND']\nconcepts:"), 20, "filter 'wind AND'", ""),
    "names as a list": (("  Norderwind: Norderwind, Norderwind AG", "  - Norderwind"), 4, "not possible here", "each with a colon"),
    "a word of one letter": (("turbine*\n", "turbine*, x\n"), 8, '"x" is too short', "at least 2 letters"),
    "a kind may do nothing such": (("units:", "kinds: {partner: partyy}\nunits:"), 18, "partyy", 'did you mean "party"?'),
    "a kind that is none": (("units:", "kinds: {partners: party}\nunits:"), 18, "not a kind", 'did you mean "partner"?'),
    "a rival kind that is none": (("units:", "rivals: [sponsor]\nunits:"), 18, "not a kind", "possible: partner, place"),
    "a voice that is nobody": (("units:", "voices: Ostkable\nunits:"), 18, "not listed", 'did you mean "Ostkabel"?'),
    "left out and nobody": (("units:", "leave_out: Hussum\nunits:"), 18, "not listed", 'did you mean "Husum"?'),
    "the subject left out": (("units:", "leave_out: Norderwind\nunits:"), 18, "is a subject", "remove it"),
    "a form of two names": (("Ostkabel:", "Ostkabel: OK\n    Okko: OK"), 16, "already listed for Ostkabel", "one of them"),
    "a star inside": (("wind farm*", "wind*farm"), 8, "a * inside", "put it at the end"),
    "a star alone": (("wind farm*", "wind farm*, **"), 8, "everything", "add letters"),
    "a short name in lower case": (("Husum: husum", "Husum: hu"), 17, '"hu" occurs in many other words', "in capitals"),
    "weight misspelt": (("    weight: 0.5", "    wieght: grid"), 11, '"wieght" is not a language', "or weight"),
    "an aspect without words": (("    any: [grid, netzanschluss*]", "    any:"), 10, "no words", "leave it out"),
    "for and against": (("entities:", "other: {law: turbine*}\nentities:"), 7, "also below other.law", "keep one"),
    "the subject excluded": (("units:", "exclusions: Norderwind\nunits:"), 18, "the subject", "words around it"),
    "the subject as an aspect": (("[grid, ", "[Norderwind, grid, "), 10, "proves nothing", "remove it"),
    "a title in no language": (("title: {de:", "title: {german:"), 3, "not a language", "such as de or en"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "line", "wrong", "right"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_reported_with_line_and_cure(
    tmp_path: Path, change: tuple[str, str], line: int, wrong: str, right: str
):
    file = tmp_path / "wind.yaml"
    assert change[0] in TINY
    file.write_text(TINY.replace(change[0], change[1], 1), "utf-8")
    with pytest.raises(Invalid) as error:
        profile.load(str(file))
    first = str(error.value).splitlines()[0]
    assert f"wind.yaml, line {line}: " in first
    assert wrong in first
    assert right in first


def test_aspects_with_too_little_weight_are_a_mistake(tmp_path):
    file = tmp_path / "wind.yaml"
    file.write_text(TINY.replace("  parks:\n", "  parks:\n    weight: 0.2\n").replace("0.5", "0.3"), "utf-8")
    with pytest.raises(Invalid, match=r"line 6: aspects: all weights are too low .* weight: 1\.0"):
        profile.load(str(file))


THEME = TINY.replace("subjects:\n  Norderwind: Norderwind, Norderwind AG\n", "")


def test_a_theme_has_its_plainest_words_for_a_subject(tmp_path):
    file = tmp_path / "theme.yaml"
    file.write_text(THEME, "utf-8")
    assert [name.aliases[0] for name in profile.load(str(file)).subjects] == ["wind farm*"]
    file.write_text(THEME.replace("  parks:\n", "  parks:\n    weight: 0.8\n"), "utf-8")
    with pytest.raises(Invalid, match=r"line 4: aspects: nobody is under subjects.* name subjects, or add one"):
        profile.load(str(file))


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("Norderwind baut Windpark vor Husum", "Zwölf Windräder entstehen.", False),
        ("Norderwind baut Windpark", "Vor Husum entstehen zwölf Windräder von Norderwind.", False),
        ("Norderwind baut Windparks vor Husum und Kiel", "Je zwölf Windräder entstehen.", True),
        ("Norderwind baut Windpark vor Kiel", "Vor Husum stehen schon Windräder von Norderwind.", True),
        ("Norderwind baut Windpark", "Zwölf Windräder von Norderwind entstehen vor Kiel, wie einst vor Husum.", True),
    ],
)
def test_a_place_that_is_left_out(tmp_path, title, text, wanted):
    file = tmp_path / "wind.yaml"
    file.write_text(TINY.replace("    Husum: husum\n", "    Husum: husum\n    Kiel:\nleave_out: Husum\n"), "utf-8")
    told = Article(url="", site="", title=title, text=text, language="de", published_at=None, basis="page")
    said = reading.read(profile.load(str(file)), told)
    assert said.relevant is wanted
    assert (said.why[0].code == "why-left-out") is not wanted


def test_all_mistakes_are_reported_at_once(tmp_path):
    file = tmp_path / "wind.yaml"
    file.write_text(TINY.replace("Husum: husum", "Husum: hu").replace("wind farm*", "wind*farm"), "utf-8")
    with pytest.raises(Invalid) as error:
        profile.load(str(file))
    assert [row.partition(":")[0][-7:] for row in str(error.value).splitlines()] == [" line 8", "line 17"]


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
        getattr(example, field) for field in set(example.__slots__) - {"learnt"}
    ), "the example shows every key"  # fmt: skip
