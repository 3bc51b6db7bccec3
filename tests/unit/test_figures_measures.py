"""Jobs, tonnes, cubic and square metres and homes are figures where a topic asks for them; elsewhere nothing changes."""

from __future__ import annotations

import pytest

from monitor import reading
from monitor.digests.frame import Frame
from monitor.errors import Invalid
from monitor.model import Article, Figure
from monitor.topics import profile

BREWERIES = """
name: breweries
subjects:
  Hopfner: Hopfner
aspects:
  works:
    en: brewery, plant
    de: "*brauerei*, werk"
    fr: brasserie*, usine*
measures: jobs, t, m3, m2, homes
"""
TEXTS: dict[str, dict[str, list[tuple[float, str]]]] = {
    "en": {
        "Hopfner's brewery employs 620 people in Lund.": [(620, "jobs")],
        "Hopfner will hire 800 more people for its brewery.": [(800, "jobs")],
        "620 people saw the parade of Hopfner's brewery.": [],
        "Hopfner cuts 1,300 jobs.": [(1300, "jobs")],
        "Hopfner would keep 400 of 620 jobs.": [(400, "jobs"), (620, "jobs")],
        "The plant has 75 staff.": [(75, "jobs")],
        "Hopfner promised up to 2,500 new full-time jobs.": [(2500, "jobs")],
        "The plant takes 60,000 tonnes of barley a year.": [(60000, "t")],
        "Hopfner doubles output from 20,000 to 40,000 tonnes.": [(20000, "t"), (40000, "t")],
        "A 12,000-tonne silo fell over.": [(12000, "t")],
        "The plant draws 18,000 cubic metres a day.": [(18000, "m3")],
        "The well gives 4 million litres.": [(4000, "m3")],
        "Its hall has 9,000 square metres.": [(9000, "m2")],
        "The site of 140 hectares lies by the sea.": [(1.4e6, "m2")],
        "The heat warms 3,400 homes.": [(3400, "homes")],
        "In 2027 jobs will follow at Hopfner.": [],
        "Hopfner put €30 million into 150 jobs.": [(30e6, "EUR"), (150, "jobs")],
    },
    "de": {
        "Hopfner streicht 150 neue Stellen.": [(150, "jobs")],
        "In der Brauerei arbeiten 620 Menschen.": [(620, "jobs")],
        "620 Menschen feierten vor der Brauerei.": [],
        "Hopfner will 400 der 620 Arbeitsplätze erhalten.": [(400, "jobs"), (620, "jobs")],
        "Betroffen sind 2.100 Beschäftigte.": [(2100, "jobs")],
        "Das Werk verarbeitet 12.000 Tonnen Gerste.": [(12000, "t")],
        "Die Menge steigt von 20.000 auf 40.000 Tonnen.": [(20000, "t"), (40000, "t")],
        "Täglich werden 18.000 Kubikmeter gefördert.": [(18000, "m3")],
        "Die 22.000 Quadratmeter große Halle steht leer.": [(22000, "m2")],
        "Das Gelände misst 12 Hektar.": [(1.2e5, "m2")],
        "Die Abwärme reicht für 5.000 Haushalte.": [(5000, "homes")],
        "Drei Kessel zu je 40 Tonnen kosten 2 Millionen Euro.": [(2e6, "EUR")],
    },
    "fr": {
        "Hopfner supprime 450 emplois.": [(450, "jobs")],
        "L'usine emploie 320 personnes.": [(320, "jobs")],
        "La fête a réuni 320 personnes.": [],
        "La brasserie traite 25 000 tonnes d'orge.": [(25000, "t")],
        "L'usine pompe 480 mètres cubes par jour.": [(480, "m3")],
        "Un terrain de 15 hectares est réservé.": [(1.5e5, "m2")],
        "Hopfner garde 80 des 300 postes.": [(80, "jobs"), (300, "jobs")],
    },
}


@pytest.fixture(scope="module")
def breweries(tmp_path_factory):
    file = tmp_path_factory.mktemp("topic") / "breweries.yaml"
    file.write_text(BREWERIES, "utf-8")
    return profile.load(str(file))


def figures(topic: profile.Profile, text: str, code: str) -> tuple[Figure, ...]:
    return reading.read(topic, Article(
        url="https://example.org/b", site="", title="", text=text, language=code, published_at=None, basis="page"
    )).figures  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, told in TEXTS.items() for text in told])
def test_they_are_read_in_base_units(breweries, code, text):
    told = {(figure.value, figure.unit) for figure in figures(breweries, text, code)}
    assert told == set(TEXTS[code][text])


def test_they_are_never_a_deals_sum_or_power(breweries):
    text = "Hopfner signed a contract over 400 jobs, 60,000 tonnes and a loan of 30 million, it said in euros."
    said = figures(breweries, text, "en")
    assert {(figure.role, figure.kind) for figure in said if figure.unit in {"jobs", "t"}} == {("other", "count")}
    assert not any(figure.unit in {"jobs", "t"} and figure.kind == "money" for figure in said)


def test_a_topic_that_does_not_ask_has_none(breweries, tmp_path):
    file = tmp_path / "plain.yaml"
    file.write_text(BREWERIES.replace("measures: jobs, t, m3, m2, homes\n", ""), "utf-8")
    plain = profile.load(str(file))
    assert not any(figures(plain, text, code) for code, told in TEXTS.items() for text in told if "illi" not in text)


def test_what_is_no_measure_is_a_mistake(tmp_path):
    file = tmp_path / "odd.yaml"
    file.write_text(BREWERIES.replace("measures: jobs, t", "measures: jobs, barrels"), "utf-8")
    with pytest.raises(Invalid, match=r"odd.yaml, line 10: .*barrels.* is not something that can be measured"):
        profile.load(str(file))


def test_mails_name_them_in_the_readers_language():
    assert [Frame("de").quantity(620, "jobs"), Frame("fr").quantity(18000, "m3")] == ["620 Stellen", "18\u202f000 m³"]
    assert Frame("en").quantity(60000, "t") == "60,000 t"
