"""The standing of a figure: agreed, planned, an option, a part, old, denied … from cues in its clause and sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from monitor.language.shape import Language

# In order of priority: what takes a number back comes before what states it
ORDER = (
    "denied", "corrected", "old", "option", "part", "yardstick", "total", "hypothetical", "proposed", "reported",
    "planned",
    "agreed", "announced",
)  # fmt: skip
TAKES_BACK = frozenset({"denied", "corrected"})
# Cues of these count anywhere in the sentence, those of the others only near the figure
ANYWHERE = TAKES_BACK | {"hypothetical", "proposed", "reported", "planned", "agreed"}
NEAR = 45  # characters before a figure
BEHIND = 28
FAR = 300  # cues farther away are about something else


@cache
def _patterns(known: Language) -> Mapping[str, re.Pattern[str]]:
    return {
        kind: re.compile(rf"(?<![^\W\d_])(?:{'|'.join(known.cues.standing.get(kind, ('(?!)',)))})", re.IGNORECASE)
        for kind in ORDER
    }


def of(sentence: str, start: int, end: int, hedge: str, known: Language) -> str:
    """The standing of the figure at sentence[start:end]; "announced" if there is no cue."""
    near = sentence[max(0, start - NEAR) : start] + " | " + sentence[end : end + BEHIND]
    whole = sentence[max(0, start - FAR) : end + FAR]
    for kind, pattern in _patterns(known).items():
        if kind == "option" and hedge == "up to":
            return kind
        if pattern.search(whole if kind in ANYWHERE else near):
            return kind
    return "announced"


def takes_back(sentence: str, known: Language) -> bool:
    """Whether a sentence denies or corrects something, so that no change in it may be stated."""
    return any(_patterns(known)[kind].search(sentence) for kind in TAKES_BACK)


def corrects(sentence: str, known: Language) -> bool:
    """Whether a sentence speaks of a correction."""
    return bool(_patterns(known)["corrected"].search(sentence))
