"""Names in texts: genitives, compounds, capitals, overlaps, comparisons; and sentences."""

from __future__ import annotations

import pytest

from monitor.text import boilerplate, plain, sentences
from monitor.topics import bonds, entities, scan
from tests.topic import OPENAI as PROFILE


def names(title, text=""):
    return {entity.name: entity for entity in entities.of(scan.of(PROFILE, title, text))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OpenAIs Pläne", {"OpenAI"}),
        ("OpenAI’s plans", {"OpenAI"}),
        ("das OpenAI-Rechenzentrum", {"OpenAI"}),
        ("OPENAI BUYS FROM NVIDIA", {"OpenAI", "Nvidia"}),
        ("Open AI kauft", {"OpenAI"}),
        ("the ChatGPT maker", {"OpenAI", "ChatGPT"}),
        ("OpenAIX ist etwas anderes", set()),
        ("an oracle speaks, the arm moves, meta comments", set()),
        ("Oracle, Arm and Meta", {"Oracle", "Arm", "Meta"}),
        ("ARM und AMD", {"Arm", "AMD"}),
        ("the Oracle of Omaha", set()),
        ("in New Mexico", {"New Mexico"}),
        ("Microsoft Azure", {"Microsoft Azure", "Microsoft"}),
        ("Googles TPUs", {"Google", "TPU"}),
        ("Stargate UAE", {"Stargate UAE", "Stargate", "UAE"}),
        ("Stargate SG-1", set()),
        ("SK\u00a0hynix", {"SK Group/SK hynix"}),
        ("in den Vereinigten Arabischen Emiraten", {"UAE"}),
        ("GB300-Systeme", {"GB200/GB300"}),
        ("https://example.org/openai-nvidia", set()),
        ("write to press@openai.com", set()),
    ],
)
def test_names_in_a_text(text, expected):
    assert set(names("", text)) == expected


def test_counts_and_headline():
    found = names("Nvidia liefert an OpenAI", "Nvidia hat Chips. Nvidias Chef heißt Huang.")
    assert (found["Nvidia"].count, found["Nvidia"].in_title) == (3, True)
    assert (found["Jensen Huang"].count, found["Jensen Huang"].in_title) == (1, False)
    assert found["OpenAI"].kind == "subject"
    assert list(found)[:2] == ["Nvidia", "OpenAI"]


def test_a_text_that_repeats_its_headline_is_read_once():
    assert names("OpenAI baut", "OpenAI baut\nEs geht los.")["OpenAI"].count == 1


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("France’s answer to Stargate", False),
        ("Europas Antwort auf OpenAI", False),
        ("OpenAI rival Anthropic", False),
        ("rivals such as OpenAI", False),
        ("OpenAI-Konkurrent Mistral", False),
        ("customers such as OpenAI", True),
        ("companies such as OpenAI", False),
        ("Firmen wie OpenAI und Meta", False),
        ("Kunden wie OpenAI und Meta", True),
        ("founded by former researchers of OpenAI", False),
        ("OpenAI and its rivals", True),
    ],
)
def test_a_yardstick_is_no_party(text, own):
    assert bool(bonds.subjects_of(scan.of(PROFILE, text, "").sentences[0])) is own


@pytest.mark.parametrize("text", ["İstanbul und OpenAI", "ẞ OpenAI ß", "\ufeffOpenAI", "ǅ OpenAI"])
def test_odd_letters_do_not_move_places(text):
    found = scan.of(PROFILE, "", text)
    assert [found.text[hit.start : hit.end] for sentence in found.sentences for hit in sentence.names] == ["OpenAI"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eins ist gut. Zwei sind besser! Drei?", ["Eins ist gut.", "Zwei sind besser!", "Drei?"]),
        ("Am 24. November kommt es. Das war es.", ["Am 24. November kommt es.", "Das war es."]),
        ("Es kostet 1,4 Bio. Dollar. Viel.", ["Es kostet 1,4 Bio. Dollar.", "Viel."]),
        ("Dr. Su of AMD Inc. spoke. She left.", ["Dr. Su of AMD Inc. spoke.", "She left."]),
        ("It is in the U.S. today. So it is.", ["It is in the U.S. today.", "So it is."]),
        ("Headline without dot\nNext line. And more", ["Headline without dot", "Next line.", "And more"]),
        ("“It works.” He said so.", ["“It works.”", "He said so."]),
        ("Wert bzw. Preis steigt. Nr. 1 bleibt.", ["Wert bzw. Preis steigt.", "Nr. 1 bleibt."]),
        ("C’est vrai, a dit M. Altman. Puis rien.", ["C’est vrai, a dit M. Altman.", "Puis rien."]),
        ("« C’est énorme. » Puis il part.", ["« C’est énorme. »", "Puis il part."]),
        ("Il signe. « Nous bâtirons. »", ["Il signe.", "« Nous bâtirons. »"]),
        ("L’accord date d’hier. Élu en mai, il signe.", ["L’accord date d’hier.", "Élu en mai, il signe."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text, expected):
    assert [text[span.start : span.end] for span in sentences.spans(text)] == expected


def test_plain_keeps_every_place():
    odd = "a\u00a0b\u202fc\u2011d’e https://example.org/x f"
    assert plain.of(odd).text == "a b c-d'e" + " " * len(" https://example.org/x ") + "f"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Turbines beside the Abilene campus", True),
        ("Neues aus Saline Township", True),
        ("Turbines in Memphis, next to Colossus", False),  # somebody else's site: no word of the topic
        ("A data center in Texas", False),
    ],
)
def test_a_site_of_the_subjects_own_is_a_word_of_the_topic_too(text, own):
    assert bonds.names_site(scan.of(PROFILE, text, "").sentences[0]) is own


@pytest.mark.parametrize(
    ("text", "aside"),
    [
        ("-   Broadcom chief sees chip revenue above forecasts", True),
        ("-   **Equipment:** Foxconn will make racks for data centers.", False),
        ("- OpenAI wants more servers", False),
        ("• 100 megawatts in the first hall, one gigawatt later", False),  # a list of facts, or a summary
        ("**WATCH:** The chief of Nvidia on his plans", True),
        ("Lesen Sie auch: Stargate vor dem Start", True),
        ("Weitere Meldungen: Oracle baut an; Streik im Nahverkehr", True),
        ("The chief at the site in Texas, on Tuesday, Sept. 23, 2025.", True),
        ("Jo Doe | Agency | Getty Images", True),
        ("Foto: Agentur", True),
        ("OpenAI signed on Tuesday, Sept. 23, 2025, a contract with Oracle.", False),
        ("Readers will watch what OpenAI does.", False),
    ],
)
def test_captions_and_links_are_not_the_article(text, aside):
    assert boilerplate.is_aside(text) is aside


def test_a_text_that_repeats_its_headline_shows_no_more_names_than_one_that_does_not():
    title, text = "Alder Ridge Signs Landmark Lease", "Officials of Alder Ridge met on Monday. The county agreed."
    twice = f"{title}\n{text}"
    once = entities.open_ones(scan.of(PROFILE, title, text), title, text, "en")
    assert [one.name for one in once] == ["Alder Ridge"]
    assert entities.open_ones(scan.of(PROFILE, title, twice), title, twice, "en") == once
