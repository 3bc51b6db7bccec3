"""How German words for things are joined."""

from __future__ import annotations

from monitor.language.shape import listed
from monitor.language.things import Joins

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
