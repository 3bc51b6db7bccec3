"""How German words for things are joined, and how they are counted."""

from __future__ import annotations

from monitor.language.shape import listed
from monitor.language.things import Joins, Measures

JOINS = Joins(
    endings={
        "": ("", "s", "es", "n", "en", "e", "er", "ern", "nen"),
        "e": ("e", "en"),
        "ung": ("ung", "ungen", "er", "ern", "ers", "erin", "erinnen"),
        "ing": ("ing", "ings", "er", "ern", "ers", "erin"),
        "er": ("er", "ern", "ers", "erin", "erinnen", "ung", "ungen"),
    },
    closed=True,
    letters="(?:e?[ns]|es|er|e)?",
    inner=listed("material aktivmaterial komponenten modul system technik rohstoff vorprodukt"),
    links=(
        "für(?: die| das| den)?",
        "von",
        "der",
        "des",
        "zur",
        "zum",
        "aus",
        r"(?:zur|für die) (?:herstellung|produktion|fertigung|verarbeitung|verwertung) (?:von|der)",
    ),
    stops=listed(
        "und oder aber dass die das dem den welche welcher wer ist sind war waren wird werden wurde wurden hat haben "
        "hatte will wollen soll sollen kann können darf muss nicht in im an am auf bei beim mit ohne nach vor seit bis "
        "als um über unter zwischen gegen durch er sie es wir ihr ihre sein seine ein eine einen einem einer eines "
        "sagte sagt teilte wenn weil während wo"
    ),
)

MEASURES = Measures(
    words={
        "jobs": dict.fromkeys(
            (
                "stellen", "arbeitsplätze", "arbeitsplätzen", "jobs", "beschäftigte", "beschäftigten", "mitarbeiter",
                "mitarbeitern", "mitarbeitende", "mitarbeitenden", "angestellte", "angestellten", "vollzeitstellen",
                "arbeiter", "arbeitern", "arbeitnehmer", "arbeitnehmern",
            ),
            1.0,
        ),
        "t": {"tonnen": 1.0, "tonne": 1.0, "t": 1.0, "kilotonnen": 1e3, "kt": 1e3},
        "m3": {"kubikmeter": 1.0, "kubikmetern": 1.0, "m3": 1.0, "m³": 1.0, "liter": 1e-3, "litern": 1e-3},
        "m2": {
            "quadratmeter": 1.0, "quadratmetern": 1.0, "m2": 1.0, "m²": 1.0, "hektar": 1e4, "ha": 1e4,
            "quadratkilometer": 1e6, "quadratkilometern": 1e6,
        },
        "homes": dict.fromkeys(("haushalte", "haushalten", "wohnungen", "häuser", "häusern"), 1.0),
    },
    people=("menschen", "leute", "leuten", "personen"),
    employs=(
        r"beschäftig\w*", r"arbeit(?:e|et|en|eten)?", "eingestellt", "einstellen", r"stellt .{0,60} ein", "belegschaft",
        r"arbeitspl(?:atz|ätze)\w*", "jobs?", r"entlass\w*", "entlässt", r"kündig\w*",
    ),
    whole=("von(?: den| insgesamt)?", "der", "aller"),
    shown={"jobs": "Stellen", "m3": "m³", "m2": "m²", "homes": "Haushalte"},
)  # fmt: skip
