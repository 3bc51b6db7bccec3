"""Where a report was filed, from what stands before its first sentence."""

import pytest

from monitor.text import datelines

NEWS = "OpenAI will rent halls in the north."


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("OSLO (Example Wire) - ", "Oslo"),
        ("ABILENE, Texas (Wire) — ", "Abilene, Texas"),
        ("SAN FRANCISCO, June 15 - ", "San Francisco"),
        ("OSTBY, Minn., June 15, 2027 - ", "Ostby, Minn."),
        ("NEW YORK, 27 avril 2027 - ", "New York"),
        ("Berlin, 3. März 2027 — ", "Berlin"),
        ("PARIS (Agence) — ", "Paris"),
        ("ABU DHABI, UAE — ", "Abu Dhabi, UAE"),
        ("OSLO, Norway, Sept. 1, 2027 /Wire/ -- ", "Oslo, Norway"),
        ("By Jane Doe OSLO (Wire) - ", "Oslo"),
        ("A headline\nBy Staff\n\nOslo (td) – ", "Oslo"),
        ("(Example Wire) -- ", ""),
        ("(Example Wire) - ", ""),
        ("Oct 13 (Wire) - ", ""),
        ("15:51 – ", ""),
        ("EXCLUSIVE — ", ""),
        ("Analyse — ", ""),
        ("UPDATE: ", ""),
        ("LORDSMERE, Ohio - ", "Lordsmere, Ohio"),
        ("MARROW BAY, Que. - ", "Marrow Bay, Que."),
        ("MARROW WELLS, New Mexico - ", "Marrow Wells, New Mexico"),
        ("ESPEL REGION, Finland – March 16, 2027 – ", "Espel Region, Finland"),
        ("WEATHER - ", ""),
        ("", ""),
    ],
)
def test_a_place_is_read_before_the_first_sentence(head, place):
    assert datelines.place(head + NEWS) == place
    assert datelines.removed((head + NEWS).split("\n")[-1]) == NEWS


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("Potsdam. Der Landtag stimmt zu.", "de", "Potsdam"),
        ("KIRCHENSTETTEN. Der Auftrag kommt aus Texas.", "de", "Kirchenstetten"),
        ("LUSACE. Le village a dit oui.", "fr", "Lusace"),
        ("Geplatzt. Der Landtag stimmt dagegen.", "de", ""),
        ("Denied. The fund says no.", "en", ""),
    ],
)
def test_in_some_languages_a_full_stop_is_enough(text, code, place):
    assert datelines.place(text, code) == place
