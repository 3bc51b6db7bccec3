"""A dense day of one pattern: the same deal in other towns, or with other firms, is another event each time."""

import pytest

from monitor import evaluation
from tests.topic import OPENAI

TOWNS = ("Brennholt", "Fennimoor", "Tallgrove", "Quillhaven", "Ostermark", "Vellbridge", "Nordhagen", "Saltmere")
FIRMS = ("Kestrelon", "Tessaryn", "Halvorsen", "Quintara")
PATTERNS = {
    "en": (
        "OpenAI rents {power} megawatts from {firm} in {town}",
        (
            "OpenAI has signed a lease for {power} megawatts at a data centre that {firm} builds in {town}. "
            "Work is to begin in spring. The contract runs for fifteen years, the company said on Monday. "
            "Cooling water comes from the river, and the council has given its permit."
        ),
    ),
    "de": (
        "OpenAI mietet {power} Megawatt von {firm} in {town}",
        (
            "OpenAI hat einen Mietvertrag über {power} Megawatt in einem Rechenzentrum unterschrieben, das {firm} in {town} baut. "
            "Die Arbeiten sollen im Frühjahr beginnen. Der Vertrag läuft fünfzehn Jahre, teilte das Unternehmen am Montag mit. "
            "Das Kühlwasser kommt aus dem Fluss, die Genehmigung der Gemeinde liegt vor."
        ),
    ),
    "fr": (
        "OpenAI loue {power} mégawatts à {firm} à {town}",
        (
            "OpenAI a signé un bail de {power} mégawatts dans un centre de données que {firm} construit à {town}. "
            "Les travaux doivent commencer au printemps. Le contrat court sur quinze ans, a indiqué l'entreprise lundi. "
            "L'eau de refroidissement vient de la rivière et la commune a donné son permis."
        ),
    ),
}


def stories(told):
    """How many stories the texts become, one (language, headline, text) each."""
    texts = []
    for number, (code, title, text) in enumerate(told):
        labels = {
            "title": title,
            "text": text,
            "lang": code,
            "relevant": True,
            "story": str(number),
            "key_entities": [],
        }
        where = {"date": f"2026-11-30T{8 + number:02}:00:00+00:00", "url": f"https://paper{number}.example/a"}
        texts.append(evaluation.labelled(number, labels | where, OPENAI))
    return len(set(evaluation.place(texts).values()))


def lease(code, firm, town, power):
    """A text of the pattern."""
    return code, *(part.format(firm=firm, town=town, power=power) for part in PATTERNS[code])


@pytest.mark.parametrize("code", PATTERNS)
@pytest.mark.parametrize("powers", [(300,), (300, 310, 320, 640)])
@pytest.mark.parametrize("same", ["neither", "firm", "town"])
def test_one_pattern_with_other_names_is_another_event_each_time(code, powers, same):
    towns = TOWNS if same != "town" else TOWNS[:1] * len(FIRMS)
    told = [
        lease(code, FIRMS[0 if same == "firm" else at % len(FIRMS)], town, powers[at % len(powers)])
        for at, town in enumerate(towns)
    ]
    assert stories(told) == len(told)


def test_the_same_event_in_three_languages_is_one():
    assert stories([lease(code, FIRMS[0], TOWNS[0], 300) for code in PATTERNS]) == 1


LOAN = (
    "Fjordlast erhöht Kredit für Quellmoor",
    (
        "Fjordlast hat den Kredit für sein Rechenzentrum in Quellmoor auf 910 Millionen Euro erhöht. Mieter ist OpenAI, das dort 180 "
        "Megawatt für 15 Jahre gemietet hat. Die Banken hatten im März 640 Millionen Euro zugesagt."
    ),
)
WHARVES = {
    "en": (
        "Fjordlast buys a coal wharf in Ostrume",
        (
            "The developer Fjordlast buys a disused coal wharf in Ostrume for 58 million euros and plans 95 megawatts there for OpenAI. "
            "Its site in Quellmoor, built for the same client, is larger."
        ),
    ),
    "de": (
        "Fjordlast kauft Kohlekai in Ostrume",
        (
            "Der Entwickler Fjordlast kauft in Ostrume einen alten Kohlekai für 58 Millionen Euro und plant dort 95 Megawatt für OpenAI. "
            "Sein Standort in Quellmoor für denselben Kunden ist größer."
        ),
    ),
}


@pytest.mark.parametrize("code", WHARVES)
def test_another_place_in_one_headline_and_no_common_figure_is_another_event(code):
    """The other text names the first one's place, for comparison."""
    assert stories([("de", *LOAN), (code, *WHARVES[code])]) == 2
