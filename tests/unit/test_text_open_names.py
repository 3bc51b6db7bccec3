"""Names that are on no list, found by how texts are written."""

import pytest

from monitor import language
from monitor.text import known_words, open_names


def found(title: str, text: str, code: str) -> set[str]:
    return {one.name for one in open_names.of(title, text, language.of(code))}


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "On Tuesday the developer Marrow Point said it would build at Lake Osperey.", {"Marrow Point", "Lake Osperey"}),
        ("en", "Mercy Wells refused. The town of Mercy Wells has 900 people.", {"Mercy Wells"}),
        ("en", "Shares of the Oslo-listed firm rose after Ulveng's report.", {"Oslo", "Ulveng"}),
        ("en", "Unlike most, the company expects $5 billion in March. Power prices fell.", set()),
        ("en", "Tove Brandal spoke. Later Brandal left.", {"Tove Brandal"}),
        ("de", "Der Betreiber Grauwind baut in Kaltenhain ein Rechenzentrum.", {"Grauwind", "Kaltenhain"}),
        ("de", "Die Gemeinde stimmte dem Netzanschluss und der Baugenehmigung zu. Kritik kam aus dem Gemeinderat.", set()),
        ("de", "Bürgermeisterin Jorun Skarvik begrüßt das. Skarvik sprach vom Brennøra-Campus.", {"Jorun Skarvik", "Brennøra"}),
        ("fr", "Le conseil de Val-d'Orient a voté. À Val-d'Orient, on attend.", {"Val-d'Orient"}),
        ("de", "Vestøras Hallen kommen später; in Vestøra fehlt der Strom.", {"Vestøra"}),
        ("en", "Quiet Hill sold notes. The lender said that Quiet Hill would build.", {"Quiet Hill"}),
        ("en", "Common Ground borrows more. Common Ground pays 9 percent.", {"Common Ground"}),
        ("en", "Developers met. A rival of Grauwind of Dessau was at Harbor & Pine.", {"Grauwind", "Dessau", "Harbor & Pine"}),
        ("de", "Tolmark sichert sich mit dem 30-Milliarden-Dollar-Deal Strom in Vestøra.", {"Tolmark", "Vestøra"}),
        ("de", "Das Land kauft der Entwickler Boxwood Ridge Partners.", {"Boxwood Ridge Partners"}),
        ("en", "PORTO - The cells of Brennox S.p.A. go to Tolmark N.V. in Vale do Sul.", {"PORTO", "Brennox", "Tolmark", "Vale do Sul"}),
        ("en", "What is planned:\n- Installed capacity of 40 MW\n* Total investment by Tolmark", {"Tolmark"}),
        ("en", "The State Bank of India lends Rs 38,000 crore and EUR1.7bn to Tolmark.", {"State Bank of India", "Tolmark"}),
        ("en", "RIDLEY, Okla. (Wire) - A judge in Ridley stayed the permit.", {"Ridley", "Okla"}),
        ("de", "Den Kredit nimmt Cedar Gate auf, gebaut wird am Iron Lake, Mieter ist Harbor & Pine.", {"Cedar Gate", "Iron Lake", "Harbor & Pine"}),
        ("de", "Ende Juni stiegen die Milliardenpläne der Hyperscaler auf 3 Gigawatt.", {"Hyperscaler"}),
        ("en", "Profits grew.\n\n### Final Takeaway\n\nTolmark Energy\n\nThe plan is sound.", {"Tolmark Energy"}),
        ("en", "OSLO: TOLMARK POSTS PROFIT FOR THE YEAR\nIn Oslo the firm Tolmark was silent.", {"Oslo", "Tolmark"}),
        ("en", "Tolmark (NYSE: TLM) said the Net Score (NPS) fell. More at www.tolmark.example/about.", {"Tolmark", "Net Score"}),
        ("en", "He sold Class A shares. **Deposit:** later, he said, in an Offering and an offering.", set()),
        ("en", "Tolmark plc (the “Company”) pays. Shares of the Company, and the Company’s debt, rose.", {"Tolmark"}),
        ("en", "It leased from Anchor. The lender said that Anchor pays.", {"Anchor"}),
        ("en", "Later Chief Executive Ingunn T. Veitmark left with Governor Brandal.", {"Ingunn T. Veitmark", "Brandal"}),
        ("en", "The U.S. Bureau of Labor Statistics and Brennox's FY25 report differ.", {"Bureau of Labor Statistics", "Brennox"}),
        ("de", "Wirtschaftsminister Reinhold Tolmark war in Zwickau, sein Sprecher in Köln.", {"Reinhold Tolmark", "Zwickau", "Köln"}),
        ("de", "Sie löste einen Kassabon ein und zwei Gigafactorien auf, aus Sicherheitsgründen.", set()),
        ("de", "Ähnliche Rulings gab es in der Zehn-Prozent-Frage. Der Bildregisseur Grauwind kam.", {"Grauwind"}),
        ("de", "Die Rechenhaus AG zahlt. Der Betreiber Morgenrot SE wartet.", {"Rechenhaus", "Morgenrot"}),
        ("de", "Für Nordlicht Energie ist das neu. Strom liefert Nordlicht Energie ab Mai.", {"Nordlicht Energie"}),
        ("de", "Das kostet 30 Tonnen Stahl und Tonnen Beton. 30 Tonnen Stahl fehlen. Minister Klug kam.", set()),
        ("de", "Heidmoor. Der Rat stimmte zu.", {"Heidmoor"}),
        ("de", "Das liegt zwischen Nordfjell und dem Meer. Nordfjell hat Strom.", {"Nordfjell"}),
        ("de", "Die Anwohnerin Gesa Pundtmark klagt.", {"Gesa Pundtmark"}),
        ("de", "Man zeigte den Wendelsbrookern Pläne. In Wendelsbrook hielt der Wendelsbrooker Rat still.", {"Wendelsbrook"}),
        ("de", "Tolmark Wind verkauft Strom. Das sagte der Betreiber Tolmark Wind.", {"Tolmark Wind"}),
        ("fr", "Un quai d'Ostrume. D'après la mairie, L'Oréame et Val-d'Orient attendent.", {"Ostrume", "L'Oréame", "Val-d'Orient"}),
        ("en", "She is Senior Managing Director. The Executive Officer and President left AI gains.All of it.", set()),
        ("en", "TolmarkはAI市場で伸びています。", set()),
    ],
)  # fmt: skip
def test_names_of_a_text(language, text, names):
    assert found("", text, language) == names


