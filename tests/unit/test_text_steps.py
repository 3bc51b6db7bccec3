"""The steps in a text, by verbs and nouns of its language; not what may be, was not, or was earlier."""

import pytest

from monitor import language
from monitor.model import Step
from monitor.text import steps


@pytest.mark.parametrize(
    ("code", "headline", "kind"),
    [
        ("en", "Utility calls off line to the new plant", "cancelled"),
        ("de", "Stadtwerke sagen Leitung zum neuen Werk ab", "cancelled"),
        ("en", "Council denies permit for the plant", "refused"),
        ("en", "Utility denies that the plant is delayed", "denied"),
        ("de", "Versorger weist Bericht über Absage zurück", "denied"),
        ("en", "First turbines arrive at the harbour", "delivered"),
        ("en", "Utility plans to begin work on the plant", "announced"),
        ("de", "Versorger kündigt neues Werk an", "announced"),
        ("de", "Versorger kündigt Vertrag mit Werk", "cancelled"),
        ("de", "Spatenstich für das neue Werk", "begun"),
        ("en", "Banks lend two billion dollars for the plant", "financed"),
        ("de", "Gericht stoppt den Bau", "refused"),
        ("en", "Correction: output of the plant", "corrected"),
        ("en", "Plant could be cancelled", ""),
        ("de", "Werk droht zu scheitern", ""),
        ("en", "Plant is not delayed", ""),
        ("en", "Utility cuts costs", ""),
        ("en", "Plant signs delayed-draw loan", "financed"),
        ("de", "Werk kürzt Kosten", ""),
        ("de", "Bau des Werks stockt", "delayed"),
        ("de", "Versorger stockt Bestellung für das Werk auf", ""),
        ("de", "Nach Absage in Husum baut Versorger in Emden", ""),
        ("en", "Rain over the plant", ""),
        ("en", "Regulator withholds licence for the plant", "refused"),
        ("en", "No permit for the plant", "refused"),
        ("en", "Line to the plant won't be ready until 2031", "delayed"),
        ("en", "Court stays sale of land for the plant", "refused"),
        ("en", "Plant opens three months late", "delayed"),
        ("en", "Three months later, the plant has a name", ""),
        ("en", "Utility lowers spending plan", "cut"),
        ("en", "Plan for the plant dropped", "cancelled"),
        ("en", "Utility: no talks about the plant", "denied"),
        ("en", "Nothing signed with the plant, utility says", "denied"),
        ("de", "Versorger: keine Gespräche über das Werk", "denied"),
        ("de", "Gericht hält den Verkauf des Werks an", "delayed"),
        ("fr", "Le fournisseur : aucune discussion sur l'usine", "denied"),
        ("de", "Kein Strom für das Werk vor 2031", "delayed"),
        ("de", "Anschluss für das Werk erst 2031", "delayed"),
        ("de", "Behörde bremst das Werk", "delayed"),
        ("de", "Werk kommt ein Jahr später", "delayed"),
        ("de", "Jahre später hat das Werk einen Namen", ""),
        ("de", "Amt hat das Werk nicht genehmigt", "refused"),
        ("de", "Netzbetreiber widerspricht dem Versorger", "denied"),
        ("fr", "La ligne attendra 2031", "delayed"),
        ("fr", "Le fournisseur rabote son programme", "cut"),
        ("fr", "Le fournisseur renonce à la ligne", "cancelled"),
        ("fr", "La justice suspend les travaux", "refused"),
        ("fr", "Le projet pourrait être abandonné", ""),
        ("fr", "L'usine mise en service", "delivered"),
    ],
)
def test_a_headline_tells_its_step(code: str, headline: str, kind: str):
    found = steps.of(headline, (), code)
    assert (found[0].kind if found else "") == kind


def test_what_the_text_is_about_comes_first_and_says_which_sentence_tells_it():
    first = "The utility has postponed its plant from 2027 to 2030."
    found = steps.of("Utility plans for its plant", (first, "It signed a contract in May.", "A rival cancelled."), "en")
    assert found[0] == Step(kind="delayed", sentence=first, until="2030")
    assert [step.kind for step in found] == ["delayed", "announced", "agreed"]


def test_only_a_reversal_or_a_later_step_is_news():
    told = (Step(kind="announced"), Step(kind="delayed", until="2028"))
    assert steps.news((Step(kind="agreed"),), told) is None
    assert steps.news((Step(kind="delayed"),), told) is None
    assert steps.news((Step(kind="delayed", until="2030"),), told) == Step(kind="delayed", until="2030")
    assert steps.news((Step(kind="agreed"), Step(kind="cancelled")), told) == Step(kind="cancelled")


def test_languages_speak_of_known_steps_only():
    for known in language.ALL:
        assert {*known.steps.cues, *known.steps.headline} <= set(steps.KINDS)
