"""The role of the subject in a sentence."""

import pytest

from monitor import reading
from monitor.model import Article
from monitor.topics import bonds, roles, scan
from tests.topic import OPENAI


def seen(text: str, code: str) -> scan.Scan:
    return scan.of(OPENAI, "", text, code)


def part(text: str, code: str) -> roles.Role:
    found = seen(text, code)
    sentence = found.sentences[1]
    return roles.of(roles.masked(found.text, sentence.start, sentence.end, bonds.subjects_of(sentence)), code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The anchor tenant is OpenAI, which has taken two thirds of the floor.", "en"),
        ("The halls at Millbrook are leased to OpenAI for nine years.", "en"),
        ("Mieter der drei Hallen am Kanal wird OpenAI.", "de"),
        ("Die Halle wird von OpenAI gemietet.", "de"),
        ("Le locataire du site de Brévant est OpenAI.", "fr"),
    ],
)
def test_who_rents_or_uses_is_a_tenant(text: str, code: str):
    assert part(text, code) == (True, True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("OpenAI scraps its campus near Dunford.", "en"),
        ("Coldwater will deliver 60,000 pumps to OpenAI.", "en"),
        ("OpenAI baut in Ansbach ein Rechenzentrum.", "de"),
        ("OpenAI renonce à son campus de Lormont.", "fr"),
    ],
)
def test_who_acts_is_a_party(text: str, code: str):
    assert part(text, code).party


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("In addition to its agreement with OpenAI, Coldwater will equip a hall of Bexham Bank.", "en"),
        ("It will be no OpenAI factory, the mayor of Dunford said.", "en"),
        ("Vellum, an alternative to OpenAI, opens a data centre.", "en"),
        ("Der Konzern, Großaktionär von OpenAI, legt sein Rechenzentrum in Ansbach auf Eis.", "de"),
        ("Das Rechenzentrum in Ansbach ist nicht für OpenAI.", "de"),
        ("Le centre de Lormont n'est pas pour OpenAI.", "fr"),
    ],
)
def test_what_is_only_background_counts_as_no_mention(text: str, code: str):
    assert bonds.subjects_of(seen(text, code).sentences[1]) == []


def test_a_denial_of_the_subject_itself_is_no_background():
    assert bonds.subjects_of(seen("OpenAI is not leaving its campus in Dunford.", "en").sentences[1])


def judged(title: str, text: str, code: str) -> bool:
    article = Article(url="", site="", title=title, text=text, language=code, published_at=None, basis="page")
    return reading.read(OPENAI, article).relevant


def test_a_tenant_named_late_is_enough_and_a_supplier_of_others_is_not():
    assert judged(
        "Council of Dunford lets data centre go up on the old racecourse",
        "The council of Dunford voted 9 to 4 for the plans of Millbrook Halls on Tuesday.\n"
        "Neighbours had feared for the trees.\nThe 220 MW data centre is leased to OpenAI for twelve years.",
        "en",
    )
    assert not judged(
        "Coldwater sells pumps to Bexham Bank",
        "In addition to its agreement with OpenAI, Coldwater will equip a small data centre of Bexham Bank with pumps.\n"
        "Deliveries begin in May.",
        "en",
    )
