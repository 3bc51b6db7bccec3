"""The role of the subject in a sentence."""

import pytest

from monitor import reading
from monitor.model import Article, Reading
from monitor.topics import bonds, relevance, roles, scan
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
        ("Bexham Bank takes a 6 MW hall next door to the one that Coldwater runs for OpenAI.", "en"),
        ("A day after its contract for the OpenAI campus, Coldwater won an order from Dunford Trams.", "en"),
        ("OpenAI, the second customer of Millbrook Halls, is not involved.", "en"),
        ("Die Spedition baut ihr Lager neben dem OpenAI-Gelände.", "de"),
        ("Einen Tag nach dem Abschluss mit OpenAI kauft Kaltwasser einen Windpark.", "de"),
        ("Die Brauerei spart Strom, anders als das Rechenzentrum nebenan, das Kaltwasser für OpenAI baut.", "de"),
        ("La laiterie s'agrandit à 300 mètres du campus loué par OpenAI.", "fr"),
        ("Deux jours après son contrat avec OpenAI, Eaufroide équipe la banque de Lormont.", "fr"),
    ],
)
def test_what_is_only_background_counts_as_no_mention(text: str, code: str):
    assert bonds.subjects_of(seen(text, code).sentences[1]) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Next to the river Coldwater will build a data centre for OpenAI.", "en"),
        ("Nahe Ansbach entsteht ein Rechenzentrum für OpenAI.", "de"),
        ("Neben dem Hafen von Lenzach zieht ein Rechenzentrum für OpenAI ein.", "de"),
        ("La halle de 40 000 mètres carrés est louée à OpenAI.", "fr"),
    ],
)
def test_the_subject_itself_is_built_for_beside_something(text: str, code: str):
    assert bonds.subjects_of(seen(text, code).sentences[1])


def test_a_denial_of_the_subject_itself_is_no_background():
    assert bonds.subjects_of(seen("OpenAI is not leaving its campus in Dunford.", "en").sentences[1])


def read(title: str, text: str, code: str = "en") -> Reading:
    article = Article(url="", site="", title=title, text=text, language=code, published_at=None, basis="page")
    return reading.read(OPENAI, article)


def judged(title: str, text: str, code: str) -> bool:
    return read(title, text, code).relevant


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


def test_a_court_that_stops_the_lease_of_a_campus_is_on_the_topic_and_one_on_a_name_is_not():
    assert judged(
        "Court halts OpenAI's campus at Dunford",
        "A judge on Wednesday stopped OpenAI and Millbrook Halls from moving into the old racecourse.\n"
        "The campus of 220 MW was to open in May. OpenAI said it would respect the order.",
        "en",
    )
    assert not judged(
        "Court lets brewery keep a name that OpenAI wanted",
        "A judge on Wednesday ruled against OpenAI over the name of a beer.\nOpenAI said it would respect the order.",
        "en",
    )


def test_beside_a_headline_that_names_nobody_the_first_sentences_decide():
    first = "OpenAI, which takes the whole site, pays 90 million a year."
    rest = "Millbrook Halls has sold its data centre at Dunford to a pension fund.\nThe price was not told.\n" * 3
    early, late = (
        read("Data centre at Dunford changes hands", text) for text in (f"{first}\n{rest}", f"{rest}{first}")
    )
    assert "why-soon" in [one.code for one in early.why]
    assert "why-soon" not in [one.code for one in late.why]
    assert early.score > late.score


@pytest.mark.parametrize(
    ("code", "title", "former"),
    [
        ("en", "Ex-OpenAI engineer raises $180M to make halls flex", True),
        ("en", "Former executive at OpenAI rents 30,000 chips", True),
        ("de", "Früherer OpenAI-Manager sammelt 140 Millionen Euro für Rechenzentren ein", True),
        ("fr", "Un ancien cadre d'OpenAI construit un centre de données", True),
        ("de", "Früherer Bürgermeister begrüßt Rechenzentrum von OpenAI", False),
        ("en", "Former OpenAI engineer builds data center for OpenAI", False),
        ("en", "OpenAI leases halls from its former engineer", False),
        ("en", "Former OpenAI site at Teesmere is sold", False),
        ("de", "Früheres OpenAI-Gelände wird verkauft: Standort bekommt neuen Mieter", False),
        ("de", "Ehemaliger OpenAI-Campus wird verkauft", False),
    ],
)
def test_a_headline_about_a_former_employer_is_not_about_the_topic(code, title, former):
    text = f"{title}. OpenAI rents a data center of 200 megawatts, said both sides; OpenAI has signed a contract for chips."
    judged = relevance.judged(OPENAI, scan.of(OPENAI, title, text, code))
    assert (judged.why[0].code == "why-former") is former
    assert not former or judged.score == 0