def test_a_headline_in_capitals_marks_no_names_but_those_the_text_knows():
    text = "The board of Alder Ridge voted on Monday. Neighbours of Alder Ridge had objected."
    assert found("Alder Ridge Board Votes For Campus", text, "en") == {"Alder Ridge"}


def test_the_headline_is_told_and_mentions_are_counted():
    [one] = open_names.of(
        "Quillon baut um", "Der Konzern Quillon baut um. Bei Quillon bleiben alle.", language.of("de")
    )
    assert (one.name, one.times, one.in_title) == ("Quillon", 3, True)


def test_a_language_without_a_dictionary_is_read_like_english():
    assert "Vestøra" in found("", "Selskapet bygger i Vestøra.", "no")


def test_every_word_of_a_dictionary_is_known_and_few_others_are():
    words = {f"Wort{number}" for number in range(5000)}
    filter = known_words.Filter(known_words.packed("xx", words)[6:])
    assert all(word in filter for word in words)
    wrong = sum(f"Name{number}" in filter for number in range(5000))
    assert wrong < 20, "about one in a thousand"


def test_compounds_are_taken_apart_only_where_a_language_makes_them():
    assert known_words.is_compound("Rechenzentrumsbetreiber", "de", ("s", "n"))
    assert not known_words.is_compound("Brennøra", "de", ("s", "n"))
    assert not known_words.is_compound("powerhouse", "en", ())


def test_no_text_breaks_it():
    for text in ("", " ", "A", "...", "’s", "-", "A-", "\n\n", "ÄÖÜ " * 5000, "a" * 10_000):
        for code in ("de", "en", "fr", ""):
            open_names.of(text, text, language.of(code))
