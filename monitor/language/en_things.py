"""How English words for things are joined, and how they are counted."""

from __future__ import annotations

from monitor.language.shape import listed
from monitor.language.things import Joins, Measures

JOINS = Joins(
    endings={
        "": ("", "s", "es"),
        "y": ("y", "ies"),
        "ing": ("ing", "er", "ers"),
        "er": ("er", "ers", "ing"),
    },
    apart="[ -]",
    links=("for(?: the)?", "of", "making", "producing", "to (?:make|produce|recycle)", "that makes?", "which makes?"),
    stops=listed(
        "and or but that which who whose is are was were be been has have had will would can could may might must not "
        "in at on near from by with without after before since until than then as to into over under between against "
        "the a an its their his her this these those it they he she we you i said says told when while where if because"
    ),
)

MEASURES = Measures(
    words={
        "jobs": dict.fromkeys(
            ("jobs", "positions", "posts", "employees", "workers", "staff", "hires", "roles", "full-time jobs"), 1.0
        ),
        "t": {"tonnes": 1.0, "tonne": 1.0, "tons": 1.0, "t": 1.0, "metric tons": 1.0, "kilotonnes": 1e3, "kt": 1e3},
        "m3": {"cubic metres": 1.0, "cubic meters": 1.0, "m3": 1.0, "m³": 1.0, "litres": 1e-3, "liters": 1e-3},
        "m2": {
            "square metres": 1.0, "square meters": 1.0, "m2": 1.0, "m²": 1.0, "sq m": 1.0, "sqm": 1.0, "hectares": 1e4,
            "hectare": 1e4, "ha": 1e4, "square kilometres": 1e6, "square kilometers": 1e6, "acres": 4046.86,
            "square feet": 0.092903, "sq ft": 0.092903,
        },
        "homes": dict.fromkeys(("homes", "households"), 1.0),
    },
    people=("people", "men and women", "persons"),
    employs=(
        r"employ\w*", r"hir(?:e|es|ed|ing)", r"recruit\w*", r"work(?:s|ed|ing)?", r"jobs?", r"workforce", r"staff",
        r"lay(?:s|ing)? off", "laid off", r"payroll",
    ),
    whole=("of(?: the| its| their)?", "out of"),
    shown={"m3": "m³", "m2": "m²"},
)  # fmt: skip
