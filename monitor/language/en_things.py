"""How English words for things are joined."""

from __future__ import annotations

from monitor.language.shape import listed
from monitor.language.things import Joins

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
