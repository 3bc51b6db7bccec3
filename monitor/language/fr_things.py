"""How French words for things are joined, and how they are counted."""

from __future__ import annotations

from monitor.language.shape import listed
from monitor.language.things import Joins, Measures

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

MEASURES = Measures(
    words={
        "jobs": dict.fromkeys(
            ("emplois", "postes", "salariés", "salariées", "employés", "ouvriers", "embauches", "collaborateurs"), 1.0
        ),
        "t": {"tonnes": 1.0, "tonne": 1.0, "t": 1.0, "kilotonnes": 1e3, "kt": 1e3},
        "m3": {"mètres cubes": 1.0, "m3": 1.0, "m³": 1.0, "litres": 1e-3},
        "m2": {"mètres carrés": 1.0, "m2": 1.0, "m²": 1.0, "hectares": 1e4, "hectare": 1e4, "ha": 1e4},
        "homes": dict.fromkeys(("foyers", "logements", "ménages"), 1.0),
    },
    people=("personnes",),
    employs=(r"emploi\w*", r"emploie\w*", r"embauch\w*", r"recrut\w*", r"travaill\w*", r"licenci\w*", r"effectifs?"),
    whole=("des", "sur(?: les)?", "de ses", "de leurs"),
    shown={"jobs": "emplois", "m3": "m³", "m2": "m²", "homes": "foyers"},
)  # fmt: skip
