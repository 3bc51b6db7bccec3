"""Subjects that are joined words: found in every form their language has, and not where the words merely meet."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor import reading
from monitor.errors import Invalid
from monitor.model import Article
from monitor.topics import profile, scan, touch

TRAMS = """
name: tram-depots
compounds:
  depots:
    weight: 0.5
    things:
      en: depot, line, factory, recycling
      de: depot, linie, werkstatt, fertigung, recycling
      fr: dépôt, ligne, fabrication, recyclage
    of:
      en: tram, trolley, rail car, glass
      de: straßenbahn, tram, schiene, kachel, glas
      fr: tram, rail, verre
aspects:
  building:
    en: opens, build*
    de: bau*, eröffn*
    fr: constru*
exclusions: fiberglas*
"""

NAMED = {
    "en": {
        "The tram depot at Elm Road opens": "tram depot",
        "Two new tram lines for Leith": "tram lines",
        "A rail-car factory returns": "rail-car factory",
        "Rail car factories are rare": "Rail car factories",
        "The factory for trams in Hull": "factory for trams",
        "A tram repair depot burns": "tram repair depot",
        "Kelso's glass recycler files for bankruptcy": "glass recycler",
        "Three glass recyclers merge": "glass recyclers",
        "The recycling of old glass pays": "recycling of old glass",
        "A factory in Leeds for trolleys": "factory in Leeds for trolleys",
        "The line making tram doors": "line making tram",
    },
    "de": {
        "Das Straßenbahndepot brennt": "Straßenbahndepot",
        "Straßenbahn-Depot eröffnet": "Straßenbahn-Depot",
        "Die neuen Tramlinien kommen": "Tramlinien",
        "Eine Werkstatt für Straßenbahnen": "Werkstatt für Straßenbahnen",
        "Eine Großwerkstatt für Niederflur-Straßenbahnen": "Großwerkstatt für Niederflur-Straßenbahnen",
        "Schienenfertigung in Bochum": "Schienenfertigung",
        "Die Fertigung von Schienen ruht": "Fertigung von Schienen",
        "Der Glas-Recycler ist pleite": "Glas-Recycler",
        "Zwei Glasrecycler geben auf": "Glasrecycler",
        "Beim Schienenfertiger wird gestreikt": "Schienenfertiger",
        "Kachelfertigung und Politik": "Kachelfertigung",
        "Glasmaterialfertigung im Harz": "Glasmaterialfertigung",
        "Werkstatt der Straßenbahn": "Werkstatt der Straßenbahn",
    },
    "fr": {
        "Le dépôt de trams ouvre": "dépôt de trams",
        "Une ligne de tram à Nice": "ligne de tram",
        "Le recyclage du verre": "recyclage du verre",
        "Un recycleur de verre en faillite": "recycleur de verre",
        "Le fabricant français de rails": "fabricant français de rails",
        "La fabrication des rails reprend": "fabrication des rails",
        "Des fabricants de trams": "fabricants de trams",
    },
}

MERELY_MET = {
    "en": (
        "The depot was full when the tram came",
        "A tram passed the depot",
        "Tram drivers and the factory agree",
        "Glass, then a factory",
        "The tramp at the depot",
        "The line that a tram takes",
    ),
    "de": (
        "Die Straßenbahn hält am Depot",
        "Straßenbahn, Depot und Halle",
        "Die Werkstatt ist neben der Straßenbahn",
        "Glasfaserkabel für die Werkstatt",
        "Ein Fiberglasrecycler",
        "Glasperlenlinie",
    ),
    "fr": ("Le tram passe devant le dépôt", "Le verre et la ligne"),
}


@pytest.fixture(scope="module")
def trams(tmp_path_factory):
    file = tmp_path_factory.mktemp("topic") / "trams.yaml"
    file.write_text(TRAMS, "utf-8")
    return profile.load(str(file))


def mentions(topic: profile.Profile, text: str, code: str) -> list[str]:
    seen = scan.of(topic, text, "", code)
    return [seen.text[hit.start : hit.end] for hit in seen.sentences[0].names if hit.meaning.role == "subject"]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, told in NAMED.items() for text in told])
def test_every_form_is_found(trams, code, text):
    assert mentions(trams, text, code) == [NAMED[code][text]]
    assert touch.touches(trams, text, "", code)


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, told in MERELY_MET.items() for text in told])
def test_words_that_merely_meet_are_no_subject(trams, code, text):
    assert mentions(trams, text, code) == []


def test_a_text_on_such_a_subject_is_on_the_topic(trams):
    def read(title: str, text: str) -> bool:
        return reading.read(trams, Article(
            url="https://example.org/t", site="", title=title, text=text, language="de", published_at=None, basis="page"
        )).relevant  # fmt: skip

    assert read("Glas-Recycler Ofenrath ist pleite", "Der Glasrecycler aus Fulda hat den Betrieb eingestellt.")
    assert not read("Ofenrath spielt in Fulda", "Die Straßenbahn bringt die Gäste bis vor das Haus.")


MISTAKES = {
    "a star": ("en: depot,", "en: depot*,", 7, "needs no *"),
    "no words": ("      fr: tram, rail, verre", "      fr:\n    # none", 0, ""),
    "no language": ("      en: tram,", "      english: tram,", 11, "not a language"),
    "a side that is missing": ("    of:\n", "    off:\n", 10, 'did you mean "of"?'),
    "one side only": ("    of:\n      en: tram, trolley, rail car, glass\n      de: straßenbahn, tram, schiene, kachel, glas\n      fr: tram, rail, verre\n", "", 4, "write  things:"),
    "too large a weight": ("weight: 0.5", "weight: 5", 5, "5 is too large"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "told"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_told_with_their_line(tmp_path: Path, old: str, new: str, line: int, told: str):
    file = tmp_path / "trams.yaml"
    assert old in TRAMS
    file.write_text(TRAMS.replace(old, new, 1), "utf-8")
    if not line:
        assert profile.load(str(file)).compounds, "a language without words is no mistake"
        return
    with pytest.raises(Invalid) as error:
        profile.load(str(file))
    assert f"trams.yaml, line {line}: " in str(error.value)
    assert told in str(error.value)
