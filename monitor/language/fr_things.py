"""How French words for things are joined."""

from __future__ import annotations

from monitor.language.shape import listed
from monitor.language.things import Joins

JOINS = Joins(
    endings={
        "": ("", "s", "x", "e", "es"),
        "age": ("age", "ages", "eur", "eurs", "euse", "euses"),
        "eur": ("eur", "eurs", "euse", "euses", "age", "ages"),
        "ation": ("ation", "ations", "ant", "ants", "ateur", "ateurs"),
        "ant": ("ant", "ants", "ante", "antes", "ation"),
    },
    links=(r"des?(?: la| l')?", "d'", "du", r"pour(?: la| le| les| l')?", "de fabrication de", "à"),
    stops=listed(
        "et ou mais qui que dont où est sont était étaient sera seront a ont avait va vont peut doit pas ne dans en au "
        "aux sur sous près chez par avec sans après avant depuis contre entre vers il elle ils elles nous vous on ce "
        "cette ces son sa ses leur leurs un une selon"
    ),
)
